"""A record changed behind the program's back is found, whichever way it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from review.audit.events import Code, FindingsDecided, PersonSaved, Ref
from review.decision import Decision, Verdict
from review.people import Person, Role
from review.store.log import read_log
from review.store.verification import differences, last_reports

if TYPE_CHECKING:
    from review.audit.chain import Broken
    from review.store.store import Store


@pytest.fixture
def filled(store: Store) -> Store:
    with store.write() as writer:
        for login in ("lin", "wang"):
            person = Person(login, "某人", "办公室", (Role.CLERK,), "")
            writer.save("system", PersonSaved(Ref(login), Code("clerk"), 1), person)
        decisions = [
            Decision(
                writer.number,
                f"{n:016x}",
                "D1",
                Verdict.KEEP,
                None,
                (),
                "公开",
                "",
                "lin",
                writer.at,
            )
            for n in range(3)
        ]
        event = FindingsDecided(Ref("D1"), Code("keep"), Code(""), 3)
        writer.save("lin", event, *decisions, scope="C1")
    return store


def _differences(store: Store) -> list[Broken]:
    with store.read() as reader:
        return list(differences(reader, last_reports(read_log(reader.connection))))


def _tamper(store: Store, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


def test_an_untouched_store_agrees_with_its_log(filled: Store) -> None:
    assert _differences(filled) == []


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        pytest.param("UPDATE person SET active = 0 WHERE login = 'lin'", "record-altered", id="field"),
        pytest.param("UPDATE person SET event = 2 WHERE login = 'lin'", "record-altered", id="event"),
        pytest.param(
            "UPDATE person SET name = (SELECT department FROM person WHERE login = 'lin')",
            "record-altered", id="sealed-moved-between-columns",
        ),
        pytest.param("UPDATE person SET roles = '[\"publisher\"]'", "record-altered", id="roles"),
        pytest.param("UPDATE person SET roles = '[\"king\"]'", "record-altered", id="unknown-word"),
        pytest.param("DELETE FROM person WHERE login = 'lin'", "record-missing", id="deleted"),
        pytest.param("DELETE FROM decision", "record-missing", id="batch-deleted"),
        pytest.param(
            "DELETE FROM decision WHERE finding = '0000000000000001'", "record-altered",
            id="one-of-a-batch-deleted",
        ),
        pytest.param("UPDATE decision SET verdict = 'refer'", "record-altered", id="verdict"),
        pytest.param(
            "INSERT INTO person SELECT 'chen', name, department, roles, password, active, event "
            "FROM person WHERE login = 'lin'", "record-unreported", id="inserted",
        ),
    ],
)  # fmt: skip
def test_a_change_behind_the_program_s_back_is_found(
    filled: Store, statement: str, why: str
) -> None:
    _tamper(filled, statement)
    assert why in {broken.why for broken in _differences(filled)}
