"""An identity number sent through everything is stored nowhere but encrypted."""

from __future__ import annotations

import datetime as dt
import logging
import tempfile
from pathlib import Path

import pytest

from recognizers.errors import UserError
from recognizers.finding import Category
from review.case import Applicant, Attribute, CaseKind
from review.consultation import Answer, Outcome, PartyKind
from review.decision import Verdict
from review.people import Person, Role
from review.service import (
    cases,
    clocks,
    consulting,
    decisions,
    documents,
    people,
    production,
    referring,
    releasing,
    signing,
    trail,
)
from tests.review.office import everything
from tests.review.staff import NUMBER, Staff, hire

NAME = "赵铁柱"
WORDS = f"关于{NAME}（{NUMBER}）"
SPELLINGS = [
    NUMBER.encode(),
    NUMBER.encode("utf-16-le"),
    NAME.encode(),
    NAME.encode("unicode_escape"),
    NAME.encode("gb18030"),
]


def _go_everywhere(staff: Staff) -> None:
    """Type the number and the name into every field that takes words."""
    office, clerk = staff.office, staff.clerk
    person = Person("newone", WORDS, WORDS, (Role.CLERK,), "")
    people.add_person(staff.root, office, person, "")
    case = staff.open(
        title=WORDS, kind=CaseKind.APPLICATION, applicant=Applicant.NATURAL_PERSON,
        attribute=Attribute.ON_REQUEST, applicant_name=NAME, request=WORDS, urgent_reason=WORDS,
        form=((WORDS, WORDS),),
    )  # fmt: skip
    document = staff.add(case, f"受助人{WORDS}，报价100元。", f"{WORDS}.txt")
    mark = decisions.Mark((), Category.PERSONAL, ("条例2019#15",))
    decisions.add_by_search(clerk, office, document.id, "受助人", mark)
    found = [i.finding.id for i in decisions.items(clerk, office, document.id)]
    asking = consulting.Asking(PartyKind.THIRD_PARTY, WORDS, f"事项{NUMBER}", tuple(found), WORDS)
    held = consulting.consult(clerk, office, case.id, asking)
    today = office.today()
    consulting.send_letter(clerk, office, held.id, today)
    consulting.serve_letter(clerk, office, held.id, today, WORDS)
    consulting.answer_letter(clerk, office, held.id, Answer.REFUSED_WITH_REASON, WORDS)
    consulting.close_consultation(clerk, office, held.id, Outcome.WITHHOLD, WORDS)
    asked = referring.refer(clerk, office, case.id, WORDS, WORDS)
    referring.answer_referral(clerk, office, case.id, asked.id, WORDS)
    answer = decisions.Answer(Verdict.WITHHOLD, basis=("条例2019#15",), reason=WORDS)
    decisions.decide(clerk, office, document.id, found, answer)
    production.produce(clerk, office, case.id)
    staff.sign("clerk", case, words=WORDS)
    signing.return_case(staff.head, office, case.id, "opinion", WORDS)
    for login in ("clerk", "reviewer", "deputy"):
        staff.sign(login, case, words=WORDS)
    releasing.release(staff.publisher, office, case.id)
    place = releasing.Place(WORDS, today, f"http://localhost/{NUMBER}")
    releasing.publish(staff.publisher, office, case.id, place)
    releasing.withdraw(staff.publisher, office, case.id, today, WORDS)
    clocks.extend_clock(staff.head, office, case.id, clocks.ClockName.ANSWER, WORDS)
    cases.settle(clerk, office, case.id, "3.2", today)


def _assert_absent(where: str, content: bytes) -> None:
    for spelling in SPELLINGS:
        assert spelling not in content, where


def test_no_table_event_log_or_file_holds_it(
    tmp_path: Path, url: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    with caplog.at_level(logging.DEBUG):
        staff = hire(tmp_path, url)
        staff.office.store.engine.echo = "debug"
        _go_everywhere(staff)
    assert "INSERT INTO case_file" in caplog.text  # the log was on
    _assert_absent("log", caplog.text.encode())
    tables = everything(staff.office.store)
    assert b"case.signed" in tables  # the search does see what is stored
    _assert_absent("tables", tables)
    staff.office.store.sweep()
    staff.office.close()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert any("blobs" in path.parts for path in files)
    for path in files:
        _assert_absent(str(path.name), path.read_bytes() + path.name.encode())
    assert not list(scratch.iterdir())


def test_no_event_holds_it_and_equal_words_leave_unequal_commitments(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    staff.open(title=WORDS)
    staff.open(title=WORDS)
    events = [e for e in trail.read_trail(staff.auditor, staff.office) if e.action == "case.saved"]
    _assert_absent("events", repr(events).encode())
    assert len({e.facts["commitment"] for e in events}) == 2
    staff.office.close()


def test_no_error_holds_it(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    case = staff.open()
    office, clerk = staff.office, staff.clerk
    refused = [
        lambda: cases.open_case(clerk, office, cases.NewCase(f"★{WORDS}")),
        lambda: cases.get_case(clerk, office, NUMBER),
        lambda: documents.text_of(clerk, office, NUMBER),
        lambda: signing.sign(clerk, office, case.id, signing.Word(NUMBER, WORDS)),
        lambda: signing.sign(clerk, office, case.id, signing.Word(NUMBER, f"★{WORDS}")),
        lambda: signing.return_case(clerk, office, case.id, NUMBER, WORDS),
        lambda: people.sign_in(office, NUMBER, WORDS),
        lambda: decisions.decide(clerk, office, NUMBER, [NUMBER], decisions.Answer(Verdict.KEEP)),
        lambda: consulting.send_letter(clerk, office, NUMBER, dt.date(2026, 3, 2)),
        lambda: documents.Upload(WORDS * 30, b""),
    ]
    for call in refused:
        with pytest.raises(UserError) as caught:
            call()
        shown = repr(caught.value) + str(caught.value) + repr(caught.value.facts)
        _assert_absent("error", shown.encode())
    staff.office.close()


def test_a_stopped_file_leaves_digest_rule_and_time_only(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    case = staff.open()
    text = "绝密★启用前\n防汛部署要点"
    stopped = staff.add(case, text, "防汛部署.txt")
    assert (stopped.name, stopped.text, stopped.reason) == ("", "", "secrecy.mark")
    assert not list(staff.office.store.blobs.names())
    event = trail.read_trail(staff.auditor, staff.office)[-1]
    assert event.action == "document.stopped"
    assert event.facts["sha256"] == stopped.sha256
    with pytest.raises(UserError):
        documents.original_of(staff.clerk, staff.office, stopped.id)
    staff.office.close()
