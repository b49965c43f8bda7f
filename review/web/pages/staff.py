"""Administration: people, their posts, passwords."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import Response

from review.people import ActorId, Person, Role
from review.service import people
from review.web.desk import TheActor, TheOffice, go_to
from review.web.views import page

router = APIRouter(prefix="/people")


@router.get("")
def show(actor: TheActor, office: TheOffice) -> Response:
    """List the people."""
    return page(
        "people.html",
        actor,
        people=people.list_people(actor, office),
        delegations=people.list_delegations(actor, office),
        roles=list(Role),
    )


@router.post("")
def add(
    actor: TheActor,
    office: TheOffice,
    login: Annotated[str, Form()],
    name: Annotated[str, Form()],
    password: Annotated[str, Form()],
    roles: Annotated[list[Role], Form()],
    department: Annotated[str, Form()] = "",
) -> Response:
    """Add a person."""
    person = Person(ActorId(login.strip()), name.strip(), department.strip(), tuple(roles), "")
    people.add_person(actor, office, person, password)
    return go_to("/people")


@router.post("/{login}/password")
def password(
    login: str, actor: TheActor, office: TheOffice, password: Annotated[str, Form()]
) -> Response:
    """Set a person's password."""
    people.set_password(actor, office, login, password)
    return go_to("/people")
