"""What an embedded font file itself says: characters of glyphs, built-in encodings.

Asked only where the PDF's own tables are silent. A damaged font file says
nothing; the caller then shows U+FFFD.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.ttLib import TTFont, TTLibError

if TYPE_CHECKING:
    from fontTools.cffLib import CFFFontSet

    from redaction.formats.pdf.fonts import Font

FONT_ERRORS: Final = (
    TTLibError,
    pikepdf.PdfError,
    struct.error,
    AssertionError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""Everything fontTools is known to raise over a damaged font."""


@dataclass(frozen=True, slots=True)
class Builtin:
    """Glyph id to text, code to glyph name, and CID to glyph id; all may be empty."""

    texts: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    code_texts: dict[int, str] = field(default_factory=dict)
    glyphs: dict[int, int] = field(default_factory=dict)

    def glyph_text(self, glyph: int) -> str:
        """Return the characters of a glyph id, "" if unknown."""
        return self.texts.get(glyph, "")

    def cid_glyph(self, cid: int) -> int:
        """Return the glyph id of a CID; the CID itself where the font has no table."""
        return self.glyphs.get(cid, cid)

    def code_text(self, code: int) -> str:
        """Return the characters of a simple font's code, "" if unknown."""
        return self.code_texts.get(code, "")


def builtin(font: Font) -> Builtin:
    """Return what the font's embedded file says, nothing if it has none or is damaged."""
    if font.program is None:
        return Builtin()
    try:
        data = font.program.read_bytes()
        if data[:4] in (b"\x00\x01\x00\x00", b"true", b"OTTO", b"ttcf"):
            return _sfnt(TTFont(io.BytesIO(data), fontNumber=0, lazy=True))
        if data[:1] == b"\x01":
            return _cff(open_cff(data))
        return _type1(data)
    except FONT_ERRORS:
        return Builtin()


def open_cff(data: bytes) -> CFFFontSet:
    """Return the parsed CFF font set."""
    from fontTools.cffLib import CFFFontSet  # noqa: PLC0415 - slow, and few fonts need it

    cff = CFFFontSet()
    cff.decompile(io.BytesIO(data), TTFont(recalcBBoxes=False))
    return cff


def _sfnt(font: TTFont) -> Builtin:
    texts: dict[int, str] = {}
    codes: dict[int, str] = {}
    if "cmap" in font:
        for table in font["cmap"].tables:
            if not hasattr(table, "cmap"):
                continue
            for value, name in table.cmap.items():
                _add_cmap(font, table, value, name, texts, codes)
    if "CFF " in font:
        inner = _cff(font["CFF "].cff)
        return Builtin(
            {**inner.texts, **texts}, inner.names, codes or inner.code_texts, inner.glyphs
        )
    if not texts and "post" in font:
        for name, glyph in font.getReverseGlyphMap().items():
            text = agl.toUnicode(name)
            if text:
                texts[glyph] = text
    return Builtin(texts, {}, codes)


def _add_cmap(  # noqa: PLR0913, PLR0917 - one entry of one table, and where it goes
    font: TTFont,
    table: object,
    value: int,
    name: str,
    texts: dict[int, str],
    codes: dict[int, str],
) -> None:
    unicode = getattr(table, "isUnicode", lambda: False)()
    glyph = font.getGlyphID(name)
    if unicode:
        texts.setdefault(glyph, chr(value))
        codes.setdefault(value, chr(value))
    else:
        code = value & 0xFF
        text = agl.toUnicode(name) or texts.get(glyph, "")
        if text:
            codes.setdefault(code, text)
            texts.setdefault(glyph, text)


def _cff(cff: CFFFontSet) -> Builtin:
    top = cff[0]
    charset = list(top.charset)
    if hasattr(top, "ROS"):
        glyphs = {int(name[3:]): glyph for glyph, name in enumerate(charset) if name[:3] == "cid"}
        return Builtin(glyphs=glyphs)
    texts = {glyph: agl.toUnicode(name) for glyph, name in enumerate(charset)}
    encoding = top.Encoding
    listed = StandardEncoding if isinstance(encoding, str) else encoding
    names = {code: name for code, name in enumerate(listed) if name and name != ".notdef"}
    codes = {code: agl.toUnicode(name) for code, name in names.items()}
    return Builtin(
        {g: t for g, t in texts.items() if t}, names, {c: t for c, t in codes.items() if t}
    )


_TYPE1_ENTRY: Final = re.compile(rb"dup\s{1,8}([0-9]{1,3})\s{0,8}/([^\s/]{1,80})\s{1,8}put")


def _type1(data: bytes) -> Builtin:
    names = type1_names(data)
    texts = {code: agl.toUnicode(name) for code, name in names.items()}
    return Builtin({}, names, {code: text for code, text in texts.items() if text})


def type1_names(data: bytes) -> dict[int, str]:
    """Return code to glyph name as the clear part of a Type 1 program lists them."""
    head = data[: data.find(b"eexec") if b"eexec" in data else len(data)]
    names = {int(code): name.decode("latin-1") for code, name in _TYPE1_ENTRY.findall(head)}
    if not names and b"StandardEncoding" in head:
        return {code: n for code, n in enumerate(StandardEncoding) if n != ".notdef"}
    return names
