"""Terms in working days, and the time that does not count.

The day after the trigger is day 1. Working days follow the State Council's
yearly notice, as the ``chinesecalendar`` library holds it (2004 to 2026) and as
the office imports it for later years. Past the last known year a day is only
estimated from weekends: the result says so (``assured`` false), and whatever
shows it must say so too.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import chinese_calendar

from recognizers.detection import Regime
from review.errors import CalendarError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from review.case import CaseId

_SATURDAY: Final = 5
_FEWEST_HOLIDAYS: Final = 7
_MOST_DAYS: Final = 1500


class ClockName(StrEnum):
    """Which term runs; the lengths are in ``data/terms.toml``."""

    PROACTIVE = "proactive"
    CORRECTION = "correction"
    ANSWER = "answer"
    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term; ``assured`` false means that holidays were not known."""

    day: dt.date
    assured: bool


@dataclass(frozen=True, slots=True)
class YearTable:
    """One year's deviations from the five-day week."""

    year: int
    holidays: frozenset[dt.date]  # days off
    workdays: frozenset[dt.date]  # Saturdays and Sundays that are worked

    def __post_init__(self) -> None:
        everything = self.holidays | self.workdays
        if any(day.year != self.year for day in everything):
            raise CalendarError(year=self.year, why="other-year")
        if self.holidays & self.workdays:
            raise CalendarError(year=self.year, why="both-off-and-worked")
        if any(day.weekday() < _SATURDAY for day in self.workdays):
            raise CalendarError(year=self.year, why="workday-is-no-weekend")
        if len(self.holidays) < _FEWEST_HOLIDAYS:
            raise CalendarError(year=self.year, why="too-few-holidays")

    def is_working(self, day: dt.date) -> bool:
        """Return whether ``day`` (of this year) is worked."""
        return day in self.workdays or (day.weekday() < _SATURDAY and day not in self.holidays)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days; the office's own tables go before the library's."""

    tables: Mapping[int, YearTable] = field(default_factory=dict)

    def knows(self, year: int) -> bool:
        """Return whether the holidays of ``year`` are known."""
        return year in self.tables or year in _library_years()

    def is_working(self, day: dt.date) -> bool:
        """Return whether ``day`` is worked; an estimate where the year is not known."""
        if day.year in self.tables:
            return self.tables[day.year].is_working(day)
        if day.year in _library_years():
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < _SATURDAY

    def add(self, start: dt.date, working_days: int) -> Due:
        """Return the last day of a term of ``working_days`` whose trigger was on ``start``."""
        return self.add_around(start, working_days, ())

    def add_around(
        self, start: dt.date, working_days: int, stops: tuple[tuple[dt.date, dt.date], ...]
    ) -> Due:
        """Return the last day of a term that stood still during ``stops``.

        A stop from one day until another takes out the days after the first,
        through the second.
        """
        day, left, assured = start, working_days, True
        for _ in range(_MOST_DAYS):
            if left == 0:
                break
            day += dt.timedelta(days=1)
            assured = assured and self.knows(day.year)
            stopped = any(since < day <= until for since, until in stops)
            left -= int(self.is_working(day) and not stopped)
        return Due(day, assured)

    def between(self, start: dt.date, end: dt.date) -> int:
        """Return how many working days lie after ``start``, through ``end``."""
        days = (end - start).days
        return sum(self.is_working(start + dt.timedelta(days=n)) for n in range(1, days + 1))

    def last_known(self) -> int:
        """Return the last year whose holidays are known."""
        return max({*self.tables, *_library_years()})


@cache
def _library_years() -> frozenset[int]:
    return frozenset(day.year for day in chinese_calendar.constants.holidays)


def read_table(source: str) -> YearTable:
    """Return the yearly table that the TOML text ``source`` spells.

    ``year = 2027``, ``holidays = [2027-01-01, ...]``, ``workdays = [...]``.

    Raises:
        CalendarError: the text is no such table, or contradicts itself.
    """
    try:
        content = tomllib.loads(source)
        year = int(content["year"])
        days = [_days(content.get(name, [])) for name in ("holidays", "workdays")]
    except (KeyError, TypeError, ValueError):
        raise CalendarError(year=0, why="malformed") from None
    return YearTable(year, *days)


def _days(values: list[dt.date]) -> frozenset[dt.date]:
    if not all(type(value) is dt.date for value in values):
        raise ValueError
    return frozenset(values)


def read_calendar(folder: Path | None) -> WorkCalendar:
    """Return the calendar with the tables (``*.toml``) in ``folder``.

    Raises:
        CalendarError: one of them cannot be used.
    """
    if folder is None or not folder.is_dir():
        return WorkCalendar()
    tables = [read_table(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
    return WorkCalendar({table.year: table for table in tables})


@dataclass(frozen=True, slots=True)
class Clock:
    """A running term of a case.

    ``reason`` is why it was extended. ``stops`` are pairs of ISO dates: the clock
    stood still from the first until the second; an empty second means that it
    still stands.
    """

    case: CaseId
    name: ClockName
    starts: dt.date
    working_days: int
    extension: int = 0
    reason: str = ""
    stops: tuple[tuple[str, str], ...] = ()
    met_on: dt.date | None = None

    @property
    def stands_still(self) -> bool:
        """Return whether the clock is stopped now."""
        return bool(self.stops) and not self.stops[-1][1]

    def due(self, calendar: WorkCalendar, today: dt.date) -> Due:
        """Return the last day of the term, were the clock to run again from ``today`` on."""
        spans = tuple(
            (dt.date.fromisoformat(a), dt.date.fromisoformat(b) if b else today)
            for a, b in self.stops
        )
        return calendar.add_around(self.starts, self.working_days + self.extension, spans)


def term(name: ClockName, regime: Regime) -> int:
    """Return the length of a term in working days; 0 where the regulation sets none."""
    return int(_terms()[regime].get(name, 0))


def extension(name: ClockName, regime: Regime) -> int:
    """Return by how many working days the term may be extended."""
    return int(_terms()[regime].get(f"{name}_extension", 0))


@cache
def _terms() -> Mapping[str, Mapping[str, int]]:
    content = tomllib.loads(files("review").joinpath("data/terms.toml").read_text("utf-8"))
    return {str(regime): content[f"regime-{regime}"] for regime in Regime}
