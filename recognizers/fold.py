"""Fold the ways people write the same characters, keeping offsets.

Width is folded one to one (full-width forms become ASCII, the ideographic
space becomes a space, decimal digits of any script become ASCII digits) and
invisible format characters are left out; nothing else. Never NFKC: it turns one
character into several (U+3251 into "21") and so glues digits to the numbers
beside them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final


class _Narrow(dict[int, int]):
    """Code points by the code points they fold to; those not yet met are looked up once."""

    def __missing__(self, code: int) -> int:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = code if digit is None else ord("0") + digit
        return self[code]


_SPACES: Final = dict.fromkeys((0x3000, 0x00A0, 0x2007, 0x202F), 0x20)
_NARROW: Final = _Narrow({wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | _SPACES)


# Wider than what is left out: asking each character takes long, and most texts have none.
_MAY_BE_INVISIBLE: Final = re.compile(
    "[\xad\u0600-\u061c\u06dd\u070f\u0890-\u08e2\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000110bd-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` after folding; ``origin[i]`` is where its i-th character came from."""

    text: str
    origin: tuple[int, ...] | range

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open source offsets behind ``text[start:end]``.

        Raises:
            IndexError: the range is empty or lies outside the folded text.
        """
        if start >= end:
            raise IndexError(f"empty range: {start}..{end}")
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str) -> Folded:
    r"""Return ``text`` with full-width forms narrowed and invisible marks left out.

    >>> fold("\uff11\uff11\u200b0").text
    '110'
    >>> fold("\uff11\uff11\u200b0").source(1, 3)
    (1, 4)
    """
    if text.isascii():
        return Folded(text, range(len(text)))
    if not _MAY_BE_INVISIBLE.search(text):
        return Folded(text.translate(_NARROW), range(len(text)))
    kept = [i for i, char in enumerate(text) if not _is_invisible(char)]
    return Folded("".join(text[i] for i in kept).translate(_NARROW), tuple(kept))


def _is_invisible(char: str) -> bool:
    return char > "\x7f" and (
        unicodedata.category(char) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(char, "")
    )
