"""Who may do what, and when a case may go on: pure rules over records.

Nothing here reads a store or a clock. A signature counts only while its digest
is the case's present one, so that any change voids it by itself; nobody has to
remember to strike it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from review.audit.canonical import digest
from review.case import Attribute, CaseKind, Consent, DocumentState
from review.consultation import Outcome
from review.decision import Opinion, SignOff, Verdict, effective
from review.errors import (
    ChangedSinceShownError,
    NotAllowedError,
    OutOfOrderError,
    SameSignerError,
    UndecidedFindingsError,
)
from review.people import Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from redaction.plan import Sm3
    from review.audit.canonical import Json
    from review.case import Case, CaseDocument
    from review.chain import Chain, Step
    from review.consultation import Consultation
    from review.decision import Decision, FindingRecord, Output, Referral, Return
    from review.people import Actor, ActorId

BUNDLE: Final = "mishen-bundle/1"


class Action(StrEnum):
    """What people do; the word is what a refusal names."""

    VIEW = "view"
    READ_ORIGINAL = "read-original"
    OPEN = "open"
    EDIT = "edit"
    DECIDE = "decide"
    SIGN = "sign"
    CONSULT = "consult"
    REFER = "refer"
    RELEASE = "release"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    PAPERS = "papers"
    ARCHIVE = "archive"
    REPORT = "report"
    AUDIT = "audit"
    ADMINISTER = "administer"


LEADERS: Final = frozenset({Role.DEPUTY_LEADER, Role.PRINCIPAL_LEADER, Role.SECRECY_LEADER})
_OFFICE: Final = frozenset({Role.SECRECY_REVIEWER, Role.PUBLISHER})
_DEPARTMENT: Final = frozenset({Role.CLERK, Role.DEPARTMENT_HEAD})
_SIGNERS: Final = LEADERS | _DEPARTMENT | {Role.SECRECY_REVIEWER}

_ALLOWED: Final = {
    Action.VIEW: _SIGNERS | _OFFICE,
    Action.READ_ORIGINAL: _SIGNERS,
    Action.OPEN: frozenset({Role.CLERK, Role.SECRECY_REVIEWER}),
    Action.EDIT: frozenset({Role.CLERK, Role.SECRECY_REVIEWER}),
    Action.DECIDE: frozenset({Role.CLERK, Role.SECRECY_REVIEWER}),
    Action.SIGN: _SIGNERS,
    Action.CONSULT: frozenset({Role.CLERK, Role.SECRECY_REVIEWER}),
    Action.REFER: _SIGNERS,
    Action.RELEASE: frozenset({Role.PUBLISHER}),
    Action.PUBLISH: frozenset({Role.PUBLISHER}),
    Action.WITHDRAW: LEADERS | _OFFICE,
    Action.PAPERS: _SIGNERS | _OFFICE,
    Action.ARCHIVE: _OFFICE | {Role.AUDITOR},
    Action.REPORT: LEADERS | _OFFICE,
    Action.AUDIT: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Action.ADMINISTER: frozenset({Role.ADMINISTRATOR}),
}


def may(actor: Actor, action: Action, case: Case | None, day: dt.date) -> bool:
    """Return whether ``actor`` may take ``action`` (on ``case``, if it is about one)."""
    return any(
        _within_reach(actor.department_of(principal), role, case)
        for role in _ALLOWED[action]
        for principal in actor.principals(role, day)
    )


def check_may(actor: Actor, action: Action, case: Case | None, day: dt.date) -> None:
    """Refuse what ``actor`` may not do.

    Raises:
        NotAllowedError: they may not.
    """
    if not may(actor, action, case, day):
        raise NotAllowedError(action=action.value)


def _within_reach(department: str, role: Role, case: Case | None) -> bool:
    """Return whether ``case`` is one that this role sees: departments see their own."""
    return case is None or role not in _DEPARTMENT or department == case.department


def check_roles(roles: Iterable[Role]) -> None:
    """Refuse posts that one person may not hold together.

    Who gives out logins signs nothing, and who audits does nothing else.

    Raises:
        NotAllowedError: the posts exclude each other.
    """
    held = set(roles)
    if Role.AUDITOR in held and len(held) > 1:
        raise NotAllowedError(action="auditor-with-other-role")
    if Role.ADMINISTRATOR in held and held & _SIGNERS:
        raise NotAllowedError(action="administrator-with-signing-role")


# -- what is decided ---------------------------------------------------------------


def undecided(
    findings: Iterable[FindingRecord], decisions: Iterable[Decision]
) -> tuple[FindingRecord, ...]:
    """Return the findings that no decision settles."""
    held = effective(decisions)
    return tuple(f for f in findings if f.id not in held or not held[f.id].verdict.settles)


def check_decided(findings: Iterable[FindingRecord], decisions: Iterable[Decision]) -> None:
    """Refuse to go on while a finding waits.

    Raises:
        UndecidedFindingsError: some do.
    """
    waiting = undecided(findings, decisions)
    if waiting:
        raise UndecidedFindingsError(count=len(waiting))


def contradicts(decision: Decision, consultations: Iterable[Consultation]) -> bool:
    """Return whether a finding would be kept against the outcome of its consultation.

    What a third party was asked about may be kept only upon an outcome that
    lets it out; a decision elsewhere cannot go round it.
    """
    if decision.verdict is not Verdict.KEEP:
        return False
    about = [c for c in consultations if decision.finding in c.findings]
    return any(not c.outcome.lets_out for c in about)


# -- what is signed ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Matter:
    """All of a case that its rules look at; documents only those that count."""

    case: Case
    chain: Chain
    documents: tuple[CaseDocument, ...]
    findings: tuple[FindingRecord, ...]
    decisions: tuple[Decision, ...]
    outputs: tuple[Output, ...]
    consultations: tuple[Consultation, ...]
    referrals: tuple[Referral, ...]
    sign_offs: tuple[SignOff, ...]
    returns: tuple[Return, ...]

    def last_change(self) -> int:
        """Return the number of the last event that changed what is to be withheld."""
        numbers = [d.event for d in self.decisions] + [f.event for f in self.findings]
        return max(numbers, default=-1)

    def current_outputs(self) -> dict[str, Output]:
        """Return each document's newest output, if nothing changed since it was made."""
        newest = {o.document: o for o in sorted(self.outputs, key=lambda o: o.event)}
        changed = self.last_change()
        return {
            d.id: newest[d.id]
            for d in self.documents
            if d.id in newest and newest[d.id].event > changed and newest[d.id].source == d.sha256
        }


