"""Dates of birth: a date that the text calls one.

A column or label for the birth date, "born" after the date, or sex and
nationality before it make a date one; any other date is left alone. Days that
no calendar has are reported as well where a label says birth date.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_after, label_before
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR: Final = "(?:1[89][0-9]{2}|20[0-9]{2})"
_TWO: Final = "(?:0?[1-9]|1[0-2])"
_DAY: Final = "(?:3[01]|[12][0-9]|0?[1-9])"


class BirthDateRecognizer(TextRecognizer):
    """Finds dates of birth."""

    name: ClassVar[str] = "china.birth-date/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BIRTH_DATE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each date in ``text``, which is folded."""
        yield from scan(_date(), text, lambda found: _judge(text, found))
        yield from scan(_short(), text, lambda found: _judge_short(text, found))


@cache
def _date() -> re.Pattern[str]:
    """Return the pattern of a year with or without month and day, in digits or Chinese."""
    year, month, day = (one_of(f"{part}_mark") for part in ("year", "month", "day"))
    han = one_of("han_digits")
    return re.compile(
        rf"(?<![0-9A-Za-z.])(?:{_YEAR}[ ]?{year}(?:[ ]?{_TWO}[ ]?{month}(?:[ ]?{_DAY}[ ]?{day})?)?"
        rf"|{_YEAR}[ ]?[./\-\u2014][ ]?{_TWO}(?:[ ]?[./\-\u2014][ ]?{_DAY})?(?![0-9]){NO_DECIMALS}"
        rf"|{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])?{ENDED}{NO_DECIMALS}"
        rf"|{_YEAR}(?![0-9A-Za-z./\-]))"
        rf"|(?<!{han}){han}{{4}}{year}(?:{han}{{1,3}}{month}(?:{han}{{1,3}}{day})?)?"
    )


@cache
def _short() -> re.Pattern[str]:
    """Return the pattern of a date with two digits of the year, or cut to six digits."""
    year, month, day = (one_of(f"{part}_mark") for part in ("year", "month", "day"))
    return re.compile(
        rf"(?<![0-9A-Za-z.])(?:[0-9]{{2}}{year}{_TWO}{month}(?:{_DAY}{day})?"
        rf"|[0-9]{{2}}[./\-]{_TWO}(?:[./\-]{_DAY})?(?![0-9])|{_TWO}[./]{_DAY}[./]{_YEAR}(?![0-9])"
        rf"|[0-9]{{6}}(?![0-9A-Za-z.])|{_TWO}[ ]?{month}[ ]?{_DAY}[ ]?{day}"
        # Days since 1900, as a spreadsheet keeps a date.
        r"|[1-4][0-9]{4}(?![0-9A-Za-z.]))"
    )


@cache
def _born() -> re.Pattern[str]:
    born, short, other = one_of("born"), one_of("born_short"), one_of("not_born")
    return re.compile(rf"[ ]?\(?(?:{born}|{short}(?!{other}))")


@cache
def _person() -> re.Pattern[str]:
    """Return the pattern of sex and nationality, as they stand before a birth date."""
    comma = "[ ]?[,\u3001][ ]?"
    people = rf"[\u4e00-\u9fff]{{1,6}}{one_of('people_end')}{comma}"
    return re.compile(rf"{one_of('sexes')}{comma}(?:{people})?$")


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic == "birth" and label.close:
        return _match(found, 0.95, "label")
    bracket = label_after(text, found.end())
    born = _born().match(text, found.end())
    if (born and not _statistic(text, found[0], born.end())) or bracket == "birth":
        return _match(found, 0.9, "context")
    if _person().search(text, max(0, found.start() - 14), found.start()):
        return _match(found, 0.75, "sex-before")
    return None


def _statistic(text: str, date: str, end: int) -> bool:
    """Return whether a year alone and the word after "born" speak of births, not of a person."""
    return _births().match(text, end) is not None and not any(mark in date for mark in "-./")


@cache
def _births() -> re.Pattern[str]:
    return re.compile(one_of("births"))


def _judge_short(text: str, found: re.Match[str]) -> Match | None:
    """Judge a form that is a date only where the label says so."""
    label = label_before(text, found.start())
    if label.topic != "birth" or not label.close or _date().match(text, found.start()):
        return None
    return _match(found, 0.8, "label")


def _match(found: re.Match[str], score: float, ground: str) -> Match:
    return Match(Kind.BIRTH_DATE, found.start(), found.end(), score, (ground,))
