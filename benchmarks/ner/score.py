"""Exact F1, and the share of entities that any prediction touches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.ner.sets import Entity, Line

TYPES = ("PER", "LOC", "ORG")


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one label on one set, in per cent."""

    gold: int
    precision: float
    recall: float
    f1: float
    touched: float


def score(lines: list[Line], predict: Callable[[str], Iterable[Entity]]) -> dict[str, Score]:
    """Return the scores by label, and ``ALL`` over the three together."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in lines:
        found = {e for e in predict(line.text) if e in line.gold or not _ignored(e, line)}
        for start, end, label in line.gold:
            counts[label, "gold"] += 1
            counts[label, "hit"] += (start, end, label) in found
            counts[label, "touched"] += any(a < end and start < b for a, b, _ in found)
        for _, _, label in found:
            counts[label, "found"] += 1
    for name in ("gold", "hit", "touched", "found"):
        counts["ALL", name] = sum(counts[label, name] for label in TYPES)
    return {label: _score(counts, label) for label in (*TYPES, "ALL")}


def _score(counts: Counter[tuple[str, str]], label: str) -> Score:
    gold, hit = counts[label, "gold"], counts[label, "hit"]
    precision = hit / max(1, counts[label, "found"])
    recall = hit / max(1, gold)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    touched = counts[label, "touched"] / max(1, gold)
    return Score(gold, *(round(100 * x, 1) for x in (precision, recall, f1, touched)))


def _ignored(entity: Entity, line: Line) -> bool:
    return any(entity[0] < end and start < entity[1] for start, end in line.ignored)
