"""Third parties and joint organs: order, terms, outcomes, and the clock that stands still."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from recognizers.detection import Regime
from review.case import Applicant, Attribute, CaseKind
from review.consultation import Answer, Consultation, Outcome, PartyKind, allowed_outcomes
from review.decision import Verdict
from review.errors import (
    InvalidValueError,
    MissingFieldError,
    NotAllowedError,
    OutOfOrderError,
)
from review.service import cases, clocks, consulting, decisions, production, releasing, signing
from tests.review.staff import Staff

if TYPE_CHECKING:
    from review.case import Case

OFFER = "采购方案附件\n供应商报价88000元，按合同执行。\n"


def _application(staff: Staff) -> Case:
    return staff.open(
        kind=CaseKind.APPLICATION,
        applicant=Applicant.NATURAL_PERSON,
        applicant_name="钱小明",
        attribute=Attribute.ON_REQUEST,
    )


def _asked(staff: Staff, case: Case, kind: PartyKind = PartyKind.THIRD_PARTY) -> Consultation:
    document = staff.add(case, OFFER)
    found = [i.finding.id for i in decisions.items(staff.clerk, staff.office, document.id)]
    asking = consulting.Asking(kind, "某某公司", "贵公司报价明细", tuple(found), "白塔镇1号")
    return consulting.consult(staff.clerk, staff.office, case.id, asking)


def _served(staff: Staff, held: Consultation) -> Consultation:
    today = staff.office.today()
    consulting.send_letter(staff.clerk, staff.office, held.id, today)
    return consulting.serve_letter(staff.clerk, staff.office, held.id, today, "邮政EMS回执")


def test_the_term_is_fifteen_working_days_from_service(staff: Staff) -> None:
    served = _served(staff, _asked(staff, _application(staff)))
    assert served.due_on == staff.office.calendar.add(staff.office.today(), 15).day
    assert served.due_assured


def test_the_answer_clock_stands_still_while_somebody_is_asked(staff: Staff) -> None:
    case = _application(staff)
    [before] = clocks.clocks_of(staff.clerk, staff.office, case.id)
    held = _served(staff, _asked(staff, case))
    staff.watch.advance(days=7)
    consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.CONSENT)
    consulting.close_consultation(staff.clerk, staff.office, held.id, Outcome.DISCLOSE)
    [after] = clocks.clocks_of(staff.clerk, staff.office, case.id)
    assert not after.clock.stands_still
    assert staff.office.calendar.between(before.due.day, after.due.day) == 5


def test_two_consultations_keep_the_clock_still_until_both_are_done(staff: Staff) -> None:
    case = _application(staff)
    one, two = _served(staff, _asked(staff, case)), _served(staff, _asked(staff, case))
    for held, still in ((one, True), (two, False)):
        consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.CONSENT)
        consulting.close_consultation(staff.clerk, staff.office, held.id, Outcome.DISCLOSE)
        [running] = clocks.clocks_of(staff.clerk, staff.office, case.id)
        assert running.clock.stands_still is still


def test_a_lapse_is_no_answer_before_the_term_has_passed(staff: Staff) -> None:
    held = _served(staff, _asked(staff, _application(staff)))
    with pytest.raises(OutOfOrderError):
        consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.LAPSED)
    staff.watch.advance(days=30)
    lapsed = consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.LAPSED)
    assert lapsed.answer is Answer.LAPSED


@pytest.mark.parametrize(
    ("kind", "regime", "answer", "outcomes"),
    [
        pytest.param("third_party", "2019", "consent", {"disclose"}, id="consent"),
        pytest.param(
            "third_party", "2019", "refused_with_reason",
            {"withhold", "partial", "public_interest"}, id="reasoned-refusal",
        ),
        pytest.param(
            "third_party", "2019", "refused",
            {"disclose", "withhold", "partial", "public_interest"}, id="bare-refusal-binds-nobody",
        ),
        pytest.param(
            "third_party", "2019", "lapsed",
            {"disclose", "withhold", "partial", "public_interest"}, id="silence-leaves-it-to-us",
        ),
        pytest.param("joint_organ", "2019", "lapsed", {"disclose"}, id="silence-is-consent"),
        pytest.param(
            "joint_organ", "2019", "refused", {"withhold", "partial"}, id="joint-refusal"
        ),
        pytest.param(
            "third_party", "2008", "refused", {"withhold", "public_interest"}, id="bare-2008"
        ),
        pytest.param("third_party", "2008", "lapsed", set(), id="no-lapse-in-2008"),
        pytest.param("third_party", "2019", "none", set(), id="no-answer"),
    ],
)  # fmt: skip
def test_what_may_be_decided_follows_the_regulation(
    kind: str, regime: str, answer: str, outcomes: set[str]
) -> None:
    allowed = allowed_outcomes(PartyKind(kind), Answer(answer), Regime(regime))
    assert {outcome.value for outcome in allowed} == outcomes


def test_the_steps_come_in_order(staff: Staff) -> None:
    held = _asked(staff, _application(staff))
    clerk, office, today = staff.clerk, staff.office, staff.office.today()
    with pytest.raises(OutOfOrderError):
        consulting.serve_letter(clerk, office, held.id, today, "直接送达")
    with pytest.raises(OutOfOrderError):
        consulting.answer_letter(clerk, office, held.id, Answer.CONSENT)
    with pytest.raises(OutOfOrderError):
        consulting.close_consultation(clerk, office, held.id, Outcome.DISCLOSE)


def test_a_letter_is_not_served_before_it_was_sent(staff: Staff) -> None:
    held = _asked(staff, _application(staff))
    today = staff.office.today()
    consulting.send_letter(staff.clerk, staff.office, held.id, today)
    with pytest.raises(InvalidValueError):
        consulting.serve_letter(
            staff.clerk, staff.office, held.id, today - dt.timedelta(days=1), "直接送达"
        )


def test_a_refusal_s_reason_and_the_organ_s_own_reason_are_needed(staff: Staff) -> None:
    held = _served(staff, _asked(staff, _application(staff)))
    with pytest.raises(MissingFieldError):
        consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.REFUSED_WITH_REASON)
    consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.REFUSED)
    with pytest.raises(MissingFieldError):
        consulting.close_consultation(staff.clerk, staff.office, held.id, Outcome.WITHHOLD)


def test_the_letter_never_names_the_applicant(staff: Staff) -> None:
    case = _application(staff)
    asking = consulting.Asking(PartyKind.THIRD_PARTY, "某某公司", "钱小明申请公开贵公司报价")
    with pytest.raises(InvalidValueError):
        consulting.consult(staff.clerk, staff.office, case.id, asking)


def test_only_who_works_on_the_case_consults(staff: Staff) -> None:
    case = _application(staff)
    asking = consulting.Asking(PartyKind.THIRD_PARTY, "某某公司", "报价")
    for actor in (staff.otherclerk, staff.publisher, staff.root):
        with pytest.raises(NotAllowedError):
            consulting.consult(actor, staff.office, case.id, asking)


def _decided(staff: Staff, case: Case, held: Consultation, verdict: Verdict) -> None:
    [document] = [d.document for d in _findings(staff, case)]
    answer = decisions.Answer(
        verdict, basis=("条例2019#15",), reason="依征求意见结果", consultation=held.id
    )
    decisions.decide(staff.clerk, staff.office, document, held.findings, answer)


def _findings(staff: Staff, case: Case) -> tuple[object, ...]:
    return signing.docket(staff.clerk, staff.office, case.id).matter.findings


def test_a_finding_is_not_kept_against_its_consultation(staff: Staff) -> None:
    case = _application(staff)
    held = _served(staff, _asked(staff, case))
    consulting.answer_letter(
        staff.clerk, staff.office, held.id, Answer.REFUSED_WITH_REASON, "系技术秘密"
    )
    consulting.close_consultation(staff.clerk, staff.office, held.id, Outcome.WITHHOLD, "理由成立")
    _decided(staff, case, held, Verdict.KEEP)
    production.produce(staff.clerk, staff.office, case.id)
    with pytest.raises(OutOfOrderError) as caught:
        staff.sign("clerk", case)
    assert caught.value.facts == {"expected": "consultation-contradicted"}
    _decided(staff, case, held, Verdict.WITHHOLD)
    production.produce(staff.clerk, staff.office, case.id)
    staff.sign("clerk", case)


def test_an_open_consultation_stands_against_signing(staff: Staff) -> None:
    case = _application(staff)
    held = _asked(staff, case)
    _decided(staff, case, held, Verdict.WITHHOLD)
    with pytest.raises(OutOfOrderError) as caught:
        staff.sign("clerk", case)
    assert caught.value.facts == {"expected": "consultation-open"}


def test_public_interest_wants_the_last_signature_and_a_written_notice(staff: Staff) -> None:
    case = _application(staff)
    held = _served(staff, _asked(staff, case))
    consulting.answer_letter(
        staff.clerk, staff.office, held.id, Answer.REFUSED_WITH_REASON, "影响经营"
    )
    consulting.close_consultation(
        staff.clerk, staff.office, held.id, Outcome.PUBLIC_INTEREST, "关系公共资金使用"
    )
    _decided(staff, case, held, Verdict.KEEP)
    production.produce(staff.clerk, staff.office, case.id)
    staff.sign_all(case)
    with pytest.raises(OutOfOrderError) as caught:
        releasing.release(staff.publisher, staff.office, case.id)
    assert caught.value.facts == {"expected": "sign-final"}
    staff.sign("principal", case)
    with pytest.raises(OutOfOrderError) as caught:
        releasing.release(staff.publisher, staff.office, case.id)
    assert caught.value.facts == {"expected": "public-interest-notice"}
    consulting.give_notice(staff.clerk, staff.office, held.id, staff.office.today())
    releasing.release(staff.publisher, staff.office, case.id)


def test_an_extension_is_given_once_and_with_a_reason(staff: Staff) -> None:
    case = _application(staff)
    name = clocks.ClockName.ANSWER
    with pytest.raises(MissingFieldError):
        clocks.extend_clock(staff.head, staff.office, case.id, name, "")
    extended = clocks.extend_clock(staff.head, staff.office, case.id, name, "资料量大")
    assert extended.extension == 20
    with pytest.raises(OutOfOrderError):
        clocks.extend_clock(staff.head, staff.office, case.id, name, "再延")


def test_publishing_meets_the_term_of_proactive_disclosure(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    day = staff.office.today()
    releasing.publish(staff.publisher, staff.office, case.id, releasing.Place("公开栏", day))
    [running] = clocks.clocks_of(staff.clerk, staff.office, case.id)
    assert running.clock.met_on == day


def test_settling_an_application_meets_the_term_of_the_answer(staff: Staff) -> None:
    case = _application(staff)
    day = staff.office.today()
    cases.settle(staff.clerk, staff.office, case.id, "3.1", day)
    [running] = clocks.clocks_of(staff.clerk, staff.office, case.id)
    assert running.clock.met_on == day


def test_late_and_soon_terms_are_listed_until_they_are_met(staff: Staff) -> None:
    case = _application(staff)
    assert clocks.due_soon(staff.clerk, staff.office, 5) == ()
    staff.watch.advance(days=40)
    [late] = clocks.due_soon(staff.clerk, staff.office, 5)
    assert late.left < 0
    clocks.meet_clock(
        staff.clerk, staff.office, case.id, clocks.ClockName.ANSWER, staff.office.today()
    )
    assert clocks.due_soon(staff.clerk, staff.office, 5) == ()
