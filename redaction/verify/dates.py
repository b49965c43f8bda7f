"""Dates in workbooks, which the file holds as numbers of days.

Writes a date in the ways in which formats draw it, so that a date which was to
go is found though the file spells it as a number.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from redaction.verify.markup import local
from redaction.verify.normal import BARRIER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

_BUILT_IN: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_QUOTED: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE_CODE: Final = re.compile("[ymdhs]", re.IGNORECASE)
_EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a day number has no zone
_LAST: Final = 2_958_465  # 9999-12-31


def date_styles(roots: Mapping[str, _Element]) -> frozenset[str]:
    """Return the indices of the cell formats that draw numbers as dates."""
    sheet = next((root for root in roots.values() if local(root) == "styleSheet"), None)
    if sheet is None:
        return frozenset()
    own = {
        item.get("numFmtId"): _DATE_CODE.search(_QUOTED.sub("", item.get("formatCode") or ""))
        for item in sheet.iterfind("{*}numFmts/{*}numFmt")
    }
    return frozenset(
        str(index)
        for index, style in enumerate(sheet.iterfind("{*}cellXfs/{*}xf"))
        if own.get(style.get("numFmtId")) or _number(style.get("numFmtId")) in _BUILT_IN
    )


def spelled_date(days: str) -> str:
    """Return the number of days since 1899-12-30 as dates, barriers between; "" if it is none."""
    try:
        number = float(days)
    except ValueError:
        return ""
    if not 0 <= number <= _LAST:
        return ""
    day = _EPOCH + dt.timedelta(days=number)
    values = {"y": day.year, "m": day.month, "d": day.day, "h": day.hour, "i": day.minute}
    values |= {"s": day.second, "y2": day.year % 100}
    return BARRIER.join(pattern.format(**values) for pattern in _patterns())


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else -1


@cache
def _patterns() -> tuple[str, ...]:
    table = tomllib.loads((files("redaction.verify") / "data/dates.toml").read_text("utf-8"))
    return tuple(table["patterns"])
