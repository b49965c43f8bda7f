"""People, the posts they hold, and who may act in whose place.

A login is a name that the program's administrator gives out; whoever acts is
named by it in the trail. People are closed, never deleted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, NewType

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from review.errors import InvalidValueError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

ActorId = NewType("ActorId", str)

_LOGIN: Final = re.compile(r"(?!.*[0-9]{7})[a-z][a-z0-9._-]{1,31}")
_SHORTEST_PASSWORD: Final = 10
_HASHER: Final = PasswordHasher()


class Role(StrEnum):
    """A post in the chain, or beside it."""

    CLERK = "clerk"  # 承办人
    DEPARTMENT_HEAD = "department_head"  # 部门负责人
    SECRECY_REVIEWER = "secrecy_reviewer"  # 党政办, 保密审查机构
    SECRECY_LEADER = "secrecy_leader"  # 分管保密领导
    DEPUTY_LEADER = "deputy_leader"  # 分管领导
    PRINCIPAL_LEADER = "principal_leader"  # 主要领导
    PUBLISHER = "publisher"  # 信息员
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who may sign in; ``password`` is an argon2 hash, "" locks the login.

    A login stands in the trail for ever: it may not hold a telephone or identity number.
    """

    login: ActorId
    name: str
    department: str
    roles: tuple[Role, ...]
    password: str
    active: bool = True

    def __post_init__(self) -> None:
        if not _LOGIN.fullmatch(self.login):
            raise InvalidValueError(field="login")


@dataclass(frozen=True, slots=True)
class Delegation:
    """``giver`` lets ``taker`` sign as ``role``, from ``starts`` through ``ends``.

    ``ended_on`` cuts it short: from that day on it no longer holds.
    """

    id: str
    giver: ActorId
    taker: ActorId
    role: Role
    starts: dt.date
    ends: dt.date
    by: ActorId
    ended_on: dt.date | None = None

    def __post_init__(self) -> None:
        if self.ends < self.starts or self.giver == self.taker:
            raise InvalidValueError(field="delegation")

    def holds_on(self, day: dt.date) -> bool:
        """Return whether the taker may act on ``day``."""
        cut = self.ended_on is not None and self.ended_on <= day
        return self.starts <= day <= self.ends and not cut


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is acting: a signed-in person with the posts held today.

    ``departments`` are those of the people who delegated to them, by login:
    what was delegated reaches as far as the giver's post does.
    """

    login: ActorId
    department: str
    roles: frozenset[Role]
    delegations: tuple[Delegation, ...] = ()
    departments: Mapping[ActorId, str] = field(default_factory=dict)

    def principals(self, role: Role, day: dt.date) -> tuple[ActorId, ...]:
        """Return in whose place this person may act as ``role`` on ``day``; their own first."""
        own = (self.login,) if role in self.roles else ()
        lent = (d.giver for d in self.delegations if d.role is role and d.holds_on(day))
        return (*own, *lent)

    def department_of(self, principal: ActorId) -> str:
        """Return the department of the person in whose place this one may act."""
        return self.department if principal == self.login else self.departments[principal]


def hash_password(password: str) -> str:
    """Return the argon2id hash of ``password``.

    Raises:
        InvalidValueError: it is shorter than ten characters.
    """
    if len(password) < _SHORTEST_PASSWORD:
        raise InvalidValueError(field="password")
    return _HASHER.hash(password)


def password_fits(hashed: str, password: str) -> bool:
    """Return whether ``password`` is the one that was hashed.

    An empty hash is compared all the same, so that a missing login takes as
    long as a wrong password.
    """
    try:
        _HASHER.verify(hashed or _nobody(), password)
    except (VerifyMismatchError, InvalidHashError):
        return False
    return bool(hashed)


@cache
def _nobody() -> str:
    return _HASHER.hash("nobody has this password")


def actor_of(
    person: Person, delegations: Iterable[Delegation], givers: Mapping[ActorId, Person]
) -> Actor:
    """Return ``person`` as an actor, with what the ``givers`` delegated to them.

    A delegation counts only while the giver's own login is open and still holds
    the post.
    """
    taken = tuple(
        d
        for d in delegations
        if d.taker == person.login and givers[d.giver].active and d.role in givers[d.giver].roles
    )
    departments = {d.giver: givers[d.giver].department for d in taken}
    return Actor(person.login, person.department, frozenset(person.roles), taken, departments)
