"""Landline numbers of China: area code and subscriber number, with extension.

Area codes are 010, 02x (eight digits follow) and 03xx to 09xx (seven or eight).
Where the text speaks of a phone, a subscriber number alone counts as well. The
number of an office is public; the ground ``home-context`` marks a home's.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, compact, scan
from recognizers.china.labels import label_after, label_before
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_DASH: Final = r"[-.\u2010-\u2015\u2212_\u00b7\u30fc\u4e00]"
_GAP: Final = rf"(?:[ ]?{_DASH}[ ]?\n?[ ]?|[ ]|[ ]?\n[ ]?)?"
_AREA: Final = "(?:10|2[0-9]|[3-9][0-9]{2})"
_PHONE: Final = frozenset({"phone", "home_phone"})
_OTHER: Final = frozenset(
    {"serial", "amount", "account", "student", "medical", "social", "identity"}
)
_END: Final = rf"{ENDED}{NO_DECIMALS}"
_LIST: Final = r"[ ]?[/,;\u3001\uff0c\uff1b]?[ ]?"


class LandlineRecognizer(TextRecognizer):
    """Finds landline numbers, and the further ones of a list after them."""

    name: ClassVar[str] = "china.landline/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.LANDLINE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        for match in scan(_full(), text, lambda found: _judge(text, found)):
            yield match
            yield from _further(text, match)
        for match in scan(_local(), text, lambda found: _judge_local(text, found)):
            yield match
            yield from _further(text, match)


@cache
def _extension() -> str:
    word = rf"(?:{one_of('extension')}|{_DASH}|\*|#|ext\.?)"
    return rf"(?:[ ]?\(?{word}[ ]?[0-9]{{1,6}}(?![0-9])\)?)?"


@cache
def _full() -> re.Pattern[str]:
    code = rf"(?:\(0{_AREA}\)|0{_AREA}|\(?(?:\+|00)86\)?{_GAP}\(?0?{_AREA}\)?)"
    number = r"[0-9]{3,4}[ \u2010-\u2015\-\n]?[0-9]{4}"
    return re.compile(
        rf"(?<![0-9A-Za-z.])(?P<code>{code})(?P<gap>{_GAP})(?P<number>{number}){_extension()}{_END}"
    )


@cache
def _local() -> re.Pattern[str]:
    number = r"[2-9][0-9]{2,3}[ \-]?[0-9]{4}"
    return re.compile(rf"(?<![0-9A-Za-z.\-]){number}{_extension()}(?!-){_END}")


@cache
def _next() -> re.Pattern[str]:
    apart = rf"(?:{_LIST}|[ ]?{one_of('list_words')}[ ]?)"
    return re.compile(rf"{apart}(?P<number>[2-9][0-9]{{6,7}}{_extension()}){_END}")


def _judge(text: str, found: re.Match[str]) -> Match | None:
    area = re.sub("[^0-9]", "", found["code"]).removeprefix("0086").removeprefix("86").lstrip("0")
    digits = len(compact(found["number"]))
    if digits == 7 and len(area) == 2:
        return None
    label = label_before(text, found.start())
    written_apart = bool(found["gap"].strip()) or found["code"][0] in "(+" or "\n" in found["gap"]
    spoken = _spoken(text, found, label.topic)
    if not spoken and (label.adjacent and label.topic in _OTHER):
        return None
    if not spoken and not written_apart and found["code"].startswith("00"):
        return None
    score = 0.95 if spoken else 0.8 if written_apart else 0.4
    return _match(found.start(), found.end(), score, label.topic)


def _judge_local(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in _PHONE or not label.adjacent:
        return None
    return _match(found.start(), found.end(), 0.7, label.topic)


def _further(text: str, first: Match) -> Iterator[Match]:
    """Yield the numbers of a list after the first, which leave out the area code."""
    end = first.end
    while (found := _next().match(text, end)) is not None and found.start("number") > end:
        yield Match(first.kind, found.start("number"), found.end(), first.score, first.grounds)
        end = found.end()


def _spoken(text: str, found: re.Match[str], topic: str) -> bool:
    return topic in _PHONE or label_after(text, found.end()) in _PHONE


def _match(start: int, end: int, score: float, topic: str) -> Match:
    grounds = ["number-plan"]
    if topic in _PHONE:
        grounds.append("context")
    if topic == "home_phone":
        grounds.append("home-context")
    return Match(Kind.LANDLINE, start, end, score, tuple(grounds))
