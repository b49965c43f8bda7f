"""Student numbers: the national one holds the whole identity number of a minor.

G, L (without a permanent number) or J and the resident number (ministry of
education, 2013); local numbers, examination and admission numbers by label.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NATIONAL: Final = re.compile(rf"{APART}[GLJglj][ ]?(?P<id>[1-8][0-9]{{16}}[0-9Xx\u00d7]){ENDED}")
_LOCAL: Final = re.compile(rf"{APART}[0-9A-Za-z][0-9A-Za-z-]{{4,24}}{ENDED}{NO_DECIMALS}")


class StudentNumberRecognizer(TextRecognizer):
    """Finds national student numbers, and local ones by their label."""

    name: ClassVar[str] = "china.student-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.STUDENT_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NATIONAL, text, lambda found: _judge(text, found))
        yield from scan(_LOCAL, text, lambda found: _judge_local(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found["id"])
    label = label_before(text, found.start())
    grounds = ("contains-resident-id", *(number.faults() or ("check-character",)))
    if number.sound:
        score = 0.6 if label.topic == "taxpayer" else 0.98
        return Match(Kind.STUDENT_NUMBER, *found.span(), score, grounds)
    if label.topic == "student" or (number.area_known and number.birth_possible):
        score = 0.7 if label.topic == "student" else 0.5
        return Match(Kind.STUDENT_NUMBER, *found.span(), score, grounds)
    return None


def _judge_local(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "student" or not label.close or _NATIONAL.match(text, found.start()):
        return None
    if sum(char.isdigit() for char in found[0]) < 4:
        return None
    return Match(Kind.STUDENT_NUMBER, *found.span(), 0.85, ("label",))
