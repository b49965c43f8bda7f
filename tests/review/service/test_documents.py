"""Files of a case: taken in, read once, refused, removed, read again."""

from __future__ import annotations

import pytest

from recognizers.finding import Category, Kind
from recognizers.text import BlockId, Span
from review.case import DocumentState
from review.decision import Verdict
from review.errors import (
    InvalidValueError,
    MissingFieldError,
    NotAllowedError,
    NotFoundError,
    OutOfOrderError,
)
from review.service import cases, decisions, documents, signing
from tests.review.staff import NUMBER, TEXT, Staff


def test_a_received_document_waits_until_it_is_read_and_is_read_once(staff: Staff) -> None:
    case = staff.open()
    upload = documents.Upload("a.txt", TEXT.encode())
    received = documents.receive(staff.clerk, staff.office, case.id, upload)
    assert [d.id for d in documents.unread(staff.office)] == [received.id]
    with pytest.raises(NotFoundError):
        documents.text_of(staff.clerk, staff.office, received.id)
    read = documents.read_document(staff.office, received.id)
    assert read.state is DocumentState.READ
    assert documents.read_document(staff.office, received.id) == read
    assert len(decisions.items(staff.clerk, staff.office, received.id)) == 3


def test_the_original_comes_back_as_it_came_in(staff: Staff) -> None:
    document = staff.add(staff.open())
    assert documents.original_of(staff.clerk, staff.office, document.id) == TEXT.encode()


def test_a_file_that_cannot_be_read_blocks_the_case_until_it_is_removed(staff: Staff) -> None:
    case = staff.open()
    good = staff.add(case)
    bad = documents.add_document(
        staff.clerk, staff.office, case.id, documents.Upload("b.txt", b"\xff\xfe\x00\x00\xff")
    )
    assert bad.state is DocumentState.REFUSED
    assert bad.reason
    assert "refused" in signing.docket(staff.clerk, staff.office, case.id).obstacles
    documents.remove_document(staff.clerk, staff.office, bad.id)
    assert "refused" not in signing.docket(staff.clerk, staff.office, case.id).obstacles
    assert [d.id for d in cases.documents_of(staff.clerk, staff.office, case.id)] == [good.id]


def test_an_annex_is_a_document_of_its_own(staff: Staff) -> None:
    case = staff.open()
    main = staff.add(case)
    upload = documents.Upload("annex.txt", "附件：号码13900002222。".encode(), main.id)
    annex = documents.add_document(staff.clerk, staff.office, case.id, upload)
    assert annex.annex_of == main.id
    assert len(decisions.items(staff.clerk, staff.office, annex.id)) == 1
    astray = documents.Upload("annex.txt", b"x", "D999")
    with pytest.raises(InvalidValueError):
        documents.receive(staff.clerk, staff.office, case.id, astray)


def test_a_document_read_again_is_decided_afresh(staff: Staff) -> None:
    case = staff.open()
    first = staff.add(case)
    staff.decide_all(first)
    again = documents.look_again(staff.clerk, staff.office, first.id)
    assert again.id != first.id
    assert [d.id for d in cases.documents_of(staff.clerk, staff.office, case.id)] == [again.id]
    assert all(not i.is_settled for i in decisions.items(staff.clerk, staff.office, again.id))


def test_only_who_works_on_the_case_touches_its_files(staff: Staff) -> None:
    case = staff.open()
    document = staff.add(case)
    upload = documents.Upload("a.txt", b"x")
    for actor in (staff.otherclerk, staff.head, staff.publisher, staff.root):
        with pytest.raises(NotAllowedError):
            documents.receive(actor, staff.office, case.id, upload)
        with pytest.raises(NotAllowedError):
            documents.remove_document(actor, staff.office, document.id)
    for actor in (staff.otherclerk, staff.root, staff.auditor):
        with pytest.raises(NotAllowedError):
            documents.text_of(actor, staff.office, document.id)
        with pytest.raises(NotAllowedError):
            documents.original_of(actor, staff.office, document.id)


@pytest.mark.parametrize("name", ["", "  ", "x" * 256])
def test_a_file_has_a_name(name: str) -> None:
    with pytest.raises(InvalidValueError):
        documents.Upload(name, b"x")


# -- decisions --------------------------------------------------------------------


def _items(staff: Staff, document: str) -> tuple[decisions.Item, ...]:
    return decisions.items(staff.clerk, staff.office, document)


def test_findings_come_in_reading_order_with_their_text(staff: Staff) -> None:
    document = staff.add(staff.open())
    found = _items(staff, document.id)
    assert [i.text for i in found] == ["赵铁柱", NUMBER, "13900001111"]


def test_suggestions_are_accepted_but_for_those_that_await_others(staff: Staff) -> None:
    document = staff.add(staff.open(), TEXT + "报价88000元\n")
    made = decisions.accept_suggestions(staff.clerk, staff.office, document.id)
    verdicts = {i.text: i.decision and i.decision.verdict for i in _items(staff, document.id)}
    assert len(made) == 3
    assert verdicts["赵铁柱"] is Verdict.KEEP
    assert verdicts[NUMBER] is Verdict.WITHHOLD
    assert verdicts["报价88000元"] is None
    assert decisions.accept_suggestions(staff.clerk, staff.office, document.id) == ()


