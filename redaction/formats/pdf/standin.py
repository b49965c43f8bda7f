"""Fonts for text that we add ourselves: unseen text over pictures, and stand-ins for what was cut.

The unseen font has one empty glyph; its codes are UTF-16 values and its character
map is whole ranges, so that it tells nothing of which characters a file uses. The
visible one is the standard Song face, which readers bring themselves; its map
lists the characters of stand-ins only, in the order of their numbers.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Stream, String

from redaction.formats.pdf.cmap import predefined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pikepdf import Object, Pdf

_FIRST_EXTRA: Final = 0xD800
_MOST_EXTRA: Final = 0x800
_EPOCH: Final = 2_082_844_800  # 1970, in the seconds since 1904 that fonts count


class StandIn:
    """The two fonts of one output file; made when first asked for."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._unseen: Object | None = None
        self._seen: Object | None = None
        self._extra: dict[str, int] = {}
        self._shown: dict[int, str] = {}

    @property
    def unseen(self) -> Object:
        """The font of text that is there to be selected and searched, not seen."""
        if self._unseen is None:
            self._unseen = self._pdf.make_indirect(_unseen(self._pdf))
        return self._unseen

    @property
    def seen(self) -> Object:
        """The font of stand-ins."""
        if self._seen is None:
            self._seen = self._pdf.make_indirect(song(self._pdf, "/Identity-H"))
        return self._seen

    def encode(self, text: str) -> bytes:
        """Return the codes of ``text`` in the unseen font, two bytes each."""
        return b"".join(self._code(char).to_bytes(2, "big") for char in text)

    def _code(self, char: str) -> int:
        value = ord(char)
        if value < 0x10000 and not _FIRST_EXTRA <= value < 0xE000:
            return value
        if len(self._extra) >= _MOST_EXTRA:
            return 0xFFFD
        return self._extra.setdefault(char, _FIRST_EXTRA + len(self._extra))

    def encode_seen(self, text: str) -> bytes:
        """Return the codes of ``text`` in the visible font; a box for what Song lacks."""
        cids = [_song_cid(char) or _song_cid("\u25a1") for char in text]
        self._shown.update(zip(cids, text, strict=True))
        return b"".join(cid.to_bytes(2, "big") for cid in cids)

    def finish(self) -> None:
        """Write the character maps that depend on what was encoded."""
        if self._extra and self._unseen is not None:
            extra = {code: char for char, code in self._extra.items()}
            self._unseen["/ToUnicode"] = Stream(self._pdf, to_unicode(extra, whole=True))
        if self._seen is not None:
            self._seen["/ToUnicode"] = Stream(self._pdf, to_unicode(self._shown, whole=False))


@cache
def _song_cid(char: str) -> int:
    cmap = predefined("UniGB-UCS2-H")
    raw = char.encode("utf-16-be")
    if cmap is None or len(raw) != 2:
        return 0
    return next((cid for _, cid in cmap.codes(raw)), 0)


def width_of(char: str) -> float:
    """Return the advance of a character in the visible font, in ems."""
    return 0.5 if ord(char) < 0x100 else 1.0


def _unseen(pdf: Pdf) -> Dictionary:
    program = Stream(pdf, _empty_font())
    program["/Length1"] = len(_empty_font())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/MSUnseen"),
        Flags=4,
        FontBBox=Array([0, -200, 1000, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=800,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/MSUnseen"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
        CIDToGIDMap=pdf.make_indirect(Stream(pdf, b"\x00\x01" * 65_536)),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/MSUnseen"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(below)]),
        ToUnicode=pdf.make_indirect(Stream(pdf, to_unicode({}, whole=True))),
    )


def song(pdf: Pdf, encoding: str) -> Dictionary:
    """Return the standard Song face, not embedded, under an encoding of its collection."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("GB1"), Supplement=4),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
        W=Array([1, 95, 500, 814, 939, 500]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name(encoding),
        DescendantFonts=Array([pdf.make_indirect(below)]),
    )


@cache
def _empty_font() -> bytes:
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 - slow, and not to read
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415

    builder = FontBuilder(1000, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder([".notdef", "blank"])
    builder.setupCharacterMap({0x20: "blank"})
    # A contour without area: nothing to draw, but a box, without which pdfium skips the text.
    pen = TTGlyphPen(None)
    pen.moveTo((0, -100))
    pen.lineTo((1000, 800))
    pen.closePath()
    blank = pen.glyph()
    builder.setupGlyf({".notdef": blank, "blank": blank})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "blank": (1000, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "MSUnseen", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = _EPOCH
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


_HEAD: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_FOOT: Final = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


def to_unicode(codes: Mapping[int, str], *, whole: bool, size: int = 2) -> bytes:
    """Return a ``/ToUnicode`` program for ``codes`` of ``size`` bytes, in the order of codes.

    ``whole`` maps every other code of two bytes to itself.
    """
    parts = [_HEAD if size == 2 else _HEAD.replace(b"<0000> <FFFF>", b"<00> <FF>")]
    rows = [high for high in range(256) if not 0xD8 <= high < 0xE0] if whole else []
    for at in range(0, len(rows), 100):
        chunk = rows[at : at + 100]
        parts.append(b"%d beginbfrange\n" % len(chunk))
        parts += [b"<%02X00> <%02XFF> <%02X00>\n" % (row, row, row) for row in chunk]
        parts.append(b"endbfrange\n")
    items = sorted(codes.items())
    for at in range(0, len(items), 100):
        part = items[at : at + 100]
        parts.append(b"%d beginbfchar\n" % len(part))
        parts += [
            b"<%s> <%s>\n" % (code.to_bytes(size, "big").hex().encode(), _utf16(text))
            for code, text in part
        ]
        parts.append(b"endbfchar\n")
    return b"".join([*parts, _FOOT])


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-be", "replace").hex().encode("ascii")
