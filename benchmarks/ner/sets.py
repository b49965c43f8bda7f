"""Evaluation sets: those in ``MISHEN_NER_DATA`` (or beside the checkout), and invented text.

The outside sets are for measuring only; nothing of them is kept here. Lines of
``{"text", "entities": [[start, end, label], ...]}``.
"""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path
from typing import NamedTuple

LABELS = {
    **dict.fromkeys(("PER", "name", "NAME", "PER.NAM", "person_name", "人名", "person"), "PER"),
    **dict.fromkeys(
        ("LOC", "address", "scene", "CONT", "LOC.NAM", "GPE.NAM", "location", "地址"), "LOC"
    ),
    **dict.fromkeys(
        (
            "ORG",
            "organization",
            "company",
            "government",
            "ORG.NAM",
            "org_name",
            "company_name",
            "公司名",
        ),
        "ORG",
    ),
}
IGNORED = frozenset({"PER.NOM", "LOC.NOM", "GPE.NOM", "ORG.NOM"})
"""Nominal mentions: a prediction on one is neither right nor wrong."""

Entity = tuple[int, int, str]
FOLDER = Path(os.environ.get("MISHEN_NER_DATA", Path(__file__).parents[3] / "shared/ner/data"))
UNSEEN_SEED = 987_654_321
"""Seed of the invented set; training uses another."""


class Line(NamedTuple):
    """A text, its entities, and spans on which nothing is counted."""

    text: str
    gold: frozenset[Entity]
    ignored: tuple[tuple[int, int], ...]


def outside() -> dict[str, list[Line]]:
    """Return the outside sets by name; empty where the folder is absent."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.jsonl"))}


def invented(count: int = 1500) -> list[Line]:
    """Return invented documents of a seed that training never uses."""
    from training.grammar import examples

    drawn = itertools.islice(examples(UNSEEN_SEED), count)
    return [Line(e.text, frozenset(e.entities), ()) for e in drawn]


def _read(path: Path) -> list[Line]:
    lines = []
    for raw in path.read_text("utf-8").splitlines():
        body = json.loads(raw)
        spans = [(start, end, label) for start, end, label in body["entities"]]
        gold = frozenset((a, b, LABELS[label]) for a, b, label in spans if label in LABELS)
        ignored = tuple((a, b) for a, b, label in spans if label in IGNORED)
        lines.append(Line(body["text"], gold, ignored))
    return lines
