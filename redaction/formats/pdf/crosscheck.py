"""Is what we extracted what is there? Compare with a second extractor, and judge the characters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from redaction.formats.pdf.fonts import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redaction.formats.pdf.scene import Scene

_MISSING: Final = 3
_SHARE: Final = 0.02
_ODD_SHARE: Final = 0.05
_FEW: Final = 3


def lacks(ours: Iterable[str], theirs: str) -> bool:
    """Return whether the second extractor saw characters that we did not.

    A few are within tolerance: extractors add hyphens and spaces of their own.
    """
    mine = Counter(_folded("".join(ours)))
    other = Counter(_folded(theirs))
    missing = sum((other - mine).values())
    return missing > max(_MISSING, _SHARE * sum(other.values()))


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(
        c for c in plain if c.isprintable() and not c.isspace() and c not in "-\xad\ufffd\ufffe"
    )


def is_odd(scene: Scene) -> bool:
    """Return whether characters are so rare that a font's map may lie.

    Unmapped glyphs, private use, and rare Han are what lying fonts give; official
    text has few. Judged for the page and for each font, as one font may lie alone.
    """
    by_font: dict[int, list[str]] = {}
    for glyph in scene.glyphs:
        if not glyph.hidden and not glyph.text.isspace():
            by_font.setdefault(id(glyph.font), []).append(glyph.text)
    total = sum(map(len, by_font.values()))
    odd = {key: "".join(filter(_is_rare, "".join(texts))) for key, texts in by_font.items()}
    every = "".join(odd.values())
    if _several(every) and len(every) > _ODD_SHARE * total:
        return True
    return any(_several(rare) and len(rare) >= 0.4 * len(by_font[key]) for key, rare in odd.items())


def _several(rare: str) -> bool:
    """Return whether these are more than one rare name, even one that is repeated."""
    return rare.count(UNKNOWN) > _FEW or len(set(rare)) > _FEW


def _is_rare(char: str) -> bool:
    if char == UNKNOWN or not char.isprintable():
        return True
    if 0x4E00 <= ord(char) <= 0x9FFF:
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            return _is_simplified_only(char)
        return False
    return 0xE000 <= ord(char) <= 0xEFFF or 0x3400 <= ord(char) < 0x4DC0 or ord(char) > 0x1FFFF


def _is_simplified_only(char: str) -> bool:
    """Return whether a Han character is no common traditional one either (Big5 level 1)."""
    try:
        code = char.encode("big5")
    except UnicodeEncodeError:
        return True
    return code[0] >= 0xC9


def agreement(extracted: str, read: str) -> float:
    """Return which share of what OCR ``read`` is among the ``extracted`` characters, 0 to 1."""
    other = Counter(_folded(read))
    if not other:
        return 1.0
    common = sum((Counter(_folded(extracted)) & other).values())
    return common / sum(other.values())
