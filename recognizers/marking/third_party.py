"""Whose a trade secret is: the company to consult (条例 article 32).

The company named before it in the same paragraph or row, else the one that the
document names most. Its first mention is pointed out; that is where to look, not
a proof of ownership.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Kind
from recognizers.marking.owner import Owner, kind_of_organisation

if TYPE_CHECKING:
    from recognizers.finding import Finding
    from recognizers.marking.index import Index

OWNER: Final = "third-party"
OWNED: Final = "third-party-named"


def with_third_parties(index: Index) -> list[Finding]:
    """Return the findings, those of trade secrets and of their owners with a ground for it."""
    companies = [n for n in index.of_kind(Kind.ORGANIZATION) if _is_company(index, n)]
    found = list(index.findings)
    if not companies:
        return found
    names = {n: index.words(index.findings[n]) for n in companies}
    most = Counter(names.values()).most_common(1)[0][0]
    first: dict[str, int] = {}
    for number in companies:
        first.setdefault(names[number], number)
    for number, finding in enumerate(index.findings):
        if finding.category is Category.TRADE_SECRET:
            near = _named_before(index, number, names)
            owner = first[names[near] if near is not None else most]
            found[number] = _with_ground(found[number], OWNED)
            found[owner] = _with_ground(found[owner], OWNER)
    return found


def _named_before(index: Index, number: int, names: dict[int, str]) -> int | None:
    span = index.findings[number].span
    near = index.between(span.block, 0, span.end)
    row = index.row(span)
    if row is not None:
        near = [*index.in_row(row), *near]
    return next((n for n in reversed(near) if n in names), None)


def _is_company(index: Index, number: int) -> bool:
    return kind_of_organisation(index.words(index.findings[number])) is Owner.COMPANY


def _with_ground(finding: Finding, ground: str) -> Finding:
    if ground in finding.grounds:
        return finding
    return replace(finding, grounds=(*finding.grounds, ground))
