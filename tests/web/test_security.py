"""Foreign and outsized requests are refused; every answer carries what keeps a page closed."""

from __future__ import annotations

import pytest

from review.service import cases, trail
from review.web.security import HEADERS, LARGEST_BODY
from tests.review.staff import NUMBER, PASSWORD
from tests.web.browsing import Workbench

FOREIGN = [
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another-site"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="a-neighbour-of-the-same-domain"),
    pytest.param({"Sec-Fetch-Site": "none"}, id="typed-or-unknown"),
    pytest.param({"Origin": "https://evil.example"}, id="old-browser-another-origin"),
    pytest.param({"Origin": "null"}, id="old-browser-hidden-origin"),
    pytest.param(
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, id="origin-is-not-enough"
    ),
    pytest.param({"Referer": "http://testserver/"}, id="neither-header"),
]


def _bare(bench: Workbench) -> None:
    del bench.as_("clerk").headers["Sec-Fetch-Site"]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/cases", "/logout", "/login", "/documents/D1/decide"])
def test_a_request_from_elsewhere_is_refused(
    bench: Workbench, headers: dict[str, str], path: str
) -> None:
    _bare(bench)
    before = len(trail.read_trail(bench.staff.auditor, bench.staff.office))
    answer = bench.clients["clerk"].post(path, headers=headers, data={"title": "x"})
    assert (answer.status_code, answer.text) == (403, "cross-site")
    assert len(trail.read_trail(bench.staff.auditor, bench.staff.office)) == before


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Sec-Fetch-Site": "same-origin"}, id="by-fetch-metadata"),
        pytest.param({"Origin": "http://testserver"}, id="old-browser-by-origin"),
    ],
)
def test_a_request_from_our_own_pages_is_taken(bench: Workbench, headers: dict[str, str]) -> None:
    _bare(bench)
    note = ("files", ("a.txt", "通知。".encode(), "text/plain"))
    answer = bench.clients["clerk"].post("/cases", headers=headers, files=[note])
    assert answer.status_code == 303
    assert len(cases.list_cases(bench.staff.clerk, bench.staff.office)) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        pytest.param("/", 200, id="page"),
        pytest.param("/cases/C2026-9999", 404, id="not-found"),
        pytest.param("/audit", 403, id="not-allowed"),
        pytest.param("/nowhere", 404, id="no-route"),
        pytest.param("/static/app.css", 200, id="static-file"),
        pytest.param("/openapi.json", 404, id="no-description-of-the-pages"),
    ],
)
def test_every_answer_carries_the_headers(bench: Workbench, path: str, status: int) -> None:
    answer = bench.as_("clerk").get(path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    kept = answer.headers.get("cache-control") != "no-store"
    assert kept == path.startswith("/static/")


def test_no_page_may_load_anything_from_elsewhere_or_run_what_is_written_in_it() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({"Content-Length": str(LARGEST_BODY + 1)}, 413, id="larger-than-any-file"),
        pytest.param({"Content-Length": "many"}, 400, id="no-number"),
        pytest.param({"Content-Length": "-1"}, 400, id="less-than-nothing"),
    ],
)
def test_an_upload_of_a_wrong_size_is_refused_unread(
    bench: Workbench, headers: dict[str, str], status: int
) -> None:
    answer = bench.as_("clerk").post("/cases", headers=headers)
    assert answer.status_code == status


def test_a_body_that_does_not_say_its_size_is_refused(bench: Workbench) -> None:
    def parts() -> object:
        yield b"x" * 10

    answer = bench.as_("clerk").post("/cases", content=parts())
    assert answer.status_code == 411
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("what", ["original", "output"])
def test_a_download_is_on_record_and_never_shown_in_our_origin(bench: Workbench, what: str) -> None:
    case = bench.staff.ready()
    [document] = cases.documents_of(bench.staff.clerk, bench.staff.office, case.id)
    answer = bench.as_("clerk").get(f"/documents/{document.id}/{what}")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"] == "sandbox"
    seen = trail.read_trail(bench.staff.auditor, bench.staff.office, case_id=case.id)
    [event] = [e for e in seen if e.action == "document.viewed"]
    assert (event.by, event.facts["part"]) == ("clerk", what)


def test_the_result_page_puts_both_that_it_shows_on_record(bench: Workbench) -> None:
    case = bench.staff.ready()
    [document] = cases.documents_of(bench.staff.clerk, bench.staff.office, case.id)
    bench.as_("head").get(f"/documents/{document.id}/result")
    seen = trail.read_trail(bench.staff.auditor, bench.staff.office, case_id=case.id)
    shown = {e.facts["part"]: e.facts["digest"] for e in seen if e.action == "document.viewed"}
    assert set(shown) == {"output", "text"}
    assert shown["text"] == document.sha256 != shown["output"]


def test_no_link_of_any_page_and_no_refusal_carries_text_of_a_document(bench: Workbench) -> None:
    case = bench.staff.ready()
    [document] = cases.documents_of(bench.staff.clerk, bench.staff.office, case.id)
    client = bench.as_("clerk")
    for path in ("/", f"/cases/{case.id}", f"/documents/{document.id}"):
        links = [part.split('"')[0] for part in client.get(path).text.split('="/')[1:]]
        assert links
        assert not [link for link in links if NUMBER in link or not link.isascii()]
    wrong = client.post(f"/documents/{document.id}/mark", json={"block": NUMBER})
    assert wrong.status_code == 409
    assert NUMBER not in wrong.text


def test_text_of_a_document_and_names_of_files_stay_text_on_the_page(bench: Workbench) -> None:
    evil = "<script>alert(1)</script>"
    case = bench.staff.open(title=evil)
    document = bench.staff.add(case, f"{evil}\n赵铁柱{evil}\n", f"{evil}.txt")
    for path in ("/", f"/cases/{case.id}", f"/documents/{document.id}"):
        page = bench.as_("clerk").get(path).text
        assert evil not in page
        assert "&lt;script&gt;" in page


def test_a_refused_login_does_not_say_what_was_wrong(bench: Workbench) -> None:
    client = bench.visitor()
    answers = [
        client.post("/login", data={"login": login, "password": "not the password"})
        for login in ("clerk", "nobody")
    ]
    assert [a.status_code for a in answers] == [403, 403]
    assert answers[0].text == answers[1].text
    assert not client.cookies


def test_a_login_is_locked_after_five_wrong_passwords(bench: Workbench) -> None:
    client = bench.visitor()
    for _ in range(5):
        client.post("/login", data={"login": "clerk", "password": "not the password"})
    right = client.post("/login", data={"login": "clerk", "password": PASSWORD})
    assert right.status_code == 403
    assert not client.cookies
    other = client.post("/login", data={"login": "head", "password": PASSWORD})
    assert other.status_code == 303
