"""Numbers look as a spreadsheet shows them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.formats.ooxml.numfmt import (
    builtin_format,
    hides_part_of_date,
    literals,
    plain,
    show,
)

CASES = {
    "long-integer-in-full": ("1.10105194912310E+17", "General", "110105194912310000"),
    "binary-noise-rounded": ("3.1400000000000001", "General", "3.14"),
    "text-format": ("13800138000", "@", "13800138000"),
    "leading-zeros": ("12", "0000", "0012"),
    "thousands": ("1234567.891", "#,##0.00", "1,234,567.89"),
    "percent": ("0.125", "0.0%", "12.5%"),
    "negative-section": ("-5", "0.00;[Red]-0.00", "-5.00"),
    "zero-section": ("0", '0;-0;"none"', "none"),
    "accounting": ("1234.5", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "1,234.50"),
    "iso-date": ("32939", "yyyy-mm-dd", "1990-03-07"),
    "chinese-date": ("32939", 'yyyy"\u5e74"m"\u6708"d"\u65e5"', "1990\u5e743\u67087\u65e5"),
    "unquoted-chinese-date": ("32939", "yyyy\u5e74m\u6708d\u65e5", "1990\u5e743\u67087\u65e5"),
    "minutes-after-hours": ("44197.5", "yyyy/m/d h:mm", "2021/1/1 12:00"),
    "minutes-before-seconds": ("0.5", "mm:ss", "00:00"),
    "twelve-hours": ("0.75", "h:mm AM/PM", "6:00 PM"),
    "elapsed-hours": ("1.5", "[h]:mm", "36:00"),
    "last-moment-of-a-day": ("44197.999999", "yyyy-mm-dd", "2021-01-02"),
    "day-before-the-false-leap-day": ("59", "m/d", "2/28"),
    "literal-after-the-number": ("5", '0"\u5143"', "5\u5143"),
    "hidden-by-its-format": ("5", ";;;", ""),
    "only-a-literal": ("5", '"***"', "***"),
    "not-a-number": ("abc", "0.00", "abc"),
    "absurd-exponent": ("1E+999", "0", "1E+999"),
    "scale-by-thousands": ("1234567", "0,", "1235"),
    "weekday-and-month": ("44197", "ddd mmm", "Fri Jan"),
}


@pytest.mark.parametrize(("value", "code", "shown"), CASES.values(), ids=CASES)
def test_value_is_shown_as_its_format_says(value: str, code: str, shown: str) -> None:
    assert show(value, code) == shown


def test_dates_count_from_1904_where_the_workbook_says_so() -> None:
    assert show("31477", "yyyy-mm-dd", from_1904=True) == "1990-03-07"


@pytest.mark.parametrize(
    ("number", "code"), [(0, "General"), (14, "yyyy/m/d"), (31, "yyyy/m/d"), (200, "General")]
)
def test_built_in_formats(number: int, code: str) -> None:
    assert builtin_format(number) == code


def test_words_of_a_format_are_found() -> None:
    assert literals('0"ab"\\c') == "abc"


PARTIAL = ["yyyy", 'yyyy"\u5e74"m"\u6708"', "m/d", "h:mm", "mmm-yy", "ddd"]


@pytest.mark.parametrize("code", PARTIAL)
def test_formats_that_show_a_part_of_a_date_are_told(code: str) -> None:
    assert hides_part_of_date(code)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "d/m/yy h:mm", "0.00", "General", "e/m/d"])
def test_formats_that_show_a_whole_date_or_none_are_told(code: str) -> None:
    assert not hides_part_of_date(code)


@given(st.integers(0, 10**18))
def test_integers_are_never_shortened(number: int) -> None:
    assert show(str(number), "General") == str(number)
    assert show(str(number), "0") == str(number)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_plain_numbers_keep_their_value(number: Decimal) -> None:
    assert Decimal(plain(number)) == number


@given(st.integers(61, 2_958_000))
def test_every_day_of_the_calendar_is_shown(serial: int) -> None:
    year, month, day = show(str(serial), "yyyy-mm-dd").split("-")
    assert 1900 <= int(year) <= 9999
    assert 1 <= int(month) <= 12
    assert 1 <= int(day) <= 31
