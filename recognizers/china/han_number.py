"""Numbers written in Chinese digits, as people do to get them past a filter.

Eleven with a mobile prefix, or eighteen that make a sound resident number;
plain, formal and spoken digits count, ASCII ones among them too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from recognizers.china.mobile_phone import has_mobile_prefix
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.words import words
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST = 3


class HanNumberRecognizer(TextRecognizer):
    """Finds mobile and resident numbers in Chinese digits."""

    name: ClassVar[str] = "china.han-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MOBILE_PHONE, Kind.RESIDENT_ID)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        for found in _run().finditer(text):
            if sum(ord(char) in _values() for char in found[0]) < _FEWEST:
                continue
            number = found[0].replace(" ", "").replace("-", "").translate(_values())
            if len(number) == 11 and has_mobile_prefix(number):
                yield Match(
                    Kind.MOBILE_PHONE, *found.span(), 0.8, ("chinese-digits", "number-plan")
                )
            elif len(number) == 18 and ResidentNumber.read(number).sound:
                grounds = ("chinese-digits", "check-character")
                yield Match(Kind.RESIDENT_ID, *found.span(), 0.9, grounds)


@cache
def _values() -> dict[int, str]:
    return {
        ord(char): str(value) for value, chars in enumerate(words("han_values")) for char in chars
    }


@cache
def _run() -> re.Pattern[str]:
    digit = "[0-9" + "".join(map(chr, _values())) + "]"
    han = "[" + "".join(map(chr, _values())) + "]"
    return re.compile(
        rf"(?<!{digit})(?={digit}[ -]?{digit}?[ -]?{digit}?[ -]?{han}|{han})"
        rf"{digit}(?:[ -]?{digit}){{10,16}}(?:[ -]?[0-9Xx]|[ -]?{han})?(?!{digit})"
    )
