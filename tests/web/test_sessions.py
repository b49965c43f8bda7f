"""A session is a signed name that ends by itself, and with its login."""

from __future__ import annotations

import dataclasses
import stat
import time

import pytest
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from review.errors import WrongPasswordError
from review.service import people
from review.web.sessions import COOKIE, LOCKED, LONGEST, TRIES, LockedLoginError, Sessions
from tests.review.staff import PASSWORD, Staff
from tests.web.browsing import Workbench


def _key(staff: Staff) -> str:
    return (staff.office.settings.key_folder / "session.key").read_text("ascii")


def _made_at(staff: Staff, moment: float, login: str = "clerk") -> str:
    class Earlier(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(moment)

    signer = URLSafeTimedSerializer(_key(staff), "mishen-session", signer=Earlier)
    today = URLSafeTimedSerializer(_key(staff), "mishen-session")
    return str(signer.dumps(today.loads(Sessions(staff.office).open(login, PASSWORD))))


def test_a_session_names_who_opened_it_across_a_restart(staff: Staff) -> None:
    cookie = Sessions(staff.office).open("clerk", PASSWORD)
    found = Sessions(staff.office).actor(cookie)
    assert found is not None
    assert found.login == "clerk"


@pytest.mark.parametrize(
    ("age", "holds"),
    [
        pytest.param(LONGEST - 600, True, id="within-the-working-day"),
        pytest.param(LONGEST + 600, False, id="too-old"),
        pytest.param(-600, False, id="of-the-future"),
    ],
)
def test_a_session_ends_by_itself(bench: Workbench, age: int, holds: bool) -> None:
    client = bench.visitor()
    client.cookies.set(COOKIE, _made_at(bench.staff, time.time() - age))
    assert client.get("/").status_code == (200 if holds else 303)


def test_a_cookie_that_we_did_not_sign_is_none(staff: Staff) -> None:
    sessions = Sessions(staff.office)
    cookie = sessions.open("clerk", PASSWORD)
    foreign = URLSafeTimedSerializer("another key", "mishen-session").dumps({"login": "root"})
    body, rest = cookie.split(".", 1)
    wrong = (None, "", "x", foreign, f"{body[:-1]}A.{rest}", cookie[:-2])
    assert [sessions.actor(value) for value in wrong] == [None] * len(wrong)


def test_a_session_ends_when_the_login_is_closed(bench: Workbench) -> None:
    client, staff = bench.as_("clerk"), bench.staff
    [known] = [p for p in people.list_people(staff.root, staff.office) if p.login == "clerk"]
    closed = dataclasses.replace(known, active=False)
    people.change_person(staff.root, staff.office, closed)
    answer = client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_a_session_ends_when_the_password_is_set_anew(bench: Workbench) -> None:
    client, elsewhere = bench.as_("clerk"), bench.visitor()
    elsewhere.post("/login", data={"login": "clerk", "password": PASSWORD})
    people.set_password(bench.staff.root, bench.staff.office, "clerk", "another password")
    assert [c.get("/").status_code for c in (client, elsewhere)] == [303, 303]
    assert bench.as_("head").get("/").status_code == 200


def test_a_signed_cookie_without_its_mark_is_none(staff: Staff) -> None:
    sessions = Sessions(staff.office)
    signer = URLSafeTimedSerializer(_key(staff), "mishen-session")
    bodies: list[object] = [{"login": "clerk"}, {"login": "clerk", "mark": 1}, ["clerk"], None]
    bodies.append({"login": "nobody", "mark": ""})
    assert [sessions.actor(str(signer.dumps(b))) for b in bodies] == [None] * len(bodies)


def test_a_script_is_told_that_the_session_ended_and_not_sent_elsewhere(bench: Workbench) -> None:
    answer = bench.visitor().get("/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"code": "session"})


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(bench: Workbench) -> None:
    form = {"login": "clerk", "password": PASSWORD}
    plain = bench.visitor().post("/login", data=form).headers["set-cookie"].lower()
    assert "httponly" in plain
    assert "samesite=strict" in plain
    assert PASSWORD not in plain
    secure = bench.visitor().post("https://testserver/login", data=form)
    assert "secure" in secure.headers["set-cookie"].lower()


def test_signing_out_takes_the_cookie_away(bench: Workbench) -> None:
    client = bench.as_("clerk")
    assert client.get("/").status_code == 200
    client.post("/logout")
    assert client.get("/").status_code == 303


def test_a_locked_login_opens_again_by_itself(staff: Staff) -> None:
    moment = [0.0]
    sessions = Sessions(staff.office, now=lambda: moment[0])
    for _ in range(TRIES):
        with pytest.raises(WrongPasswordError):
            sessions.open("clerk", "not the password")
    with pytest.raises(LockedLoginError):
        sessions.open("clerk", PASSWORD)
    moment[0] = LOCKED + 1
    staff.watch.advance(minutes=16)
    assert sessions.open("clerk", PASSWORD)


def test_nobody_else_on_the_machine_reads_the_key(staff: Staff) -> None:
    Sessions(staff.office)
    mode = (staff.office.settings.key_folder / "session.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600
    assert len(_key(staff)) == 64
    assert not list(staff.office.settings.key_folder.glob("*.partial"))
