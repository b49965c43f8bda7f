"""Blank the glyphs of an embedded font file that are not drawn any more, and their names."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from fontTools.misc import eexec
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Name

from redaction.formats.pdf.program import FONT_ERRORS, open_cff, type1_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fontTools.cffLib import CFFFontSet

    from redaction.formats.pdf.fonts import Code, Font

_EMPTY_CHARSTRING: Final = b"\x0e"  # endchar
_DROPPED_TABLES: Final = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "DSIG",
    "MATH",
    "STAT",
    "meta",
    "name",
    "kern",
    "hdmx",
    "LTSH",
    "VDMX",
    "PCLT",
    "FFTM",
)


class ScrubError(Exception):
    """A font file that cannot be rewritten; never leaves this package."""


def scrub_program(sharing: Sequence[tuple[Font, set[Code]]]) -> None:
    """Rewrite the font file that all fonts of ``sharing`` use, for their codes.

    Raises:
        ScrubError: the file is damaged or of a kind that is not understood.
    """
    stream = sharing[0][0].program
    if stream is None:
        return
    try:
        data = stream.read_bytes()
        if data[:4] in (b"\x00\x01\x00\x00", b"true", b"OTTO"):
            lengths: tuple[bytes, ...] = (_sfnt(data, sharing),)
        elif data[:1] == b"\x01":
            lengths = (_cff_file(data, sharing),)
        else:
            lengths = _type1(
                data, sharing, int(stream.get("/Length1", 0)), int(stream.get("/Length2", 0))
            )
    except FONT_ERRORS as error:
        raise ScrubError from error
    kind = stream.get("/Subtype")
    stream.write(b"".join(lengths))
    if kind is not None:
        stream["/Subtype"] = kind
    for number, part in enumerate(lengths, 1):
        stream[f"/Length{number}"] = len(part)
    if stream.get("/Subtype") in (Name.Type1C, Name.CIDFontType0C, Name.OpenType):
        del stream["/Length1"]


# -- TrueType and OpenType ---------------------------------------------------


def _sfnt(data: bytes, sharing: Sequence[tuple[Font, set[Code]]]) -> bytes:
    font = TTFont(io.BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    order = font.getGlyphOrder()
    glyphs = {0} | {g for owner, codes in sharing for c in codes for g in _glyphs(font, owner, c)}
    kept = {order[glyph] for glyph in glyphs if glyph < len(order)}
    if "glyf" in font:
        kept = _blank_glyf(font, kept)
    elif "CFF " in font:
        _blank_cff(font["CFF "].cff, kept, rename=False)
    if "cmap" in font:
        for table in font["cmap"].tables:
            if hasattr(table, "cmap"):
                table.cmap = {code: name for code, name in table.cmap.items() if name in kept}
        font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    for tag in _DROPPED_TABLES:
        if tag in font:
            del font[tag]
    if "post" in font:
        font["post"].formatType = 3.0
        font["post"].extraNames, font["post"].mapping = [], {}
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    return buffer.getvalue()


def _glyphs(font: TTFont, owner: Font, code: Code) -> set[int]:
    """Return every glyph id that a reader may take for ``code``."""
    if owner.type0:
        return {owner.glyph(code.cid)}
    value, found = code.cid, set()
    wanted = {value, 0xF000 + value, 0xF100 + value, 0xF200 + value, *map(ord, code.text)}
    if "cmap" in font:
        for table in font["cmap"].tables:
            names = getattr(table, "cmap", {})
            found |= {font.getGlyphID(names[key]) for key in wanted if key in names}
    name = owner.names.get(value)
    if name is not None and name in font.getReverseGlyphMap():
        found.add(font.getGlyphID(name))
    if not found and "cmap" not in font:
        found.add(value)  # readers then take the code for the glyph
    return found


def _blank_glyf(font: TTFont, kept: set[str]) -> set[str]:
    table = font["glyf"]
    waiting = list(kept)
    while waiting:  # parts of composed glyphs are drawn too
        glyph = table[waiting.pop()]
        if glyph.isComposite():
            parts = {part.glyphName for part in glyph.components} - kept
            kept |= parts
            waiting += parts
    for name in font.getGlyphOrder():
        if name not in kept:
            table.glyphs[name] = Glyph()
    return kept


# -- CFF ---------------------------------------------------------------------


def _cff_file(data: bytes, sharing: Sequence[tuple[Font, set[Code]]]) -> bytes:
    cff = open_cff(data)
    top = cff[0]
    charset = list(top.charset)
    kept = {".notdef", charset[0]}
    for owner, codes in sharing:
        for code in codes:
            kept |= _cff_names(owner, code, charset, keyed=hasattr(top, "ROS"))
    _blank_cff(cff, kept, rename=True)
    buffer = io.BytesIO()
    cff.compile(buffer, TTFont(recalcBBoxes=False), isCFF2=False)
    return buffer.getvalue()


def _cff_names(owner: Font, code: Code, charset: list[str], *, keyed: bool) -> set[str]:
    if owner.type0:
        if keyed:
            return {f"cid{code.cid:05d}"}
        return {charset[code.cid]} if code.cid < len(charset) else set()
    return owner.glyph_names(code.cid)


def _blank_cff(cff: CFFFontSet, kept: set[str], *, rename: bool) -> None:
    top = cff[0]
    strings = top.CharStrings
    names = list(top.charset)
    if not kept & set(names):
        raise ScrubError
    for name in names:
        if name not in kept:
            strings[name].bytecode = _EMPTY_CHARSTRING
            strings[name].program = None
    if rename:
        _rename(top, {name for name in names if name not in kept})
    for key in ("Notice", "Copyright", "FullName", "FamilyName", "Weight"):
        top.rawDict.pop(key, None)


def _rename(top: object, blanked: set[str]) -> None:
    """Give blanked glyphs names that tell nothing, without moving any glyph."""
    keyed = hasattr(top, "ROS")
    names = list(top.charset)  # type: ignore[attr-defined]
    strings = top.CharStrings  # type: ignore[attr-defined]
    taken = set(names) - blanked
    renamed: dict[str, str] = {}
    spare = 65_534
    for index, name in enumerate(names):
        if name in blanked:
            fresh = f"g{index}"
            while keyed:
                fresh, spare = f"cid{spare:05d}", spare - 1
                if fresh not in taken:
                    break
            renamed[name] = fresh
    top.charset = [renamed.get(name, name) for name in names]  # type: ignore[attr-defined]
    strings.charset = top.charset  # type: ignore[attr-defined]
    strings.charStrings = {
        renamed.get(name, name): value for name, value in strings.charStrings.items()
    }
    encoding = getattr(top, "Encoding", None)
    if isinstance(encoding, list):
        top.Encoding = [  # type: ignore[attr-defined]
            ".notdef" if name in blanked else name for name in encoding
        ]


# -- Type 1 ------------------------------------------------------------------

_CHARSTRING: Final = re.compile(rb"/([^\s/]{1,80})\s{1,4}([0-9]{1,6})\s{1,4}(RD|-\||[^\s]{1,8})\s")
_ENTRY: Final = re.compile(rb"dup\s{1,8}[0-9]{1,3}\s{0,8}/([^\s/]{1,80})\s{1,8}put")
_IV: Final = re.compile(rb"/lenIV\s{1,4}([0-9]{1,2})")
_BLANK_TYPE1: Final = b"\x8b\xf7\x8e\x0d\x0e"  # 0 250 hsbw endchar


def _type1(
    data: bytes, sharing: Sequence[tuple[Font, set[Code]]], first: int, second: int
) -> tuple[bytes, bytes, bytes]:
    if data[:1] == b"\x80":
        data, first, second = _segments(data)
    second = second or len(data) - first
    clear, secret, rest = data[:first], data[first : first + second], data[first + second :]
    if re.fullmatch(rb"[0-9A-Fa-f\s]{8}", secret[:8]):
        secret = bytes.fromhex(re.sub(rb"\s", b"", secret).decode("ascii"))
    plain, _ = eexec.decrypt(secret, 55665)
    kept = {".notdef"}
    for owner, codes in sharing:
        for code in codes:
            kept |= owner.glyph_names(code.cid) | _listed(clear, code.cid)
    if len(kept) < 2:
        raise ScrubError
    private = _blank_type1(plain[4:], kept)
    clear = _ENTRY.sub(lambda m: m.group(0) if m.group(1).decode("latin-1") in kept else b"", clear)
    locked, _ = eexec.encrypt(plain[:4] + private, 55665)
    return clear, locked, rest


def _listed(clear: bytes, code: int) -> set[str]:
    name = type1_names(clear).get(code)
    return {name} if name else set()


def _segments(data: bytes) -> tuple[bytes, int, int]:
    parts: list[bytes] = []
    at = 0
    while data[at : at + 1] == b"\x80" and data[at + 1] in (1, 2):
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        parts.append(data[at + 6 : at + 6 + size])
        at += 6 + size
    return b"".join(parts), len(parts[0]), sum(map(len, parts[1:-1])) or len(parts[1])


def _blank_type1(private: bytes, kept: set[str]) -> bytes:
    found = _IV.search(private)
    lead = int(found.group(1)) if found else 4
    blank = eexec.encrypt(b"\0" * lead + _BLANK_TYPE1, 4330)[0]
    out: list[bytes] = []
    start = private.find(b"/CharStrings")
    if start < 0:
        raise ScrubError
    done, at, number = 0, start + 12, 0
    while (match := _CHARSTRING.search(private, at)) is not None:
        end = match.end() + int(match.group(2))
        if match.group(1).decode("latin-1") not in kept:
            number += 1
            head = b"/g%d %d %s " % (number, len(blank), match.group(3))
            out += [private[done : match.start()], head, blank]
            done = end
        at = end
    return b"".join([*out, private[done:]])
