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
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recognizers.finding import Finding, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_PROVEN: Final = frozenset(
    {"label", "column", "title", "context"}
)  # a person by these is one in any name


def resolve(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that stand, in the order given; the same claim made twice is one."""
    merged = _merged(findings)
    for beaten in (_doubtful_wholes, _parts):
        by_block: dict[BlockId, list[tuple[Span, Finding]]] = defaultdict(list)
        for finding in merged:
            for span in finding.spans:
                by_block[span.block].append((span, finding))
        times: dict[int, int] = defaultdict(int)
        for claims in by_block.values():
            ordered = sorted(claims, key=lambda claim: (claim[0].start, -claim[0].end))
            for position in beaten(ordered):
                times[id(ordered[position][1])] += 1
        merged = [finding for finding in merged if times[id(finding)] < len(finding.spans)]
    return merged


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings, those of one kind and place put together with all their grounds."""
    known: dict[tuple[Kind, tuple[Span, ...]], Finding] = {}
    for finding in findings:
        key = (finding.kind, finding.spans)
        other = known.get(key)
        if other is None:
            known[key] = finding
        elif other != finding:
            first, second = sorted((other, finding), key=lambda f: -f.score)
            grounds = tuple(dict.fromkeys((*first.grounds, *second.grounds)))
            known[key] = replace(first, grounds=grounds)
    return list(known.values())


def _doubtful_wholes(ordered: list[tuple[Span, Finding]]) -> set[int]:
    """Return the positions of the claims that fall to a surer part of theirs."""
    return {
        whole for whole, part in _contained(ordered) if _part_wins(ordered[whole], ordered[part])
    }


def _parts(ordered: list[tuple[Span, Finding]]) -> set[int]:
    """Return the positions of the claims that lie inside a claim that stands."""
    return {part for _, part in _contained(ordered)}


def _contained(ordered: list[tuple[Span, Finding]]) -> Iterator[tuple[int, int]]:
    """Yield whole and part by position; of claims on the same characters the stronger is whole."""
    for i, (outer, one) in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            inner, other = ordered[j]
            if inner.start >= outer.end:
                break
            if inner.end <= outer.end and one is not other and _exclude(one, other):
                swapped = inner == outer and _strength(other) > _strength(one)
                yield (j, i) if swapped else (i, j)


def _exclude(one: Finding, other: Finding) -> bool:
    return one.kind == other.kind or not (one.kind in _MATTERS or other.kind in _MATTERS)


def _part_wins(outer: tuple[Span, Finding], inner: tuple[Span, Finding]) -> bool:
    whole, part = outer[1], inner[1]
    if outer[0] == inner[0]:
        return False
    if whole.kind in _WORDS and part.kind not in _WORDS:
        return True
    if whole.kind in (Kind.ORGANIZATION, Kind.PLACE) and part.kind is Kind.PERSON:
        return not _PROVEN.isdisjoint(part.grounds)
    return whole.score < _SURE and whole.score < part.score


def _strength(finding: Finding) -> tuple[bool, float, bool]:
    """Rank claims on the very same characters: evidence by label first, then the score."""
    by_label = not {"label", "column"}.isdisjoint(finding.grounds)
    return by_label, finding.score, finding.kind in (Kind.ADDRESS, Kind.RESIDENT_ID)
