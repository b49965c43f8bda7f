"""Does the written file still hold what was to go?

Every strand of every route is searched. A text that stays elsewhere in the
published file may occur there as often as the expected text holds it, and in
unseen places: there it tells nobody anything new.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from redaction.errors import LeakError, UnprovenError
from redaction.verify.expectation import occurrences, runs_of
from redaction.verify.normal import compact, squeeze
from redaction.verify.search import Search
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redaction.verify.expectation import Expectation, Needle
    from redaction.verify.strand import Sight, Strand

_HARMLESS: Final = ("links", "page-labels")  # their texts are searched like all others
_SUBSET: Final = 3000  # a font that spells more characters than this says nothing by having one


def check_leaks(expected: Expectation, output: Sight, source: Sight | None) -> None:
    """Raise if ``output`` holds what was to go; ``source`` is the same view of the input.

    Raises:
        LeakError: with the route that saw it and how many texts it saw.
        UnprovenError: what was seen may be a chance meeting of kept texts.
    """
    _check_needles(expected.needles, output, source)
    _check_shown(expected.needles, output, source)
    _check_weak(expected, output, source)
    _check_runs(expected.edited_runs | _dropped(expected, source), output.strands)
    _check_fonts(expected, output.maps)


def _dropped(expected: Expectation, source: Sight | None) -> frozenset[str]:
    """Return the runs of dropped layers that nothing published repeats."""
    if source is None:
        # A date is drawn in more ways than the expected text tells.
        return frozenset(run for run in expected.dropped_runs if not run.isdigit())
    # What the input showed and no edit covers is published, whatever else repeats it.
    return expected.dropped_runs - {r for text in source.shown() for r in runs_of(squeeze(text))}


def check_extras(output: Sight) -> None:
    """Raise if ``output`` carries any kind of content that no published file should.

    Raises:
        LeakError: with the kind as its route, and how many places there are.
    """
    for code, count in sorted((output.extras - Counter(dict.fromkeys(_HARMLESS, 1 << 30))).items()):
        raise LeakError(route=code, count=count)


def _check_needles(needles: tuple[Needle, ...], output: Sight, source: Sight | None) -> None:
    """Search every strand for the needles that nothing published holds."""
    sought = {needle.form: needle for needle in needles if not needle.allowed}
    search = Search(sought)
    for strand in sorted(output.strands, key=lambda s: s.joined):
        forms = set(search.hits(squeeze(strand.text)))
        hits = [sought[form] for form in forms if strand.sort <= sought[form].reach]
        if hits and strand.joined:
            _judge_joined(hits, output, source)
        elif hits:
            raise LeakError(route=strand.route, count=len(hits))


def _check_shown(needles: tuple[Needle, ...], output: Sight, source: Sight | None) -> None:
    """Search the shown text, joined, for more occurrences than the expected text has."""
    counts = _counts(needles, output)
    leaked = [n for n in needles if n.edits and counts[n.form] > n.allowed]
    if leaked:
        _judge_joined(leaked, output, source)


def _judge_joined(found: list[Needle], output: Sight, source: Sight | None) -> None:
    """Raise for needles met where texts of different places stand side by side.

    If as many are gone as edits are, what is left may be such a chance meeting,
    or a place the reader took apart: nobody can tell, so nothing is proven.
    """
    after = _counts(found, output)
    before = _counts(found, source) if source else Counter[str]()
    left = [n for n in found if after[n.form] == 0 or after[n.form] > before[n.form] - n.edits]
    if left:
        raise LeakError(route="shown-text", count=len({needle.form for needle in left}))
    raise UnprovenError(route="joined-text")


def _counts(needles: Iterable[Needle], sight: Sight) -> Counter[str]:
    return Search(n.form for n in needles).tally(squeeze("".join(sight.shown())))


def _check_weak(expected: Expectation, output: Sight, source: Sight | None) -> None:
    """Count the short texts in the shown text; the input's own count excuses what was there."""
    after = [compact(text) for text in output.shown()]
    before = [compact(text) for text in source.shown()] if source else []
    leaked = 0
    for weak in expected.weak:
        count = sum(occurrences(weak.text, text) for text in after)
        if count > weak.allowed:
            had = sum(occurrences(weak.text, text) for text in before)
            leaked += count > max(weak.allowed, had - weak.edits)
    if leaked:
        raise LeakError(route="shown-text", count=leaked)


def _check_runs(runs: frozenset[str], strands: Iterable[Strand]) -> None:
    """Look for long runs of what was edited or dropped with its layer."""
    if not runs:
        return
    for strand in strands:
        apart = strand.sort <= Sort.TEXT and not strand.joined
        if apart and (found := runs & runs_of(squeeze(strand.text))):
            raise LeakError(route=strand.route, count=len(found))


def _check_fonts(expected: Expectation, maps: list[str]) -> None:
    """Look into subset fonts for characters that only the removed text holds."""
    exclusive = {
        char
        for char in expected.removed
        if not char.isascii() and squeeze(char) and squeeze(char) not in expected.published
    }
    for spelled in maps:
        found = exclusive & set(spelled)
        if found and len(spelled) <= _SUBSET:
            raise LeakError(route="font-map", count=len(found))
