"""A small office with invented people, on a real store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

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
