"""Let go of facts that concern nobody in particular.

A statute says that persons with an illness are to be helped; a list of diseases
says what is reimbursed. A fact is somebody's if the sentence, the sentences just
before it or the table row names a person (not one who only acts in office),
gives a number that belongs to one, or points at one without a name. What stands
under a label is somebody's unless it lies in a table without any person.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from recognizers.finding import Capacity, Kind
from recognizers.lexicon import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.finding import Finding
    from recognizers.marking.capacity import Standing
    from recognizers.marking.index import Index

DATA: Final = "facts/facts.toml"
BY_LABEL: Final = "label"  # the grounds that ``recognizers.facts`` gives
BY_CONTEXT: Final = "context"
BY_TERM: Final = "term-only"
FACTS: Final = frozenset(
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
    }
)
_PERSONAL: Final = frozenset(
    {
        Kind.PERSON,
        Kind.RESIDENT_ID,
        Kind.PASSPORT,
        Kind.DISABILITY_CERTIFICATE,
        Kind.MEDICAL_RECORD_NUMBER,
        Kind.STUDENT_NUMBER,
        Kind.MOBILE_PHONE,
        Kind.OTHER_ID,
        Kind.WEAK_MASK,
        Kind.BIRTH_DATE,
    }
)
_BACK: Final = 100
_ARTICLES: Final = 5  # numbered articles make a text a statute
_AHEAD: Final = 40
_PUBLIC: Final = frozenset({Capacity.OFFICIAL, Capacity.PUBLIC_FIGURE})


class Links:
    """Answers whether a fact is somebody's, given the standings of the persons."""

    def __init__(self, index: Index, people: Mapping[int, Standing]) -> None:
        self._index = index
        self._people = people
        lines = (index.texts.plain(block) for block in index.texts.blocks)
        articles = islice((a for a in lines if pattern(DATA, "article").match(a)), _ARTICLES)
        self._is_law = len(tuple(articles)) == _ARTICLES
        self._tables = {
            row[0]
            for number, finding in enumerate(index.findings)
            if self._is_personal(number) and (row := index.row(finding.span))
        }

    def concerns_somebody(self, finding: Finding) -> bool:
        """Return whether the fact is tied to a person; true for every finding that is no fact."""
        if finding.kind not in FACTS or {BY_LABEL, BY_CONTEXT, BY_TERM}.isdisjoint(finding.grounds):
            return True
        row = self._index.row(finding.span)
        if row and any(self._is_personal(n) for n in self._index.in_row(row)):
            return True
        if BY_LABEL in finding.grounds:
            return row is None or row[0] in self._tables
        return self._in_text(finding)

    def _in_text(self, finding: Finding) -> bool:
        span, block = finding.span, finding.span.block
        text = self._index.text(block)
        end = text.find("\u3002", span.end)
        end = min(end if end >= 0 else len(text), span.end + _AHEAD)
        near = self._index.between(block, max(span.start - _BACK, 0), end)
        if any(self._is_personal(n) or self._is_labelled_fact(n) for n in near):
            return True
        if self._is_law:
            return False
        start = max(text.rfind("\u3002", 0, span.start), span.start - _BACK, 0)
        around = text[start : span.start] + "\x00" + text[span.end : end]
        general = pattern(DATA, "anybody").search(around) is not None
        return not general and pattern(DATA, "somebody").search(around) is not None

    def _is_labelled_fact(self, number: int) -> bool:
        """Return whether a form field says something of somebody, so that the rest does too."""
        finding = self._index.findings[number]
        return finding.kind in FACTS and BY_LABEL in finding.grounds

    def _is_personal(self, number: int) -> bool:
        kind = self._index.findings[number].kind
        if kind is not Kind.PERSON:
            return kind in _PERSONAL
        standing = self._people.get(number)
        return standing is None or standing.capacity not in _PUBLIC
