"""Make fonts tell only of glyphs that are still drawn.

A subset font lists its characters in order of first appearance and so spells out
what was cut: in ``/ToUnicode``, in widths, glyph names, the character map and the
outlines themselves. Each is rewritten for the codes that stay; a map to characters
is written first where there was none, so that what stays can still be copied out.
A font that cannot be rewritten is refused, and its pages become pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Object, Stream

from redaction.formats.pdf.fontnames import rename
from redaction.formats.pdf.fonts import UNKNOWN
from redaction.formats.pdf.number import number, plain_name
from redaction.formats.pdf.outlines import ScrubError, scrub_program
from redaction.formats.pdf.standin import to_unicode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from pikepdf import Pdf

    from redaction.formats.pdf.fonts import Code, Font

_SMALL: Final = 300_000
_DESCRIPTOR_DROPS: Final = ("/CharSet", "/CIDSet", "/Metadata")


def scrub_fonts(pdf: Pdf, used: Mapping[int, tuple[Font, set[Code]]]) -> set[int]:
    """Scrub every font in ``used``; return the keys of those that could not be."""
    refused: set[int] = set()
    programs: dict[object, list[int]] = {}
    losing: set[object] = set()
    for key, (font, codes) in used.items():
        if font.program is not None:
            programs.setdefault(font.program.objgen, []).append(key)
            if _loses(font, codes) or _is_subset(font):
                losing.add(font.program.objgen)
    for program, sharing in programs.items():
        if program not in losing:
            continue
        if not any(used[key][1] for key in sharing):
            _drop_program([used[key][0] for key in sharing])
            continue
        try:
            scrub_program([used[key] for key in sharing])
        except ScrubError:
            refused.update(sharing)
    below = _by_descendant(used)
    for font, codes in used.values():
        _scrub_tables(pdf, font, codes, below.get(font.descendant.objgen, codes))
    return refused


def _drop_program(fonts: Sequence[Font]) -> None:
    """Take the font file off fonts that draw nothing any more."""
    for font in fonts:
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            if key in font.descriptor:
                del font.descriptor[key]


def _by_descendant(
    used: Mapping[int, tuple[Font, set[Code]]],
) -> dict[tuple[int, int], set[Code]]:
    """Return the codes of each CID font: several fonts may share one, with its widths."""
    found: dict[tuple[int, int], set[Code]] = {}
    for font, codes in used.values():
        if font.type0 and font.descendant.is_indirect:
            found.setdefault(font.descendant.objgen, set()).update(codes)
    return found


def _loses(font: Font, codes: Collection[Code]) -> bool:
    return any(code not in codes for code in font.known)


def _is_subset(font: Font) -> bool:
    """Return whether a font file was made for this document, and so tells of its text.

    It may hold characters that no page draws any more, from a part that was cut
    before or from replacement texts.
    """
    name = plain_name(font.obj.get("/BaseFont"))
    tagged = len(name) > 7 and name[6] == "+"
    program = font.program
    small = program is not None and number(program.get("/Length")) < _SMALL
    return tagged or small


def _scrub_tables(pdf: Pdf, font: Font, codes: set[Code], shared: set[Code]) -> None:
    _write_unicode(pdf, font, codes)
    rename(font)
    for key in _DESCRIPTOR_DROPS:
        if key in font.descriptor:
            del font.descriptor[key]
    if font.double_byte:
        return  # nothing of it is in the file but how wide a byte is
    if font.type0:
        _cid_tables(pdf, font, shared)
    else:
        _simple_tables(font, {code.cid for code in codes})


def _write_unicode(pdf: Pdf, font: Font, codes: set[Code]) -> None:
    embedded = font.program is not None or font.type3
    if "/ToUnicode" not in font.obj and not embedded:
        return
    sizes = {len(code.raw) for code in codes} or {2 if font.type0 else 1}
    if len(sizes) != 1:
        return
    texts = {int.from_bytes(code.raw, "big"): code.text for code in codes if code.text != UNKNOWN}
    program = to_unicode(texts, whole=False, size=sizes.pop())
    font.obj["/ToUnicode"] = pdf.make_indirect(Stream(pdf, program))


def _cid_tables(pdf: Pdf, font: Font, codes: set[Code]) -> None:
    below = font.descendant
    cids = {code.cid for code in codes}
    widths = {cid: font.width(cid) * 1000 for cid in cids}
    if "/W" in below:
        below["/W"] = _rows({cid: [width] for cid, width in widths.items()})
    if "/W2" in below:
        below["/W2"] = _rows(
            {cid: list(font.vertical_width(cid)) for cid in cids if font.has_vertical_width(cid)}
        )
    table = font.gid_map
    if table is not None:
        kept = bytearray(len(table))
        for cid in cids:
            kept[2 * cid : 2 * cid + 2] = table[2 * cid : 2 * cid + 2]
        below["/CIDToGIDMap"] = pdf.make_indirect(Stream(pdf, bytes(kept)))


def _rows(values: Mapping[int, list[float]]) -> Array:
    """Return a widths array for ``values``, in the order of CIDs."""
    row: list[object] = []
    for cid in sorted(values):
        row += [cid, Array([_tidy(value) for value in values[cid]])]
    return Array(row)


def _tidy(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 4)


def _simple_tables(font: Font, codes: set[int]) -> None:
    widths = font.obj.get("/Widths")
    first = int(number(font.obj.get("/FirstChar")))
    if isinstance(widths, Array):
        font.obj["/Widths"] = Array(
            [width if first + step in codes else 0 for step, width in enumerate(widths)]
        )
    _differences(font, codes)
    if font.type3:
        _glyph_streams(font, codes)


def _differences(font: Font, codes: set[int]) -> None:
    encoding = font.obj.get("/Encoding")
    if not isinstance(encoding, Dictionary) or "/Differences" not in encoding:
        return
    kept: list[Object | int] = []
    for code, name in sorted(font.names.items()):
        if code in codes:
            kept += [code, Name("/" + name)]
    # A copy: several fonts may share one encoding.
    plain = Dictionary(
        {k: encoding[k] for k in list(encoding.keys()) if k in ("/Type", "/BaseEncoding")}
    )
    plain["/Differences"] = Array(kept)
    font.obj["/Encoding"] = plain


def _glyph_streams(font: Font, codes: set[int]) -> None:
    streams = font.obj.get("/CharProcs")
    if isinstance(streams, Dictionary):
        names = {"/" + font.names[code] for code in codes if code in font.names}
        font.obj["/CharProcs"] = Dictionary(
            {name: streams[name] for name in list(streams.keys()) if name in names}
        )
