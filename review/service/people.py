"""People, passwords and delegations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from review.audit.chain import moment
from review.audit.events import (
    Code,
    Day,
    DelegationSaved,
    PasswordSet,
    PersonSaved,
    Ref,
    SessionOpened,
    SessionRefused,
)
from review.errors import MissingFieldError, NotAllowedError, WrongPasswordError
from review.people import (
    Actor,
    ActorId,
    Delegation,
    Person,
    Role,
    actor_of,
    hash_password,
    password_fits,
)
from review.policy import Action, check_may, check_roles
from review.store.log import last_events
from review.store.store import SYSTEM

if TYPE_CHECKING:
    from review.service.office import Office
    from review.store.transaction import Reader, Writer


_ATTEMPTS: Final = 5
_LOCKED: Final = dt.timedelta(minutes=15)


def add_first_administrator(office: Office, login: str, name: str, password: str) -> Person:
    """Add the store's first person, an administrator; only an empty store takes one.

    Raises:
        NotAllowedError: there are people already.
    """
    roles = (Role.ADMINISTRATOR,)
    person = Person(ActorId(login), name, "", roles, hash_password(password))
    with office.store.write() as writer:
        if writer.all(Person):
            raise NotAllowedError(action="first-administrator")
        _save(writer, SYSTEM, person)
    return person


def add_person(actor: Actor, office: Office, person: Person, password: str) -> Person:
    """Add ``person``; an empty ``password`` locks the login until one is set.

    Raises:
        NotAllowedError: not an administrator, or posts that exclude each other.
        MissingFieldError: no name, or the login is taken.
    """
    check_may(actor, Action.ADMINISTER, None, office.today())
    check_roles(person.roles)
    if not person.name.strip():
        raise MissingFieldError(field="name")
    person = replace(person, password=hash_password(password) if password else "")
    with office.store.write() as writer:
        if writer.find(Person, login=person.login) is not None:
            raise MissingFieldError(field="login-taken")
        _save(writer, actor.login, person)
    return person


def change_person(actor: Actor, office: Office, wanted: Person) -> Person:
    """Give a person other posts, another name or department, or close or open their login.

    The password stays as it is.

    Raises:
        NotAllowedError: not an administrator, or posts that exclude each other.
        NotFoundError: there is no such login.
    """
    check_may(actor, Action.ADMINISTER, None, office.today())
    check_roles(wanted.roles)
    with office.store.write() as writer:
        known = writer.get(Person, login=wanted.login)
        changed = replace(wanted, password=known.password)
        _save(writer, actor.login, changed)
    return changed


def set_password(actor: Actor, office: Office, login: str, password: str) -> None:
    """Set a password: anybody their own, an administrator everybody's.

    Raises:
        NotAllowedError: somebody else's password, and not an administrator.
        InvalidValueError: it is too short.
    """
    if actor.login != login:
        check_may(actor, Action.ADMINISTER, None, office.today())
    hashed = hash_password(password)
    with office.store.write() as writer:
        person = writer.get(Person, login=login)
        writer.save(actor.login, PasswordSet(Ref(login)), replace(person, password=hashed))


def sign_in(office: Office, login: str, password: str) -> Actor:
    """Return the actor whose password this is.

    After five wrong passwords in a row a login is refused for a quarter of an
    hour, whatever the password; the answer is the same as to a wrong one.

    Raises:
        WrongPasswordError: login or password is wrong, or the login is closed or locked.
    """
    with office.store.read() as reader:
        person = reader.find(Person, login=login)
        locked = person is not None and _is_locked(reader, person, office.store.now())
    fits = password_fits(person.password if person else "", password)
    if person is None or locked:
        raise WrongPasswordError
    good = fits and person.active
    with office.store.write() as writer:
        name = Ref(person.login)
        writer.save(SYSTEM, SessionOpened(name) if good else SessionRefused(name))
    if not good:
        raise WrongPasswordError
    return actor(office, login)


def _is_locked(reader: Reader, person: Person, now: dt.datetime) -> bool:
    facts = SessionOpened(Ref(person.login)).facts()
    actions = (SessionOpened.action, SessionRefused.action)
    recent = last_events(reader.connection, actions, facts, _ATTEMPTS)
    failed = [at for action, at in recent if action == SessionRefused.action]
    return len(failed) == _ATTEMPTS and now - moment(failed[0]) < _LOCKED


def actor(office: Office, login: str) -> Actor:
    """Return a person as an actor, with today's delegations, for a caller who knows them.

    Raises:
        NotAllowedError: the login is closed.
        NotFoundError: there is no such login.
    """
    with office.store.read() as reader:
        return read_actor(reader, login)


def read_actor(reader: Reader, login: str) -> Actor:
    """Return ``login`` as an actor as this transaction sees them.

    Raises:
        NotAllowedError: the login is closed.
        NotFoundError: there is no such login.
    """
    person = reader.get(Person, login=login)
    if not person.active:
        raise NotAllowedError(action="closed-login")
    givers = {p.login: p for p in reader.all(Person)}
    return actor_of(person, reader.all(Delegation, taker=login), givers)


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """Who is to sign in whose place, as what, from which day through which.

    ``giver`` "" is the actor; an administrator may name somebody else.
    """

    taker: str
    role: Role
    starts: dt.date
    ends: dt.date
    giver: str = ""


def delegate(actor: Actor, office: Office, wanted: NewDelegation) -> Delegation:
    """Put a delegation on record.

    Raises:
        NotAllowedError: the giver does not hold the post, or is somebody else.
        NotFoundError: there is no such login.
        InvalidValueError: it ends before it starts, or is to the giver.
    """
    owner = ActorId(wanted.giver or actor.login)
    if owner != actor.login:
        check_may(actor, Action.ADMINISTER, None, office.today())
    with office.store.write() as writer:
        if wanted.role not in writer.get(Person, login=owner).roles:
            raise NotAllowedError(action="delegate-without-role")
        taker = writer.get(Person, login=wanted.taker).login
        term = (wanted.starts, wanted.ends)
        made = Delegation(f"G{writer.number}", owner, taker, wanted.role, *term, actor.login)
        _save_delegation(writer, actor, made)
    return made


def end_delegation(actor: Actor, office: Office, name: str) -> Delegation:
    """End a delegation today: by its giver, or by an administrator.

    Raises:
        NotAllowedError: somebody else's delegation.
    """
    with office.store.write() as writer:
        held = writer.get(Delegation, id=name)
        if held.giver != actor.login:
            check_may(actor, Action.ADMINISTER, None, office.today())
        ended = replace(held, ended_on=office.today())
        _save_delegation(writer, actor, ended)
    return ended


def list_people(actor: Actor, office: Office) -> tuple[Person, ...]:
    """Return all people; password hashes are left out."""
    del actor  # anybody who signed in may know who holds which post
    with office.store.read() as reader:
        return tuple(replace(person, password="") for person in reader.all(Person))


def list_delegations(actor: Actor, office: Office) -> tuple[Delegation, ...]:
    """Return all delegations, ended ones too."""
    del actor
    with office.store.read() as reader:
        return reader.all(Delegation)


def _save(writer: Writer, by: str, person: Person) -> None:
    roles = Code(",".join(person.roles))
    event = PersonSaved(Ref(person.login), roles, int(person.active))
    writer.save(by, event, person)


def _save_delegation(writer: Writer, actor: Actor, made: Delegation) -> None:
    end = made.ended_on or made.ends
    event = DelegationSaved(
        Ref(made.id),
        Ref(made.giver),
        Ref(made.taker),
        Code(made.role),
        Day(made.starts.isoformat()),
        Day(end.isoformat()),
    )
    writer.save(actor.login, event, made)
