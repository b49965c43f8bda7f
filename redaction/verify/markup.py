"""All text of an XML part: joined, by attribute, in comments and in escapes.

Joins the text of the whole part, because a string may be cut into as many
elements as it has characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from redaction.verify.encodings import readings, unescaped
from redaction.verify.normal import BARRIER
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redaction.verify.strand import Sight

_SHORTEST_CODE: Final = 8  # characters in which two Han can be encoded
_SCHEMA_WORD: Final = re.compile(r"[\x20-\x7e]*")


def parse(data: bytes) -> etree._Element | None:
    """Return the root of an XML part, or None where it is none that may be parsed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def local(element: etree._Element) -> str:
    """Return the element's name without its namespace; "" for comments and instructions."""
    return str(element.tag).rpartition("}")[2] if _is_element(element) else ""


def _is_element(node: object) -> bool:
    return isinstance(getattr(node, "tag", None), str)


def look_at_xml(data: bytes, sight: Sight) -> etree._Element | None:
    """Add every text of the XML part to ``sight`` and return its root, or None if it is no XML."""
    root = parse(data)
    if root is None:
        look_at_bytes(data, sight, "raw-bytes", Sort.TEXT)
        return None
    texts = [str(text) for text in root.itertext(etree.Element)]
    asides = [n.text or "" for n in root.getroottree().iter(etree.Comment, etree.PI)]
    if asides:
        sight.note("markup-remarks", sum(map(len, asides)))
    sight.add("xml-text", Sort.TEXT, BARRIER.join(texts))
    sight.add("xml-text", Sort.TEXT, "".join(texts), joined=True)
    add_unescaped(sight, ("".join(texts),), joined=True)
    _add(sight, "xml-comments", Sort.TEXT, BARRIER.join(asides))
    values = dict.fromkeys(str(v) for e in root.iter(etree.Element) for v in e.attrib.values())
    schema = {value for value in values if _SCHEMA_WORD.fullmatch(value)}
    sight.add("xml-attributes", Sort.TEXT, BARRIER.join(v for v in values if v not in schema))
    sight.add("xml-attributes", Sort.SYNTAX, BARRIER.join(v for v in values if v in schema))
    add_unescaped(sight, (BARRIER.join(v for v in values if len(v) >= _SHORTEST_CODE),))
    names = {str(e.tag) for e in root.iter(etree.Element)} | {u for u in root.nsmap.values() if u}
    sight.add("xml-names", Sort.SYNTAX, BARRIER.join(sorted(names)))
    return root


def look_at_bytes(data: bytes, sight: Sight, route: str, sort: Sort = Sort.BINARY) -> None:
    """Add ``data`` to ``sight`` in every encoding, with every escape undone."""
    for number, text in enumerate(readings(data)):
        sight.add(route, sort if number == 0 else Sort.BINARY, text)
        if number == 0:
            add_unescaped(sight, (text,))


def add_unescaped(sight: Sight, texts: Iterable[str], *, joined: bool = False) -> None:
    """Add the escaped forms in ``texts``, undone."""
    for text in texts:
        for sure, reading in unescaped(text):
            sight.add("escapes", Sort.SYNTAX if sure else Sort.BINARY, reading, joined=joined)


def _add(sight: Sight, route: str, sort: Sort, text: str) -> None:
    sight.add(route, sort, text)
    add_unescaped(sight, (text,))
