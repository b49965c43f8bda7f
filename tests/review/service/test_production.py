"""Written and proven files: all of a case together, kept only if nothing changed meanwhile."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path

import pytest

from recognizers.finding import Treatment
from redaction.errors import LeakError, ReaderFailedError
from review.case import CaseDocument
from review.decision import Output, Verdict
from review.errors import (
    ChangedSinceShownError,
    NotAllowedError,
    NotFoundError,
    OutOfOrderError,
    UndecidedFindingsError,
)
from review.service import (
    cases,
    decisions,
    documents,
    production,
    registers,
    releasing,
    signing,
    trail,
)
from review.service.detection import Written, pack_text, unpack_text
from tests.review.looking import write_here
from tests.review.staff import NUMBER, TEXT, Staff


def _outputs(staff: Staff, case_id: str) -> tuple[Output, ...]:
    with staff.office.store.read() as reader:
        [document] = [d.id for d in reader.all(CaseDocument, case=case_id)][:1]
        return reader.all(Output, document=document)


def _replace_writer(staff: Staff, write: object) -> None:
    staff.office = dataclasses.replace(staff.office, write=write)  # type: ignore[arg-type]


def test_an_output_holds_what_stays_and_lacks_what_goes(staff: Staff) -> None:
    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    output, content = production.output_of(staff.clerk, staff.office, document.id)
    text = content.decode()
    assert NUMBER not in text
    assert "赵铁柱" not in text
    assert "补助500元" in text
    assert hashlib.sha256(content).hexdigest() == output.sha256
    assert output.source == document.sha256


def test_producing_again_without_a_change_makes_nothing_new(staff: Staff) -> None:
    case = staff.ready()
    before = trail.read_trail(staff.auditor, staff.office)
    again = production.produce(staff.clerk, staff.office, case.id)
    assert again == _outputs(staff, case.id)
    assert len(trail.read_trail(staff.auditor, staff.office)) == len(before)


def test_the_same_decisions_made_again_need_no_second_writing(staff: Staff) -> None:
    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    staff.decide_all(document)

    def refuse(*_: object) -> Written:
        raise AssertionError("written again")

    _replace_writer(staff, refuse)
    production.produce(staff.clerk, staff.office, case.id)
    first, second = _outputs(staff, case.id)
    assert first.event < second.event
    assert (first.sha256, first.plan) == (second.sha256, second.plan)


def test_one_person_has_one_stand_in_in_all_files_of_a_case(staff: Staff) -> None:
    case = staff.open()
    one = staff.add(case, "受助人赵铁柱。\n")
    two = staff.add(case, "附件：赵铁柱，赵铁柱。\n", "annex.txt")
    answer = decisions.Answer(Verdict.WITHHOLD, Treatment.PSEUDONYM)
    for document in (one, two):
        found = [i.finding.id for i in decisions.items(staff.clerk, staff.office, document.id)]
        decisions.decide(staff.clerk, staff.office, document.id, found, answer)
    production.produce(staff.clerk, staff.office, case.id)
    texts = [production.output_of(staff.clerk, staff.office, d.id)[1].decode() for d in (one, two)]
    assert "铁柱" not in "".join(texts)
    stand_in = texts[0].removeprefix("受助人").partition("。")[0]
    assert texts[1].count(stand_in) == 2


def test_nothing_is_written_while_something_is_undecided_or_unread(staff: Staff) -> None:
    case = staff.open()
    document = staff.add(case)
    with pytest.raises(UndecidedFindingsError):
        production.produce(staff.clerk, staff.office, case.id)
    staff.decide_all(document)
    upload = documents.Upload("b.txt", b"x")
    documents.receive(staff.clerk, staff.office, case.id, upload)
    with pytest.raises(OutOfOrderError):
        production.produce(staff.clerk, staff.office, case.id)
    assert _outputs(staff, case.id) == ()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(LeakError(count=1, route="shown-text"), id="not-proven"),
        pytest.param(ReaderFailedError(reason="killed"), id="child-died"),
    ],
)
def test_a_file_that_cannot_be_proven_leaves_nothing(staff: Staff, error: Exception) -> None:
    case = staff.open()
    staff.decide_all(staff.add(case))
    before = len(trail.read_trail(staff.auditor, staff.office))
    blobs = set(staff.office.store.blobs.names())

    def fail(*_: object) -> Written:
        raise error

    _replace_writer(staff, fail)
    with pytest.raises(type(error)):
        production.produce(staff.clerk, staff.office, case.id)
    assert _outputs(staff, case.id) == ()
    assert set(staff.office.store.blobs.names()) == blobs
    assert len(trail.read_trail(staff.auditor, staff.office)) == before


def test_one_file_that_fails_keeps_back_all_of_the_case(staff: Staff) -> None:
    case = staff.open()
    first = staff.add(case)
    second = staff.add(case, f"附件：{NUMBER}\n", "annex.txt")
    staff.decide_all(first)
    staff.decide_all(second)

    def fail_second(content: bytes, document: object, plan: object) -> Written:
        if content != TEXT.encode():
            raise LeakError(count=1, route="shown-text")
        return write_here(content, document, plan)  # type: ignore[arg-type]

    _replace_writer(staff, fail_second)
    with pytest.raises(LeakError):
        production.produce(staff.clerk, staff.office, case.id)
    assert _outputs(staff, case.id) == ()


def test_what_was_decided_while_a_file_was_written_voids_the_writing(staff: Staff) -> None:
    case = staff.open()
    document = staff.add(case)
    staff.decide_all(document)

    def decide_meanwhile(content: bytes, parsed: object, plan: object) -> Written:
        staff.decide_all(document)
        return write_here(content, parsed, plan)  # type: ignore[arg-type]

    clerk = staff.clerk
    _replace_writer(staff, decide_meanwhile)
    with pytest.raises(ChangedSinceShownError):
        production.produce(clerk, staff.office, case.id)
    assert _outputs(staff, case.id) == ()


def test_an_output_is_shown_until_something_changes(staff: Staff) -> None:
    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    staff.decide_all(document)
    with pytest.raises(NotFoundError):
        production.output_of(staff.clerk, staff.office, document.id)
    for actor in (staff.otherclerk, staff.auditor, staff.root):
        with pytest.raises(NotAllowedError):
            production.output_of(actor, staff.office, document.id)


def test_plans_can_be_seen_before_anything_is_written(staff: Staff) -> None:
    case = staff.open()
    document = staff.add(case)
    assert production.plans(staff.clerk, staff.office, case.id)[document.id].edits == ()
    staff.decide_all(document)
    plan = production.plans(staff.clerk, staff.office, case.id)[document.id]
    assert len(plan.edits) == 3
    production.produce(staff.clerk, staff.office, case.id)
    [output] = _outputs(staff, case.id)
    assert output.plan == plan.digest


def test_the_register_is_that_of_the_present_output(staff: Staff) -> None:
    import json

    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    body = json.loads(registers.register_of(staff.clerk, staff.office, document.id, ".json"))
    [output] = _outputs(staff, case.id)
    assert body["plan"] == output.plan
    assert body["output"]["sha256"] == output.sha256
    assert len(body["items"]) == 3
    assert NUMBER not in json.dumps(body, ensure_ascii=False)
    staff.decide_all(document)
    with pytest.raises(NotFoundError):
        registers.register_of(staff.clerk, staff.office, document.id, ".json")


def test_a_released_file_is_the_signed_output_even_if_others_lie_beside_it(
    staff: Staff, tmp_path: Path
) -> None:
    case = staff.ready()
    [first] = _outputs(staff, case.id)
    staff.sign_all(case)
    staff.office.store.blobs.put(b"something else")
    releasing.release(staff.publisher, staff.office, case.id)
    [file] = releasing.released_files(staff.publisher, staff.office, case.id)
    assert file.output == first
    assert releasing.file_name(file, ".txt") == f"{file.document.id}.txt"
    assert tmp_path.exists()
    assert signing.docket(staff.clerk, staff.office, case.id).step is None


def test_parsed_text_comes_back_as_it_was(staff: Staff) -> None:
    document = staff.add(staff.open())
    parsed = documents.text_of(staff.clerk, staff.office, document.id)
    assert unpack_text(pack_text(parsed)) == parsed
    assert parsed.sha256 == document.sha256