def bundle_digest(matter: Matter) -> Sm3:
    """Return the digest that people sign: these files, this plan, this proven output.

    It covers the files and their order, every effective decision by its event
    (so that a decision made again is another one), plan and output of each
    file, and the fields of the form that the law attaches a consequence to.
    """
    outputs = matter.current_outputs()
    documents: list[Json] = [
        [d.id, d.annex_of, d.sha256, *_made(outputs.get(d.id))] for d in matter.documents
    ]
    held = effective(matter.decisions)
    decisions: list[Json] = [[d.document, f, d.event] for f, d in sorted(held.items())]
    consulted: list[Json] = [[c.id, c.outcome.value] for c in matter.consultations]
    case = matter.case
    return digest(
        BUNDLE,
        {
            "case": case.id,
            "chain": case.chain,
            "regime": case.regime.value,
            "kind": case.kind.value,
            "class": case.document_class.value,
            "attribute": case.attribute.value,
            "consent": case.consent.value,
            "urgent": case.urgent,
            "documents": documents,
            "decisions": decisions,
            "consultations": consulted,
        },
    )


def _made(output: Output | None) -> list[Json]:
    return [output.plan, output.sha256, output.media_type] if output else [None, None, None]


def valid_sign_offs(
    sign_offs: Iterable[SignOff], returns: Iterable[Return], present: str, chain: Chain
) -> tuple[SignOff, ...]:
    """Return the signatures that still hold, in the order they were given.

    A signature falls when the case changed since, and when the case was sent
    back to its step or an earlier one.
    """
    order = {step.id: number for number, step in enumerate(chain.steps)}
    standing: list[SignOff] = []
    happened: list[SignOff | Return] = sorted([*sign_offs, *returns], key=lambda h: h.event)
    for entry in happened:
        if isinstance(entry, SignOff):
            standing.append(entry)
        else:
            standing = [s for s in standing if order[s.step] < order[entry.step]]
    return tuple(s for s in standing if s.digest == present)


def way_of(matter: Matter) -> tuple[Step, ...]:
    """Return the steps that this case has to go."""
    return matter.chain.way(urgent=matter.case.urgent, escalated=is_escalated(matter))


def is_escalated(matter: Matter) -> bool:
    """Return whether the principal leader has to decide (必要时).

    That is so if the form says it, if a signer put it to them, and if something
    is disclosed against a third party's refusal.
    """
    present = bundle_digest(matter)
    held = valid_sign_offs(matter.sign_offs, matter.returns, present, matter.chain)
    overriding = any(c.outcome is Outcome.PUBLIC_INTEREST for c in matter.consultations)
    put_up = any(s.opinion is Opinion.ESCALATE for s in held)
    return matter.case.escalated or overriding or put_up


