"""Which characters the fonts of a file spell, in the order in which they list them.

A subset lists its characters in the order of their first appearance, so a name
removed from the page may still stand in the font.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont, TTLibError

from redaction.verify.normal import BARRIER
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from redaction.verify.strand import Sight

FONT_MAGICS: Final = (b"\0\x01\0\0", b"OTTO", b"true", b"ttcf")

_SECTION: Final = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN: Final = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_WIDEST: Final = 65536


def look_at_font(data: bytes, sight: Sight) -> None:
    """Add the characters, names and glyph names of an OpenType font."""
    try:
        font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
        cmap = font.getBestCmap() if "cmap" in font else {}
        spelled = sorted((font.getGlyphID(glyph), code) for code, glyph in (cmap or {}).items())
        sight.maps.append("".join(chr(code) for _, code in spelled))
        names = (
            [name.toUnicode(errors="ignore") for name in font["name"].names]
            if "name" in font
            else []
        )
        sight.add("font-names", Sort.TEXT, BARRIER.join([*names, *font.getGlyphOrder()]))
    except (TTLibError, KeyError, ValueError, AssertionError, IndexError, OverflowError, EOFError):
        sight.blind.add("font-program")


def look_at_cmap(data: bytes, sight: Sight) -> dict[int, str]:
    """Add the characters of a ToUnicode CMap and return them by code."""
    mapping = read_cmap(data)
    sight.maps.append("".join(mapping[code] for code in sorted(mapping)))
    return mapping


def read_cmap(data: bytes) -> dict[int, str]:
    """Return the characters of a ToUnicode CMap by code."""
    mapping: dict[int, str] = {}
    for section in _SECTION.finditer(data):
        _read_section(section[1], section[2], mapping)
    return mapping


def _read_section(kind: bytes, body: bytes, mapping: dict[int, str]) -> None:
    tokens = [(m[1], bool(m[2]), bool(m[3])) for m in _TOKEN.finditer(body)]
    at = 0
    size = 2 if kind == b"bfchar" else 3
    while at + size <= len(tokens):
        low = _number(tokens[at][0])
        if kind == b"bfchar":
            mapping[low] = _text(tokens[at + 1][0])
            at += 2
        elif tokens[at + 2][1]:
            end = next((i for i in range(at + 3, len(tokens)) if tokens[i][2]), len(tokens))
            mapping |= {low + i: _text(t[0]) for i, t in enumerate(tokens[at + 3 : end])}
            at = end + 1
        else:
            high = min(_number(tokens[at + 1][0]), low + _WIDEST)
            _read_range(low, high, _text(tokens[at + 2][0]), mapping)
            at += 3


def _read_range(low: int, high: int, first: str, mapping: dict[int, str]) -> None:
    if first:
        last = ord(first[-1])
        for code in range(low, high + 1):
            if last + code - low < 0x110000:
                mapping[code] = first[:-1] + chr(last + code - low)


def _number(token: bytes | None) -> int:
    return int(b"".join((token or b"").split()) or b"0", 16)


def _text(token: bytes | None) -> str:
    digits = b"".join((token or b"").split())
    data = bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    return data.decode("utf-16-be", "ignore") if len(data) > 1 else data.decode("latin-1")
