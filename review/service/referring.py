"""Put what cannot be determined to the secrecy administration (2019 article 17)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from review.audit.events import Code, Ref, Referred
from review.case import CaseId
from review.decision import Referral
from review.errors import MissingFieldError, NotFoundError, OutOfOrderError
from review.policy import Action
from review.service.clocks import resume_clocks, stop_clocks
from review.service.matter import changing, check_not_released
from review.wording import check_wording

if TYPE_CHECKING:
    from review.people import Actor
    from review.service.office import Office


def refer(actor: Actor, office: Office, case_id: str, question: str, organ: str = "") -> Referral:
    """Put a question to the secrecy administration; nothing can be signed until it answers.

    Raises:
        NotAllowedError: the actor has no post in the chain.
        MissingFieldError: no question, or no organ is named here or in the settings.
        OutOfOrderError: the case was released.
    """
    asked = organ or office.settings.office.referral_organ
    if not question.strip() or not asked.strip():
        raise MissingFieldError(field="question" if not question.strip() else "organ")
    check_wording("question", question)
    with changing(actor, office, case_id, Action.REFER) as work:
        writer = work.writer
        check_not_released(writer, work.case)
        name = f"R{writer.number}"
        made = Referral(name, CaseId(case_id), asked, question, work.actor.login, writer.at)
        event = Referred(Ref(case_id), Ref(name), Code("asked"))
        writer.save(work.actor.login, event, made, scope=case_id)
        stop_clocks(writer, work.actor, work.case, office.today())
    return made


def answer_referral(
    actor: Actor, office: Office, case_id: str, referral_id: str, answer: str
) -> Referral:
    """Put the administration's answer on record; the findings still wait for decisions.

    Raises:
        NotFoundError: this case has no such referral.
        OutOfOrderError: it was answered already.
        MissingFieldError: no answer.
    """
    if not answer.strip():
        raise MissingFieldError(field="answer")
    check_wording("answer", answer)
    with changing(actor, office, case_id, Action.REFER) as work:
        writer = work.writer
        asked = writer.get(Referral, id=referral_id)
        if asked.case != case_id:
            raise NotFoundError(what="referral")
        if not asked.is_open:
            raise OutOfOrderError(expected="open-referral")
        answered = replace(asked, answer=answer, answered_at=writer.at)
        event = Referred(Ref(case_id), Ref(referral_id), Code("answered"))
        writer.save(work.actor.login, event, answered, scope=case_id)
        resume_clocks(writer, work.actor, work.case, office.today())
    return answered