def test_a_kind_is_decided_at_once(staff: Staff) -> None:
    document = staff.add(staff.open(), TEXT + "另电13900002222\n")
    answer = decisions.Answer(Verdict.WITHHOLD)
    made = decisions.decide_kind(staff.clerk, staff.office, document.id, Kind.MOBILE_PHONE, answer)
    assert len(made) == 2
    with pytest.raises(NotFoundError):
        decisions.decide_kind(staff.clerk, staff.office, document.id, Kind.EMAIL, answer)


def test_the_same_text_is_decided_throughout_the_case(staff: Staff) -> None:
    case = staff.open()
    one = staff.add(case)
    two = staff.add(case, f"附件名单：{NUMBER}、{NUMBER}\n", "annex.txt")
    number = next(i for i in _items(staff, one.id) if i.text == NUMBER)
    answer = decisions.Answer(Verdict.WITHHOLD)
    made = decisions.decide_same_text(staff.clerk, staff.office, one.id, number.finding.id, answer)
    assert len(made) == 3
    assert all(i.is_settled for i in _items(staff, two.id))
    assert sum(i.is_settled for i in _items(staff, one.id)) == 1


def test_what_a_person_marks_is_withheld_as_they_say(staff: Staff) -> None:
    document = staff.add(staff.open())
    block = documents.text_of(staff.clerk, staff.office, document.id).blocks[0]
    mark = decisions.Mark((Span(block.id, 0, 3),), Category.INTERNAL, ("条例2019#16.1",))
    made = decisions.add_finding(staff.clerk, staff.office, document.id, mark)
    item = next(i for i in _items(staff, document.id) if i.finding.id == made.id)
    assert (item.text, item.is_settled, item.finding.origin) == ("白塔镇", True, "manual")
    with pytest.raises(OutOfOrderError):
        decisions.add_finding(staff.clerk, staff.office, document.id, mark)


def test_words_are_marked_wherever_they_stand(staff: Staff) -> None:
    document = staff.add(staff.open(), "补助与补助标准，补助\n")
    mark = decisions.Mark((), Category.INTERNAL, ("条例2019#16.1",))
    made = decisions.add_by_search(staff.clerk, staff.office, document.id, "补助", mark)
    assert [f.spans[0][1:] for f in made] == [(0, 2), (3, 5), (8, 10)]
    with pytest.raises(NotFoundError):
        decisions.add_by_search(staff.clerk, staff.office, document.id, "没有", mark)
    with pytest.raises(InvalidValueError):
        decisions.add_by_search(staff.clerk, staff.office, document.id, " ", mark)


@pytest.mark.parametrize(
    ("block", "end", "basis", "error"),
    [
        pytest.param("", 10_000, ("条例2019#15",), InvalidValueError, id="past-the-end"),
        pytest.param("no-such-block", 2, ("条例2019#15",), InvalidValueError, id="no-block"),
        pytest.param("", 2, (), MissingFieldError, id="no-ground"),
    ],
)
def test_a_mark_lies_in_the_document_and_has_a_ground(
    staff: Staff, block: str, end: int, basis: tuple[str, ...], error: type[Exception]
) -> None:
    document = staff.add(staff.open())
    first = documents.text_of(staff.clerk, staff.office, document.id).blocks[0].id
    span = Span(BlockId(block) if block else first, 0, end)
    with pytest.raises(error):
        decisions.add_finding(
            staff.clerk,
            staff.office,
            document.id,
            decisions.Mark((span,), Category.PERSONAL, basis),
        )


def test_decisions_name_findings_and_consultations_of_their_own_case(staff: Staff) -> None:
    document = staff.add(staff.open())
    other = staff.add(staff.open(title="另一件"))
    mine = _items(staff, document.id)[0].finding.id
    keep = decisions.Answer(Verdict.KEEP, reason="依法公开")
    astray = decisions.Answer(Verdict.KEEP, reason="依法公开", consultation="T999")
    clerk, office = staff.clerk, staff.office
    with pytest.raises(NotFoundError):
        decisions.decide(clerk, office, document.id, ["0" * 16], keep)
    with pytest.raises(NotFoundError):
        decisions.decide(clerk, office, document.id, [], keep)
    with pytest.raises(NotFoundError):
        decisions.decide(clerk, office, document.id, [mine], astray)
    assert not any(i.decision for i in _items(staff, other.id))


def test_a_keeping_decision_needs_its_reason(staff: Staff) -> None:
    document = staff.add(staff.open())
    mine = _items(staff, document.id)[0].finding.id
    with pytest.raises(MissingFieldError):
        decisions.decide(
            staff.clerk, staff.office, document.id, [mine], decisions.Answer(Verdict.KEEP)
        )
    assert not any(i.decision for i in _items(staff, document.id))