def next_step(matter: Matter) -> Step | None:
    """Return the step whose signature is awaited, None if all are given."""
    present = bundle_digest(matter)
    held = valid_sign_offs(matter.sign_offs, matter.returns, present, matter.chain)
    signed = {s.step for s in held}
    return next((step for step in way_of(matter) if step.id not in signed), None)


def obstacles(matter: Matter) -> tuple[str, ...]:
    """Return the codes of all that stands against signing now, worst first."""
    documents, case = matter.documents, matter.case
    found = {
        "stopped": any(d.state is DocumentState.STOPPED for d in documents),
        "no-document": not documents,
        "refused": any(d.state is DocumentState.REFUSED for d in documents),
        "unread": any(d.state is DocumentState.RECEIVED for d in documents),
        "undecided": bool(undecided(matter.findings, matter.decisions)),
        "consultation-open": any(c.is_open for c in matter.consultations),
        "referral-open": any(r.is_open for r in matter.referrals),
        "consultation-contradicted": any(
            contradicts(d, matter.consultations) for d in effective(matter.decisions).values()
        ),
        "attribute-undecided": case.attribute is Attribute.UNDECIDED,
        "consent-missing": case.consent in {Consent.ASKED, Consent.REFUSED},
        "no-output": set(matter.current_outputs()) != {d.id for d in documents},
    }
    return tuple(code for code, stands in found.items() if stands)


def check_sign(matter: Matter, actor: Actor, present: str, day: dt.date) -> tuple[Step, ActorId]:
    """Return the step to be signed and in whose place, if ``actor`` may sign it now.

    ``present`` is the digest that the signer was shown.

    Raises:
        UndecidedFindingsError: findings wait.
        OutOfOrderError: something else comes first; ``expected`` says what.
        ChangedSinceShownError: the case is no longer what was shown.
        NotAllowedError: the step is another post's, or another department's.
        SameSignerError: they, or the person in whose place, signed another step.
    """
    check_decided(matter.findings, matter.decisions)
    for obstacle in obstacles(matter):
        raise OutOfOrderError(expected=obstacle)
    if present != bundle_digest(matter):
        raise ChangedSinceShownError
    step = next_step(matter)
    if step is None:
        raise OutOfOrderError(expected="release")
    return step, _signer(matter, step, actor, present, day)


def _signer(matter: Matter, step: Step, actor: Actor, present: str, day: dt.date) -> ActorId:
    principals = [
        name
        for name in actor.principals(step.role, day)
        if not step.department or actor.department_of(name) == matter.case.department
    ]
    if not principals:
        raise NotAllowedError(action=f"sign-{step.id}")
    held = valid_sign_offs(matter.sign_offs, matter.returns, present, matter.chain)
    taken = {name for s in held for name in (s.by, s.principal)}
    if actor.login in taken:
        raise SameSignerError(step=step.id)
    free = [name for name in principals if name not in taken]
    if not free:
        raise SameSignerError(step=step.id)
    return free[0]


def check_release(matter: Matter) -> tuple[Output, ...]:
    """Return the outputs that may be let out: all signed for, and as signed.

    Raises:
        OutOfOrderError: a signature is missing, or something else comes first.
    """
    for obstacle in obstacles(matter):
        raise OutOfOrderError(expected=obstacle)
    step = next_step(matter)
    if step is not None:
        raise OutOfOrderError(expected=f"sign-{step.id}")
    if not _may_go_out(matter.case):
        raise OutOfOrderError(expected="attribute")
    if any(c.owes_notice for c in matter.consultations):
        raise OutOfOrderError(expected="public-interest-notice")
    outputs = matter.current_outputs()
    return tuple(outputs[d.id] for d in matter.documents)


def _may_go_out(case: Case) -> bool:
    """Return whether the attribute allows this publication (no 夹带 of what is not for all)."""
    if case.kind is CaseKind.PROACTIVE:
        return case.attribute is Attribute.ACTIVE
    return case.attribute is not Attribute.WITHHELD


def changed_since(matter: Matter, sign_offs: Sequence[SignOff]) -> tuple[Decision, ...]:
    """Return the decisions made since the last signature, whether or not it still holds."""
    last = max((s.event for s in sign_offs), default=-1)
    return tuple(d for d in matter.decisions if d.event > last)
