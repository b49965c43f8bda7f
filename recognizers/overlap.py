"""Let one finding stand where several recognizers claim the same characters.

Names, numbers and places exclude each other; facts and marks (an illness, a
clause, a stamp) are about the text as a whole and only exclude their own kind.
The rule for what lies inside another: a whole outdoes its parts (an address
its places, an organisation the names in it, a longer number the shorter one
that it contains) unless the whole is far less sure than the part. Findings that
overlap without containing each other both stay, so that no character that
anything claims is left uncovered.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from recognizers.finding import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recognizers.text import BlockId, Span

_MATTERS: Final = frozenset(
    {
        Kind.HEALTH,
        Kind.DISABILITY,
        Kind.FAMILY,
        Kind.POVERTY_CAUSE,
        Kind.RELIGION,
        Kind.CRIMINAL_RECORD,
        Kind.BIOMETRIC,
        Kind.FINANCE,
        Kind.WHEREABOUTS,
        Kind.TRADE_SECRET,
        Kind.WORK_SECRET,
        Kind.INTERNAL_MATTER,
        Kind.CLASSIFICATION_MARK,
        Kind.INTERNAL_MARK,
        Kind.DISCLOSURE_ATTRIBUTE,
        Kind.COPY_NUMBER,
        Kind.OTHER_ORGAN,
        Kind.COMBINATION,
        Kind.CUSTOM,
        Kind.MANUAL,
    }
)
_WORDS: Final = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.ADDRESS})
_SURE: Final = 0.6  # a whole of at least this score outdoes any part
_PROVEN: Final = frozenset({"label", "column", "title"})  # a person by these is one in any name


def resolve(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stand, in reading order within each block."""
    findings = list(dict.fromkeys(findings))
    by_block: dict[BlockId, list[tuple[Span, Finding]]] = defaultdict(list)
    for finding in findings:
        for span in finding.spans:
            by_block[span.block].append((span, finding))
    beaten: dict[int, int] = defaultdict(int)
    for claims in by_block.values():
        for loser in _losers(claims):
            beaten[id(loser)] += 1
    return [finding for finding in findings if beaten[id(finding)] < len(finding.spans)]


def _losers(claims: list[tuple[Span, Finding]]) -> list[Finding]:
    """Return, once for each of its spans that is outdone, each finding that loses."""
    ordered = sorted(claims, key=lambda claim: (claim[0].start, -claim[0].end, -claim[1].score))
    lost = [False] * len(ordered)
    for i, (outer, one) in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            inner, other = ordered[j]
            if inner.start >= outer.end or lost[i]:
                break
            if lost[j] or one is other or inner.end > outer.end or not _exclude(one, other):
                continue
            lost[i if _part_wins(one, other, same=inner == outer) else j] = True
    return [finding for (_, finding), gone in zip(ordered, lost, strict=True) if gone]


def _exclude(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind or not (one.kind in _MATTERS or other.kind in _MATTERS)


def _part_wins(whole: Finding, part: Finding, *, same: bool) -> bool:
    if same:
        return _strength(part) > _strength(whole)
    if whole.kind in _WORDS and part.kind not in _WORDS:
        return True
    if whole.kind in (Kind.ORGANIZATION, Kind.PLACE) and part.kind is Kind.PERSON:
        return not _PROVEN.isdisjoint(part.grounds)
    return whole.score < _SURE and whole.score < part.score


def _strength(finding: Finding) -> tuple[bool, float, bool]:
    """Rank claims on the very same characters: evidence by label first, then the score."""
    by_label = not {"label", "column"}.isdisjoint(finding.grounds)
    return by_label, finding.score, finding.kind in (Kind.ADDRESS, Kind.RESIDENT_ID)
