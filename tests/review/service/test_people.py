"""Signing in, passwords, and who may manage people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from review.errors import (
    InvalidValueError,
    MissingFieldError,
    NotAllowedError,
    NotFoundError,
    StoreError,
    WrongPasswordError,
)
from review.people import ActorId, Person, Role, hash_password, password_fits
from review.service import people, trail
from tests.review.staff import PASSWORD, Staff


def _person(login: str = "newone", *roles: Role) -> Person:
    return Person(ActorId(login), "测试员", "民政办", roles or (Role.CLERK,), "")


def test_the_right_password_gives_an_actor_with_their_posts(staff: Staff) -> None:
    actor = people.sign_in(staff.office, "clerk", PASSWORD)
    assert (actor.login, actor.roles) == ("clerk", frozenset({Role.CLERK}))


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("clerk", "wrong password", id="wrong-password"),
        pytest.param("clerk", "", id="no-password"),
        pytest.param("nobody", PASSWORD, id="unknown-login"),
        pytest.param("spare", "", id="login-without-password"),
    ],
)
def test_anything_else_is_refused_alike(staff: Staff, login: str, password: str) -> None:
    with pytest.raises(WrongPasswordError) as caught:
        people.sign_in(staff.office, login, password)
    assert caught.value.facts == {}


def test_a_closed_login_does_not_sign_in_or_act(staff: Staff) -> None:
    clerk = next(p for p in people.list_people(staff.root, staff.office) if p.login == "clerk")
    people.change_person(staff.root, staff.office, replace(clerk, active=False))
    with pytest.raises(WrongPasswordError):
        people.sign_in(staff.office, "clerk", PASSWORD)
    with pytest.raises(NotAllowedError):
        people.actor(staff.office, "clerk")


def test_five_wrong_passwords_lock_a_login_for_a_quarter_of_an_hour(staff: Staff) -> None:
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            people.sign_in(staff.office, "clerk", "wrong password")
    with pytest.raises(WrongPasswordError):
        people.sign_in(staff.office, "clerk", PASSWORD)
    staff.watch.advance(minutes=16)
    assert people.sign_in(staff.office, "clerk", PASSWORD).login == "clerk"


def test_a_right_password_in_between_starts_the_count_anew(staff: Staff) -> None:
    for password in [*["wrong password"] * 4, PASSWORD, *["wrong password"] * 4]:
        if password == PASSWORD:
            people.sign_in(staff.office, "clerk", password)
        else:
            with pytest.raises(WrongPasswordError):
                people.sign_in(staff.office, "clerk", password)
    assert people.sign_in(staff.office, "clerk", PASSWORD).login == "clerk"


def test_sign_ins_and_refusals_are_on_record(staff: Staff) -> None:
    people.sign_in(staff.office, "clerk", PASSWORD)
    with pytest.raises(WrongPasswordError):
        people.sign_in(staff.office, "clerk", "wrong password")
    actions = [e.action for e in trail.read_trail(staff.auditor, staff.office)[-2:]]
    assert actions == ["session.opened", "session.refused"]


def test_everybody_sets_their_own_password_an_administrator_any(staff: Staff) -> None:
    people.set_password(staff.clerk, staff.office, "clerk", "another password")
    assert people.sign_in(staff.office, "clerk", "another password").login == "clerk"
    with pytest.raises(NotAllowedError):
        people.set_password(staff.clerk, staff.office, "head", "another password")
    people.set_password(staff.root, staff.office, "head", "another password")
    assert people.sign_in(staff.office, "head", "another password").login == "head"


@pytest.mark.parametrize("short", ["", "123456789"])
def test_a_short_password_is_refused(staff: Staff, short: str) -> None:
    with pytest.raises(InvalidValueError):
        people.set_password(staff.clerk, staff.office, "clerk", short)


def test_a_password_is_kept_as_an_argon2_hash_and_never_listed(staff: Staff) -> None:
    hashed = hash_password("another password")
    assert hashed.startswith("$argon2id$")
    assert password_fits(hashed, "another password")
    assert not password_fits(hashed, "another passwort")
    assert not password_fits("", "nobody has this password")
    assert {p.password for p in people.list_people(staff.clerk, staff.office)} == {""}


@pytest.mark.parametrize(
    "login", ["", "A", "1clerk", "张三", "110105191701010034", "a b", "a" * 40, "l13900001111"]
)
def test_a_login_is_a_plain_name(login: str) -> None:
    with pytest.raises(InvalidValueError):
        _person(login)


def test_people_are_added_once_and_by_an_administrator(staff: Staff) -> None:
    with pytest.raises(NotAllowedError):
        people.add_person(staff.clerk, staff.office, _person(), "")
    people.add_person(staff.root, staff.office, _person(), "")
    with pytest.raises(MissingFieldError):
        people.add_person(staff.root, staff.office, _person(), "")
    with pytest.raises(NotAllowedError):
        people.add_person(
            staff.root, staff.office, _person("both", Role.ADMINISTRATOR, Role.CLERK), ""
        )
    with pytest.raises(NotFoundError):
        people.change_person(staff.root, staff.office, _person("nobody"))
    assert people.actor(staff.office, "newone").roles == {Role.CLERK}


def test_only_an_empty_store_takes_a_first_administrator(staff: Staff) -> None:
    with pytest.raises(NotAllowedError):
        people.add_first_administrator(staff.office, "second", "管理员", PASSWORD)
    assert "second" not in {p.login for p in people.list_people(staff.root, staff.office)}


def test_a_checkpoint_that_cannot_be_exported_is_our_error(staff: Staff, tmp_path: Path) -> None:
    folder = staff.office.settings.checkpoint_folder
    assert folder.is_relative_to(tmp_path)
    if folder.exists():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    folder.write_text("in the way")
    with pytest.raises(StoreError) as caught:
        trail.make_checkpoint(staff.office)
    assert caught.value.facts == {"why": "checkpoint-unwritable"}
