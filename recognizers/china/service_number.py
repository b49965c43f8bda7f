"""Public service numbers: 400, 800, hotlines of 3 to 6 digits.

They are public by nature and reported so that a reviewer sees why they stay.
A short number is one only where the text speaks of calling, or says nothing
else: "110" is more often a count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of, table
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLL: Final = re.compile(
    r"(?<![0-9A-Za-z.\-])(?P<code>[48]00)(?P<gap>[ \-\u2010-\u2015]?)"
    rf"(?:[0-9]{{3}}(?P=gap)[0-9]{{4}}|[0-9]{{4}}(?P=gap)[0-9]{{3}}|[0-9]{{7}}){ENDED}{NO_DECIMALS}"
)
_SHORT: Final = re.compile(
    r"(?<![0-9A-Za-z.,\-])(?:1[012][0-9]{3}|9[56][0-9]{3,4}|11[0249]|12[02]|999)"
    r"(?![0-9A-Za-z\-])(?![.,:][0-9])"
)
# A hotline of another city.
_CITY: Final = re.compile(
    rf"{APART}0(?:10|2[0-9]|[3-9][0-9]{{2}})[ ]?[-\u2010-\u2015][ ]?(?:1[0-9]{{4}}"
    rf"|9[56][0-9]{{3,4}}){ENDED}{NO_DECIMALS}"
)
_PHONE: Final = frozenset({"phone", "home_phone"})


class ServiceNumberRecognizer(TextRecognizer):
    """Finds toll-free numbers and hotlines."""

    name: ClassVar[str] = "china.service-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.SERVICE_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_TOLL, text, lambda found: _judge_toll(text, found))
        for found in _CITY.finditer(text):
            yield Match(Kind.SERVICE_NUMBER, *found.span(), 0.9, ("number-plan",))
        yield from scan(_SHORT, text, lambda found: _judge_short(text, found))


def _judge_toll(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic in _PHONE:
        return Match(Kind.SERVICE_NUMBER, *found.span(), 0.95, ("number-plan", "context"))
    if not found["gap"] and (label.adjacent or _counted().match(text, found.end())):
        return None
    return Match(Kind.SERVICE_NUMBER, *found.span(), 0.8 if found["gap"] else 0.5, ("number-plan",))


def _judge_short(text: str, found: re.Match[str]) -> Match | None:
    if _counted().match(text, found.end()) is not None:
        return None
    label = label_before(text, found.start())
    known = found[0] in _known()
    if label.topic == "phone" or _called().match(text, found.end()) is not None:
        score = 0.9 if known else 0.7
        return Match(Kind.SERVICE_NUMBER, *found.span(), score, ("number-plan", "context"))
    if label.topic or not (known or found[0][0] == "9") or not _alone(text, *found.span()):
        return None
    return Match(Kind.SERVICE_NUMBER, *found.span(), 0.5, ("number-plan",))


def _alone(text: str, start: int, end: int) -> bool:
    """Return whether nothing else is said at all; a cell among others holds a count more often."""
    return not text[:start].strip() and not text[end:].strip()


@cache
def _known() -> frozenset[str]:
    return frozenset(number for listed in table("services").values() for number in listed)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"[ ]?{one_of('units')}")


@cache
def _called() -> re.Pattern[str]:
    return re.compile(one_of("service_words"))
