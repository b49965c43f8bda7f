"""A document as the lines a reader would look at for a secrecy mark.

A mark is known as much by its place as by its words, so each line says whether
it stands at the top of the first page and whether it is all that its block holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.fold import fold
from recognizers.lexicon import table
from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.text import Document, TextBlock

DATA: Final = "secrecy/marks.toml"
TOP_LINES: Final = 12
"""How many lines of a paper may come before the end of its head (GB/T 9704 7.2)."""

_BREAK: Final = re.compile("[\n\r\v\f\u2028\u2029]")
_VISIBLE: Final = frozenset({Layer.BODY, Layer.OCR})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, folded; ``alone`` if its block holds nothing else, ``top`` if it opens the paper.

    ``top`` also holds for every line of headers and footers.
    """

    text: str
    block: TextBlock
    alone: bool
    top: bool


def plain(text: str) -> str:
    """Return ``text`` folded in width and in the variants that marks are written in."""
    return fold(text).text.translate(_variants())


def lines_with(document: Document, character: str) -> Iterator[Line]:
    """Yield the lines of every layer whose block holds ``character``, and the top of the paper.

    Few characters set one below the other, in one block or in a block each, count
    as one line.
    """
    seen = 0
    column: list[str] = []
    for block in document.blocks:
        column = [*column, block.text.strip()] if len(block.text.strip()) == 1 else []
        if len(column) > 1 and character in plain("".join(column)):
            yield Line(plain("".join(column)), block, alone=True, top=seen < TOP_LINES)
        opens = block.layer in _VISIBLE and seen < TOP_LINES and block.page <= 1
        wanted = character in plain(block.text) if not block.text.isascii() else False
        if not (wanted or opens):
            continue
        parts = [part for part in _BREAK.split(plain(block.text)) if part.strip()]
        if wanted:
            yield from _lines(block, parts, seen if opens else TOP_LINES)
        if opens:
            seen += len(parts)


def _lines(block: TextBlock, parts: list[str], seen: int) -> Iterator[Line]:
    margin = block.layer is Layer.MARGIN
    together = "".join(part.strip() for part in parts)
    if len(parts) > 1 and len(together) <= 24:
        yield Line(together, block, alone=True, top=margin or seen < TOP_LINES)
    for number, part in enumerate(parts, seen):
        yield Line(part, block, alone=len(parts) == 1, top=margin or number < TOP_LINES)


@cache
def _variants() -> dict[int, str]:
    return {ord(variant): usual for variant, usual in table(DATA)["variants"].items()}
