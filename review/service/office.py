"""The office: its store, chains and calendar, opened together.

Dates are those of China, which has one time zone, whatever the machine's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from review.chain import chains
from review.deadline import YearTable, read_calendar, read_table
from review.errors import NotFoundError
from review.service import detection
from review.store.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from review.chain import Chain
    from review.config import Settings
    from review.deadline import WorkCalendar
    from review.service.detection import Examine, Write

CHINA: Final = dt.timezone(dt.timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that a service function needs besides its actor.

    ``examine`` reads a file and looks through it, ``write`` carries out a plan and
    proves the result (``review.service.detection``).
    """

    store: Store
    settings: Settings
    chains: Mapping[str, Chain]
    calendar: WorkCalendar
    examine: Examine
    write: Write

    def today(self) -> dt.date:
        """Return the date in China."""
        return self.store.now().astimezone(CHINA).date()

    def chain(self, name: str) -> Chain:
        """Return the chain ``name``.

        Raises:
            NotFoundError: there is none of that name.
        """
        if name not in self.chains:
            raise NotFoundError(what="chain")
        return self.chains[name]

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()


def open_office(
    settings: Settings,
    *,
    now: Callable[[], dt.datetime] | None = None,
    examine: Examine = detection.examine,
    write: Write = detection.write,
) -> Office:
    """Open the office's store, creating it if there is none yet.

    Raises:
        StoreError: the database or a key cannot be used.
        ConfigError: the office's chains cannot be used.
        CalendarError: one of the office's yearly tables cannot be used.
    """
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    known = chains(settings.chains)
    calendar = read_calendar(settings.calendar_folder)
    moments = {} if now is None else {"now": now}
    store = open_store(settings.url, settings.key_folder, settings.blob_folder, **moments)
    return Office(store, settings, known, calendar, examine, write)


def import_table(settings: Settings, source: str) -> YearTable:
    """Check a yearly table of working days and put it where ``open_office`` reads it.

    A table of the same year is replaced.

    Raises:
        CalendarError: the table cannot be right; nothing is changed then.
    """
    table = read_table(source)
    settings.calendar_folder.mkdir(parents=True, exist_ok=True)
    (settings.calendar_folder / f"{table.year}.toml").write_text(source, encoding="utf-8")
    return table
