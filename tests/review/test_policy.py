"""The rules, on records alone: each obstacle, each refusal, what a digest covers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import Regime
from recognizers.finding import Capacity, Category, Kind, Suggestion, Treatment
from review.case import (
    Attribute,
    Case,
    CaseDocument,
    CaseKind,
    Consent,
    DocumentClass,
    DocumentState,
)
from review.chain import chains
from review.consultation import Answer, Consultation, Outcome, PartyKind, Stage
from review.decision import (
    Decision,
    FindingRecord,
    Opinion,
    Output,
    Referral,
    Return,
    SignOff,
    Verdict,
)
from review.errors import (
    ChangedSinceShownError,
    NotAllowedError,
    OutOfOrderError,
    SameSignerError,
    UndecidedFindingsError,
)
from review.people import Actor, Delegation, Role
from review.policy import (
    Action,
    Matter,
    bundle_digest,
    changed_since,
    check_may,
    check_release,
    check_roles,
    check_sign,
    contradicts,
    is_escalated,
    may,
    next_step,
    obstacles,
    undecided,
    valid_sign_offs,
    way_of,
)

DAY = dt.date(2026, 3, 2)
AT = "2026-03-02T01:00:00.000000Z"
SHA, OUT = "a" * 64, "b" * 64

CASE = Case(
    id="C2026-0001", title="公示", kind=CaseKind.PROACTIVE, document_class=DocumentClass.OFFICIAL,
    attribute=Attribute.ACTIVE, department="民政办", regime=Regime.R2019, profile="",
    chain="five-steps", received_on=DAY, created_by="clerk", created_at=AT,
)  # fmt: skip
DOCUMENT = CaseDocument(
    "D1", CASE.id, 0, "", "a.txt", SHA, 9, "text/plain", DocumentState.READ, text="c" * 64
)
FINDING = FindingRecord(
    "f1", "D1", Kind.RESIDENT_ID, Category.PERSONAL, Suggestion.WITHHOLD, Treatment.REMOVE,
    Capacity.UNKNOWN, ("条例2019#15",), (), 900_000, "x/1", "recognizer", (("p1", 0, 3),), 2,
)  # fmt: skip
OUTPUT = Output(4, "D1", SHA, "p" * 64, OUT, "text/plain", "{}", AT)

POSTS = {
    "opinion": ("clerk", Role.CLERK),
    "department": ("head", Role.DEPARTMENT_HEAD),
    "secrecy": ("reviewer", Role.SECRECY_REVIEWER),
    "approval": ("deputy", Role.DEPUTY_LEADER),
    "final": ("principal", Role.PRINCIPAL_LEADER),
}


def decided(verdict: Verdict = Verdict.WITHHOLD, event: int = 3, finding: str = "f1") -> Decision:
    treatment = Treatment.REMOVE if verdict is Verdict.WITHHOLD else None
    return Decision(
        event, finding, "D1", verdict, treatment, ("条例2019#15",), "理由", "", "clerk", AT
    )


def matter(**changes: object) -> Matter:
    """Return a case that is ready for its first signature."""
    ready = Matter(
        CASE, chains()["five-steps"], (DOCUMENT,), (FINDING,), (decided(),), (OUTPUT,),
        (), (), (), (),
    )  # fmt: skip
    return replace(ready, **changes)


def actor(login: str, *roles: Role, department: str = "民政办") -> Actor:
    return Actor(login, department, frozenset(roles))


def signed(of: Matter, *steps: str, start: int = 10, opinion: Opinion = Opinion.AGREE) -> Matter:
    """Return the case with valid signatures at these steps."""
    given = [
        SignOff(
            start + n, CASE.id, step, POSTS[step][1], POSTS[step][0], POSTS[step][0],
            bundle_digest(of), opinion, "同意。", (), AT,
        )
        for n, step in enumerate(steps)
    ]  # fmt: skip
    return replace(of, sign_offs=(*of.sign_offs, *given))


def consultation(**changes: object) -> Consultation:
    held = Consultation(
        "T1", CASE.id, PartyKind.THIRD_PARTY, "某公司", "", "报价", ("f1",), "clerk", DAY,
        stage=Stage.CLOSED, answer=Answer.CONSENT, outcome=Outcome.DISCLOSE,
    )  # fmt: skip
    return replace(held, **changes)


def test_a_case_that_is_ready_meets_no_obstacle() -> None:
    assert obstacles(matter()) == ()
    assert next_step(matter()).id == "opinion"  # type: ignore[union-attr]


REFERRAL = Referral("R1", CASE.id, "县保密局", "？", "clerk", AT)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param(
            {"documents": (replace(DOCUMENT, state=DocumentState.STOPPED),)}, "stopped", id="stop"
        ),
        pytest.param({"documents": ()}, "no-document", id="nothing-to-publish"),
        pytest.param(
            {"documents": (replace(DOCUMENT, state=DocumentState.REFUSED),)}, "refused", id="refused"
        ),
        pytest.param(
            {"documents": (replace(DOCUMENT, state=DocumentState.RECEIVED),)}, "unread", id="unread"
        ),
        pytest.param({"decisions": ()}, "undecided", id="undecided"),
        pytest.param(
            {"consultations": (consultation(stage=Stage.SERVED),)}, "consultation-open", id="asking"
        ),
        pytest.param({"referrals": (REFERRAL,)}, "referral-open", id="referred"),
        pytest.param(
            {
                "decisions": (decided(Verdict.KEEP),),
                "consultations": (consultation(outcome=Outcome.WITHHOLD),),
            },
            "consultation-contradicted", id="kept-against-a-refusal",
        ),
        pytest.param(
            {"case": replace(CASE, attribute=Attribute.UNDECIDED)}, "attribute-undecided",
            id="attribute",
        ),
        pytest.param(
            {"case": replace(CASE, consent=Consent.ASKED)}, "consent-missing", id="consent-asked"
        ),
        pytest.param(
            {"case": replace(CASE, consent=Consent.REFUSED)}, "consent-missing", id="refused-consent"
        ),
        pytest.param({"outputs": ()}, "no-output", id="no-output"),
        pytest.param(
            {"outputs": (replace(OUTPUT, event=3),)}, "no-output", id="output-as-old-as-decision"
        ),
        pytest.param(
            {"outputs": (replace(OUTPUT, source=OUT),)}, "no-output", id="output-of-other-bytes"
        ),
        pytest.param(
            {"findings": (FINDING, replace(FINDING, id="f2", event=5)),
             "decisions": (decided(), decided(finding="f2"))},
            "no-output", id="finding-newer-than-output",
        ),
        pytest.param(
            {"documents": (DOCUMENT, replace(DOCUMENT, id="D2", order=1))}, "no-output",
            id="one-of-two-without-output",
        ),
    ],
)  # fmt: skip
def test_each_obstacle_stands_alone_against_signing_and_release(
    changes: dict[str, object], code: str
) -> None:
    blocked = matter(**changes)
    assert code in obstacles(blocked)
    clerk = actor("clerk", Role.CLERK)
    expected = UndecidedFindingsError if code == "undecided" else OutOfOrderError
    with pytest.raises(expected):
        check_sign(blocked, clerk, bundle_digest(blocked), DAY)
    with pytest.raises(OutOfOrderError):
        check_release(signed(blocked, "opinion", "department", "secrecy", "approval"))


def test_an_answered_referral_and_a_given_consent_are_no_obstacles() -> None:
    settled = matter(
        referrals=(replace(REFERRAL, answered_at=AT),),
        consultations=(consultation(),),
        case=replace(CASE, consent=Consent.GIVEN),
    )
    assert obstacles(settled) == ()


# -- signing ----------------------------------------------------------------------


@pytest.mark.parametrize("number", range(4))
def test_the_awaited_step_is_signed_by_its_post_alone(number: int) -> None:
    steps = list(POSTS)[:4]
    before = signed(matter(), *steps[:number])
    login, role = POSTS[steps[number]]
    step, principal = check_sign(before, actor(login, role), bundle_digest(before), DAY)
    assert (step.id, principal) == (steps[number], login)
    for other, (name, wrong) in POSTS.items():
        if other != steps[number]:
            with pytest.raises((NotAllowedError, SameSignerError)):
                check_sign(before, actor(name, wrong), bundle_digest(before), DAY)


def test_nobody_signs_what_they_were_not_shown() -> None:
    with pytest.raises(ChangedSinceShownError):
        check_sign(matter(), actor("clerk", Role.CLERK), "0" * 64, DAY)


def test_a_department_s_step_is_signed_within_the_department() -> None:
    with pytest.raises(NotAllowedError):
        check_sign(
            matter(), actor("x", Role.CLERK, department="财政所"), bundle_digest(matter()), DAY
        )
    after = signed(matter(), "opinion", "department")
    elsewhere = actor("reviewer", Role.SECRECY_REVIEWER, department="党政办")
    assert check_sign(after, elsewhere, bundle_digest(after), DAY)[1] == "reviewer"


def test_one_person_with_two_posts_signs_once() -> None:
    both = actor("clerk", Role.CLERK, Role.DEPARTMENT_HEAD)
    after = signed(matter(), "opinion")
    with pytest.raises(SameSignerError):
        check_sign(after, both, bundle_digest(after), DAY)


def test_nobody_signs_in_the_place_of_one_who_signed() -> None:
    after = signed(matter(), "opinion")
    lent = Delegation("G1", "clerk", "spare", Role.DEPARTMENT_HEAD, DAY, DAY, "root")
    taker = Actor("spare", "民政办", frozenset(), (lent,), {"clerk": "民政办"})
    with pytest.raises(SameSignerError):
        check_sign(after, taker, bundle_digest(after), DAY)


def test_one_who_signed_does_not_sign_in_another_s_place() -> None:
    after = signed(matter(), "opinion")
    lent = Delegation("G1", "head", "clerk", Role.DEPARTMENT_HEAD, DAY, DAY, "root")
    taker = Actor("clerk", "民政办", frozenset({Role.CLERK}), (lent,), {"head": "民政办"})
    with pytest.raises(SameSignerError):
        check_sign(after, taker, bundle_digest(after), DAY)


def test_a_refusal_names_what_was_refused() -> None:
    check_may(actor("a", Role.CLERK), Action.EDIT, CASE, DAY)
    with pytest.raises(NotAllowedError) as caught:
        check_may(actor("a", Role.CLERK), Action.RELEASE, CASE, DAY)
    assert caught.value.facts == {"action": "release"}


def test_after_the_last_signature_there_is_nothing_to_sign() -> None:
    done = signed(matter(), "opinion", "department", "secrecy", "approval")
    assert next_step(done) is None
    with pytest.raises(OutOfOrderError):
        check_sign(done, actor("other", Role.DEPUTY_LEADER), bundle_digest(done), DAY)
    assert check_release(done) == (OUTPUT,)


@pytest.mark.parametrize("missing", ["opinion", "department", "secrecy", "approval"])
def test_a_release_wants_every_signature(missing: str) -> None:
    steps = [step for step in list(POSTS)[:4] if step != missing]
    with pytest.raises(OutOfOrderError) as caught:
        check_release(signed(matter(), *steps))
    assert caught.value.facts == {"expected": f"sign-{missing}"}


@pytest.mark.parametrize(
    ("kind", "attribute", "goes"),
    [
        (CaseKind.PROACTIVE, Attribute.ACTIVE, True),
        (CaseKind.PROACTIVE, Attribute.ON_REQUEST, False),
        (CaseKind.PROACTIVE, Attribute.WITHHELD, False),
        (CaseKind.APPLICATION, Attribute.ACTIVE, True),
        (CaseKind.APPLICATION, Attribute.ON_REQUEST, True),
        (CaseKind.APPLICATION, Attribute.WITHHELD, False),
    ],
)
def test_the_attribute_says_what_may_go_out(
    kind: CaseKind, attribute: Attribute, goes: bool
) -> None:
    case = replace(CASE, kind=kind, attribute=attribute)
    done = signed(matter(case=case), "opinion", "department", "secrecy", "approval")
    if goes:
        assert check_release(done) == (OUTPUT,)
    else:
        with pytest.raises(OutOfOrderError):
            check_release(done)


def test_a_public_interest_decision_owes_its_notice_and_the_last_signature() -> None:
    asked = consultation(outcome=Outcome.PUBLIC_INTEREST)
    owing = matter(consultations=(asked,), decisions=(decided(Verdict.KEEP),))
    assert [s.id for s in way_of(owing)][-1] == "final"
    done = signed(owing, *POSTS)
    with pytest.raises(OutOfOrderError):
        check_release(done)
    told = replace(done, consultations=(replace(asked, notice_on=DAY),))
    assert check_release(told) == (OUTPUT,)


def test_an_escalating_signature_that_fell_escalates_no_longer() -> None:
    put_up = signed(matter(), "opinion", opinion=Opinion.ESCALATE)
    assert is_escalated(put_up)
    changed = replace(put_up, case=replace(CASE, consent=Consent.GIVEN))
    assert not is_escalated(changed)
    assert is_escalated(matter(case=replace(CASE, escalated=True)))


# -- what is signed ---------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"case": replace(CASE, attribute=Attribute.ON_REQUEST)}, id="attribute"),
        pytest.param({"case": replace(CASE, kind=CaseKind.APPLICATION)}, id="kind"),
        pytest.param({"case": replace(CASE, regime=Regime.R2008)}, id="regime"),
        pytest.param({"case": replace(CASE, urgent=True)}, id="urgent"),
        pytest.param({"case": replace(CASE, consent=Consent.GIVEN)}, id="consent"),
        pytest.param({"case": replace(CASE, chain="four-levels")}, id="chain"),
        pytest.param({"case": replace(CASE, id="C2026-0002")}, id="case"),
        pytest.param({"case": replace(CASE, document_class=DocumentClass.OTHER)}, id="class"),
        pytest.param({"documents": (replace(DOCUMENT, sha256=OUT),)}, id="source"),
        pytest.param({"documents": (replace(DOCUMENT, annex_of="D0"),)}, id="annex"),
        pytest.param({"decisions": (decided(event=3), decided(event=3, finding="f2"))}, id="more"),
        pytest.param({"decisions": (decided(event=1),)}, id="decided-at-another-time"),
        pytest.param({"outputs": (replace(OUTPUT, sha256=SHA),)}, id="output"),
        pytest.param({"outputs": (replace(OUTPUT, plan="q" * 64),)}, id="plan"),
        pytest.param({"outputs": ()}, id="no-output"),
        pytest.param({"consultations": (consultation(),)}, id="consultation"),
    ],
)
def test_the_digest_covers_whatever_decides_what_goes_out(changes: dict[str, object]) -> None:
    assert bundle_digest(matter(**changes)) != bundle_digest(matter())


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"case": replace(CASE, title="别的标题")}, id="title"),
        pytest.param({"case": replace(CASE, escalated=True)}, id="escalated"),
        pytest.param({"outputs": (replace(OUTPUT, event=7),)}, id="same-output-later"),
    ],
)
def test_the_digest_leaves_out_what_does_not(changes: dict[str, object]) -> None:
    assert bundle_digest(matter(**changes)) == bundle_digest(matter())


def _sign_off(event: int, step: str, digest: str = "d") -> SignOff:
    login, role = POSTS[step]
    return SignOff(event, CASE.id, step, role, login, login, digest, Opinion.AGREE, "", (), AT)


def test_a_return_fells_its_step_and_those_after_it_only() -> None:
    given = [_sign_off(1, "opinion"), _sign_off(2, "department"), _sign_off(3, "secrecy")]
    sent = [Return(4, CASE.id, "department", "再核", "deputy", AT)]
    chain = chains()["five-steps"]
    assert valid_sign_offs(given, sent, "d", chain) == (given[0],)
    again = _sign_off(5, "department")
    assert valid_sign_offs([*given, again], sent, "d", chain) == (given[0], again)


@given(st.lists(st.tuples(st.sampled_from(list(POSTS)), st.sampled_from("de")), max_size=12))
def test_only_signatures_of_the_present_digest_count(given_: list[tuple[str, str]]) -> None:
    signatures = [_sign_off(n, step, digest) for n, (step, digest) in enumerate(given_)]
    held = valid_sign_offs(signatures, [], "d", chains()["five-steps"])
    assert held == tuple(s for s in signatures if s.digest == "d")


def test_the_last_decision_on_a_finding_is_the_one_that_counts() -> None:
    consult = decided(Verdict.CONSULT, event=9)
    assert undecided((FINDING,), (consult, decided(event=3))) == (FINDING,)
    assert undecided((FINDING,), (consult, decided(event=10))) == ()


def test_what_was_decided_since_the_last_signature_is_shown() -> None:
    before = signed(matter(), "opinion", start=10)
    after = replace(before, decisions=(decided(event=3), decided(event=11)))
    assert [d.event for d in changed_since(after, after.sign_offs)] == [11]
    assert len(changed_since(matter(), ())) == 1


@pytest.mark.parametrize(
    ("verdict", "outcome", "against"),
    [
        (Verdict.KEEP, Outcome.DISCLOSE, False),
        (Verdict.KEEP, Outcome.PARTIAL, False),
        (Verdict.KEEP, Outcome.PUBLIC_INTEREST, False),
        (Verdict.KEEP, Outcome.WITHHOLD, True),
        (Verdict.KEEP, Outcome.OPEN, True),
        (Verdict.WITHHOLD, Outcome.WITHHOLD, False),
        (Verdict.WITHHOLD, Outcome.DISCLOSE, False),
    ],
)
def test_keeping_goes_by_the_outcome(verdict: Verdict, outcome: Outcome, against: bool) -> None:
    asked = [consultation(outcome=outcome)]
    assert contradicts(decided(verdict), asked) is against
    assert not contradicts(decided(verdict, finding="other"), asked)


# -- who may what -----------------------------------------------------------------


@pytest.mark.parametrize("action", list(Action))
def test_an_administrator_administers_and_audits_and_no_more(action: Action) -> None:
    root = actor("root", Role.ADMINISTRATOR)
    assert may(root, action, CASE, DAY) is (action in {Action.ADMINISTER, Action.AUDIT})


@pytest.mark.parametrize("action", list(Action))
def test_a_clerk_works_on_their_department_s_cases_only(action: Action) -> None:
    allowed = {
        Action.VIEW, Action.READ_ORIGINAL, Action.OPEN, Action.EDIT, Action.DECIDE, Action.SIGN,
        Action.CONSULT, Action.REFER, Action.PAPERS,
    }  # fmt: skip
    assert may(actor("a", Role.CLERK), action, CASE, DAY) is (action in allowed)
    assert not may(actor("a", Role.CLERK, department="财政所"), action, CASE, DAY)


def test_a_delegation_holds_from_its_first_through_its_last_day() -> None:
    lent = Delegation("G1", "head", "spare", Role.DEPARTMENT_HEAD, DAY, DAY, "root")
    taker = Actor("spare", "领导", frozenset(), (lent,), {"head": "民政办"})
    one = dt.timedelta(days=1)
    assert [may(taker, Action.SIGN, CASE, DAY + n * one) for n in (-1, 0, 1)] == [
        False, True, False,
    ]  # fmt: skip
    assert not may(taker, Action.SIGN, replace(CASE, department="财政所"), DAY)
    ended = replace(taker, delegations=(replace(lent, ended_on=DAY),))
    assert not may(ended, Action.SIGN, CASE, DAY)


@pytest.mark.parametrize(
    ("roles", "fits"),
    [
        ((Role.CLERK, Role.PUBLISHER), True),
        ((Role.ADMINISTRATOR, Role.PUBLISHER), True),
        ((Role.ADMINISTRATOR, Role.CLERK), False),
        ((Role.ADMINISTRATOR, Role.DEPUTY_LEADER), False),
        ((Role.AUDITOR,), True),
        ((Role.AUDITOR, Role.PUBLISHER), False),
        ((Role.AUDITOR, Role.ADMINISTRATOR), False),
    ],
)
def test_posts_that_exclude_each_other(roles: tuple[Role, ...], fits: bool) -> None:
    if fits:
        check_roles(roles)
        assert set(roles) <= set(Role)
    else:
        with pytest.raises(NotAllowedError):
            check_roles(roles)
