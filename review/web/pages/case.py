"""One case: its files, the way it has to go, signing, returning, releasing, papers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from starlette.responses import Response

from review.case import Attribute
from review.decision import Opinion
from review.messages import area
from review.policy import Action, may
from review.service import cases, clocks, papers, production, releasing, signing
from review.web.desk import TheActor, TheDesk, TheOffice, a_date, go_to
from review.web.pages.inbox import take
from review.web.views import page

router = APIRouter(prefix="/cases/{case_id}")
_ACTIONS = (
    Action.EDIT,
    Action.DECIDE,
    Action.SIGN,
    Action.REFER,
    Action.RELEASE,
    Action.PUBLISH,
    Action.WITHDRAW,
    Action.PAPERS,
)


@router.get("")
def show(case_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Show the case."""
    docket = signing.docket(actor, office, case_id)
    case = docket.matter.case
    with office.store.read() as reader:
        standing = cases.standing_of(reader, office, case)
    allowed = {a.value: may(actor, a, case, office.today()) for a in _ACTIONS}
    step = docket.step
    mine = step is not None and bool(actor.principals(step.role, office.today()))
    return page(
        "case.html",
        actor,
        docket=docket,
        case=case,
        standing=standing,
        allowed=allowed,
        mine=mine,
        outputs=docket.matter.current_outputs(),
        running=clocks.clocks_of(actor, office, case_id),
        papers=papers.papers_of(actor, office, case_id) if allowed["papers"] else (),
        attributes=list(Attribute),
        wordings=list(area("opinion-wordings").values()),
    )


@router.post("/documents")
def add(case_id: str, actor: TheActor, desk: TheDesk, files: list[UploadFile]) -> Response:
    """Take more files into the case."""
    for upload in files:
        if upload.filename:
            take(actor, desk, case_id, upload)
    return go_to(f"/cases/{case_id}")


@router.post("/attribute")
def attribute(
    case_id: str, actor: TheActor, office: TheOffice, attribute: Annotated[Attribute, Form()]
) -> Response:
    """Set the public attribute of the case (源头认定)."""
    case = cases.get_case(actor, office, case_id).case
    cases.change_case(actor, office, replace(case, attribute=attribute))
    return go_to(f"/cases/{case_id}")


@router.post("/produce")
def produce(case_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Write and prove the files by the decisions as they stand."""
    production.produce(actor, office, case_id)
    return go_to(f"/cases/{case_id}")


@router.post("/sign")
def sign(
    case_id: str,
    actor: TheActor,
    office: TheOffice,
    digest: Annotated[str, Form()],
    words: Annotated[str, Form()] = "",
    opinion: Annotated[Opinion, Form()] = Opinion.AGREE,
) -> Response:
    """Sign exactly what was shown."""
    signing.sign(actor, office, case_id, signing.Word(digest, words, opinion))
    return go_to(f"/cases/{case_id}")


@router.post("/return")
def send_back(
    case_id: str,
    actor: TheActor,
    office: TheOffice,
    step: Annotated[str, Form()],
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Send the case back to a step, with the reason."""
    signing.return_case(actor, office, case_id, step, reason)
    return go_to(f"/cases/{case_id}")


@router.post("/release")
def release(case_id: str, actor: TheActor, office: TheOffice) -> Response:
    """Open the lock for exactly the signed files."""
    releasing.release(actor, office, case_id)
    return go_to(f"/cases/{case_id}")


@router.post("/publish")
def publish(
    case_id: str,
    actor: TheActor,
    office: TheOffice,
    place: Annotated[str, Form()],
    day: Annotated[str, Form()],
    expires: Annotated[str, Form()] = "",
) -> Response:
    """Record where and when the files were published."""
    until = a_date(expires, "expires") if expires else None
    releasing.publish(
        actor, office, case_id, releasing.Place(place, a_date(day, "day"), expires=until)
    )
    return go_to(f"/cases/{case_id}")


@router.post("/papers")
def make_paper(
    case_id: str, actor: TheActor, office: TheOffice, kind: Annotated[str, Form()]
) -> Response:
    """Make a paper of the case and keep it."""
    papers.make_paper(actor, office, case_id, papers.Wanted(kind))
    return go_to(f"/cases/{case_id}")
