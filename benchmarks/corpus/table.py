"""The outcomes as a table by format and a list of reasons, in Markdown."""

from __future__ import annotations

from collections import Counter, defaultdict
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.corpus.run import Outcome

_COLUMNS = ("done", "refused", "leak", "loss", "unproven", "failed")


def table(outcomes: Sequence[Outcome]) -> str:
    """Return the figures by format, then every reason with its count."""
    return "\n".join([*_figures(outcomes), "", *_reasons(outcomes)])


def _figures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield f"| format | files | {' | '.join(_COLUMNS)} | edits | median ms |"
    yield "|---" * (len(_COLUMNS) + 4) + "|"
    by_kind: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.kind].append(outcome)
    for kind, group in [*sorted(by_kind.items()), ("all", list(outcomes))]:
        counts = Counter(outcome.result for outcome in group)
        cells = [str(counts[column]) for column in _COLUMNS]
        times = [o.milliseconds for o in group if o.result == "done"]
        edits = sum(o.edits for o in group)
        middle = round(median(times)) if times else 0
        yield f"| {kind} | {len(group)} | {' | '.join(cells)} | {edits} | {middle} |"


def _reasons(outcomes: Sequence[Outcome]) -> Iterator[str]:
    yield "| result | reason | files |"
    yield "|---|---|---|"
    counts = Counter((o.result, o.reason) for o in outcomes if o.result != "done")
    for (result, reason), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1])):
        yield f"| {result} | {reason} | {count} |"
