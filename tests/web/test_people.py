"""The page of the people: everybody's own password, and the administrator's form."""

from __future__ import annotations

import pytest

from review.service import people
from tests.review.staff import PASSWORD
from tests.web.browsing import Workbench

NEW = "another password"


@pytest.mark.parametrize(("login", "offered"), [("root", True), ("clerk", False)])
def test_only_the_administrator_is_offered_to_add_people(
    bench: Workbench, login: str, offered: bool
) -> None:
    page = bench.as_(login).get("/people").text
    assert ('action="/people"' in page) == offered
    assert f'action="/people/{login}/password"' in page
    assert "argon2" not in page


def test_a_person_changes_their_own_password(bench: Workbench) -> None:
    bench.as_("head").post("/people/head/password", data={"password": NEW})
    old = bench.visitor().post("/login", data={"login": "head", "password": PASSWORD})
    new = bench.visitor().post("/login", data={"login": "head", "password": NEW})
    assert (old.status_code, new.status_code) == (403, 303)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"password": "short"}, id="short-password"),
        pytest.param({"login": "13900001111"}, id="telephone-as-login"),
        pytest.param({"login": "clerk"}, id="login-is-taken"),
        pytest.param({"name": " "}, id="no-name"),
        pytest.param({"roles": ["clerk", "administrator"]}, id="posts-that-exclude-each-other"),
        pytest.param({"roles": ["emperor"]}, id="no-such-post"),
    ],
)
def test_a_person_who_cannot_be_is_not_added(bench: Workbench, wrong: dict[str, object]) -> None:
    form = {"login": "new", "name": "测试", "password": NEW, "roles": ["clerk"]} | wrong
    before = people.list_people(bench.staff.root, bench.staff.office)
    assert bench.as_("root").post("/people", data=form).status_code in {403, 409, 422}
    assert people.list_people(bench.staff.root, bench.staff.office) == before


def test_who_was_added_can_sign_in(bench: Workbench) -> None:
    form = {"login": "new", "name": "测试", "password": NEW, "roles": ["clerk"]}
    assert bench.as_("root").post("/people", data=form).status_code == 303
    made = bench.visitor().post("/login", data={"login": "new", "password": NEW})
    assert made.status_code == 303
