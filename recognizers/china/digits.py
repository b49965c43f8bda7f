"""Digits as people write them: grouped, broken over lines, misread, and their dates.

All of it works on folded text. A separator is never the control character that
divides blocks, and never longer than three characters, so a number does not
grow together with what stands beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from recognizers.recognizer import Match

# Spaces, line ends, hyphens, dashes and what is typed for them, slashes, dots.
MARKS: Final = r" \t\n\-._/\u00b7\u2010-\u2015\u2212\u30fb\u30fc\u4e00"
SEPARATOR: Final = rf"[{MARKS}]{{0,3}}"
_DROPPED: Final = re.compile(rf"[{MARKS}\r]")
_GROUP: Final = re.compile("[0-9A-Za-z]+")
_BREAK: Final = re.compile(r"[ \t]*\n[ \t]*")

# Not \b: a Chinese character is a word character. Before a number no letter or digit;
APART: Final = "(?<![0-9A-Za-z])"
# after it none either, nor the stars of a mask (two alone are Markdown's bold type);
ENDED: Final = r"(?![0-9A-Za-z])(?!\*{3}|\*\*?[0-9])"
# a number with a check character may have the letter of a building glued to it;
SOFT_END: Final = r"(?![0-9])(?![A-Za-z][0-9A-Za-z])(?!\*{3}|\*\*?[0-9])"
# nor decimals, which make it an amount.
NO_DECIMALS: Final = r"(?!\.[0-9])"

# Provinces, municipalities and regions; 71 Taiwan, 81 and 82 Hong Kong and Macao.
_RANGES: Final = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
PROVINCES: Final = frozenset(str(n) for first, last in _RANGES for n in range(first, last + 1))
OLDEST_BIRTH: Final = 1840
_GRACE: Final = dt.timedelta(days=1)


def compact(raw: str) -> str:
    """Return ``raw`` without separators.

    >>> compact("138-0000 1234")
    '13800001234'
    """
    return _DROPPED.sub("", raw)


def groups(raw: str) -> tuple[int, ...]:
    """Return how many characters stand together; a line's end alone divides nothing.

    >>> groups("138 0000 1234"), groups("1380000" + chr(10) + "1234")
    ((3, 4, 4), (11,))
    """
    return tuple(len(group) for group in _GROUP.findall(_BREAK.sub("", raw)))


def one_separator(raw: str) -> bool:
    """Return whether all groups of ``raw`` are divided in the same way."""
    return len(set(_GROUP.split(_BREAK.sub("", raw))[1:-1])) <= 1


def scan(
    pattern: re.Pattern[str], text: str, judge: Callable[[re.Match[str]], Match | None]
) -> Iterator[Match]:
    """Yield what ``judge`` makes of each place where ``pattern`` matches.

    After a refusal the search goes on one character further, so that a list
    number or an amount right before a number does not hide it.
    """
    place = 0
    while (found := pattern.search(text, place)) is not None:
        match = judge(found)
        if match is None:
            place = found.start() + 1
        else:
            yield match
            place = max(match.end, found.start() + 1)


def is_day(digits: str) -> bool:
    """Return whether ``digits`` (YYYYMMDD) is a day of the calendar.

    >>> is_day("19000229"), is_day("20000229")
    (False, True)
    """
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def is_birth_day(digits: str) -> bool:
    """Return whether a person may have been born on ``digits`` (YYYYMMDD): 1840 to today."""
    if not is_day(digits) or int(digits[:4]) < OLDEST_BIRTH:
        return False
    # A day of grace: offices lie east of Greenwich.
    latest = today() + _GRACE
    return digits <= f"{latest.year}{latest.month:02}{latest.day:02}"


def today() -> dt.date:
    """Return the current day in universal time."""
    return dt.datetime.now(tz=dt.UTC).date()
