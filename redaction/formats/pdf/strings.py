"""Text that lies beside the pages: metadata, notes, links, field values, names, scripts.

Every string of every object is looked at, reachable or not, so that no channel
has to be known by name. What is left out are strings that PDF itself needs
(digests, font registries, dates) and single characters.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Stream, String

from recognizers.text import Layer
from redaction.formats.pdf.guard import MOST_STREAM
from redaction.formats.pdf.number import plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

_OWN: Final = frozenset(
    {
        "/ID",
        "/IDTree",
        "/Registry",
        "/Ordering",
        "/CheckSum",
        "/DA",
        "/DS",
        "/O",
        "/U",
        "/OE",
        "/UE",
        "/Perms",
        "/Cert",
        "/CharSet",
        "/Lang",
        "/Panose",
        "/CreationDate",
        "/ModDate",
        "/M",
        "/LastModified",
        "/OutputConditionIdentifier",
        "/RegistryName",
        "/ByteRange",
        "/Style",
        "/FontFamily",
        "/Document",
        "/NM",
    }
)
_FONT_NAMES: Final = frozenset({"/BaseFont", "/FontName"})
_COMMENT: Final = frozenset({"/Contents", "/RC", "/Subj", "/T", "/OverlayText"})
_METADATA: Final = frozenset(
    {"/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/Producer", "/Company", "/F", "/UF"}
)
_TAG: Final = re.compile(r"<[^>]{0,400}>")
_PERCENT: Final = re.compile(r"%[89A-Fa-f][0-9A-Fa-f]")
_DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class Aside:
    """One string beside the pages; ``where`` names it within the file."""

    where: str
    text: str
    layer: Layer
    page: int = 0


def asides(pdf: Pdf) -> Iterator[Aside]:
    """Yield every string that is no page content, in object order."""
    pages = _pages_of_annotations(pdf)
    seen_in_trailer = pdf.trailer.get("/Info")
    if isinstance(seen_in_trailer, Dictionary) and not seen_in_trailer.is_indirect:
        yield from _walk(seen_in_trailer, "info", 0, _Place(Layer.METADATA))
    info = seen_in_trailer.objgen if isinstance(seen_in_trailer, Dictionary) else (0, 0)
    for obj in pdf.objects:
        if not isinstance(obj, (Dictionary, Array, Stream, String)):
            continue
        place = _place(obj, info, pages)
        yield from _walk(obj, f"object{obj.objgen[0]}", 0, place)


@dataclass(frozen=True, slots=True)
class _Place:
    layer: Layer
    page: int = 0
    annotation: bool = False


def _place(obj: Object, info: tuple[int, int], pages: dict[tuple[int, int], int]) -> _Place:
    if obj.objgen == info or _is_outline(obj):
        return _Place(Layer.METADATA)
    page = pages.get(obj.objgen, 0)
    return _Place(Layer.ATTRIBUTE, page, annotation=page > 0)


def _is_outline(obj: Object) -> bool:
    return isinstance(obj, Dictionary) and "/Title" in obj and "/Parent" in obj


def _pages_of_annotations(pdf: Pdf) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pdf.pages, 1):
        listed = page.obj.get("/Annots")
        if isinstance(listed, Array):
            found.update({a.objgen: number for a in listed if isinstance(a, Dictionary)})
    return found


def _walk(obj: object, where: str, depth: int, place: _Place) -> Iterator[Aside]:
    if depth > _DEEPEST:
        return
    if isinstance(obj, String):
        yield from _aside(obj, where, place)
    elif isinstance(obj, (Dictionary, Stream)):
        if isinstance(obj, Stream):
            yield from _stream_text(obj, where, place)
        if obj.get("/Type") == Name.Font or obj.get("/Type") == Name.Sig:
            return
        for key in sorted(obj.keys()):
            if key in _OWN:
                continue
            value = obj[key]
            yield from _named(key, value, where)
            if _is_inner(value):
                yield from _walk(value, f"{where}{key}", depth + 1, place)
    elif isinstance(obj, Array):
        for index, value in enumerate(obj):
            if _is_inner(value):
                yield from _walk(value, f"{where}/{index}", depth + 1, place)


def _named(key: str, value: object, where: str) -> Iterator[Aside]:
    """Yield keys and names that are words of somebody, not of PDF: those beyond ASCII."""
    if not key.isascii():
        yield Aside(f"{where}#key", key[1:], Layer.ATTRIBUTE)
    if isinstance(value, Name) and key not in _FONT_NAMES:
        name = plain_name(value)
        if not name.isascii():
            yield Aside(f"{where}{key}", name, Layer.ATTRIBUTE)


def _is_inner(value: object) -> bool:
    """Return whether a value is written in place; others come up on their own."""
    return isinstance(value, Object) and not value.is_indirect


def _aside(value: String, where: str, place: _Place) -> Iterator[Aside]:
    text = _clean(_readable(value))
    if len(text) < 2:
        return
    key = "/" + where.rpartition("/")[2]
    layer = place.layer
    if place.annotation and key in _COMMENT:
        layer = Layer.COMMENT
    elif key in _METADATA:
        layer = Layer.METADATA
    yield Aside(where, text, layer, place.page)


def _readable(value: String) -> str:
    """Return a text string, percent codes of links resolved."""
    text = str(value)
    if _PERCENT.search(text):
        return unquote(text, errors="replace")
    return text


def _clean(text: str) -> str:
    """Return text without markup and control characters, "" for what is binary."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    printable = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text).strip()
    odd = sum(1 for c in text if not c.isprintable() and c not in "\r\n\t")
    return "" if odd * 4 > len(text) else printable


def _stream_text(stream: Stream, where: str, place: _Place) -> Iterator[Aside]:
    """Yield the text of XML streams and scripts; all other streams are content or pictures."""
    xml = stream.get("/Type") == Name.Metadata or stream.get("/Subtype") == Name.XML
    data = _bytes(stream, plain=xml)
    if xml or data[:200].lstrip().startswith(b"<"):
        for number, text in enumerate(_xml_text(data)):
            yield Aside(f"{where}#{number}", text, Layer.METADATA, place.page)
    elif not data.isascii():
        text = _clean(data.decode("utf-8", "replace"))
        if text and "\ufffd" not in text:
            yield Aside(where, text, Layer.ATTRIBUTE, place.page)


def _bytes(stream: Stream, *, plain: bool) -> bytes:
    if stream.get("/Subtype") in (Name.Image, Name.Form) or "/Length1" in stream:
        return b""
    raw = stream.read_raw_bytes()
    if not plain and len(raw) > MOST_STREAM // 64:
        return b""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""


def _xml_text(data: bytes) -> list[str]:
    """Return the texts and attribute values of an XML stream; of broken XML, all that is no tag."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        return [
            text for text in _TAG.split(data.decode("utf-8", "replace")) if len(text.strip()) > 1
        ]
    found: list[str] = []
    for node in root.iter():
        values = [
            node.text,
            node.tail,
            *(node.attrib.values() if isinstance(node.tag, str) else ()),
        ]
        found += [v.strip() for v in values if isinstance(v, str) and len(v.strip()) > 1]
    return found
