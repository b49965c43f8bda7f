"""Ages of persons: a number under a label, or with "years old" after it.

An age that sets a limit ("over 60", "60 to 69", "children of 6") is a rule, not
a person's, and is left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_RANGE: Final = "[\\-~\u2014\u2013\u2015<>\u2264\u2265\u223c+0-9.]"
_COLUMN: Final = re.compile(rf"(?<![0-9A-Za-z.])[0-9]{{1,3}}{ENDED}(?![.\-~/:][0-9])")
_OLDEST: Final = 125


class AgeRecognizer(TextRecognizer):
    """Finds ages of persons."""

    name: ClassVar[str] = "china.age/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.AGE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each age in ``text``, which is folded."""
        yield from scan(_spoken(), text, lambda found: _judge(text, found))
        yield from scan(_COLUMN, text, lambda found: _judge_column(text, found))


@cache
def _spoken() -> re.Pattern[str]:
    han = one_of("han_digits")
    return re.compile(
        rf"(?<![0-9A-Za-z.])(?:(?P<digits>[0-9]{{1,3}})|(?<!{han})(?P<han>{han}{{1,4}}))[ ]?"
        rf"{one_of('years_old')}"
    )


@cache
def _limit_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('age_before')}|{_RANGE})[ ]?$")


@cache
def _limit_after() -> re.Pattern[str]:
    return re.compile(rf"[ ]?\(?(?:{one_of('age_after')}|{_RANGE})")


@cache
def _named() -> re.Pattern[str]:
    return re.compile(rf"{one_of('age_named')}[:\uff1a ]?$")


def _judge(text: str, found: re.Match[str]) -> Match | None:
    start, end = found.span()
    label = label_before(text, start)
    possible = found["digits"] is None or 0 < int(found["digits"]) <= _OLDEST
    ruled = label.topic == "age_limit" and label.adjacent
    if ruled or not possible or _limit_after().match(text, end):
        return None
    labelled = label.topic == "age" and label.close
    if labelled or _named().search(text, max(0, start - 6), start):
        return Match(Kind.AGE, start, end, 0.9, ("label",))
    if found["han"] is not None or _limit_before().search(text, max(0, start - 4), start):
        return None
    return Match(Kind.AGE, start, end, 0.6, ("form",))


def _judge_column(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "age" or not label.close or _spoken().match(text, found.start()):
        return None
    if not 0 < int(found[0]) <= _OLDEST or _limit_after().match(text, found.end()):
        return None
    return Match(Kind.AGE, *found.span(), 0.85, ("label",))
