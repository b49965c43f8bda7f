"""Terms by the State Council's calendar, and what happens where it is not known."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import Regime
from review.deadline import (
    Clock,
    ClockName,
    WorkCalendar,
    YearTable,
    extension,
    read_calendar,
    read_table,
    term,
)
from review.errors import CalendarError

CALENDAR = WorkCalendar()
DAYS_OF_2026 = st.dates(dt.date(2026, 1, 1), dt.date(2026, 9, 1))

TABLE_2027 = """
year = 2027
holidays = [2027-01-01, 2027-02-05, 2027-02-08, 2027-02-09, 2027-02-10, 2027-02-11, 2027-02-12]
workdays = [2027-02-14]
"""


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        pytest.param("2026-02-02", 20, "2026-03-06", id="over-the-spring-festival"),
        pytest.param("2026-01-26", 20, "2026-02-28", id="ends-on-a-worked-saturday"),
        pytest.param("2026-09-18", 15, "2026-10-15", id="over-the-national-day"),
        pytest.param("2026-03-02", 1, "2026-03-03", id="the-day-after-is-day-one"),
        pytest.param("2026-03-06", 1, "2026-03-09", id="over-a-weekend"),
        pytest.param("2025-12-31", 1, "2026-01-04", id="worked-sunday-after-new-year"),
    ],
)
def test_working_days_are_counted_by_the_calendar(start: str, days: int, end: str) -> None:
    due = CALENDAR.add(dt.date.fromisoformat(start), days)
    assert (due.day.isoformat(), due.assured) == (end, True)


@given(DAYS_OF_2026, st.integers(1, 40))
def test_a_term_ends_on_a_working_day_and_has_its_length(start: dt.date, days: int) -> None:
    due = CALENDAR.add(start, days)
    assert CALENDAR.is_working(due.day)
    assert CALENDAR.between(start, due.day) == days


@given(DAYS_OF_2026, st.integers(0, 20), st.integers(0, 20))
def test_standing_still_takes_out_the_days_after_the_stop_through_the_resumption(
    start: dt.date, before: int, length: int
) -> None:
    since = start + dt.timedelta(days=before)
    until = since + dt.timedelta(days=length)
    due = CALENDAR.add_around(start, 20, ((since, until),))
    lost = CALENDAR.between(since, min(until, due.day)) if since < due.day else 0
    assert CALENDAR.between(start, due.day) == 20 + lost


def test_past_the_last_known_year_the_day_is_an_estimate_and_says_so() -> None:
    due = CALENDAR.add(dt.date(2026, 12, 28), 10)
    assert due.day.year == 2027
    assert not due.assured
    assert CALENDAR.last_known() == 2026


def test_an_imported_year_is_known_and_goes_before_the_library() -> None:
    calendar = WorkCalendar({2027: read_table(TABLE_2027)})
    due = calendar.add(dt.date(2027, 2, 4), 1)
    assert (due.day, due.assured) == (dt.date(2027, 2, 14), True)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        pytest.param("year = 2027", "too-few-holidays", id="empty"),
        pytest.param(TABLE_2027.replace("2027-01-01", "2026-01-01"), "other-year", id="other-year"),
        pytest.param(
            TABLE_2027.replace("2027-02-14", "2027-02-05"), "both-off-and-worked", id="both"
        ),
        pytest.param(
            TABLE_2027.replace("2027-02-14", "2027-02-15"), "workday-is-no-weekend", id="monday"
        ),
        pytest.param("holidays = [1]", "malformed", id="no-year"),
        pytest.param(TABLE_2027.replace("2027-02-14", '"x"'), "malformed", id="no-date"),
        pytest.param("year = [", "malformed", id="no-toml"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(table: str, why: str) -> None:
    with pytest.raises(CalendarError) as caught:
        read_table(table)
    assert caught.value.facts["why"] == why


def test_the_office_s_folder_of_tables_is_read(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("calendar")
    (folder / "2027.toml").write_text(TABLE_2027)
    assert read_calendar(folder).knows(2027)
    assert not read_calendar(None).knows(2027)
    assert not read_calendar(folder / "absent").knows(2027)


@pytest.mark.parametrize(
    ("name", "regime", "length", "longer"),
    [
        pytest.param(ClockName.ANSWER, Regime.R2019, 20, 20, id="answer-2019"),
        pytest.param(ClockName.ANSWER, Regime.R2008, 15, 15, id="answer-2008"),
        pytest.param(ClockName.THIRD_PARTY, Regime.R2019, 15, 0, id="third-party-2019"),
        pytest.param(ClockName.THIRD_PARTY, Regime.R2008, 0, 0, id="no-term-in-2008"),
        pytest.param(ClockName.PROACTIVE, Regime.R2008, 20, 0, id="proactive-2008"),
        pytest.param(ClockName.CORRECTION, Regime.R2019, 7, 0, id="correction"),
    ],
)
def test_terms_are_those_of_the_regulation(
    name: ClockName, regime: Regime, length: int, longer: int
) -> None:
    assert (term(name, regime), extension(name, regime)) == (length, longer)


def test_a_clock_that_stands_still_ends_as_if_it_ran_again_today() -> None:
    start, today = dt.date(2026, 3, 2), dt.date(2026, 3, 20)
    clock = Clock("C1", ClockName.ANSWER, start, 20, stops=(("2026-03-09", ""),))
    assert clock.stands_still
    assert clock.due(CALENDAR, today).day == CALENDAR.add(dt.date(2026, 3, 20), 15).day


def test_years_of_a_table_are_its_own() -> None:
    table = YearTable(2027, frozenset(dt.date(2027, 5, day) for day in range(3, 10)), frozenset())
    assert not table.is_working(dt.date(2027, 5, 3))
    assert table.is_working(dt.date(2027, 5, 10))
