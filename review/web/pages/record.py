"""The audit page: the chain's standing, verification, checkpoints, the latest events."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from review.policy import Action, check_may
from review.service import trail
from review.web.desk import TheActor, TheOffice, go_to
from review.web.views import page

router = APIRouter(prefix="/audit")
SHOWN: int = 200
"""How many of the latest events are listed."""


@router.get("")
def show(actor: TheActor, office: TheOffice, verify: str = "") -> Response:
    """Show the latest events and the last checkpoint; verify all if asked to."""
    check_may(actor, Action.AUDIT, None, office.today())
    last = trail.last_checkpoint(office)
    found = trail.verify(actor, office) if verify else None
    first = max(0, (last.length if last else 0) - SHOWN)
    events = list(trail.read_trail(actor, office, first=first))[-SHOWN:]
    return page("audit.html", actor, events=events[::-1], last=last, found=found)


@router.post("/checkpoint")
def checkpoint(actor: TheActor, office: TheOffice) -> Response:
    """Seal the log as it stands."""
    check_may(actor, Action.AUDIT, None, office.today())
    trail.make_checkpoint(office)
    return go_to("/audit")
