"""A document's words in one spelling, character for character.

Width, traditional and variant forms are folded one to one and invisible
characters become spaces, so offsets into the result are offsets into the text.
For looking at what stands around a finding; recognizers see ``recognizers.views``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.fold import fold
from recognizers.variants import simplify

if TYPE_CHECKING:
    from collections.abc import Mapping

# Every format character (category Cf) that occurs in office files; others go the slow way.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd-\U000e007f]"
)
_FOLDED: Final = (*range(0xFF01, 0xFF5F), 0x3000, 0x00A0, 0x2007, 0x202F)


def aligned(text: str) -> str:
    r"""Return ``text`` folded and simplified, with a space for each invisible character.

    >>> aligned("\uff21\u200b\u9577")
    'A \u957f'
    """
    if text.isascii():
        return text
    if not _INVISIBLE.search(text):
        return simplify(text.translate(_narrow()))
    folded = fold(text)
    characters = [" "] * len(text)
    for origin, character in zip(folded.origin, folded.text, strict=True):
        characters[origin] = character
    return simplify("".join(characters))


def plain_label(label: str) -> str:
    """Return a column or form label as words are compared with it."""
    return "".join(simplify(fold(label).text).split()).rstrip(":")


@cache
def _narrow() -> Mapping[int, str]:
    return {code: fold(chr(code)).text for code in _FOLDED}
