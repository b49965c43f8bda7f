"""Resident identity numbers of 15 digits (GB 11643-1989), issued until 1999.

Six digits of area, six of the birth date (YYMMDD, 19YY), three of the serial;
no check digit. Business registration and device numbers have the same form, so
a bare number scores low and the label decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import registration_check, resident_check
from recognizers.china.digits import (
    APART,
    ENDED,
    NO_DECIMALS,
    PROVINCES,
    SEPARATOR,
    compact,
    is_day,
    scan,
)
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(rf"{APART}[1-8](?:{SEPARATOR}[0-9]){{14}}{ENDED}{NO_DECIMALS}")
# Fifteen digits of a longer number in groups.
_MORE: Final = re.compile(rf"{SEPARATOR}[0-9]")
_IDENTITY: Final = frozenset({"identity", "certificate", "social_security", "driving"})


def to_18(number: str) -> str:
    """Return the 18-character number that replaced a 15-digit one.

    >>> to_18("341524000101011")
    '341524190001010110'
    """
    first_17 = number[:6] + "19" + number[6:]
    return first_17 + resident_check(first_17)


class ResidentId15Recognizer(TextRecognizer):
    """Finds 15-digit resident numbers by area, date and label."""

    name: ClassVar[str] = "china.resident-id-15/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.RESIDENT_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    if not found[0].isdigit() and _MORE.match(text, found.end()):
        return None
    number = compact(found[0])
    label = label_before(text, found.start())
    possible = number[:2] in PROVINCES and is_day("19" + number[6:12])
    if label.adjacent and label.topic in _IDENTITY:
        grounds = ("context",) if possible else ("context", "date-impossible")
        return Match(Kind.RESIDENT_ID, *found.span(), 0.95 if possible else 0.5, grounds)
    if not possible or not found[0].isdigit():
        return None
    if label.topic in _IDENTITY:
        return Match(Kind.RESIDENT_ID, *found.span(), 0.8, ("context",))
    if label.adjacent and label.topic:
        return None
    score = 0.4 if registration_check(number[:14]) == number[14] else 0.45
    return Match(Kind.RESIDENT_ID, *found.span(), score, ("area-and-date",))
