"""Whose a telephone, address, account or date is: an office's, a company's or a person's.

What stands nearest before it decides: its own label, the words before it, the
last person or organisation named in the same sentence, the person of the same
table row. Nothing near means nobody known.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Capacity, Kind
from recognizers.lexicon import pattern, table
from recognizers.marking.capacity import UNKNOWN
from recognizers.marking.cue import Words, endings, same_value
from recognizers.plain import plain_label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.finding import Finding
    from recognizers.marking.capacity import Standing
    from recognizers.marking.index import Index

_DATA: Final = "marking/owner.toml"
_TEXTS: Final = "marking/texts.toml"
_LONGEST_NOTE: Final = 200
_SITE_REACH: Final = 24
_REACH: Final = 60  # characters back to the person or organisation that owns it
_NEAR: Final = 12  # characters back in which words say that an account is a person's
_STOPS: Final = "\u3002\n"


class Owner(Enum):
    """Who owns a piece of contact data."""

    OFFICE = "office"
    COMPANY = "company"
    SITE = "site"
    PERSON = "person"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Owned:
    """The owner; the standing of the person if it is one; and the code of what shows it."""

    owner: Owner
    standing: Standing = UNKNOWN
    ground: str = ""


class Owners:
    """Answers whose something is, given what is known of the persons in the document."""

    def __init__(self, index: Index, people: Mapping[int, Standing]) -> None:
        self._index = index
        self._people = people

    def of(self, finding: Finding) -> Owned:
        """Return whose the matter of ``finding`` is."""
        said = self._by_words(finding)
        person = self.person_near(finding)
        if said and (said.owner is not Owner.PERSON or person is None):
            return said
        if person is not None:
            return Owned(Owner.PERSON, person, "person-near")
        return said or self._by_organisation(finding) or Owned(Owner.NOBODY)

    def person_near(self, finding: Finding) -> Standing | None:
        """Return the last person named before it in the sentence, or the one of its row."""
        before = self._before(finding)
        for number in reversed(before):
            if self._index.findings[number].kind is Kind.PERSON:
                return self._people.get(number, UNKNOWN)
            if self._is_organisation(number):
                break
        row = self._index.row(finding.span)
        return self._person_of_row(row) if row else None

    def _person_of_row(self, row: tuple[str, int]) -> Standing | None:
        for number in self._index.in_row(row):
            if self._index.findings[number].kind is Kind.PERSON:
                return self._people.get(number, UNKNOWN)
        return None

    def _before(self, finding: Finding) -> list[int]:
        """Return the findings that stand before it in its sentence, in order."""
        span = finding.span
        text = self._index.text(span.block)
        stop = max(text.rfind(mark, 0, span.start) for mark in _STOPS)
        return self._index.between(span.block, max(stop, span.start - _REACH, 0), span.start)

    def _by_words(self, finding: Finding) -> Owned | None:
        label = self._index.label(finding.span)
        before = self._index.before(finding.span, 40)
        before = pattern(_TEXTS, "earlier_contacts").sub("", before)
        texts = [*endings(before), label]
        for text in texts:
            found = _words().at_end(text)
            if found:
                return Owned(found[1], ground="contact-label")
        return None

    def speaks_of_site(self, finding: Finding) -> bool:
        """Return whether the words shortly before say that a site or seat follows."""
        before = self._index.before(finding.span, _SITE_REACH)
        return _sites().inside(before)

    def speaks_for_office(self, finding: Finding) -> bool:
        """Return whether the block of the finding publishes ways to reach an office."""
        return _offices().inside(self._index.text(finding.span.block)[:_LONGEST_NOTE])

    def _by_organisation(self, finding: Finding) -> Owned | None:
        for number in reversed(self._before(finding)):
            if self._is_organisation(number):
                name = self._index.words(self._index.findings[number])
                return Owned(kind_of_organisation(name), ground="organisation")
        return None

    def _is_organisation(self, number: int) -> bool:
        """Return whether the finding is an organisation by its last word, not by a guess."""
        finding = self._index.findings[number]
        if finding.kind is not Kind.ORGANIZATION:
            return False
        name = self._index.words(finding)
        return bool(_companies().at_end(name) or _organs().at_end(name))


def is_official(standing: Standing) -> bool:
    """Return whether the person acts in office."""
    return standing.capacity is Capacity.OFFICIAL


def kind_of_organisation(name: str) -> Owner:
    """Return whether a name is that of a company or of an office."""
    return Owner.COMPANY if _companies().at_end(name) else Owner.OFFICE


def says_office_account(before: str) -> bool:
    """Return whether the words before an account say that money is to be paid into it."""
    return _accounts().inside(before) and not _private_accounts().inside(before[-_NEAR:])


def says_company_account(before: str, label: str) -> bool:
    """Return whether words or label say that an account is a company's."""
    words = _company_accounts()
    return words.inside(before) or words.inside(label)


@cache
def _words() -> Words[Owner]:
    data = table(_DATA)
    kinds = (("office_contact", Owner.OFFICE), ("site", Owner.SITE), ("home", Owner.PERSON))
    words: dict[str, Owner] = {}
    for name, owner in kinds:
        words |= same_value(map(plain_label, data[name]["words"]), owner)
    return Words(words)


@cache
def _sites() -> Words[bool]:
    return Words(same_value(table(_DATA)["site"]["words"], value=True))


@cache
def _offices() -> Words[bool]:
    return Words(same_value(table(_DATA)["office_contact"]["words"], value=True))


@cache
def _companies() -> Words[bool]:
    return Words(same_value(table(_DATA)["suffix"]["company"], value=True))


@cache
def _organs() -> Words[bool]:
    return Words(same_value(table(_DATA)["suffix"]["organisation"], value=True))


@cache
def _accounts() -> Words[bool]:
    return Words(same_value(table(_DATA)["office_account"]["words"], value=True))


@cache
def _private_accounts() -> Words[bool]:
    return Words(same_value(table(_DATA)["private_account"]["words"], value=True))


@cache
def _company_accounts() -> Words[bool]:
    return Words(same_value(table(_DATA)["company_account"]["words"], value=True))
