"""A small office with invented people, on a real store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import inspect, text

from review.store.store import Store, open_store

START = dt.datetime(2026, 3, 2, 1, 0, tzinfo=dt.UTC)  # 09:00 in Beijing


@dataclass
class Watch:
    """A clock that tests move; each look moves it by a second."""

    moment: dt.datetime = field(default=START)

    def __call__(self) -> dt.datetime:
        self.moment += dt.timedelta(seconds=1)
        return self.moment

    def advance(self, **by: int) -> None:
        self.moment += dt.timedelta(**by)


def new_store(folder: Path, url: str = "", watch: Watch | None = None) -> Store:
    """Open the store of ``folder``, creating it at the first call."""
    folder.mkdir(parents=True, exist_ok=True)
    address = url or f"sqlite:///{folder / 'mishen.db'}"
    return open_store(address, folder / "keys", folder / "blobs", now=watch or Watch())


def everything(store: Store) -> bytes:
    """Return all values of all tables, as bytes to be searched."""
    found: list[bytes] = []
    with store.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{name}"')):  # noqa: S608
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    return b"\n".join(found)
