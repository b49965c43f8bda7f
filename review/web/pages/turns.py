"""Turns that a case takes beside its way: a file taken out, a question referred, a withdrawal."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from review.service import documents, referring, releasing
from review.web.desk import TheActor, TheOffice, a_date, go_to

router = APIRouter()


@router.post("/documents/{document_id}/remove")
def remove(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Take a file out of its case; signatures given before fall."""
    removed = documents.remove_document(actor, office, document_id)
    return go_to(f"/cases/{removed.case}")


@router.post("/cases/{case_id}/refer")
def refer(
    case_id: str,
    actor: TheActor,
    office: TheOffice,
    question: Annotated[str, Form()] = "",
    organ: Annotated[str, Form()] = "",
) -> Response:
    """Put a question to the secrecy administration; the clocks stop until it answers."""
    referring.refer(actor, office, case_id, question, organ)
    return go_to(f"/cases/{case_id}")


@router.post("/cases/{case_id}/referrals/{referral}/answer")
def answer(
    case_id: str,
    referral: str,
    actor: TheActor,
    office: TheOffice,
    answer: Annotated[str, Form()] = "",
) -> Response:
    """Put the administration's answer on record."""
    referring.answer_referral(actor, office, case_id, referral, answer)
    return go_to(f"/cases/{case_id}")


@router.post("/cases/{case_id}/withdraw")
def withdraw(
    case_id: str,
    actor: TheActor,
    office: TheOffice,
    day: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Put on record that what was published was taken back."""
    releasing.withdraw(actor, office, case_id, a_date(day, "day"), reason)
    return go_to(f"/cases/{case_id}")
