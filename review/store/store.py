"""The store: a database, its blobs and its keys, opened together.

``write`` is one transaction that holds the log's lock; it commits whole or not
at all. ``read`` sees one consistent state.
"""

from __future__ import annotations

import datetime as dt
import secrets
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from review.audit.chain import GENESIS
from review.audit.events import Ref, StoreCreated
from review.errors import StoreError
from review.keys import STORE_KEY, create_keys, open_keys
from review.store import log
from review.store.blobs import Blobs
from review.store.database import WRITES, open_database
from review.store.schema import is_current, upgrade
from review.store.tables import audit_head, document, meta, output, paper
from review.store.transaction import Reader, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from review.keys import Keyring

SYSTEM: Final = "system"
_LOG: Final = "log"
KEY_CHECK: Final = "key-check"
_GONE: Final = ("stopped", "removed")


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """An open store; ``now`` gives the time of day."""

    engine: Engine = field(repr=False)
    keys: Keyring
    blobs: Blobs
    now: Callable[[], dt.datetime] = _utc_now

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a transaction that only reads."""
        with self.engine.connect() as connection, connection.begin():
            yield Reader(connection, self.keys)

    @contextmanager
    def write(self) -> Iterator[Writer]:
        """Open a transaction that writes, and commit it if the block ends well."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                number, last = log.lock_head(connection)
                yield Writer(connection, self.keys, self.now, number, last)

    def log_name(self) -> str:
        """Return the log's random name, the origin of its checkpoints."""
        with self.engine.connect() as connection:
            return read_meta(connection, _LOG)

    def sweep(self) -> int:
        """Delete blobs that no record refers to; return how many.

        The log's lock is held, so that no other transaction has just put one.
        """
        with self.write() as writer:
            return self.blobs.sweep(_referred_blobs(writer.connection))

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_store(
    url: str, keys: Path, blobs: Path, *, now: Callable[[], dt.datetime] = _utc_now
) -> Store:
    """Open the store at ``url``, creating it (and its keys) if there is nothing yet.

    Raises:
        StoreError: the database cannot be reached, a key is missing, or these
            are another store's keys.
    """
    engine = open_database(url)
    try:
        return _opened(engine, keys, blobs, now)
    except OperationalError:
        engine.dispose()
        raise StoreError(why="database-unreachable") from None
    except BaseException:
        engine.dispose()
        raise


def _opened(engine: Engine, keys: Path, blobs: Path, now: Callable[[], dt.datetime]) -> Store:
    if not is_current(engine):
        upgrade(engine)
    with engine.connect() as connection:
        known = read_meta(connection, KEY_CHECK)
    keyring = open_keys(keys) if known or (keys / STORE_KEY).exists() else create_keys(keys)
    store = Store(engine, keyring, Blobs(blobs, keyring), now)
    if not known:
        _begin(store)
    elif known != keyring.check_value():
        raise StoreError(why="other-keys")
    return store


def _begin(store: Store) -> None:
    """Write the first event; of two processes that begin at once, one yields."""
    with (
        suppress(IntegrityError),
        store.engine.connect() as plain,
        (connection := plain.execution_options(**{WRITES: True})).begin(),
    ):
        if connection.execute(select(audit_head)).first() is None:
            _write_first_event(connection, store)
    with store.engine.connect() as connection:
        if read_meta(connection, KEY_CHECK) != store.keys.check_value():
            raise StoreError(why="other-keys")


def _write_first_event(connection: Connection, store: Store) -> None:
    name = f"L{secrets.token_hex(8)}"
    connection.execute(insert(audit_head).values(id=1, length=0, last=GENESIS))
    values = {_LOG: f"mishen-log/{name}", KEY_CHECK: store.keys.check_value()}
    connection.execute(insert(meta), [{"key": k, "value": v} for k, v in values.items()])
    writer = Writer(connection, store.keys, store.now, 0, GENESIS)
    writer.save(SYSTEM, StoreCreated(Ref(name)))


def read_meta(connection: Connection, key: str) -> str:
    """Return a value of the store's own, "" if it has none of that name."""
    row = connection.execute(select(meta.c.value).where(meta.c.key == key)).first()
    return str(row.value) if row else ""


def _referred_blobs(connection: Connection) -> set[str]:
    alive = document.c.state.not_in(_GONE)
    queries = (
        select(document.c.sha256).where(alive),
        select(document.c.text).where(alive),
        select(output.c.sha256).join(document, document.c.id == output.c.document).where(alive),
        select(paper.c.sha256),
    )
    return {str(name) for query in queries for name in connection.scalars(query)}
