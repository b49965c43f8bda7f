"""Bytes that leave the office: originals, outputs, released files, registers, papers."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter
from starlette.responses import Response

from review.errors import NotFoundError
from review.service import documents, papers, production, registers, releasing
from review.suffix import suffix_of
from review.web.desk import TheActor, TheOffice

router = APIRouter()
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("/documents/{document_id}/original")
def original(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Hand out the original to those who review; the view is on record."""
    seen = documents.note_view(actor, office, document_id, "original")
    content = office.store.blobs.get(seen.sha256)
    return attachment(content, seen.name, seen.media_type or "application/octet-stream")


@router.get("/documents/{document_id}/output")
def output(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Hand out the proven output as it stands; the view is on record."""
    made, content = production.output_of(actor, office, document_id)
    return attachment(content, f"{document_id}{suffix_of(made.media_type)}", made.media_type)


@router.get("/documents/{document_id}/register")
def register(document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Hand out the register of what is withheld."""
    content = registers.register_of(actor, office, document_id, ".docx")
    return attachment(content, f"{document_id}-register.docx", _DOCX)


@router.get("/cases/{case_id}/released/{document_id}")
def released(case_id: str, document_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Hand out a released file: the signed bytes and no others."""
    for file in releasing.released_files(actor, office, case_id):
        if file.document.id == document_id:
            suffix = suffix_of(file.output.media_type)
            name = releasing.file_name(file, suffix)
            return attachment(file.content, name, file.output.media_type)
    raise NotFoundError(what="document")


@router.get("/cases/{case_id}/papers/{event}")
def paper(case_id: str, event: int, actor: TheActor, office: TheOffice) -> Response:
    """Hand out a paper that was made."""
    content = papers.paper_content(actor, office, case_id, event)
    return attachment(content, f"{case_id}-{event}.docx", _DOCX)


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """Return bytes to be saved, never to be shown by the browser in our origin."""
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    headers = {"Content-Disposition": disposition, "Content-Security-Policy": "sandbox"}
    return Response(content, media_type=media_type, headers=headers)
