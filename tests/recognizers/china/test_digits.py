from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.digits import (
    MARKS,
    PROVINCES,
    SEPARATOR,
    compact,
    groups,
    is_birth_day,
    is_day,
    one_separator,
    scan,
    today,
)
from recognizers.finding import Kind
from recognizers.recognizer import Match


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("138-0000-1234", (3, 4, 4), id="hyphens"),
        pytest.param("138 0000 1234", (3, 4, 4), id="spaces"),
        pytest.param("1380000\n1234", (11,), id="a-line-end-divides-nothing"),
        pytest.param("1380000 \n 1234", (11,), id="a-line-end-among-spaces"),
        pytest.param("138\u20140000\u20141234", (3, 4, 4), id="dashes"),
        pytest.param("1 3 8", (1, 1, 1), id="single-digits"),
    ],
)
def test_groups(raw: str, expected: tuple[int, ...]) -> None:
    assert groups(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("138-0000-1234", True, id="alike"),
        pytest.param("138-0000 1234", False, id="mixed"),
        pytest.param("13800001234", True, id="none"),
    ],
)
def test_one_separator(raw: str, expected: bool) -> None:
    assert one_separator(raw) is expected


@given(st.text("0123456789", min_size=1, max_size=20), st.data())
def test_compacting_undoes_every_separator(number: str, data: st.DataObject) -> None:
    marks = st.text(st.sampled_from(" \t\n-._·‐–—−・"), max_size=3)
    written = "".join(digit + data.draw(marks) for digit in number)

    assert compact(written) == number
    assert re.fullmatch(f"(?:[0-9]{SEPARATOR})+", written)


@pytest.mark.parametrize("control", ["\x1c", "\x1d", "\x1e", "\x1f", "，", "、", "："])
def test_what_divides_blocks_and_lists_is_no_separator(control: str) -> None:
    assert not re.search(f"[{MARKS}]", control)


@given(st.dates(dt.date(1840, 1, 1), dt.date(2026, 1, 1)))
def test_every_day_since_1840_may_be_a_birth_date(day: dt.date) -> None:
    assert is_birth_day(f"{day:%Y%m%d}")


@pytest.mark.parametrize(
    ("digits", "day", "birth"),
    [
        pytest.param("19000229", False, False, id="1900-was-no-leap-year"),
        pytest.param("20000229", True, True, id="2000-was-one"),
        pytest.param("19001301", False, False, id="month-13"),
        pytest.param("19000100", False, False, id="day-0"),
        pytest.param("18391231", True, False, id="too-old"),
        pytest.param("29010101", True, False, id="future"),
        pytest.param("00000101", False, False, id="year-0"),
    ],
)
def test_days_and_birth_days(digits: str, day: bool, birth: bool) -> None:
    assert (is_day(digits), is_birth_day(digits)) == (day, birth)


def test_a_child_born_today_may_have_a_number() -> None:
    assert is_birth_day(f"{today():%Y%m%d}")
    assert not is_birth_day(f"{today() + dt.timedelta(days=3):%Y%m%d}")


def test_there_are_thirty_four_provinces() -> None:
    assert len(PROVINCES) == 34


def test_the_search_goes_on_one_character_after_a_refusal() -> None:
    def judge(found: re.Match[str]) -> Match | None:
        return Match(Kind.OTHER_ID, *found.span(), 1.0) if found[0] == "345" else None

    seen = list(scan(re.compile("[0-9]{3}"), "12345 345", judge))

    assert [(match.start, match.end) for match in seen] == [(2, 5), (6, 9)]
