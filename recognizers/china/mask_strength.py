"""How many resident numbers a masked one may stand for.

Counted, not estimated: every calendar day that fits, every serial, pruned by
the check character (GB 11643-1999) where it stays visible. The area is taken as
written; each hidden digit of it counts tenfold.
"""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Final

from recognizers.china.digits import OLDEST_BIRTH, is_day, today

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_HIDDEN: Final = "*"
_LIFETIME: Final = 100


def visible(masked: str) -> int:
    """Return how many characters of ``masked`` (hidden ones are ``*``) can be read."""
    return len(masked) - masked.count(_HIDDEN)


def candidates(masked: str) -> int:
    """Return how many numbers fit ``masked``: 18 characters, hidden ones written ``*``.

    Birth dates are taken from the last hundred years, or from 1840 on if none of
    those fits.

    >>> candidates("34152419000101****"), candidates("3415241900010101**")
    (1000, 10)
    """
    recent = _count(masked, today().year - _LIFETIME)
    return recent or _count(masked, OLDEST_BIRTH)


def _count(masked: str, first_year: int) -> int:
    days = _days(masked[6:14], first_year)
    rest = _free(masked, (*range(6), *range(14, 17)))
    joined = [0] * 11
    for day_sum, rest_sum in product(range(11), repeat=2):
        joined[(day_sum + rest_sum) % 11] += days[day_sum] * rest[rest_sum]
    if masked[17] == _HIDDEN:
        return sum(joined)
    check = 10 if masked[17] in "Xx" else int(masked[17])
    return joined[(1 - check) % 11]


def _days(masked: str, first_year: int) -> list[int]:
    """Return, for each sum modulo 11, how many days up to today fit the eight characters."""
    sums = [0] * 11
    last = today()
    for year in range(first_year, last.year + 1):
        if not _fits(masked[:4], f"{year}"):
            continue
        for month, day in product(range(1, 13), range(1, 32)):
            digits = f"{year}{month:02}{day:02}"
            if _fits(masked, digits) and is_day(digits) and dt.date(year, month, day) <= last:
                weighted = zip(_WEIGHTS[6:14], digits, strict=True)
                sums[sum(w * int(d) for w, d in weighted) % 11] += 1
    return sums


def _fits(masked: str, digits: str) -> bool:
    return all(m in (_HIDDEN, d) for m, d in zip(masked, digits, strict=True))


def _free(masked: str, places: tuple[int, ...]) -> list[int]:
    """Return, for each sum modulo 11, how many ways there are to fill ``places``."""
    sums = [1] + [0] * 10
    for place in places:
        filled = [0] * 11
        for digit in range(10) if masked[place] == _HIDDEN else (int(masked[place]),):
            for before, ways in enumerate(sums):
                filled[(before + _WEIGHTS[place] * digit) % 11] += ways
        sums = filled
    return sums
