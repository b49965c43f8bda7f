"""The annual report: counted right, summed right, and refused where sums do not agree."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import Regime
from review.annual import (
    CARRIED_IN,
    CARRIED_OUT,
    NEW,
    SUM,
    TOTAL,
    check,
    columns,
    count,
    layout,
    results,
    rows,
)
from review.case import Applicant, Attribute, Case, CaseKind, DocumentClass
from review.errors import FigureError, InvalidValueError, NotAllowedError
from review.service import cases, reporting
from tests.review.staff import Staff, hire

KINDS = [a for a in Applicant if a is not Applicant.NONE]


def _case(
    received: dt.date,
    applicant: Applicant = Applicant.NATURAL_PERSON,
    result: str = "",
    answered: dt.date | None = None,
) -> Case:
    return Case(
        id="C1", title="件", kind=CaseKind.APPLICATION, document_class=DocumentClass.OFFICIAL,
        attribute=Attribute.ON_REQUEST, department="办", regime=Regime.R2019, profile="",
        chain="five-steps", received_on=received, created_by="lin", created_at="",
        applicant=applicant, result=result, answered_on=answered,
    )  # fmt: skip


_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31))
_CASES = st.builds(
    lambda received, applicant, result, days: _case(
        received, applicant, result, received + dt.timedelta(days=days) if result else None
    ),
    _DAYS, st.sampled_from(KINDS), st.sampled_from(["", *results()]), st.integers(0, 400),
)  # fmt: skip


@given(st.lists(_CASES, max_size=30))
def test_whatever_the_cases_the_sums_agree(known: list[Case]) -> None:
    figures = count(2026, known)
    cells = figures.applications
    for column in (*columns(), SUM):
        came = cells[NEW, column] + cells[CARRIED_IN, column]
        assert came == cells[TOTAL, column] + cells[CARRIED_OUT, column]
    assert cells[NEW, SUM] == sum(case.received_on.year == 2026 for case in known)


@given(st.lists(_CASES, max_size=30))
def test_what_is_carried_out_of_a_year_is_carried_into_the_next(known: list[Case]) -> None:
    this = count(2026, known).applications
    following = count(2027, known).applications
    for column in columns():
        assert this[CARRIED_OUT, column] == following[CARRIED_IN, column]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        pytest.param(
            _case(dt.date(2026, 5, 1), result="3.2", answered=dt.date(2026, 5, 20)),
            {NEW, "3.2"}, id="partial-disclosure-counts-there-only",
        ),
        pytest.param(_case(dt.date(2026, 12, 20)), {NEW, CARRIED_OUT}, id="carried-out"),
        pytest.param(
            _case(dt.date(2025, 12, 20), result="3.1", answered=dt.date(2026, 1, 9)),
            {CARRIED_IN, "3.1"}, id="carried-in",
        ),
        pytest.param(
            _case(dt.date(2025, 3, 1), result="3.1", answered=dt.date(2025, 3, 20)),
            set(), id="settled-before",
        ),
        pytest.param(_case(dt.date(2027, 1, 5)), set(), id="received-later"),
        pytest.param(
            _case(dt.date(2026, 11, 1), result="3.1", answered=dt.date(2027, 1, 4)),
            {NEW, CARRIED_OUT}, id="settled-later",
        ),
    ],
)  # fmt: skip
def test_a_case_counts_where_it_came_in_and_where_it_went(case: Case, expected: set[str]) -> None:
    cells = count(2026, [case]).applications
    assert {r for r in rows() if r != TOTAL and cells[r, "natural_person"]} == expected


def test_figures_of_the_office_s_own_are_added_and_checked() -> None:
    own = {
        "applications": {"enterprise": {"1": 2, "3.1": 1, "4": 1}},
        "active": {"a5.licences": [12]},
        "disputes": {"d.reconsideration": [1, 0, 0, 1, 2]},
    }
    figures = count(2026, [], own)
    assert figures.applications[NEW, SUM] == 2
    assert figures.given["a5.licences"] == (12,)


@pytest.mark.parametrize(
    ("own", "error"),
    [
        pytest.param({"applications": {"enterprise": {"1": 2}}}, FigureError, id="goes-nowhere"),
        pytest.param(
            {"disputes": {"d.direct": [1, 1, 1, 1, 5]}}, FigureError, id="row-does-not-add-up"
        ),
        pytest.param({"applications": {"army": {"1": 2}}}, InvalidValueError, id="no-column"),
        pytest.param({"applications": {"other": {"9": 2}}}, InvalidValueError, id="no-row"),
        pytest.param({"applications": {"other": {"1": -1}}}, InvalidValueError, id="negative"),
        pytest.param({"active": {"a5.licences": [1, 2]}}, InvalidValueError, id="too-many"),
    ],
)
def test_figures_that_cannot_be_right_are_refused(
    own: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        count(2026, [], own)


@given(st.sampled_from(rows()), st.sampled_from((*columns(), SUM)))
def test_any_single_changed_cell_is_noticed_or_changes_no_sum(row: str, column: str) -> None:
    figures = count(2026, [_case(dt.date(2026, 5, 1))])
    figures.applications[row, column] += 1
    with pytest.raises(FigureError):
        check(figures)


def test_the_form_has_the_rows_of_the_notice() -> None:
    assert len(results()) == 21
    assert len(columns()) == 6
    assert [row["id"] for row in layout()["applications"]["rows"]][-2:] == [TOTAL, CARRIED_OUT]


def test_workbook_and_paper_show_the_counted_figures(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    case = staff.open(
        kind=CaseKind.APPLICATION, applicant=Applicant.ENTERPRISE, attribute=Attribute.ON_REQUEST
    )
    cases.settle(staff.clerk, staff.office, case.id, "3.2", staff.office.today())
    made = reporting.annual_report(staff.publisher, staff.office, 2026)
    sheet = openpyxl.load_workbook(io.BytesIO(made.xlsx.content)).active
    partial = [r for r in sheet.iter_rows(values_only=True) if "部分公开" in str(r[0])]
    assert partial[0][1:8] == (0, 1, 0, 0, 0, 0, 1)
    paper = docx.Document(io.BytesIO(made.docx.content))
    said = [[c.text for c in row.cells] for table in paper.tables for row in table.rows]
    assert ["0", "1", "0", "0", "0", "0", "1"] in [row[1:8] for row in said if "部分公开" in row[0]]
    with pytest.raises(NotAllowedError):
        reporting.annual_report(staff.clerk, staff.office, 2026)
    with pytest.raises(InvalidValueError):
        cases.settle(staff.clerk, staff.office, case.id, "9.9", staff.office.today())
    _check_refused(staff)
    staff.office.close()


def _check_refused(staff: Staff) -> None:
    with pytest.raises(InvalidValueError):
        reporting.annual_report(staff.publisher, staff.office, 2026, "not = [toml")
