"""Does the written file still show what was to stay?

A stretch counts as kept where the output shows it in one piece. Where an
extractor orders text otherwise, the characters of the page are counted instead,
and what the same extractor could not see in the input is not asked for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from redaction.errors import LossError, UnprovenError
from redaction.verify.expectation import Kept
from redaction.verify.normal import compact

if TYPE_CHECKING:
    from redaction.verify.expectation import Expectation
    from redaction.verify.strand import Sight

_SIGHT: Final = 0.5
"""Share of the kept characters a route must find, or its silence about leaks proves nothing."""
_FEW: Final = 12
"""So few kept characters may all be numbers that their cells' formats draw otherwise."""


def check_losses(expected: Expectation, output: Sight, source: Sight | None) -> int:
    """Return how many kept characters the output was seen to show.

    Raises:
        LossError: characters that were to stay are not shown.
        UnprovenError: too little of what stays could be seen at all.
    """
    kept = [piece for piece in expected.kept if piece.by_text]
    if source is None:
        kept = [Kept(_letters(piece.text), piece.page, by_text=True) for piece in kept]
    total = sum(len(piece.text) for piece in kept)
    if not total:
        return 0
    missing = lost = 0
    for page, pieces in _by_page(kept, output).items():
        absent = _demand(pieces) - Counter(compact("".join(output.shown(page))))
        missing += absent.total()
        lost += (absent - _excused(pieces, page, source, expected)).total()
    if lost:
        raise LossError(route="shown-text", count=lost)
    if total >= _FEW and total - missing < total * _SIGHT:
        raise UnprovenError(route="shown-text")
    return total - missing


def _letters(text: str) -> str:
    """Return what no number format draws: without the input nobody can tell numbers apart."""
    return "".join(char for char in text if char.isalpha())


def _by_page(kept: list[Kept], output: Sight) -> dict[int, list[Kept]]:
    """Return the pieces by page, or all under 0 where the route knows no pages."""
    paged = any(strand.page for strand in output.strands)
    pages: dict[int, list[Kept]] = {}
    for piece in kept:
        pages.setdefault(piece.page if paged else 0, []).append(piece)
    return pages


def _demand(kept: list[Kept]) -> Counter[str]:
    demand: Counter[str] = Counter()
    for piece in kept:
        demand.update(piece.text)
    return demand


def _excused(
    kept: list[Kept], page: int, source: Sight | None, expected: Expectation
) -> Counter[str]:
    """Return the characters that this extractor did not even show of the input's page."""
    if source is None:
        return Counter()
    wanted = _demand(kept) + expected.gone.get(page, Counter())
    return wanted - Counter(compact("".join(source.shown(page))))


def check_counts(output: Sight, source: Sight | None, emptied: int) -> None:
    """Raise if the output has fewer pages, or fewer cells than edits emptied.

    Raises:
        LossError: pages or cells are missing.
    """
    if source is None:
        return
    if output.pages != source.pages:
        raise LossError(route="pages", count=abs(source.pages - output.pages))
    if output.cells + emptied < source.cells:
        raise LossError(route="cells", count=source.cells - output.cells)
