"""Permanent residence cards of foreigners, of 2023 and older.

The card of 2023 has 18 characters: 9, two digits of the issuing province, three
of the nationality, the birth date, a serial and a check character by MOD 11-2
(rules of the National Immigration Administration). The older one has three
letters and twelve digits whose check is not verified: only a label tells it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, PROVINCES, SEPARATOR, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEW: Final = re.compile(rf"{APART}9(?:{SEPARATOR}[0-9]){{16}}{SEPARATOR}[0-9Xx\u00d7]{ENDED}")
_OLD: Final = re.compile(rf"{APART}[A-Za-z]{{3}}[ ]?[0-9]{{12}}{ENDED}")
_TOPICS: Final = frozenset({"foreign_permit", "certificate", "identity", "other_certificate"})


class ForeignResidentIdRecognizer(TextRecognizer):
    """Finds numbers of permanent residence cards."""

    name: ClassVar[str] = "china.foreign-resident-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FOREIGN_RESIDENT_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NEW, text, lambda found: _judge(text, found))
        yield from scan(_OLD, text, lambda found: _judge_old(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found[0])
    placed = number.text[1:3] in PROVINCES and number.birth_possible
    if placed and number.check_right:
        return Match(Kind.FOREIGN_RESIDENT_ID, *found.span(), 0.99, ("check-character",))
    label = label_before(text, found.start())
    if label.topic in _TOPICS and label.adjacent and (placed or label.topic == "foreign_permit"):
        grounds = ("check-character-wrong", "context")
        return Match(Kind.FOREIGN_RESIDENT_ID, *found.span(), 0.6, grounds)
    if placed and found[0].isalnum() and not label.topic:
        return Match(Kind.FOREIGN_RESIDENT_ID, *found.span(), 0.45, ("check-character-wrong",))
    return None


def _judge_old(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in _TOPICS:
        return None
    score = 0.9 if label.adjacent else 0.7
    return Match(Kind.FOREIGN_RESIDENT_ID, *found.span(), score, ("form", "context"))
