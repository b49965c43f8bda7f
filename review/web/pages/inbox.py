"""The inbox: cases that the actor may see, whose turn it is, what is due; new cases by upload."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from starlette.responses import JSONResponse, Response

from review.errors import MissingFieldError
from review.people import Role
from review.service import cases, clocks, documents
from review.web.desk import TheActor, TheDesk, TheOffice, go_to
from review.web.views import page

router = APIRouter()
WITHIN: int = 10
"""Working days ahead that count as soon."""


@router.get("/")
def inbox(actor: TheActor, office: TheOffice, q: str = "", state: str = "") -> Response:
    """List the cases."""
    found = cases.list_cases(actor, office, q)
    due = {r.clock.case: r for r in clocks.due_soon(actor, office, WITHIN)} if found else {}
    shown = [s for s in found if not state or s.state == state]
    states = sorted({s.state for s in found})
    may_open = bool(actor.roles & {Role.CLERK, Role.SECRECY_REVIEWER})
    return page(
        "inbox.html",
        actor,
        shown=shown,
        due=due,
        q=q,
        state=state,
        states=states,
        may_open=may_open,
    )


@router.post("/cases")
def open_case(
    actor: TheActor,
    desk: TheDesk,
    files: list[UploadFile],
    title: Annotated[str, Form()] = "",
    together: Annotated[str, Form()] = "",
) -> Response:
    """Open a case for each file, or one for all of them, and have the files read."""
    uploads = [f for f in files if f.filename]
    if not uploads:
        raise MissingFieldError(field="files")
    groups = [uploads] if together else [[upload] for upload in uploads]
    made = [_open(actor, desk, group, title if len(groups) == 1 else "") for group in groups]
    return go_to(f"/cases/{made[0]}" if len(made) == 1 else "/")


@router.get("/status/{case_id}")
def status(case_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Return how far each file of a case got, for the page to follow."""
    files = cases.documents_of(actor, office, case_id)
    return JSONResponse({d.id: d.state.value for d in files})


def _open(actor: TheActor, desk: TheDesk, uploads: list[UploadFile], title: str) -> str:
    name = PurePath(uploads[0].filename or "").name
    new = cases.NewCase(title=title.strip() or PurePath(name).stem, department=actor.department)
    case = cases.open_case(actor, desk.office, new)
    for upload in uploads:
        take(actor, desk, case.id, upload)
    return case.id


def take(actor: TheActor, desk: TheDesk, case_id: str, upload: UploadFile) -> None:
    """Take one uploaded file into a case and have it read."""
    name = PurePath(upload.filename or "").name
    taken = documents.Upload(name, upload.file.read())
    document = documents.receive(actor, desk.office, case_id, taken)
    desk.jobs.read(document.id)
