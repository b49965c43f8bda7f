"""The annual report's tables (国办公开办函〔2021〕30号), counted and checked.

Rows and columns are data (``data/annual.toml``). Table 三 is counted from the
cases that are applications; what no case shows (tables 二 and 四, applications
handled before the program was used) comes from a file of the office's own. The
sums of the form are checked before anything is printed: 一 + 二 = 三(七) + 四, in
every column, and every row adds up.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from review.case import Applicant, CaseKind
from review.errors import FigureError, InvalidValueError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from review.case import Case

NEW: Final = "1"
CARRIED_IN: Final = "2"
TOTAL: Final = "3.7"
CARRIED_OUT: Final = "4"
SUM: Final = "total"

Cells = dict[tuple[str, str], int]
"""Figures by row and column."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one year; ``given`` are those of tables 二 and 四, as lists by row."""

    year: int
    applications: Cells
    given: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@cache
def layout() -> Mapping[str, Any]:
    """Return rows and columns of the form."""
    return tomllib.loads(files("review").joinpath("data/annual.toml").read_text("utf-8"))


def columns() -> tuple[str, ...]:
    """Return the ids of table 三's columns but the total, in order."""
    return tuple(column["id"] for column in layout()["applications"]["columns"])


def rows() -> tuple[str, ...]:
    """Return the ids of table 三's rows, in order."""
    return tuple(row["id"] for row in layout()["applications"]["rows"])


def results() -> tuple[str, ...]:
    """Return the rows that an application may be settled by."""
    return tuple(row["id"] for row in layout()["applications"]["rows"] if row.get("result"))


def check_result(result: str) -> None:
    """Refuse what is no row for a result.

    Raises:
        InvalidValueError: it is none.
    """
    if result not in results():
        raise InvalidValueError(field="result")


def count(year: int, cases: Iterable[Case], given: Mapping[str, Any] | None = None) -> Figures:
    """Return the figures of ``year`` from ``cases`` and from the office's own file.

    Raises:
        FigureError: the sums do not agree.
        InvalidValueError: the office's file names no row of the form, or no number.
    """
    cells: Counter[tuple[str, str]] = Counter()
    for case in cases:
        if case.kind is CaseKind.APPLICATION and case.applicant is not Applicant.NONE:
            for row in _rows_of(case, year):
                cells[row, case.applicant.value] += 1
    extra = given or {}
    for (row, column), number in _given_cells(extra).items():
        cells[row, column] += number
    figures = Figures(year, _summed(cells), _given_rows(extra))
    check(figures)
    return figures


def _rows_of(case: Case, year: int) -> list[str]:
    """Return the rows that a case counts in: how it came into the year, and how it left."""
    settled = case.answered_on.year if case.result and case.answered_on else None
    if case.received_on.year > year or (settled is not None and settled < year):
        return []
    came = NEW if case.received_on.year == year else CARRIED_IN
    left = case.result if settled == year else CARRIED_OUT
    return [came, left]


def _given_cells(given: Mapping[str, Any]) -> Cells:
    """Return the office's additions to table 三: ``[applications.<column>] "3.1" = 2``."""
    cells: Cells = {}
    for column, numbers in given.get("applications", {}).items():
        for row, number in numbers.items():
            if column not in columns() or row not in rows() or not _is_count(number):
                raise InvalidValueError(field="figures")
            cells[row, column] = number
    return cells


def _given_rows(given: Mapping[str, Any]) -> dict[str, tuple[int, ...]]:
    """Return tables 二 and 四: a list of numbers for each row's id."""
    widths = _widths()
    found: dict[str, tuple[int, ...]] = {}
    for name in ("active", "disputes"):
        for row, numbers in given.get(name, {}).items():
            if len(numbers) != widths.get(row, -1) or not all(map(_is_count, numbers)):
                raise InvalidValueError(field="figures")
            found[row] = tuple(numbers)
    return found


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0


def _widths() -> dict[str, int]:
    """Return how many numbers the rows of tables 二 and 四 take."""
    form = layout()
    widths = {
        row["id"]: len(group["columns"])
        for group in form["active"]["groups"]
        for row in group["rows"]
    }
    return widths | {
        row["id"]: len(form["disputes"]["columns"]) for row in form["disputes"]["rows"]
    }


def _summed(cells: Mapping[tuple[str, str], int]) -> Cells:
    """Return all cells with row (七) and the column of totals filled in."""
    full = {(row, column): cells.get((row, column), 0) for row in rows() for column in columns()}
    for column in columns():
        full[TOTAL, column] = sum(full[row, column] for row in results())
    for row in rows():
        full[row, SUM] = sum(full[row, column] for column in columns())
    return full


def check(figures: Figures) -> None:
    """Refuse figures whose sums do not agree.

    Raises:
        FigureError: the first row and column that do not.
    """
    cells = figures.applications
    for column in (*columns(), SUM):
        came = cells[NEW, column] + cells[CARRIED_IN, column]
        left = cells[TOTAL, column] + cells[CARRIED_OUT, column]
        if came != left:
            raise FigureError(row=TOTAL, column=column)
    for row in rows():
        if cells[row, SUM] != sum(cells[row, column] for column in columns()):
            raise FigureError(row=row, column=SUM)
    for row in layout()["disputes"]["rows"]:
        numbers = figures.given.get(row["id"])
        if numbers and sum(numbers[:-1]) != numbers[-1]:
            raise FigureError(row=row["id"], column=SUM)
