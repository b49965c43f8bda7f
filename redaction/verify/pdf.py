"""Every object of a PDF, seen by pikepdf: strings, names, streams, fonts.

Nothing here follows pages; what no page uses is seen like the rest. Streams that
no object walk reaches are the business of ``pdf_raw``, shown text of ``pdf_text``.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf

from redaction.errors import UnprovenError
from redaction.verify.fonts import FONT_MAGICS, look_at_cmap, look_at_font
from redaction.verify.markup import look_at_bytes
from redaction.verify.pdf_census import count_content, count_object, count_pdf
from redaction.verify.pdf_fonts import Fonts, draws_text
from redaction.verify.pdf_raw import Known, look_at_raw
from redaction.verify.pdf_syntax import (
    HEX_STRING,
    add_names,
    add_strings,
    name_of,
    names_undone,
    strings_in,
)
from redaction.verify.pdf_text import show_pages
from redaction.verify.pictures import look_at_picture
from redaction.verify.strand import Sight, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PIXEL_FILTERS: Final = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
_DEEPEST: Final = 100


def look_at_pdf(data: bytes, depth: int, look_inside: Callable[[bytes, int], Sight]) -> Sight:
    """Return what the PDF ``data`` shows and holds.

    Raises:
        UnprovenError: it cannot be opened, or a stream of it cannot be inflated.
    """
    sight = Sight()
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            known = _look_at_objects(pdf, sight, depth, look_inside)
            count_pdf(pdf, sight)
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise UnprovenError(route="pdf-objects") from error
    look_at_raw(data, known, sight)
    show_pages(data, sight)
    return sight


def _look_at_objects(
    pdf: pikepdf.Pdf, sight: Sight, depth: int, look_inside: Callable[[bytes, int], Sight]
) -> Known:
    """Add every object; return what was met."""
    known = Known()
    spelled: list[bytes] = []
    names: list[str] = []
    fonts = Fonts()
    contents: list[bytes] = []
    for entry in (pdf.trailer, *pdf.objects):
        known.objects.add(entry.objgen if isinstance(entry, pikepdf.Object) else (0, 0))
        for item in _parts(entry, 0):
            fonts.learn(item)
            count_object(item, sight)
            if isinstance(item, pikepdf.Stream):
                data = _inflated(item, sight)
                known.streams |= {hash(data), hash(bytes(item.read_raw_bytes()))}
                if _is_content(item) and draws_text(data):
                    contents.append(data)
                    if str(item.get("/Subtype")) == "/Form":
                        count_content(data, sight)
                if mapping := _look_at_stream(item, data, sight, depth, look_inside):
                    known.maps.append(mapping)
            elif isinstance(item, pikepdf.Name):
                names.append(name_of(item))
            elif isinstance(item, pikepdf.String):
                spelled.append(bytes(item))
    add_strings(spelled, sight, "pdf-strings")
    add_names(names, sight)
    for content in contents:
        for text in fonts.spell(content):
            sight.add("spelled-text", Sort.BINARY, text)
    return known


def _is_content(stream: pikepdf.Stream) -> bool:
    """Return whether a stream may draw: contents have no type of their own, forms and tiles do."""
    return str(stream.get("/Subtype")) in {"None", "/Form"} and "/Length1" not in stream


def _parts(item: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """Yield ``item`` and what it holds directly; other objects have their own turn."""
    yield item
    if depth > _DEEPEST:
        raise UnprovenError(route="pdf-objects")
    if isinstance(item, pikepdf.Array):
        children = list(item)
    elif isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        keys = list(item.keys())
        yield from (pikepdf.Name(key) for key in keys)
        children = [item[key] for key in keys]
    else:
        return
    for child in children:
        if _is_direct(child):
            yield from _parts(child, depth + 1)


def _is_direct(child: object) -> bool:
    """Return whether an item is an object of its own place; numbers come as Python's."""
    return isinstance(child, pikepdf.Object) and not child.is_indirect


def _inflated(stream: pikepdf.Stream, sight: Sight) -> bytes:
    """Return the stream's data, or its raw bytes where they are compressed pixels."""
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        if not _PIXEL_FILTERS & set(_filters(stream)):
            sight.blind.add("pdf-stream")
        return bytes(stream.read_raw_bytes())


def _filters(stream: pikepdf.Stream) -> list[str]:
    named = stream.get("/Filter")
    if isinstance(named, pikepdf.Array):
        return [str(name) for name in named]
    return [] if named is None else [str(named)]


def _look_at_stream(
    stream: pikepdf.Stream,
    data: bytes,
    sight: Sight,
    depth: int,
    look_inside: Callable[[bytes, int], Sight],
) -> dict[int, str]:
    """Add what a stream holds, by its nature; return its map if it is a font's."""
    if data.startswith(FONT_MAGICS):
        look_at_font(data, sight)
    elif b"beginbfchar" in data or b"beginbfrange" in data:
        return look_at_cmap(data, sight)
    elif str(stream.get("/Subtype")) == "/Image":
        sight.take(look_at_picture(data) if _PIXEL_FILTERS & set(_filters(stream)) else Sight())
        sight.add("pixel-data", Sort.BINARY, data.decode("utf-8", "ignore"))
    elif str(stream.get("/Type")) == "/EmbeddedFile":
        sight.take(look_inside(data, depth + 1))
    else:
        # Hex strings are read as what they spell, not as digits.
        plain = HEX_STRING.sub(b"<>", data) if draws_text(data) else data
        look_at_bytes(names_undone(plain), sight, "pdf-streams", Sort.SYNTAX)
        add_strings([b"".join(strings_in(data))], sight, "stream-strings")
        if data.startswith((b"PK\x03\x04", b"%PDF-")):
            sight.take(look_inside(data, depth + 1))
    return {}
