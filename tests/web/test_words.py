"""What the pages say, they say in Chinese words: no code is left on them."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from review.audit.events import registry
from review.messages import area, words
from review.service import cases
from tests.web.browsing import Workbench

_WORDS = re.compile(r'words\("([a-z_-]+)"')


def test_every_area_that_a_page_names_is_in_the_catalogue() -> None:
    pages = files("review.web").joinpath("templates").iterdir()
    named = {name for page in pages for name in _WORDS.findall(page.read_text("utf-8"))}
    assert "actions" in named
    assert [name for name in sorted(named) if not area(name)] == []


@pytest.mark.parametrize("action", sorted(registry()))
def test_every_event_has_words_for_the_audit_page(action: str) -> None:
    assert words("actions", action) != action


def test_the_audit_page_names_events_by_their_words(bench: Workbench) -> None:
    bench.staff.sign_all(bench.staff.ready())
    page = bench.as_("auditor").get("/audit").text
    assert words("actions", "case.saved") in page
    assert [action for action in registry() if f">{action}<" in page] == []


def test_the_case_page_says_in_words_what_a_signer_had_opened(bench: Workbench) -> None:
    case = bench.staff.ready()
    [document] = cases.documents_of(bench.staff.clerk, bench.staff.office, case.id)
    clerk = bench.as_("clerk")
    clerk.get(f"/documents/{document.id}")
    clerk.get(f"/documents/{document.id}/output")
    bench.staff.sign("clerk", case)
    page = clerk.get(f"/cases/{case.id}").text
    assert f"{document.id} {words('view-parts', 'output')}" in page
    assert f"{document.id} {words('view-parts', 'text')}" in page
    assert words("view-parts", "text") != "text"
    assert f"{document.id}:" not in page


def test_a_paper_is_named_by_its_words(bench: Workbench) -> None:
    case = bench.staff.ready()
    clerk = bench.as_("clerk")
    clerk.post(f"/cases/{case.id}/papers", data={"kind": "impact-assessment"})
    page = clerk.get(f"/cases/{case.id}").text
    assert f"{words('paper-kinds', 'impact-assessment')}</a>" in page
