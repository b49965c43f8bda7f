"""Figures of a year are counted from the records."""

from __future__ import annotations

import pytest

from review.case import Applicant, CaseKind
from review.decision import Verdict
from review.errors import NotAllowedError
from review.service import releasing
from review.service.statistics import statistics
from tests.review.staff import Staff


def test_an_empty_year_is_all_zeros(staff: Staff) -> None:
    counted = statistics(staff.publisher, staff.office, 2025)
    assert (counted.proactive, counted.released, counted.overrides) == (0, 0, 0)
    assert not counted.verdicts


def test_cases_decisions_and_stops_are_counted(staff: Staff) -> None:
    case = staff.ready(category="20.13")
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    other = staff.open(kind=CaseKind.APPLICATION, applicant=Applicant.RESEARCH)
    staff.add(other, "绝密★启用前\n事项", "x.txt")
    staff.ready(urgent_reason="防汛")
    counted = statistics(staff.publisher, staff.office, 2026)
    assert (counted.proactive, counted.applications, counted.released) == (2, 1, 1)
    assert (counted.urgent, counted.stopped, counted.withdrawn) == (1, 1, 0)
    assert counted.categories == {"20.13": 1}
    assert counted.departments == {"民政办": 3}
    assert counted.verdicts == {Verdict.WITHHOLD: 6}


def test_only_who_reports_counts(staff: Staff) -> None:
    for actor in (staff.clerk, staff.root, staff.auditor):
        with pytest.raises(NotAllowedError):
            statistics(actor, staff.office, 2026)
