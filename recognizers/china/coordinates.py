"""Coordinates of a place in China: longitude 73 to 136, latitude 3 to 54.

Decimal degrees count from four decimals on (some ten metres) and in pairs;
degrees, minutes and seconds under their names also singly. What the place is, a home or a site to
be kept secret, is for a person to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_LON: Final = r"(?<![0-9.])(?:7[3-9]|[89][0-9]|1[0-2][0-9]|13[0-6])"
_LAT: Final = r"(?<![0-9.])(?:[3-9]|[1-4][0-9]|5[0-4])"


class CoordinatesRecognizer(TextRecognizer):
    """Finds pairs of coordinates, and single ones in degrees and minutes."""

    name: ClassVar[str] = "china.coordinates/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.COORDINATES,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each pair in ``text``, which is folded."""
        for found in _pairs().finditer(text):
            yield Match(Kind.COORDINATES, found.start(), found.end(), 0.9, ("form",))


@cache
def _pairs() -> re.Pattern[str]:
    degree, minute, second = one_of("degrees"), one_of("minutes"), one_of("seconds")
    decimals = rf"\.[0-9]{{4,12}}(?![0-9])[ ]?{degree}?"
    minutes = rf"[ ]?{degree}[ ]?[0-9]{{1,2}}(?:\.[0-9]{{1,8}})?[ ]?{minute}"
    seconds = rf"[ ]?[0-9]{{1,2}}(?:\.[0-9]{{1,6}})?[ ]?{second}"
    east, north = one_of("east"), one_of("north")
    precise = rf"(?:{decimals}|{minutes}(?:{seconds})?)"
    lon = rf"(?:(?:{east}|[Ee])[ :]?)?{_LON}{precise}[ ]?[Ee]?"
    lat = rf"(?:(?:{north}|[Nn])[ :]?)?{_LAT}{precise}[ ]?[Nn]?"
    apart = r"[ ]?[,;/\u3001]?[ \n]?"
    single = rf"(?:{east}[ :]?{_LON}|{north}[ :]?{_LAT}){minutes}{seconds}"
    return re.compile(rf"{lon}{apart}{lat}|{lat}{apart}{lon}|{single}")
