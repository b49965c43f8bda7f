"""Resident numbers inside longer numbers and codes of no known form.

Orders, accounts and file names are often made by putting something before or
after an identity number. Only a number with a known area, a possible birth date
and a right check character counts here: chance makes one in 30,000. The digits
right beside it are reported with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED
from recognizers.china.resident_id import PERMIT_AREAS, ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_RUN: Final = re.compile(rf"{APART}[0-9A-Za-z]{{19,200}}{ENDED}")
_NUMBER: Final = re.compile(r"(?=([1-8][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx]))")
_DIGITS: Final = "0123456789"
_GROUNDS: Final = ("embedded", "contains-resident-id", "check-character")


class EmbeddedIdRecognizer(TextRecognizer):
    """Finds sound resident numbers with letters or digits right beside them."""

    name: ClassVar[str] = "china.embedded-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.RESIDENT_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        for run in _RUN.finditer(text):
            yield from _inside(text, run.start(), run.end())


def _inside(text: str, start: int, end: int) -> Iterator[Match]:
    covered = start
    first: int | None = None
    for begin, stop in _numbers(text, start, end):
        if first is None:
            first = begin
        elif begin > covered:
            yield Match(Kind.RESIDENT_ID, first, covered, 0.8, _GROUNDS)
            first = begin
        covered = max(covered, stop)
    if first is not None:
        yield Match(Kind.RESIDENT_ID, first, covered, 0.8, _GROUNDS)


def _numbers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each sound number and the digits right beside it lie."""
    place = start
    while (found := _NUMBER.search(text, place, end)) is not None:
        place = found.start() + 1
        number = ResidentNumber.read(found[1])
        if number.sound and number.text[:6] not in PERMIT_AREAS:
            place = found.end(1)
            before = text[start : found.start()]
            after = text[place:end]
            yield (
                found.start() - (len(before) - len(before.rstrip(_DIGITS))),
                place + (len(after) - len(after.lstrip(_DIGITS))),
            )
