"""Consult third parties and joint organs, step by step.

Opening stops the case's answer clock (2019 article 33: the time of asking does
not count); it runs again once nobody is being asked any more.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from review.audit.events import Code, Consulted, Day, Ref
from review.case import CaseDocument, CaseId
from review.consultation import (
    Answer,
    Consultation,
    Outcome,
    PartyKind,
    Stage,
    check_answer,
    check_outcome,
)
from review.deadline import ClockName, term
from review.decision import FindingRecord
from review.errors import InvalidValueError, MissingFieldError, NotFoundError, OutOfOrderError
from review.policy import Action
from review.service.clocks import resume_clocks, stop_clocks
from review.service.matter import changing, check_not_released, reading
from review.wording import check_wording

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from review.people import Actor
    from review.service.matter import Work
    from review.service.office import Office

_CLOCK = {
    PartyKind.THIRD_PARTY: ClockName.THIRD_PARTY,
    PartyKind.JOINT_ORGAN: ClockName.JOINT_ORGAN,
}


@dataclass(frozen=True, slots=True)
class Asking:
    """Who is asked about which findings; ``summary`` tells the matter, never who applied."""

    kind: PartyKind
    party: str
    summary: str
    findings: tuple[str, ...] = ()
    address: str = ""


def consult(actor: Actor, office: Office, case_id: str, asking: Asking) -> Consultation:
    """Open a consultation and stop the case's answer clock.

    Raises:
        NotAllowedError: the actor may not.
        MissingFieldError: no party, or nothing to ask about.
        InvalidValueError: the case has no such finding, or the applicant's name would be told.
        OutOfOrderError: the case was released.
    """
    if not asking.party.strip() or not asking.summary.strip():
        raise MissingFieldError(field="party" if not asking.party.strip() else "summary")
    check_wording("summary", asking.summary)
    with changing(actor, office, case_id, Action.CONSULT) as work:
        check_not_released(work.writer, work.case)
        _check_asking(work, asking)
        made = Consultation(
            id=f"T{work.writer.number}",
            case=CaseId(case_id),
            kind=asking.kind,
            party=asking.party,
            address=asking.address,
            summary=asking.summary,
            findings=asking.findings,
            by=work.actor.login,
            opened_on=office.today(),
        )
        _save(work, made)
        stop_clocks(work.writer, work.actor, work.case, office.today())
    return made


def _check_asking(work: Work, asking: Asking) -> None:
    known = {
        finding.id
        for document in work.writer.all(CaseDocument, case=work.case.id)
        for finding in work.writer.all(FindingRecord, document=document.id)
    }
    if not set(asking.findings) <= known:
        raise InvalidValueError(field="findings")
    applicant = work.case.applicant_name.strip()
    if applicant and applicant in asking.summary:
        raise InvalidValueError(field="summary-names-applicant")


def send_letter(actor: Actor, office: Office, consultation_id: str, day: dt.date) -> Consultation:
    """Put on record that the letter was sent.

    Raises:
        OutOfOrderError: it was sent already.
    """
    with _at(actor, office, consultation_id, Stage.OPENED) as (work, held):
        sent = replace(held, stage=Stage.SENT, sent_on=day)
        _save(work, sent)
    return sent


def serve_letter(
    actor: Actor, office: Office, consultation_id: str, day: dt.date, service: str
) -> Consultation:
    """Put on record how and when the letter was served: the term runs from that day.

    Raises:
        OutOfOrderError: it was not sent, or was served already.
        MissingFieldError: not said how (proof of service is what courts ask for).
    """
    if not service.strip():
        raise MissingFieldError(field="service")
    with _at(actor, office, consultation_id, Stage.SENT) as (work, held):
        if held.sent_on is not None and day < held.sent_on:
            raise InvalidValueError(field="day")
        length = term(_CLOCK[held.kind], work.case.regime)
        due = office.calendar.add(day, length) if length else None
        served = replace(
            held,
            stage=Stage.SERVED,
            served_on=day,
            service=service,
            due_on=due.day if due else None,
            due_assured=due.assured if due else True,
        )
        _save(work, served)
    return served


def answer_letter(
    actor: Actor, office: Office, consultation_id: str, answer: Answer, reply: str = ""
) -> Consultation:
    """Put the answer on record, or that the term passed without one.

    Raises:
        OutOfOrderError: the letter was not served, or the term has not passed.
        MissingFieldError: a reasoned refusal without its reason.
    """
    with _at(actor, office, consultation_id, Stage.SERVED) as (work, held):
        today = office.today()
        check_answer(held, answer, reply, today)
        answered = replace(
            held, stage=Stage.ANSWERED, answer=answer, reply=reply, answered_on=today
        )
        _save(work, answered)
    return answered


def close_consultation(
    actor: Actor, office: Office, consultation_id: str, outcome: Outcome, reason: str = ""
) -> Consultation:
    """Decide upon the answer, and let the answer clock run again if nobody else is asked.

    Raises:
        OutOfOrderError: no answer and no lapse is on record.
        InvalidValueError: the regulation does not allow this outcome.
        MissingFieldError: a decision of the organ's own without its reason.
    """
    check_wording("reason", reason)
    with _at(actor, office, consultation_id, Stage.ANSWERED) as (work, held):
        check_outcome(held, outcome, reason, work.case.regime)
        today = office.today()
        closed = replace(held, stage=Stage.CLOSED, outcome=outcome, reason=reason, closed_on=today)
        _save(work, closed)
        others = work.writer.all(Consultation, case=held.case)
        if not any(other.is_open for other in others):
            resume_clocks(work.writer, work.actor, work.case, today)
    return closed


def give_notice(actor: Actor, office: Office, consultation_id: str, day: dt.date) -> Consultation:
    """Put on record that the third party was told of a public-interest disclosure.

    Raises:
        OutOfOrderError: no such notice is owed.
    """
    with _at(actor, office, consultation_id, Stage.CLOSED) as (work, held):
        if not held.owes_notice:
            raise OutOfOrderError(expected="public-interest-outcome")
        told = replace(held, notice_on=day)
        _save(work, told)
    return told


def consultations_of(actor: Actor, office: Office, case_id: str) -> tuple[Consultation, ...]:
    """Return the consultations of a case.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with reading(actor, office, case_id) as (reader, case):
        return reader.all(Consultation, case=case.id)


@contextmanager
def _at(
    actor: Actor, office: Office, consultation_id: str, stage: Stage
) -> Iterator[tuple[Work, Consultation]]:
    with office.store.read() as reader:
        known = reader.find(Consultation, id=consultation_id)
    if known is None:
        raise NotFoundError(what="consultation")
    with changing(actor, office, known.case, Action.CONSULT) as work:
        check_not_released(work.writer, work.case)
        held = work.writer.get(Consultation, id=consultation_id)
        if held.stage is not stage:
            raise OutOfOrderError(expected=f"consultation-{stage}")
        yield work, held


def _save(work: Work, consultation: Consultation) -> None:
    due = consultation.due_on.isoformat() if consultation.due_on else ""
    event = Consulted(
        Ref(consultation.case),
        Ref(consultation.id),
        Code(consultation.kind),
        Code(consultation.stage),
        Code(consultation.outcome),
        Day(due),
    )
    work.writer.save(work.actor.login, event, consultation, scope=consultation.case)
