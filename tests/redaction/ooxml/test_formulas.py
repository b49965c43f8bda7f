"""Formulas are told apart by what they refer to and what they say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.formats.ooxml.cells import Area, address, parse_address, parse_area
from redaction.formats.ooxml.formulas import (
    Touched,
    holds_words,
    is_plain,
    references,
    rename_sheets,
)

HAN = "\u8868\u4e00"

REFERENCES = {
    "cell": ("A1", [("own", Area(0, 0, 0, 0))]),
    "absolute": ("$B$2", [("own", Area(1, 1, 1, 1))]),
    "range": ("SUM(B2:C4)", [("own", Area(1, 1, 3, 2))]),
    "range-backwards": ("SUM(C4:B2)", [("own", Area(1, 1, 3, 2))]),
    "other-sheet": ("other!A1", [("other", Area(0, 0, 0, 0))]),
    "sheet-in-chinese": (f"{HAN}!A1+1", [(HAN, Area(0, 0, 0, 0))]),
    "quoted-sheet": ("'it''s'!A1", [("it's", Area(0, 0, 0, 0))]),
    "whole-columns": ("SUM(B:C)", [("own", Area(0, 1, 1 << 21, 2))]),
    "two": ("A1*B2", [("own", Area(0, 0, 0, 0)), ("own", Area(1, 1, 1, 1))]),
    "function-with-digits": ("LOG10(5)", []),
    "in-a-string": ('"A1"', []),
}


@pytest.mark.parametrize(("formula", "expected"), REFERENCES.values(), ids=REFERENCES)
def test_references_are_found(formula: str, expected: list[tuple[str, Area]]) -> None:
    assert list(references(formula, "own")) == expected


@pytest.mark.parametrize(
    "formula",
    ["A1+B2", "SUM(A1:A9)", "IF(A1>0,TRUE,FALSE)", f"{HAN}!A1", "ROUND(A1/3,2)", '"-"&A1'],
)
def test_ordinary_formulas_are_plain(formula: str) -> None:
    assert is_plain(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "price*2",
        "INDIRECT(A1)",
        "OFFSET(A1,1,1)",
        "SUM(T[c])",
        "{1,2}",
        "#REF!+1",
        HAN,
        "_xlfn.LET(a,1,a)",
    ],
)
def test_formulas_over_names_or_computed_addresses_are_not_plain(formula: str) -> None:
    assert not is_plain(formula)


@pytest.mark.parametrize(
    "formula", [f'"{HAN}"&A1', '"secret"', "13800138000+0", "[1]x!A1", '"a@b.cn"']
)
def test_words_in_formulas_are_seen(formula: str) -> None:
    assert holds_words(formula)


@pytest.mark.parametrize("formula", ["A1+100", '"-"', 'TEXT(A1,"0.0")', f"{HAN}!A1"])
def test_formulas_without_words_are_not(formula: str) -> None:
    assert not holds_words(formula)


def test_touched_cells_are_met_by_areas_that_hold_them() -> None:
    touched = Touched()
    assert not touched
    touched.add("s", 5, 2)
    touched.add("s", 1, 2)
    assert touched
    assert touched.meets("s", Area(5, 0, 9, 9))
    assert not touched.meets("s", Area(2, 0, 4, 9))
    assert not touched.meets("s", Area(0, 3, 9, 9))
    assert not touched.meets("other", Area(0, 0, 9, 9))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(f"{HAN}!A1", "'n'!A1", id="plain"),
        pytest.param(f"'{HAN}'!A1:B2", "'n'!A1:B2", id="quoted"),
        pytest.param("other!A1", "other!A1", id="another-sheet"),
        pytest.param(f"SUM({HAN}!A1,other!B1)", "SUM('n'!A1,other!B1)", id="among-others"),
    ],
)
def test_sheets_are_renamed_in_formulas(before: str, after: str) -> None:
    assert rename_sheets(before, {HAN: "n"}) == after


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_addresses_are_read_back(row: int, column: int) -> None:
    assert parse_address(address(row, column)) == (row, column)


@pytest.mark.parametrize("text", ["", "A", "1", "A1B", "AAAA1", "A-1"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert parse_address(text) is None
    assert parse_area(text) is None
