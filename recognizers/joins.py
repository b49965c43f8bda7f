"""Find what is broken over two blocks: neighbouring lines, cells, pages.

Only what crosses the seam is reported, as one finding with a span on each side.
Numbers are joined wherever one block ends and the next begins with one; between
cells of a table a number must prove itself by its check character, since columns
of numbers stand side by side everywhere. Words are joined only where a page
ends in the middle of a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from recognizers import presidio
from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presidio_analyzer import AnalyzerEngine, RecognizerResult

    from recognizers.finding import Finding
    from recognizers.views import View

    AsFinding = Callable[[View, RecognizerResult], Finding | None]

_TAIL: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,30}$")
_HEAD: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,30}")
_LONGEST: Final = 30  # characters of the longest number, an account or a real-estate unit
_LONGEST_IN_CELLS: Final = 20
_BLANKS: Final = re.compile("[ -]")
_CONTEXT: Final = 30  # characters before the tail that may explain the number
_LEAST: Final = 11  # digits of the shortest number worth joining
_PROOFS: Final = frozenset({"check-character", "luhn"})
_SPACES: Final = "\u3000 \t\n"
_WORDS: Final = 40  # characters on each side of a page's end
_HAN_END: Final = re.compile(f"[{HAN}0-9A-Za-z]$")
_HAN_START: Final = re.compile(f"[{HAN}0-9]")
_PAGE_NUMBER: Final = re.compile("[0-9 /\u2014\u2013-]{1,12}")
_SURE: Final = 0.7
_SURE_NUMBER: Final = 0.8


@dataclass(frozen=True, slots=True)
class _Seam:
    """The end of ``left`` and the beginning of ``right``, shown to recognizers as one text."""

    left: View
    right: View
    before: int
    after: int
    words: bool = False

    @property
    def text(self) -> str:
        """Return the end of the left block and the beginning of the right one."""
        return self.left.text[-self.before :] + self.right.own[: self.after]


def across(
    views: Sequence[View], engine: AnalyzerEngine, as_finding: AsFinding
) -> Iterator[Finding]:
    """Yield the findings that cross from one block into a neighbour, with two spans each."""
    body = [view for view in views if view.block.layer in (Layer.BODY, Layer.OCR)]
    for seams, tag in ((list(_numbers(body)), False), (list(_pages(body)), True)):
        texts = [seam.text for seam in seams]
        answers = presidio.analyze(texts, engine=engine, tag=tag) if texts else []
        for seam, results in zip(seams, answers, strict=True):
            for result in results:
                if result.start < seam.before < result.end:
                    yield from _sound(seam, result, as_finding)


def _numbers(body: Sequence[View]) -> Iterator[_Seam]:
    """Yield each pair of neighbours of which one ends and the other begins with a number."""
    below = {
        (cell.table, cell.row, cell.column): view
        for view in body
        if (cell := view.block.cell) is not None
    }
    under = (
        (left, below[table, row + 1, column])
        for (table, row, column), left in below.items()
        if (table, row + 1, column) in below
    )
    for left, right in (*pairwise(body), *under):
        seam = _number(left, right)
        if seam:
            yield seam


def _number(left: View, right: View) -> _Seam | None:
    tail = _TAIL.search(left.own.rstrip(_SPACES))
    head = _HEAD.match(right.own)
    if not tail or not head or tail[0].isalpha() or head[0].isalpha():
        return None
    both = _BLANKS.sub("", tail[0] + head[0])
    if sum(map(str.isdigit, both)) < _LEAST or len(both) > _LONGEST:
        return None
    if left.block.cell is not None:
        whole = tail.start() == 0 and head.end() == len(right.own.rstrip(_SPACES))
        if not whole or len(both) > _LONGEST_IN_CELLS:
            return None
    before = min(len(left.text), len(left.own) - tail.start() + _CONTEXT)
    return _Seam(left, right, before, head.end())


def _pages(body: Sequence[View]) -> Iterator[_Seam]:
    """Yield the last block of each page with the first of the next, if a sentence goes on."""
    running = [view for view in body if not _PAGE_NUMBER.fullmatch(view.own.strip())]
    for left, right in pairwise(running):
        turned = 0 < left.block.page < right.block.page
        if not turned or left.block.cell or right.block.cell:
            continue
        if _HAN_END.search(left.own) and _HAN_START.match(right.own):
            before, after = min(len(left.text), _WORDS), min(len(right.own), _WORDS)
            yield _Seam(left, right, before, after, words=True)


def _sound(seam: _Seam, result: RecognizerResult, as_finding: AsFinding) -> Iterator[Finding]:
    """Yield the result as a finding with one span in each block, if it proves itself."""
    left, offset = seam.left, len(seam.left.text) - seam.before
    first = left.span(result.start + offset, len(left.text))
    if first is None:
        return
    second = seam.right.own_span(0, result.end - seam.before)
    result.start, result.end = result.start + offset, len(left.text)
    finding = as_finding(left, result)
    if finding and _is_proven(seam, finding):
        yield replace(finding, spans=(first, second), grounds=(*finding.grounds, "joined"))


def _is_proven(seam: _Seam, finding: Finding) -> bool:
    if seam.words:
        return finding.kind in (Kind.PERSON, Kind.ADDRESS) and finding.score >= _SURE
    proven = not _PROOFS.isdisjoint(finding.grounds)
    return proven or (seam.left.block.cell is None and finding.score >= _SURE_NUMBER)
