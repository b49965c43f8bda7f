"""Back-up and restore, between SQLite and PostgreSQL too.

A back-up is a folder: every table as lines of JSON, the encrypted blobs, and a
manifest. It holds no key: without ``store.key`` nobody can read it, and without
it nobody can restore it either, so keys are kept apart and twice. A back-up is
one moment: the log is locked while it is taken.

A restored store ends where the back-up ended. Checkpoints made later will not
agree with it, and ``mishen audit verify`` says so: events were lost, and no
record can hide that.
"""

from __future__ import annotations

import base64
import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select, text, type_coerce
from sqlalchemy.types import TypeDecorator

from redaction.plan import sm3
from review.audit.chain import Broken, verify_chain
from review.audit.events import BackedUp, Code, Restored
from review.errors import BackupError, BrokenChainError, StoreError
from review.keys import open_keys
from review.policy import Action, check_may
from review.service.office import open_office
from review.service.people import read_actor
from review.service.trail import make_checkpoint
from review.store.blobs import Blobs
from review.store.database import WRITES, open_database
from review.store.log import read_log
from review.store.schema import HEAD, is_current, upgrade
from review.store.store import KEY_CHECK, SYSTEM, read_meta
from review.store.tables import audit_head, metadata
from review.store.transaction import Reader
from review.store.verification import Reports, differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Table

    from review.config import Settings
    from review.keys import Keyring
    from review.people import Actor
    from review.service.office import Office

SCHEMA: Final = "mishen.backup/1"
_MANIFEST: Final = "manifest.json"
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished back-up: where it lies, how many events and files it holds."""

    folder: Path
    events: int
    files: int


def back_up(actor: Actor, office: Office, folder: Path) -> Backup:
    """Write a back-up to ``folder``, whole or not at all.

    Raises:
        BackupError: there is something at that place already.
        NotAllowedError: the actor may not.
    """
    if folder.exists():
        raise BackupError(why="target-exists")
    beside = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with office.store.write() as writer:
            check_may(read_actor(writer, actor.login), Action.ADMINISTER, None, office.today())
            writer.save(actor.login, BackedUp(Code("full")))
            made = _write_all(beside, writer.connection, office, writer.number)
        beside.rename(folder)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    make_checkpoint(office)
    return Backup(folder, made.events, made.files)


def _write_all(folder: Path, connection: Connection, office: Office, length: int) -> Backup:
    digests: dict[str, str] = {}
    for table in metadata.sorted_tables:
        path = folder / "tables" / f"{table.name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        content = "".join(_lines(connection, table)).encode()
        path.write_bytes(content)
        digests[f"tables/{table.name}.jsonl"] = sm3(content)
    blobs = folder / "blobs"
    blobs.mkdir()
    if office.settings.blob_folder.is_dir():
        unfinished = shutil.ignore_patterns("*.partial")
        shutil.copytree(office.settings.blob_folder, blobs, dirs_exist_ok=True, ignore=unfinished)
    for path in sorted(blobs.rglob("*")):
        if path.is_file():
            digests[path.relative_to(folder).as_posix()] = sm3(path.read_bytes())
    listing = {"schema": SCHEMA, "migration": HEAD, "length": length, "files": digests}
    (folder / _MANIFEST).write_text(json.dumps(listing, indent=1), encoding="utf-8")
    return Backup(folder, length, len(digests))


def _lines(connection: Connection, table: Table) -> Iterator[str]:
    plainly = [
        type_coerce(c, c.type.impl_instance).label(c.name)
        if isinstance(c.type, TypeDecorator)
        else c
        for c in table.columns
    ]
    for row in connection.execute(select(*plainly).order_by(*table.primary_key)):
        values = {
            name: {"b64": base64.b64encode(bytes(value)).decode()}
            if isinstance(value, (bytes, memoryview))
            else value
            for name, value in row._mapping.items()  # noqa: SLF001 - public in SQLAlchemy
        }
        yield json.dumps(values, sort_keys=True) + "\n"


def restore(settings: Settings, folder: Path) -> Backup:
    """Fill the empty store that ``settings`` name from a back-up, and verify all of it.

    The keys have to be in place already.

    Raises:
        BackupError: the back-up is incomplete or altered, or the store is not empty.
        StoreError: the keys are missing or another store's.
        BrokenChainError: what was restored does not agree with itself.
    """
    listing = _check_backup(folder)
    keys = open_keys(settings.key_folder)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    _fill(settings, folder, keys)
    office = open_office(settings)
    try:
        with office.store.write() as writer:
            length = writer.number
            writer.save(SYSTEM, Restored(length))
        make_checkpoint(office)
    finally:
        office.close()
    return Backup(folder, length, len(listing))


def _check_backup(folder: Path) -> dict[str, str]:
    """Return the listed files with their digests, each compared; none missing, none added."""
    try:
        listing = json.loads((folder / _MANIFEST).read_text("utf-8"))
        if listing["schema"] != SCHEMA or listing["migration"] != HEAD:
            raise BackupError(why="other-version")
        digests: dict[str, str] = listing["files"]
        for path, digest in digests.items():
            if sm3((folder / path).read_bytes()) != digest:
                raise BackupError(why="altered")
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(why="incomplete") from None
    present = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    if present != {*digests, _MANIFEST}:
        raise BackupError(why="altered")
    return digests


def _fill(settings: Settings, folder: Path, keys: Keyring) -> None:
    """Insert all rows and verify them, in one transaction."""
    engine = open_database(settings.url)
    try:
        if not is_current(engine):
            upgrade(engine)
        with engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                if connection.execute(select(audit_head)).first() is not None:
                    raise BackupError(why="store-not-empty")
                for table in metadata.sorted_tables:
                    _insert(connection, table, folder / "tables" / f"{table.name}.jsonl")
                _verify(connection, keys)
                _copy_blobs(Blobs(folder / "blobs", keys), settings.blob_folder)
    finally:
        engine.dispose()


def _copy_blobs(blobs: Blobs, target: Path) -> None:
    for name in blobs.names():
        blobs.get(name)
    shutil.copytree(blobs.folder, target, dirs_exist_ok=True)


def _verify(connection: Connection, keys: Keyring) -> None:
    """Refuse rows that are another store's, or that do not agree with their log.

    Checkpoints kept elsewhere are left out: an older back-up lacks what came later.
    """
    if read_meta(connection, KEY_CHECK) != keys.check_value():
        raise StoreError(why="other-keys")
    reports = Reports()
    found = verify_chain(reports.watch(read_log(connection)))
    if isinstance(found, Broken):
        raise BrokenChainError(number=found.number, why=found.why)
    for broken in differences(Reader(connection, keys), reports.last):
        raise BrokenChainError(number=broken.number, why=broken.why)


def _insert(connection: Connection, table: Table, path: Path) -> None:
    rows = [_row(table, json.loads(line)) for line in path.read_text("utf-8").splitlines()]
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    places = ", ".join(f":{column.name}" for column in table.columns)
    statement = text(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})')  # noqa: S608 - our own names
    for start in range(0, len(rows), _BATCH):
        connection.execute(statement, rows[start : start + _BATCH])


def _row(table: Table, values: dict[str, str | int | dict[str, str]]) -> dict[str, object]:
    if set(values) != {column.name for column in table.columns}:
        raise BackupError(why="other-version")
    return {
        name: base64.b64decode(value["b64"]) if isinstance(value, dict) else value
        for name, value in values.items()
    }
