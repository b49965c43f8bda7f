"""What recognizers are shown of a block: folded, simplified, with its label before it.

A ``View`` promises a way back: every character of its text has an origin in the
block, or belongs to the label. Line breaks that only the layout made, inside a
line that fills its column, are left out, so that a name broken over two lines
reads as one; breaks between digits stay, because two numbers may stand one
above the other (recognizers of numbers allow for a break).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from recognizers.fold import fold
from recognizers.han import HAN
from recognizers.recognizer import BREAK
from recognizers.text import Span
from recognizers.variants import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.text import TextBlock

_COLON: Final = "\uff1a"
_LONGEST_LABEL: Final = 30  # a longer one is a sentence, and no evidence
_FULL: Final = 0.7  # of the longest line: shorter lines end because their text does
_NARROWEST: Final = 8  # characters: in narrower columns a line is an entry
_SOFT_BREAK: Final = re.compile(f"(?<=[{HAN}0-9])\n(?=[{HAN}])")
_HAN: Final = re.compile(f"[{HAN}]")


@dataclass(frozen=True, slots=True)
class View:
    """``text`` as shown; ``text[prefix:]`` is the block's own, ``origin`` its offsets there."""

    block: TextBlock
    text: str
    prefix: int
    origin: Sequence[int]

    @property
    def own(self) -> str:
        """Return the block's own text as shown, without the label."""
        return self.text[self.prefix :]

    @property
    def has_han(self) -> bool:
        """Return whether the block itself holds a Chinese character."""
        return _HAN.search(self.text, self.prefix) is not None

    def span(self, start: int, end: int) -> Span | None:
        """Return the characters of the block behind ``text[start:end]``.

        The part of the range that lies in the label is cut off; None if nothing is left.
        """
        first, last = max(start - self.prefix, 0), end - self.prefix
        if first >= last:
            return None
        return Span(self.block.id, self.origin[first], self.origin[last - 1] + 1)

    def own_span(self, start: int, end: int) -> Span:
        """Return the characters of the block behind ``own[start:end]``."""
        return Span(self.block.id, self.origin[start], self.origin[end - 1] + 1)


def view(block: TextBlock) -> View:
    """Return what recognizers are shown of ``block``."""
    folded = fold(block.text)
    text = simplify(folded.text).replace(BREAK, " ")
    origin: Sequence[int] = folded.origin
    if "\n" in text and _is_laid_out(block):
        kept = _without_soft_breaks(text)
        text, origin = "".join(text[i] for i in kept), [origin[i] for i in kept]
    prefix = prefix_of(block)
    return View(block, prefix + text, len(prefix), origin)


def prefix_of(block: TextBlock) -> str:
    """Return the block's label as recognizers see it: the label, a colon, or nothing."""
    label = " ".join(simplify(fold(block.label[: _LONGEST_LABEL + 1]).text).split())
    if not label or len(label) > _LONGEST_LABEL or (block.cell and block.cell.header):
        return ""
    return label.rstrip(":").replace(BREAK, " ") + _COLON


def _is_laid_out(block: TextBlock) -> bool:
    """Return whether the format breaks lines where the page is full, not where the text says."""
    return block.page > 0 or bool(block.boxes)


def _without_soft_breaks(text: str) -> list[int]:
    lines = text.split("\n")
    widest = max(map(len, lines))
    if widest < _NARROWEST:
        return list(range(len(text)))
    ends = accumulate(len(line) + 1 for line in lines)
    full = {end - 1 for line, end in zip(lines, ends, strict=True) if len(line) >= _FULL * widest}
    soft = {at for at in _breaks(text) if at in full}
    return [i for i in range(len(text)) if i not in soft]


def _breaks(text: str) -> Iterator[int]:
    return (found.start() for found in _SOFT_BREAK.finditer(text))
