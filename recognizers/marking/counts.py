"""How many persons a publication would lay open, by kind of information.

Thresholds: 2017 interpretation on infringing personal information, article 5
(50 of whereabouts, communication, credit and property; 500 of health and the
like; 5,000 of others), halved for what was obtained on duty. A person is a table
row, else the last name before it in the block, else the thing itself; namesakes
count once, so the figures are lower bounds.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind, Suggestion
from recognizers.lexicon import table
from recognizers.marking.index import Index

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from recognizers.marking.index import Texts

_DATA: Final = "marking/counts.toml"
_CLASSES: Final = ("most_protected", "protected", "other")
_NOT_OF_ONE: Final = frozenset({Kind.COMBINATION, Kind.WEAK_MASK, Kind.CUSTOM, Kind.MANUAL})


def persons(texts: Texts, findings: Sequence[Finding]) -> dict[Kind, int]:
    """Return, for each kind of personal information to be withheld, the number of persons."""
    index = Index(texts, findings)
    seen: dict[Kind, set[Hashable]] = defaultdict(set)
    for number, finding in enumerate(findings):
        personal = finding.category is Category.PERSONAL and finding.kind not in _NOT_OF_ONE
        if personal and finding.suggestion is Suggestion.WITHHOLD:
            seen[finding.kind].add(_person(index, number, finding))
    return {kind: len(keys) for kind, keys in seen.items()}


def warnings(counted: Mapping[Kind, int]) -> list[str]:
    """Return a code for the highest threshold that each class of information reaches."""
    found: list[str] = []
    data = table(_DATA)
    for name in _CLASSES:
        limit: int = data[name]["limit"]
        most = max((n for kind, n in counted.items() if _class_of(kind) == name), default=0)
        reached = next((x for x in (limit, limit // 2) if most >= x), None)
        if reached is not None:
            found.append(f"persons-{reached}")
    return found


def _class_of(kind: Kind) -> str:
    data = table(_DATA)
    for name in _CLASSES[:-1]:
        if kind.value in data[name]["kinds"]:
            return name
    return _CLASSES[-1]


def _person(index: Index, number: int, finding: Finding) -> Hashable:
    if finding.kind is Kind.PERSON:
        return index.words(finding)
    row = index.row(finding.span)
    if row is not None:
        return row
    name = index.last_before(number, Kind.PERSON)
    return index.words(index.findings[name if name is not None else number])
