"""Each function refuses everybody whose post, or department, does not reach the object."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from recognizers.finding import Category
from review.case import Case, CaseDocument
from review.consultation import PartyKind
from review.decision import Verdict
from review.errors import NotAllowedError, NotFoundError
from review.people import Actor, Person, Role
from review.service import (
    archiving,
    cases,
    clocks,
    consulting,
    decisions,
    documents,
    keeping,
    papers,
    people,
    production,
    referring,
    registers,
    releasing,
    reporting,
    signing,
    trail,
)
from review.service.papers import Wanted
from review.store.log import head
from tests.review.staff import ROLES, Staff

Call = Callable[[Actor, Staff, Case, CaseDocument], object]

INSIDE = {"clerk", "head", "reviewer", "deputy", "principal", "spare", "publisher"}
WORKERS = {"clerk", "reviewer"}
SIGNERS = INSIDE - {"publisher"}
REPORTERS = {"reviewer", "deputy", "principal", "spare", "publisher"}

MARK = decisions.Mark((), Category.PERSONAL, ("条例2019#15",))
KEEP = decisions.Answer(Verdict.KEEP, reason="依法公开")
ASKING = consulting.Asking(PartyKind.THIRD_PARTY, "某公司", "报价")
PLACE = "公开栏"
SOMEONE = Person("someone", "测试", "民政办", (Role.CLERK,), "")


def _place(staff: Staff) -> releasing.Place:
    return releasing.Place(PLACE, staff.office.today())


CALLS: dict[str, tuple[set[str], Call]] = {
    "get_case": (INSIDE, lambda a, s, c, _: cases.get_case(a, s.office, c.id)),
    "documents_of": (INSIDE, lambda a, s, c, _: cases.documents_of(a, s.office, c.id)),
    "change_case": (WORKERS, lambda a, s, c, _: cases.change_case(a, s.office, c)),
    "settle": (INSIDE, lambda a, s, c, _: cases.settle(a, s.office, c.id, "3.1", c.received_on)),
    "receive": (
        WORKERS,
        lambda a, s, c, _: documents.receive(a, s.office, c.id, documents.Upload("a.txt", b"x")),
    ),
    "remove_document": (WORKERS, lambda a, s, _, d: documents.remove_document(a, s.office, d.id)),
    "look_again": (WORKERS, lambda a, s, _, d: documents.look_again(a, s.office, d.id)),
    "text_of": (INSIDE, lambda a, s, _, d: documents.text_of(a, s.office, d.id)),
    "original_of": (SIGNERS, lambda a, s, _, d: documents.original_of(a, s.office, d.id)),
    "note_view": (INSIDE, lambda a, s, _, d: documents.note_view(a, s.office, d.id, "findings")),
    "items": (INSIDE, lambda a, s, _, d: decisions.items(a, s.office, d.id)),
    "history": (INSIDE, lambda a, s, _, d: decisions.history(a, s.office, d.id, "f")),
    "decide": (WORKERS, lambda a, s, _, d: decisions.decide(a, s.office, d.id, ["f"], KEEP)),
    "accept_suggestions": (
        WORKERS,
        lambda a, s, _, d: decisions.accept_suggestions(a, s.office, d.id),
    ),
    "undo": (WORKERS, lambda a, s, _, d: decisions.undo(a, s.office, d.id, "f")),
    "add_by_search": (
        WORKERS,
        lambda a, s, _, d: decisions.add_by_search(a, s.office, d.id, "补助", MARK),
    ),
    "plans": (INSIDE, lambda a, s, c, _: production.plans(a, s.office, c.id)),
    "produce": (WORKERS, lambda a, s, c, _: production.produce(a, s.office, c.id)),
    "output_of": (INSIDE, lambda a, s, _, d: production.output_of(a, s.office, d.id)),
    "register_of": (INSIDE, lambda a, s, _, d: registers.register_of(a, s.office, d.id, ".json")),
    "docket": (INSIDE, lambda a, s, c, _: signing.docket(a, s.office, c.id)),
    "sign": (
        SIGNERS,
        lambda a, s, c, _: signing.sign(a, s.office, c.id, signing.Word("0" * 64, "同意。")),
    ),
    "return_case": (
        SIGNERS,
        lambda a, s, c, _: signing.return_case(a, s.office, c.id, "opinion", "再核"),
    ),
    "refer": (SIGNERS, lambda a, s, c, _: referring.refer(a, s.office, c.id, "？", "县保密局")),
    "consult": (WORKERS, lambda a, s, c, _: consulting.consult(a, s.office, c.id, ASKING)),
    "consultations_of": (INSIDE, lambda a, s, c, _: consulting.consultations_of(a, s.office, c.id)),
    "clocks_of": (INSIDE, lambda a, s, c, _: clocks.clocks_of(a, s.office, c.id)),
    "extend_clock": (
        SIGNERS,
        lambda a, s, c, _: clocks.extend_clock(
            a, s.office, c.id, clocks.ClockName.PROACTIVE, "资料多"
        ),
    ),
    "release": ({"publisher"}, lambda a, s, c, _: releasing.release(a, s.office, c.id)),
    "released_files": (INSIDE, lambda a, s, c, _: releasing.released_files(a, s.office, c.id)),
    "publish": ({"publisher"}, lambda a, s, c, _: releasing.publish(a, s.office, c.id, _place(s))),
    "withdraw": (
        REPORTERS,
        lambda a, s, c, _: releasing.withdraw(a, s.office, c.id, c.received_on, "期满"),
    ),
    "make_paper": (
        INSIDE,
        lambda a, s, c, _: papers.make_paper(a, s.office, c.id, Wanted("review-sheet")),
    ),
    "papers_of": (INSIDE, lambda a, s, c, _: papers.papers_of(a, s.office, c.id)),
    "monthly_list": (REPORTERS, lambda a, s, *_: papers.monthly_list(a, s.office, 2026, 3)),
    "annual_report": (REPORTERS, lambda a, s, *_: reporting.annual_report(a, s.office, 2026)),
    "archive_case": (
        {"reviewer", "publisher", "auditor"},
        lambda a, s, c, _: archiving.archive_case(a, s.office, c.id, Path("/nonexistent")),
    ),
    "back_up": ({"root"}, lambda a, s, *_: keeping.back_up(a, s.office, Path("/nonexistent/b"))),
    "read_trail": ({"root", "auditor"}, lambda a, s, *_: trail.read_trail(a, s.office)),
    "verify": ({"root", "auditor"}, lambda a, s, *_: trail.verify(a, s.office)),
    "add_person": ({"root"}, lambda a, s, *_: people.add_person(a, s.office, SOMEONE, "")),
}

EVERYBODY = {*ROLES, "root"}


@pytest.mark.parametrize("name", CALLS)
def test_everybody_else_is_refused_and_nothing_is_done(staff: Staff, name: str) -> None:
    allowed, call = CALLS[name]
    case = staff.open()
    document = staff.add(case)
    with staff.office.store.read() as reader:
        before = head(reader.connection)
    for login in sorted(EVERYBODY - allowed):
        actor = people.actor(staff.office, login)
        with pytest.raises((NotAllowedError, NotFoundError)) as caught:
            call(actor, staff, case, document)
        assert isinstance(caught.value, NotAllowedError), (name, login)
    with staff.office.store.read() as reader:
        after = head(reader.connection)
    assert after == before, name


@pytest.mark.parametrize("name", ["get_case", "items", "docket", "text_of", "clocks_of", "plans"])
def test_who_may_see_a_case_sees_it(staff: Staff, name: str) -> None:
    allowed, call = CALLS[name]
    case = staff.open()
    document = staff.add(case)
    for login in sorted(allowed):
        call(people.actor(staff.office, login), staff, case, document)
    listed = {
        login
        for login in EVERYBODY
        if cases.list_cases(people.actor(staff.office, login), staff.office)
    }
    assert listed == INSIDE
