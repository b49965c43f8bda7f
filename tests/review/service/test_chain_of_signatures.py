"""The chain: order, separation, voiding by change, return, delegation, the release lock."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from review.case import Attribute, Consent
from review.decision import Opinion, Verdict
from review.errors import (
    ChangedSinceShownError,
    InvalidValueError,
    MissingFieldError,
    NotAllowedError,
    NotReleasedError,
    OutOfOrderError,
    ReviewError,
    SameSignerError,
    UndecidedFindingsError,
    WordingError,
)
from review.people import Role
from review.service import (
    cases,
    decisions,
    documents,
    people,
    production,
    referring,
    releasing,
    signing,
    trail,
)
from tests.review.staff import NUMBER, Staff


def test_the_whole_way_ends_in_the_signed_bytes_and_a_sound_trail(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    [out] = releasing.released_files(staff.publisher, staff.office, case.id)
    assert NUMBER.encode() not in out.content
    assert "补助500元".encode() in out.content
    audit = trail.verify(staff.auditor, staff.office)
    assert audit.is_sound
    assert audit.uncovered == 0


@pytest.mark.parametrize("login", ["head", "reviewer", "deputy", "principal", "publisher"])
def test_nobody_signs_before_their_turn(staff: Staff, login: str) -> None:
    case = staff.ready()
    with pytest.raises(NotAllowedError):
        staff.sign(login, case)


@pytest.mark.parametrize("login", ["otherclerk", "otherhead"])
def test_another_department_neither_sees_nor_signs(staff: Staff, login: str) -> None:
    case = staff.ready()
    actor = getattr(staff, login)
    with pytest.raises(NotAllowedError):
        cases.get_case(actor, staff.office, case.id)
    with pytest.raises(NotAllowedError):
        signing.sign(actor, staff.office, case.id, signing.Word("0" * 64, "同意。"))
    assert cases.list_cases(actor, staff.office) == ()


def test_an_administrator_and_an_auditor_see_no_case(staff: Staff) -> None:
    case = staff.ready()
    for actor in (staff.root, staff.auditor):
        with pytest.raises(NotAllowedError):
            cases.get_case(actor, staff.office, case.id)


def test_nothing_is_signed_while_a_finding_is_undecided(staff: Staff) -> None:
    case = staff.open()
    staff.add(case)
    with pytest.raises(UndecidedFindingsError) as caught:
        staff.sign("clerk", case)
    assert caught.value.facts == {"count": 3}


@pytest.mark.parametrize("verdict", [Verdict.CONSULT, Verdict.REFER])
def test_a_verdict_that_awaits_others_settles_nothing(staff: Staff, verdict: Verdict) -> None:
    case = staff.open()
    document = staff.add(case)
    staff.decide_all(document, verdict)
    with pytest.raises(UndecidedFindingsError):
        production.produce(staff.clerk, staff.office, case.id)


def test_a_decision_after_a_signature_voids_it(staff: Staff) -> None:
    case = staff.ready()
    staff.sign("clerk", case)
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    staff.decide_all(document)
    production.produce(staff.clerk, staff.office, case.id)
    shown = signing.docket(staff.head, staff.office, case.id)
    assert (shown.held, len(shown.fallen)) == ((), 1)
    assert len(shown.changes) == 3
    with pytest.raises(NotAllowedError):
        staff.sign("head", case)


def test_a_document_added_after_the_last_signature_closes_the_lock(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    staff.add(case, "附件：无其他事项。", "annex.txt")
    with pytest.raises(OutOfOrderError):
        releasing.release(staff.publisher, staff.office, case.id)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"attribute": Attribute.ON_REQUEST}, id="attribute"),
        pytest.param({"urgent": True, "urgent_reason": "抢险"}, id="urgent"),
        pytest.param({"consent": Consent.ASKED, "origin": "县民政局"}, id="origin"),
    ],
)
def test_a_change_of_the_form_voids_signatures(staff: Staff, change: dict[str, object]) -> None:
    case = staff.ready()
    staff.sign("clerk", case)
    cases.change_case(staff.clerk, staff.office, replace(case, **change))
    assert signing.docket(staff.clerk, staff.office, case.id).held == ()


def test_a_changed_title_leaves_signatures_standing(staff: Staff) -> None:
    case = staff.ready()
    staff.sign("clerk", case)
    cases.change_case(staff.clerk, staff.office, replace(case, title="救助对象公示"))
    assert len(signing.docket(staff.clerk, staff.office, case.id).held) == 1


def test_the_digest_that_was_shown_is_the_one_that_is_signed(staff: Staff) -> None:
    case = staff.ready()
    stale = signing.docket(staff.clerk, staff.office, case.id).digest
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    staff.decide_all(document)
    production.produce(staff.clerk, staff.office, case.id)
    with pytest.raises(ChangedSinceShownError):
        staff.sign("clerk", case, digest=stale)


def test_one_person_signs_one_step_only_even_by_delegation(staff: Staff) -> None:
    case = staff.ready()
    today = staff.office.today()
    lent = people.NewDelegation("clerk", Role.DEPARTMENT_HEAD, today, today, "head")
    people.delegate(staff.root, staff.office, lent)
    staff.sign("clerk", case)
    with pytest.raises(SameSignerError):
        staff.sign("clerk", case)


def test_a_giver_does_not_sign_again_after_their_delegate(staff: Staff) -> None:
    today = staff.office.today()
    person = replace(
        next(p for p in people.list_people(staff.root, staff.office) if p.login == "head"),
        roles=(Role.DEPARTMENT_HEAD, Role.SECRECY_REVIEWER),
    )
    people.change_person(staff.root, staff.office, person)
    lent = people.NewDelegation("spare", Role.DEPARTMENT_HEAD, today, today)
    people.delegate(staff.head, staff.office, lent)
    case = staff.ready()
    staff.sign("clerk", case)
    staff.sign("spare", case)
    with pytest.raises(SameSignerError):
        staff.sign("head", case)


def test_what_was_delegated_reaches_as_far_as_the_giver_s_department(staff: Staff) -> None:
    today = staff.office.today()
    lent = people.NewDelegation("spare", Role.DEPARTMENT_HEAD, today, today)
    people.delegate(staff.otherhead, staff.office, lent)
    case = staff.ready()
    staff.sign("clerk", case)
    with pytest.raises(NotAllowedError):
        staff.sign("spare", case)


def test_a_delegate_signs_in_the_giver_s_place_while_it_lasts(staff: Staff) -> None:
    today = staff.office.today()
    lent = people.NewDelegation(
        "spare", Role.SECRECY_REVIEWER, today, today + dt.timedelta(days=2), "reviewer"
    )
    made = people.delegate(staff.root, staff.office, lent)
    case = staff.ready()
    staff.sign("clerk", case)
    staff.sign("head", case)
    staff.sign("spare", case)
    held = signing.docket(staff.clerk, staff.office, case.id).held
    assert (held[-1].by, held[-1].principal) == ("spare", "reviewer")
    people.end_delegation(staff.reviewer, staff.office, made.id)
    assert staff.spare.principals(Role.SECRECY_REVIEWER, today) == ()


def test_a_delegation_ends_with_its_dates_and_with_the_giver_s_post(staff: Staff) -> None:
    today = staff.office.today()
    lent = people.NewDelegation("spare", Role.SECRECY_REVIEWER, today, today, "reviewer")
    people.delegate(staff.root, staff.office, lent)
    assert staff.spare.principals(Role.SECRECY_REVIEWER, today) == ("reviewer",)
    assert staff.spare.principals(Role.SECRECY_REVIEWER, today + dt.timedelta(days=1)) == ()
    reviewer = next(
        p for p in people.list_people(staff.root, staff.office) if p.login == "reviewer"
    )
    people.change_person(staff.root, staff.office, replace(reviewer, active=False))
    assert staff.spare.principals(Role.SECRECY_REVIEWER, today) == ()


def test_nobody_lends_a_post_they_do_not_hold(staff: Staff) -> None:
    today = staff.office.today()
    lent = people.NewDelegation("spare", Role.PRINCIPAL_LEADER, today, today)
    with pytest.raises(NotAllowedError):
        people.delegate(staff.head, staff.office, lent)


def test_a_post_that_was_withdrawn_no_longer_signs(staff: Staff) -> None:
    case = staff.ready()
    actor = staff.clerk
    shown = signing.docket(actor, staff.office, case.id)
    clerk = next(p for p in people.list_people(staff.root, staff.office) if p.login == "clerk")
    people.change_person(staff.root, staff.office, replace(clerk, roles=(Role.PUBLISHER,)))
    with pytest.raises(NotAllowedError):
        signing.sign(actor, staff.office, case.id, signing.Word(shown.digest, "同意。"))


def test_a_return_voids_the_signatures_from_its_step_on(staff: Staff) -> None:
    case = staff.ready()
    for login in ("clerk", "head", "reviewer"):
        staff.sign(login, case)
    signing.return_case(staff.deputy, staff.office, case.id, "department", "附件须再核。")
    shown = signing.docket(staff.clerk, staff.office, case.id)
    assert [s.step for s in shown.held] == ["opinion"]
    assert shown.step is not None
    assert shown.step.id == "department"
    with pytest.raises(OutOfOrderError):
        signing.return_case(staff.deputy, staff.office, case.id, "approval", "无签字可退。")


def test_escalation_makes_the_last_step_necessary(staff: Staff) -> None:
    case = staff.ready()
    for login in ("clerk", "head", "reviewer"):
        staff.sign(login, case)
    staff.sign("deputy", case, opinion=Opinion.ESCALATE, words="报镇长审定。")
    with pytest.raises(OutOfOrderError):
        releasing.release(staff.publisher, staff.office, case.id)
    staff.sign("principal", case)
    releasing.release(staff.publisher, staff.office, case.id)


def test_the_principal_leader_cannot_put_it_higher(staff: Staff) -> None:
    case = staff.ready(form=())
    cases.change_case(staff.clerk, staff.office, replace(case, escalated=True))
    staff.sign_all(case)
    with pytest.raises(InvalidValueError):
        staff.sign("principal", case, opinion=Opinion.ESCALATE)


def test_the_urgent_path_leaves_out_what_the_chain_says_and_stands_on_record(staff: Staff) -> None:
    case = staff.ready(urgent_reason="防汛")
    for login in ("clerk", "reviewer", "deputy"):
        staff.sign(login, case)
    releasing.release(staff.publisher, staff.office, case.id)
    assert cases.get_case(staff.clerk, staff.office, case.id).case.urgent


@pytest.mark.parametrize(
    ("chain", "logins"),
    [
        pytest.param("four-levels", ["clerk", "head", "reviewer", "principal"], id="four-levels"),
        pytest.param("three-reviews", ["head", "deputy", "secretary"], id="three-reviews"),
    ],
)
def test_the_other_chains_go_their_own_way(staff: Staff, chain: str, logins: list[str]) -> None:
    person = people.Person("secretary", "测试", "领导", (Role.SECRECY_LEADER,), "")
    people.add_person(staff.root, staff.office, person, "")
    case = staff.ready(chain=chain)
    for login in logins:
        staff.sign(login, case)
    assert signing.docket(staff.clerk, staff.office, case.id).step is None
    releasing.release(staff.publisher, staff.office, case.id)


@pytest.mark.parametrize("signed", range(4))
def test_the_lock_opens_after_the_last_signature_only(staff: Staff, signed: int) -> None:
    case = staff.ready()
    for login in ("clerk", "head", "reviewer", "deputy")[:signed]:
        staff.sign(login, case)
    with pytest.raises(OutOfOrderError):
        releasing.release(staff.publisher, staff.office, case.id)
    with pytest.raises(NotReleasedError):
        releasing.released_files(staff.publisher, staff.office, case.id)


def test_only_who_publishes_opens_the_lock(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    for actor in (staff.clerk, staff.deputy, staff.root, staff.auditor):
        with pytest.raises(NotAllowedError):
            releasing.release(actor, staff.office, case.id)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        pytest.param({"attribute": Attribute.UNDECIDED}, "attribute-undecided", id="undecided"),
        pytest.param({"origin": "县人民政府"}, "consent-missing", id="no-consent-of-the-origin"),
    ],
)
def test_what_the_law_wants_first_stands_against_signing(
    staff: Staff, form: dict[str, object], expected: str
) -> None:
    case = staff.ready(**form)
    with pytest.raises(OutOfOrderError) as caught:
        staff.sign("clerk", case)
    assert caught.value.facts == {"expected": expected}


@pytest.mark.parametrize("attribute", [Attribute.ON_REQUEST, Attribute.WITHHELD])
def test_what_is_not_for_all_is_not_disclosed_proactively(
    staff: Staff, attribute: Attribute
) -> None:
    case = staff.ready(attribute=attribute)
    staff.sign_all(case)
    with pytest.raises(OutOfOrderError) as caught:
        releasing.release(staff.publisher, staff.office, case.id)
    assert caught.value.facts == {"expected": "attribute"}


def test_an_open_referral_stands_against_signing_until_it_is_answered(staff: Staff) -> None:
    case = staff.ready()
    asked = referring.refer(staff.clerk, staff.office, case.id, "第三项能否公开？", "县保密局")
    with pytest.raises(OutOfOrderError):
        staff.sign("clerk", case)
    referring.answer_referral(staff.clerk, staff.office, case.id, asked.id, "可以公开。")
    staff.sign("clerk", case)
    assert len(signing.docket(staff.clerk, staff.office, case.id).held) == 1


def test_a_released_case_is_not_changed_any_more(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    for change in (
        lambda: staff.add(case),
        lambda: staff.decide_all(document),
        lambda: documents.remove_document(staff.clerk, staff.office, document.id),
        lambda: cases.change_case(staff.clerk, staff.office, replace(case, title="新")),
        lambda: signing.return_case(staff.deputy, staff.office, case.id, "opinion", "改。"),
        lambda: releasing.release(staff.publisher, staff.office, case.id),
    ):
        with pytest.raises(ReviewError):
            change()


@pytest.mark.parametrize("words", ["★同意公开", "机密事项已核", "秘　密已核"])
def test_words_that_look_like_a_mark_are_refused(staff: Staff, words: str) -> None:
    case = staff.ready()
    with pytest.raises(WordingError):
        staff.sign("clerk", case, words=words)


def test_a_signature_needs_words_and_a_return_its_reason(staff: Staff) -> None:
    case = staff.ready()
    with pytest.raises(MissingFieldError):
        staff.sign("clerk", case, words=" ")
    with pytest.raises(MissingFieldError):
        signing.return_case(staff.deputy, staff.office, case.id, "opinion", "")


def test_a_signature_records_what_its_signer_opened(staff: Staff) -> None:
    case = staff.ready()
    [document] = cases.documents_of(staff.clerk, staff.office, case.id)
    before = signing.docket(staff.clerk, staff.office, case.id)
    production.output_of(staff.clerk, staff.office, document.id)
    documents.original_of(staff.clerk, staff.office, document.id)
    staff.sign("clerk", case)
    staff.sign("head", case)
    held = signing.docket(staff.clerk, staff.office, case.id).held
    assert before.unopened == (document.id,)
    assert held[0].shown == (f"{document.id}:original", f"{document.id}:output")
    assert held[1].shown == ()


def test_publication_and_withdrawal_are_on_record(staff: Staff) -> None:
    case = staff.ready()
    staff.sign_all(case)
    day = staff.office.today()
    place = releasing.Place("镇政府网站", day, expires=day + dt.timedelta(days=7))
    with pytest.raises(NotReleasedError):
        releasing.publish(staff.publisher, staff.office, case.id, place)
    releasing.release(staff.publisher, staff.office, case.id)
    releasing.publish(staff.publisher, staff.office, case.id, place)
    assert releasing.expiring(staff.publisher, staff.office, day) == ()
    [due] = releasing.expiring(staff.publisher, staff.office, day + dt.timedelta(days=7))
    assert due.case.id == case.id
    releasing.withdraw(staff.publisher, staff.office, case.id, day, "公示期满")
    assert releasing.expiring(staff.publisher, staff.office, day + dt.timedelta(days=7)) == ()
    [row] = cases.list_cases(staff.clerk, staff.office)
    assert row.state == "withdrawn"


def test_undo_brings_the_earlier_decision_back_as_a_new_one(staff: Staff) -> None:
    case = staff.open()
    document = staff.add(case)
    staff.decide_all(document)
    item = decisions.items(staff.clerk, staff.office, document.id)[0]
    with pytest.raises(OutOfOrderError):
        decisions.undo(staff.clerk, staff.office, document.id, item.finding.id)
    keep = decisions.Answer(Verdict.KEEP, reason="依法公开")
    decisions.decide(staff.clerk, staff.office, document.id, [item.finding.id], keep)
    back = decisions.undo(staff.clerk, staff.office, document.id, item.finding.id)
    past = decisions.history(staff.clerk, staff.office, document.id, item.finding.id)
    assert [d.verdict for d in past] == [Verdict.WITHHOLD, Verdict.KEEP, Verdict.WITHHOLD]
    assert back == past[-1]
