"""What is written comes back, with the event that reports it, or not at all."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from review.audit.events import Code, Day, DelegationSaved, PersonSaved, Ref
from review.errors import NotFoundError, StoreError
from review.people import Delegation, Person, Role
from review.store.log import head, read_log
from review.store.rows import KINDS, TABLES
from review.store.schema import HEAD, MIGRATIONS
from review.store.tables import metadata
from tests.review.office import everything, new_store

if TYPE_CHECKING:
    from pathlib import Path

    from review.store.store import Store

LIN = Person("lin", "林某", "党政办", (Role.CLERK, Role.PUBLISHER), "")
SAVED = PersonSaved(Ref("lin"), Code("clerk,publisher"), 1)


def _save(store: Store, person: Person = LIN) -> int:
    with store.write() as writer:
        return writer.save("system", SAVED, person)


def test_a_record_comes_back_as_it_was_written(store: Store) -> None:
    _save(store)
    with store.read() as reader:
        assert reader.get(Person, login="lin") == LIN


def test_dates_and_empty_dates_come_back(store: Store) -> None:
    given = Delegation(
        "G1", "lin", "wang", Role.CLERK, dt.date(2026, 3, 1), dt.date(2026, 3, 9), "root"
    )
    event = DelegationSaved(
        Ref("G1"), Ref("lin"), Ref("wang"), Code("clerk"), Day("2026-03-01"), Day("2026-03-09")
    )
    with store.write() as writer:
        writer.save("root", event, given)
    with store.read() as reader:
        assert reader.all(Delegation, taker="wang") == (given,)


def test_a_second_save_replaces_a_record_named_by_key(store: Store) -> None:
    _save(store)
    closed = Person("lin", "林某", "党政办", (Role.CLERK,), "", active=False)
    _save(store, closed)
    with store.read() as reader:
        assert reader.all(Person) == (closed,)


def test_a_record_and_its_event_come_together_or_not_at_all(store: Store) -> None:
    with store.read() as reader:
        before = head(reader.connection)
    with suppress(ZeroDivisionError), store.write() as writer:
        writer.save("system", SAVED, LIN)
        raise ZeroDivisionError
    with store.read() as reader:
        assert head(reader.connection) == before
        assert reader.find(Person, login="lin") is None
        assert len(list(read_log(reader.connection))) == before[0]


def test_what_is_missing_is_our_error(store: Store) -> None:
    with store.read() as reader, pytest.raises(NotFoundError):
        reader.get(Person, login="nobody")


def test_people_s_words_are_nowhere_in_clear(store: Store, tmp_path: Path) -> None:
    _save(store, Person("lin", "110105191701010034", "机密要件科", (Role.CLERK,), ""))
    found = everything(store) + b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert b"lin" in found  # the search does see what is stored
    assert b"110105191701010034" not in found
    assert "要件".encode() not in found


def test_the_database_itself_refuses_to_change_the_log(store: Store) -> None:
    for verb in ("UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"):
        with pytest.raises(DatabaseError), store.engine.begin() as connection:
            connection.execute(text(verb))


def test_an_existing_store_opens_again_with_its_log(tmp_path: Path, url: str) -> None:
    first = new_store(tmp_path, url)
    _save(first)
    name = first.log_name()
    first.close()
    again = new_store(tmp_path, url)
    with again.read() as reader:
        assert reader.get(Person, login="lin") == LIN
        assert head(reader.connection)[0] == 2
    assert again.log_name() == name
    again.close()


@pytest.mark.parametrize("missing", ["store.key", "checkpoint.key"])
def test_a_store_does_not_open_without_its_keys(tmp_path: Path, url: str, missing: str) -> None:
    new_store(tmp_path, url).close()
    (tmp_path / "keys" / missing).unlink()
    with pytest.raises(StoreError) as caught:
        new_store(tmp_path, url)
    assert caught.value.facts == {"why": "key-missing"}


def test_a_store_does_not_open_with_another_store_s_keys(tmp_path: Path) -> None:
    new_store(tmp_path / "a").close()
    new_store(tmp_path / "b").close()
    (tmp_path / "a" / "mishen.db").rename(tmp_path / "b" / "mishen.db")
    with pytest.raises(StoreError) as caught:
        new_store(tmp_path / "b")
    assert caught.value.facts == {"why": "other-keys"}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("mysql://localhost/x", id="other-database"),
        pytest.param("no address", id="no-address"),
        pytest.param("sqlite:////nonexistent/folder/x.db", id="no-folder"),
    ],
)
def test_an_address_that_cannot_be_opened_is_our_error(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError):
        new_store(tmp_path, url)


def test_keys_are_readable_by_their_owner_only(store: Store, tmp_path: Path) -> None:
    assert "keys" not in repr(store.keys)
    for path in (tmp_path / "keys").iterdir():
        assert path.stat().st_mode & 0o077 == 0


def test_the_migrations_make_the_tables_that_the_program_uses(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert set(metadata.tables) <= set(inspect(connection).get_table_names())


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_every_kind_of_record_has_a_table_with_its_event() -> None:
    for kind in KINDS:
        assert "event" in TABLES[kind].c
