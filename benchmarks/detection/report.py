"""The figures as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.detection.score import AREAS, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.detection.score import Score


def by_area(score: Score) -> Iterator[str]:
    """Return one line an area."""
    yield f"{'area':16}{'labels':>7}{'touched':>9}{'whole':>8}{'exact':>8}{'exact F1':>9}{'precision':>10}"
    for name in AREAS:
        tally = score.areas.get(name, Tally())
        yield (
            f"{name:16}{tally.counts['labels']:7}{tally.share('touched', 'labels'):9.1f}"
            f"{tally.share('whole', 'labels'):8.1f}{tally.share('exact', 'labels'):8.1f}"
            f"{tally.exact_f1:9.1f}{tally.precision:10.1f}"
        )


def proposals(score: Score) -> Iterator[str]:
    """Return what the tool would leave open, hide wrongly, and stop at."""
    count, share = score.total.counts, score.total.share
    for part, whole in (
        ("left open", "to hide"),
        ("over-marked", "to keep"),
        ("officials hidden", "officials"),
        ("public phones hidden", "public phones"),
        ("capacity right", "with capacity"),
        ("missed stop", "must stop"),
        ("false stop", "must not stop"),
    ):
        value = share(part, whole) if count[whole] else 0.0
        yield f"{part:22}{count[part]:5} of {count[whole]:5} {whole:14}{value:7.1f} %"


def by(tallies: dict[str, Tally]) -> Iterator[str]:
    """Return one line for each kind or profile."""
    yield f"{'':24}{'labels':>7}{'touched':>9}{'precision':>10}{'left open':>11}{'over-marked':>12}"
    for name, tally in sorted(tallies.items()):
        count = tally.counts
        yield (
            f"{name:24}{count['labels']:7}{tally.share('touched', 'labels'):9.1f}"
            f"{tally.precision:10.1f}{count['left open']:11}{count['over-marked']:12}"
        )
