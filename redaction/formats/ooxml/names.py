"""Namespaces and small XML questions that all three formats share.

Holds constants of ISO/IEC 29500 (transitional) and of the Microsoft
extensions; promises nothing about content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_SCHEMAS: Final = "http://schemas.openxmlformats.org/"
W: Final = "{" + _SCHEMAS + "wordprocessingml/2006/main}"
S: Final = "{" + _SCHEMAS + "spreadsheetml/2006/main}"
P: Final = "{" + _SCHEMAS + "presentationml/2006/main}"
A: Final = "{" + _SCHEMAS + "drawingml/2006/main}"
C: Final = "{" + _SCHEMAS + "drawingml/2006/chart}"
DGM: Final = "{" + _SCHEMAS + "drawingml/2006/diagram}"
PIC: Final = "{" + _SCHEMAS + "drawingml/2006/picture}"
WP: Final = "{" + _SCHEMAS + "drawingml/2006/wordprocessingDrawing}"
M: Final = "{" + _SCHEMAS + "officeDocument/2006/math}"
R: Final = "{" + _SCHEMAS + "officeDocument/2006/relationships}"
MC: Final = "{" + _SCHEMAS + "markup-compatibility/2006}"
RELS: Final = "{" + _SCHEMAS + "package/2006/relationships}"
TYPES: Final = "{" + _SCHEMAS + "package/2006/content-types}"
V: Final = "{urn:schemas-microsoft-com:vml}"
O: Final = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - its usual prefix
XML: Final = "{http://www.w3.org/XML/1998/namespace}"

SPACE: Final = XML + "space"


def local(element: _Element) -> str:
    """Return the tag without its namespace ("" for comments and instructions)."""
    tag: object = element.tag  # a function for comments and instructions
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def local_name(attribute: str | bytes) -> str:
    """Return an attribute's name without its namespace."""
    return str(attribute).rpartition("}")[2]


def parent_name(element: _Element) -> str:
    """Return the local name of the element around this one ("" at the root)."""
    parent = element.getparent()
    return local(parent) if parent is not None else ""


def every(root: _Element, *tags: str) -> list[_Element]:
    """Return the elements with these tags in document order, safe against removal meanwhile."""
    return list(root.iter(*tags))


def ancestors(element: _Element, stop: _Element | None = None) -> Iterator[_Element]:
    """Yield the parents of ``element`` from the nearest up, without ``stop``."""
    parent = element.getparent()
    while parent is not None and parent is not stop:
        yield parent
        parent = parent.getparent()


_REFERRING: Final = etree.XPath(f"descendant-or-self::*[@*[namespace-uri()='{R[1:-1]}']]")


def referring(root: _Element) -> list[_Element]:
    """Return the elements that name a relation in some attribute."""
    found: list[_Element] = _REFERRING(root)  # type: ignore[assignment]  # elements by the path
    return found


def remove(element: _Element) -> None:
    """Take ``element`` out of its tree with all it holds, keeping text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, before = element.tail, element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def drop_attribute(element: _Element, name: str) -> str:
    """Delete an attribute; return the value it had ("" if it was not there)."""
    return str(element.attrib.pop(name, ""))


def unwrap(element: _Element, children: Iterable[_Element] | None = None) -> None:
    """Put the children (or ``children``) of ``element`` where it stands, and take it out."""
    parent = element.getparent()
    if parent is None:
        return
    place = parent.index(element)
    for child in list(element if children is None else children):
        parent.insert(place, child)
        place += 1
    remove(element)


def is_on(element: _Element | None, attribute: str) -> bool:
    """Return whether a toggle such as ``w:vanish`` is present and not switched off."""
    if element is None:
        return False
    return element.get(attribute, "1").lower() not in {"0", "false", "off", "none"}
