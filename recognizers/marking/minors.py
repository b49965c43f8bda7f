"""Children among the persons of a document, by their age or the birth in their ID number.

Sources: 个人信息保护法 articles 28 and 31 (under fourteen), 未成年人保护法 articles 2
and 103 (under eighteen); GB 11643-1999 (digits 7 to 14 are the date of birth).
The year of the paper is the latest year that it names; without one, ID numbers
say nothing of age here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.finding import Kind
from recognizers.lexicon import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.finding import Finding
    from recognizers.marking.index import Index

_TEXTS: Final = "marking/texts.toml"
ADULT: Final = 18
CHILD: Final = 14
_TELLING: Final = (Kind.AGE, Kind.BIRTH_DATE, Kind.RESIDENT_ID, Kind.OTHER_ID, Kind.STUDENT_NUMBER)
_YEARS_OF: Final = 60  # blocks from the beginning in which the paper's year is looked for


def minors(index: Index, limit: int = ADULT) -> Iterator[int]:
    """Yield the numbers of person findings whose age lies below ``limit`` years."""
    year = year_of(index)
    for number, finding in enumerate(index.findings):
        if finding.kind not in _TELLING:
            continue
        age = _age(index, finding, year)
        if age is not None and 0 <= age < limit:
            person = _person_of(index, number, finding)
            if person is not None:
                yield person


def year_of(index: Index) -> int | None:
    """Return the latest year that the beginning of the paper names, or None."""
    years = [
        int(found.group())
        for block in list(index.texts.blocks)[:_YEARS_OF]
        for found in pattern(_TEXTS, "year").finditer(index.text(block))
    ]
    return max(years, default=None)


def _age(index: Index, finding: Finding, year: int | None) -> int | None:
    words = index.words(finding)
    if finding.kind is Kind.AGE:
        digits = pattern(_TEXTS, "number").search(words)
        return int(digits.group()) if digits else None
    if year is None:
        return None
    key = "birth_date" if finding.kind is Kind.BIRTH_DATE else "birth_in_id"
    birth = pattern(_TEXTS, key).search(words)
    return year - int(birth["year"]) if birth else None


def _person_of(index: Index, number: int, finding: Finding) -> int | None:
    """Return the person that an age belongs to: the only one of its row, or the one before it."""
    row = index.row(finding.span)
    if row is None:
        return index.last_before(number, Kind.PERSON)
    people = [n for n in index.in_row(row) if index.findings[n].kind is Kind.PERSON]
    return people[0] if len(people) == 1 else None
