"""Every route by every post: who may is answered, everybody else is refused and nothing is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from review.decision import Verdict
from review.service import cases, decisions, papers, referring, releasing, signing
from review.store.log import head
from review.web.app import _PAGES
from tests.review.staff import ROLES, Staff, hire_copy
from tests.web.browsing import Workbench, open_workbench

EVERYBODY = frozenset({*ROLES, "root"})
INSIDE = frozenset({"clerk", "head", "reviewer", "deputy", "principal", "spare", "publisher"})
SIGNERS = INSIDE - {"publisher"}
WORKERS = frozenset({"clerk", "reviewer"})
OPENERS = WORKERS | {"otherclerk"}
AUDITORS = frozenset({"root", "auditor"})
NOTE = ("files", ("a.txt", "白塔镇通知。\n".encode(), "text/plain"))


@dataclass
class Place:
    """A case somewhere on its way, and what a request needs to name."""

    case: str
    document: str
    finding: str
    digest: str
    paper: int = 0
    referral: str = ""


def opened(staff: Staff) -> Place:
    case = staff.open()
    return _place(staff, case.id, staff.add(case).id)


def ready(staff: Staff) -> Place:
    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    papers.make_paper(staff.clerk, staff.office, case.id, papers.Wanted("review-sheet"))
    place = _place(staff, case.id, document.id)
    place.paper = papers.papers_of(staff.clerk, staff.office, case.id)[0].event
    return place


def decided_twice(staff: Staff) -> Place:
    place = ready(staff)
    again = decisions.Answer(Verdict.KEEP, reason="依法公开")
    decisions.decide(staff.clerk, staff.office, place.document, [place.finding], again)
    return place


def referred(staff: Staff) -> Place:
    place = opened(staff)
    place.referral = referring.refer(staff.clerk, staff.office, place.case, "？", "县局").id
    return place


def begun(staff: Staff) -> Place:
    place = ready(staff)
    staff.sign("clerk", cases.get_case(staff.clerk, staff.office, place.case).case)
    return place


def signed(staff: Staff) -> Place:
    place = ready(staff)
    staff.sign_all(cases.get_case(staff.clerk, staff.office, place.case).case)
    return place


def released(staff: Staff) -> Place:
    place = signed(staff)
    releasing.release(staff.publisher, staff.office, place.case)
    return place


def _place(staff: Staff, case: str, document: str) -> Place:
    found = decisions.items(staff.clerk, staff.office, document)
    shown = signing.docket(staff.clerk, staff.office, case)
    return Place(case, document, found[0].finding.id, shown.digest)


@dataclass(frozen=True)
class Route:
    """Who may take a route, where a case has to be for it, and what is sent."""

    allowed: frozenset[str]
    stage: Callable[[Staff], Place] = opened
    form: Callable[[Place], dict[str, Any]] = lambda _: {}
    expected: int = 200


def form(**fields: Any) -> Callable[[Place], dict[str, Any]]:
    return lambda _: {"data": fields}


def body(**fields: Any) -> Callable[[Place], dict[str, Any]]:
    def of(place: Place) -> dict[str, Any]:
        filled = {k: [place.finding] if v == "FINDING" else v for k, v in fields.items()}
        return {"json": filled}

    return of


CASE, DOCUMENT = "/cases/{case_id}", "/documents/{document_id}"
NEW_PASSWORD = {"password": "another one 1"}
PERSON = {"login": "new", "name": "测试", "password": "ten or more", "roles": ["clerk"]}
ROUTES: dict[str, Route] = {
    "GET /": Route(EVERYBODY),
    "POST /cases": Route(OPENERS, form=lambda _: {"files": [NOTE]}, expected=303),
    "GET /status/{case_id}": Route(INSIDE),
    f"GET {CASE}": Route(INSIDE),
    f"POST {CASE}/documents": Route(WORKERS, form=lambda _: {"files": [NOTE]}, expected=303),
    f"POST {CASE}/attribute": Route(WORKERS, form=form(attribute="active"), expected=303),
    f"POST {CASE}/produce": Route(WORKERS, ready, expected=303),
    f"POST {CASE}/sign": Route(
        frozenset({"clerk"}),
        ready,
        lambda p: {"data": {"digest": p.digest, "words": "建议公开。"}},
        303,
    ),
    f"POST {CASE}/return": Route(SIGNERS, begun, form(step="opinion", reason="再核"), 303),
    f"POST {CASE}/release": Route(frozenset({"publisher"}), signed, expected=303),
    f"POST {CASE}/publish": Route(
        frozenset({"publisher"}), released, form(place="公开栏", day="2026-03-02"), 303
    ),
    f"POST {CASE}/papers": Route(INSIDE, ready, form(kind="review-sheet"), 303),
    f"GET {CASE}/papers/{{event}}": Route(INSIDE, ready),
    f"GET {CASE}/released/{{document_id}}": Route(INSIDE, released),
    f"GET {DOCUMENT}": Route(INSIDE),
    f"GET {DOCUMENT}/original": Route(SIGNERS),
    f"GET {DOCUMENT}/output": Route(INSIDE, ready),
    f"GET {DOCUMENT}/register": Route(INSIDE, ready),
    f"GET {DOCUMENT}/result": Route(INSIDE, ready),
    f"POST {DOCUMENT}/decide": Route(WORKERS, form=body(verdict="withhold", findings="FINDING")),
    f"POST {DOCUMENT}/accept": Route(WORKERS),
    f"POST {DOCUMENT}/undo/{{finding}}": Route(WORKERS, decided_twice),
    f"POST {DOCUMENT}/mark": Route(
        WORKERS, form=body(block="line1", start=0, end=3, basis="条例2019#15")
    ),
    f"POST {DOCUMENT}/remove": Route(WORKERS, expected=303),
    f"POST {CASE}/refer": Route(
        SIGNERS, form=form(question="是否属于？", organ="县局"), expected=303
    ),
    f"POST {CASE}/referrals/{{referral}}/answer": Route(
        SIGNERS, referred, form(answer="不属于。"), 303
    ),
    f"POST {CASE}/withdraw": Route(
        INSIDE - {"clerk", "head"}, released, form(day="2026-03-02", reason="期满"), 303
    ),
    "GET /audit": Route(AUDITORS),
    "POST /audit/checkpoint": Route(AUDITORS, expected=303),
    "GET /people": Route(EVERYBODY),
    "POST /people": Route(frozenset({"root"}), form=form(**PERSON), expected=303),
    "POST /people/{login}/password": Route(
        frozenset({"root", "clerk"}), form=form(**NEW_PASSWORD), expected=303
    ),
}
OPEN_TO_ALL = {"GET /login", "POST /login", "POST /logout"}


def ask(bench: Workbench, login: str, name: str, place: Place) -> Any:
    """Send the request of the table as ``login`` ("" for nobody)."""
    method, path = name.split(" ")
    address = path.format(
        case_id=place.case,
        document_id=place.document,
        event=place.paper,
        finding=place.finding,
        referral=place.referral,
        login="clerk",
    )
    client = bench.as_(login) if login else bench.visitor()
    return client.request(method, address, **ROUTES[name].form(place))


def _length(bench: Workbench) -> object:
    with bench.staff.office.store.read() as reader:
        return head(reader.connection)


def test_the_table_holds_every_route() -> None:
    routes = [route for module in _PAGES for route in module.router.routes]
    served = {f"{method} {route.path}" for route in routes for method in route.methods}
    assert served == set(ROUTES) | OPEN_TO_ALL


@pytest.mark.parametrize("name", ROUTES)
def test_everybody_else_is_refused_and_nothing_is_done(bench: Workbench, name: str) -> None:
    route = ROUTES[name]
    place = route.stage(bench.staff)
    others = sorted(EVERYBODY - route.allowed)
    for login in others:
        bench.as_(login)
    before = _length(bench)
    for login in others:
        answer = ask(bench, login, name, place)
        assert answer.status_code == 403, login
        assert "赵铁柱" not in answer.text
    stranger = ask(bench, "", name, place)
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/login")
    assert _length(bench) == before


@pytest.mark.parametrize("name", [n for n in ROUTES if n.startswith("GET")])
def test_who_may_see_a_page_is_shown_it(bench: Workbench, name: str) -> None:
    route = ROUTES[name]
    place = route.stage(bench.staff)
    logins = sorted(route.allowed)
    answers = {login: ask(bench, login, name, place).status_code for login in logins}
    assert answers == dict.fromkeys(logins, route.expected)


@pytest.mark.parametrize("name", [n for n in ROUTES if n.startswith("POST")])
def test_who_may_do_it_does_it(tmp_path: Path, name: str) -> None:
    route = ROUTES[name]
    for login in sorted(route.allowed):
        bench = open_workbench(hire_copy(tmp_path / login))
        place = route.stage(bench.staff)
        bench.as_(login)
        before = _length(bench)
        answer = ask(bench, login, name, place)
        assert answer.status_code == route.expected, (login, answer.text)
        unchanged = name.endswith(("/produce", "/checkpoint", "/attribute"))
        assert unchanged or _length(bench) != before, login
        bench.staff.office.close()
