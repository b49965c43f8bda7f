"""Open the database: SQLite in a file, or PostgreSQL by its address.

SQLite runs in WAL mode and waits for the disk at every commit
(``synchronous=full``); transactions that write take the write lock when they
begin, so that what they read first still holds when they write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from review.errors import StoreError

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

    from sqlalchemy import Connection, Engine

WRITES: Final = "mishen_writes"
_LOCK_WAIT_MS: Final = 60_000


def open_database(url: str) -> Engine:
    """Return an engine for ``url``; nothing is created but SQLite's own file.

    Raises:
        StoreError: the address is no database address that is supported.
    """
    try:
        address = make_url(url)
        backend = address.get_backend_name()
        if backend not in {"sqlite", "postgresql"}:
            raise StoreError(why="unsupported-database")
        # Parameters are people's words: they stay out of logs and tracebacks.
        engine = create_engine(address, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ImportError):
        raise StoreError(why="database-address") from None
    if backend == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin by itself
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA busy_timeout={_LOCK_WAIT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
