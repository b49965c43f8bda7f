"""The review page: the document, its findings beside it, and decisions from the keyboard."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from recognizers.finding import Category, Kind, Treatment
from recognizers.text import BlockId, Span
from redaction import sandbox
from review.case import DocumentState
from review.decision import Verdict
from review.errors import NotFoundError
from review.messages import area
from review.place import Places
from review.service import cases, decisions, documents, production
from review.web.desk import TheActor, TheOffice
from review.web.manuscript import sections
from review.web.views import page

router = APIRouter(prefix="/documents/{document_id}")


class Answer(BaseModel):
    """A decision as the page sends it; ``scope`` says how far it reaches."""

    verdict: Verdict
    findings: list[str] = Field(min_length=1, max_length=100_000)
    scope: Literal["one", "same", "kind"] = "one"
    treatment: Treatment | None = None
    reason: str = Field(default="", max_length=2000)


class Mark(BaseModel):
    """Text marked by hand: characters ``start`` to ``end`` of a block."""

    block: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    category: Category = Category.PERSONAL
    basis: Annotated[str, Field(min_length=1, max_length=200)]


@router.get("")
def show(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Show the document with its findings; that it was opened is on record."""
    seen = documents.note_view(actor, office, document_id, "text")
    if seen.state is not DocumentState.READ:
        return page("unread.html", actor, document=seen)
    document = documents.text_of(actor, office, document_id)
    items = decisions.items(actor, office, document_id)
    shown, hidden = sections(document, items)
    places = Places(document)
    return page(
        "review.html",
        actor,
        document=seen,
        others=cases.documents_of(actor, office, seen.case),
        items=items,
        places={i.finding.id: places.words(i.finding.finding().span) for i in items},
        shown=shown,
        hidden=hidden,
        open_count=sum(not i.is_settled for i in items),
        reasons=list(area("keep-reasons").values()),
        treatments=list(Treatment),
    )


@router.post("/decide")
def decide(document_id: str, body: Answer, actor: TheActor, office: TheOffice) -> Response:
    """Decide one finding, all with the same text, or all of a kind."""
    answer = decisions.Answer(body.verdict, body.treatment, (), body.reason)
    if body.scope == "same":
        made = decisions.decide_same_text(actor, office, document_id, body.findings[0], answer)
    elif body.scope == "kind":
        kind = _kind_of(actor, office, document_id, body.findings[0])
        made = decisions.decide_kind(actor, office, document_id, kind, answer)
    else:
        made = decisions.decide(actor, office, document_id, body.findings, answer)
    return _state(document_id, actor, office, [d.finding for d in made])


@router.post("/accept")
def accept(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Take every open suggestion to withhold or to keep."""
    made = decisions.accept_suggestions(actor, office, document_id)
    return _state(document_id, actor, office, [d.finding for d in made])


@router.post("/undo/{finding}")
def undo(document_id: str, finding: str, actor: TheActor, office: TheOffice) -> Response:
    """Go back to the decision before the last one on a finding."""
    decisions.undo(actor, office, document_id, finding)
    return _state(document_id, actor, office, [finding])


@router.post("/mark")
def mark(document_id: str, body: Mark, actor: TheActor, office: TheOffice) -> Response:
    """Add a finding where a person marked text."""
    span = Span(BlockId(body.block), body.start, body.end)
    decisions.add_finding(
        actor, office, document_id, decisions.Mark((span,), body.category, (body.basis,))
    )
    return _state(document_id, actor, office, [])


@router.get("/result")
def result(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Show the proven output beside the original, read anew from its bytes."""
    made, content = production.output_of(actor, office, document_id)
    seen = documents.note_view(actor, office, document_id, "text")
    before = documents.text_of(actor, office, document_id)
    items = decisions.items(actor, office, document_id)
    after = sandbox.read(made.media_type, content)
    return page(
        "result.html",
        actor,
        document=seen,
        output=made,
        before=sections(before, items)[0],
        after=sections(after, ())[0],
    )


def _kind_of(actor: TheActor, office: TheOffice, document_id: str, finding: str) -> Kind:
    for item in decisions.items(actor, office, document_id):
        if item.finding.id == finding:
            return item.finding.kind
    raise NotFoundError(what="finding")


def _state(
    document_id: str, actor: TheActor, office: TheOffice, changed: list[str]
) -> JSONResponse:
    """Return how the changed findings stand now, and how many are open: codes, no text."""
    items = decisions.items(actor, office, document_id)
    stands = {
        i.finding.id: i.decision.verdict.value if i.decision else ""
        for i in items
        if i.finding.id in set(changed)
    }
    return JSONResponse({"stands": stands, "open": sum(not i.is_settled for i in items)})
