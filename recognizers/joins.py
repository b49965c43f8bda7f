"""Find what is broken over two blocks: neighbouring lines, cells, pages.

Only what crosses the seam is reported, as one finding with a span on each side.
Between cells of a table a number must prove itself by its check character,
since columns of numbers stand side by side everywhere.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from recognizers import presidio
from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from presidio_analyzer import AnalyzerEngine, RecognizerResult

    from recognizers.finding import Finding
    from recognizers.views import View

_TAIL: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,30}$")
_HEAD: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{0,30}")
_LONGEST: Final = 30  # characters of the longest number, an account or a real-estate unit
_LONGEST_IN_CELLS: Final = 20
_BLANKS: Final = re.compile("[ -]")
_CONTEXT: Final = 30  # characters before the tail that may explain the number
_LEAST: Final = 11  # digits of the shortest number worth joining
_PROOFS: Final = frozenset({"check-character", "luhn"})
_SPACES: Final = "\u3000 \t\n"


def across(
    views: Sequence[View],
    engine: AnalyzerEngine,
    as_finding: Callable[[View, RecognizerResult], Finding | None],
) -> Iterator[Finding]:
    """Yield the findings that cross from one block into a neighbour, with two spans each."""
    seams = list(_seams(views))
    texts = [left.text[-_length(left) :] + right.own[: _head(right)] for left, right in seams]
    answers = presidio.analyze(texts, engine=engine, tag=False) if texts else []
    for (left, right), text, results in zip(seams, texts, answers, strict=True):
        seam = len(text) - _head(right)
        for result in results:
            if result.start < seam < result.end:
                finding = _joined(left, right, result, seam, as_finding)
                if finding and _is_sound(left, finding):
                    yield finding


def _seams(views: Sequence[View]) -> Iterator[tuple[View, View]]:
    """Yield each pair of neighbours of which one ends and the other begins with a number."""
    body = [view for view in views if view.block.layer in (Layer.BODY, Layer.OCR)]
    below = {
        (cell.table, cell.row, cell.column): view
        for view in body
        if (cell := view.block.cell) is not None
    }
    for left, right in pairwise(body):
        if _may_join(left, right):
            yield left, right
    for (table, row, column), left in below.items():
        under = below.get((table, row + 1, column))
        if under is not None and _may_join(left, under):
            yield left, under


def _may_join(left: View, right: View) -> bool:
    tail = _TAIL.search(left.own.rstrip(_SPACES))
    head = _HEAD.match(right.own)
    if not tail or not head:
        return False
    both = _BLANKS.sub("", tail[0] + head[0])
    if tail[0].isalpha() or head[0].isalpha() or sum(map(str.isdigit, both)) < _LEAST:
        return False
    if left.block.cell is None:
        return len(both) <= _LONGEST
    whole = tail.start() == 0 and head.end() == len(right.own.rstrip(_SPACES))
    return whole and len(both) <= _LONGEST_IN_CELLS


def _length(left: View) -> int:
    tail = _TAIL.search(left.own)
    return min(len(left.text), (len(tail[0]) if tail else 0) + _CONTEXT)


def _head(right: View) -> int:
    head = _HEAD.match(right.own)
    return len(head[0]) if head else 0


def _joined(
    left: View,
    right: View,
    result: RecognizerResult,
    seam: int,
    as_finding: Callable[[View, RecognizerResult], Finding | None],
) -> Finding | None:
    """Return the result as a finding with one span in each block."""
    offset = len(left.text) - seam
    first = left.span(result.start + offset, len(left.text))
    if first is None:
        return None
    second = right.own_span(0, result.end - seam)
    result.start, result.end = result.start + offset, len(left.text)
    finding = as_finding(left, result)
    grounds = (*finding.grounds, "joined") if finding else ()
    return replace(finding, spans=(first, second), grounds=grounds) if finding else None


def _is_sound(left: View, finding: Finding) -> bool:
    proven = not _PROOFS.isdisjoint(finding.grounds)
    return proven or (left.block.cell is None and finding.score >= 0.8)
