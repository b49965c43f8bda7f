"""``mishen user``: people, their posts, and delegations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from review.console.session import (
    a_day,
    as_user,
    choice,
    hint,
    named,
    office,
    opened,
    option,
    read_password,
    say,
    table,
)
from review.errors import InvalidValueError, NotFoundError
from review.messages import text
from review.people import ActorId, Person, Role
from review.service import people

if TYPE_CHECKING:
    from typing import TextIO


@click.group(help=hint("user-group"))
def user() -> None:
    """Group the commands about people."""


@user.command("first", help=hint("user-first"))
@click.argument("login")
@click.argument("name")
def first(login: str, name: str) -> None:
    """Add the first administrator of an empty store."""
    with office(create=True) as place:
        password = read_password(text("console.new-password"), confirm=True)
        people.add_first_administrator(place, login, name, password)
    say("user-added", login=login)


@user.command("add", help=hint("user-add"))
@click.argument("login")
@click.argument("name")
@option("--department", default="", help_code="department")
@option("--role", "roles", multiple=True, required=True, type=choice(Role), help_code="role")
@option("--password-file", type=click.File("r", "utf-8"), help_code="password-file")
@as_user
def add(  # noqa: PLR0913 - one argument an option
    login: str,
    name: str,
    user: str,
    *,
    department: str,
    roles: tuple[str, ...],
    password_file: TextIO | None,
) -> None:
    """Add a person; without a password the login stays locked."""
    posts = tuple(Role(role) for role in roles)
    person = Person(ActorId(login), name, department, posts, "")
    password = password_file.read().rstrip("\r\n") if password_file else ""
    with opened(user) as (actor, place):
        people.add_person(actor, place, person, password)
    say("user-added", login=login)


@user.command("change", help=hint("user-change"))
@click.argument("login")
@option("--department", help_code="department")
@option("--role", "roles", multiple=True, type=choice(Role), help_code="role")
@option("--close/--reopen", "close", default=None, help_code="close")
@as_user
def change(
    login: str, department: str | None, roles: tuple[str, ...], user: str, *, close: bool | None
) -> None:
    """Change a person's posts, or close their login."""
    with opened(user) as (actor, place):
        known = next((p for p in people.list_people(actor, place) if p.login == login), None)
        if known is None:
            raise NotFoundError(what="person")
        wanted = replace(
            known,
            department=known.department if department is None else department,
            roles=tuple(Role(role) for role in roles) or known.roles,
            active=known.active if close is None else not close,
        )
        people.change_person(actor, place, wanted)
    say("user-changed", login=login)


@user.command("password", help=hint("user-password"))
@click.argument("login")
@option("--password-file", type=click.File("r", "utf-8"), help_code="password-file")
@as_user
def password(login: str, password_file: TextIO | None, user: str) -> None:
    """Set a password."""
    with opened(user) as (actor, place):
        if password_file:
            fresh = password_file.read().rstrip("\r\n")
        else:
            fresh = str(click.prompt(text("console.new-password"), hide_input=True))
        people.set_password(actor, place, login, fresh)
    say("user-changed", login=login)


@user.command("list", help=hint("user-list"))
@as_user
def show_list(user: str) -> None:
    """List people and delegations."""
    with opened(user) as (actor, place):
        staff = people.list_people(actor, place)
        lent = people.list_delegations(actor, place)
    rows = (
        (
            p.login,
            p.name,
            p.department,
            " ".join(named("roles", role) for role in p.roles),
            text("console.user-active" if p.active else "console.user-closed"),
        )
        for p in staff
    )
    table(("login", "name", "department", "roles", "state"), rows)
    for d in lent:
        end = d.ended_on or d.ends
        role = named("roles", d.role)
        say("user-delegation", id=d.id, giver=d.giver, taker=d.taker, role=role,
            starts=str(d.starts), ends=str(end))  # fmt: skip


@user.command("delegate", help=hint("user-delegate"))
@click.argument("taker")
@option("--role", required=True, type=choice(Role), help_code="role")
@option("--from", "starts", required=True, help_code="day")
@option("--until", required=True, help_code="day")
@option("--giver", default="", help_code="giver")
@as_user
def delegate(  # noqa: PLR0913 - one argument an option
    taker: str, user: str, *, role: str, starts: str, until: str, giver: str
) -> None:
    """Let another person sign in one's place."""
    begin, end = a_day(starts), a_day(until)
    if begin is None or end is None:
        raise InvalidValueError(field="day")
    wanted = people.NewDelegation(taker, Role(role), begin, end, giver)
    with opened(user) as (actor, place):
        made = people.delegate(actor, place, wanted)
    say("delegated", delegation=made.id)


@user.command("undelegate", help=hint("user-undelegate"))
@click.argument("delegation_id")
@as_user
def undelegate(delegation_id: str, user: str) -> None:
    """End a delegation today."""
    with opened(user) as (actor, place):
        people.end_delegation(actor, place, delegation_id)
    say("undelegated", delegation=delegation_id)
