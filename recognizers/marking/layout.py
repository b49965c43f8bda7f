"""What only the place of a line shows: a copy number alone at the top of the paper.

Source: GB/T 9704-2012 7.2.1: six digits in the first line. Classified papers
must bear one, so a copy number alone hints at a classified original.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind
from recognizers.lexicon import pattern
from recognizers.marking.index import VISIBLE
from recognizers.plain import aligned
from recognizers.text import Span

if TYPE_CHECKING:
    from recognizers.text import Document

RECOGNIZER: Final = "marking.layout/1"
_TEXTS: Final = "marking/texts.toml"
_FIRST: Final = 3  # blocks that may open a paper before its copy number


def layout_marks(document: Document) -> list[Finding]:
    """Return the copy number that stands alone at the top of the first page, if there is one."""
    opening = (b for b in document.blocks if b.layer in VISIBLE and b.text.strip() and not b.cell)
    found: list[Finding] = []
    for block in islice(opening, _FIRST):
        number = pattern(_TEXTS, "copy_number").match(aligned(block.text))
        if number and block.page <= 1:
            span = Span(block.id, *number.span("mark"))
            found.append(
                Finding(
                    Kind.COPY_NUMBER,
                    (span,),
                    0.6,
                    RECOGNIZER,
                    grounds=("copy-number", "position"),
                    category=Category.INTERNAL,
                )
            )
    return found
