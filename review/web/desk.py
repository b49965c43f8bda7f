"""What every page needs: the office, who is asking, and the answer to a bad form."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from starlette.responses import RedirectResponse

from review.errors import InvalidValueError
from review.people import Actor
from review.service.office import Office

if TYPE_CHECKING:
    from review.jobs import Jobs
    from review.web.sessions import Sessions


class SignInFirst(Exception):  # noqa: N818 - a way to the login page, not a fault
    """Nobody is signed in; the answer is the login page."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The parts of the application, kept on ``app.state.desk``."""

    office: Office
    sessions: Sessions
    jobs: Jobs


def desk_of(request: Request) -> Desk:
    """Return the application's parts."""
    desk: Desk = request.app.state.desk
    return desk


def office_of(request: Request) -> Office:
    """Return the office."""
    return desk_of(request).office


def actor_of(request: Request) -> Actor:
    """Return who is signed in.

    Raises:
        SignInFirst: nobody is.
    """
    desk = desk_of(request)
    actor = desk.sessions.actor(request.cookies.get("mishen"))
    if actor is None:
        raise SignInFirst
    return actor


TheActor = Annotated[Actor, Depends(actor_of)]
TheOffice = Annotated[Office, Depends(office_of)]
TheDesk = Annotated[Desk, Depends(desk_of)]


def go_to(path: str) -> RedirectResponse:
    """Send the browser on after a form was taken."""
    return RedirectResponse(path, 303)


def a_date(value: str, field: str) -> dt.date:
    """Return the date in a form.

    Raises:
        InvalidValueError: it is none.
    """
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise InvalidValueError(field=field) from None
