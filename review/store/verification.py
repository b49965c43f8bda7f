"""Hold the store against its log: every record as its last event says, none besides.

The chain shows that events were not changed; this shows that the records they
report were not changed either. It needs the store's key, because the log holds
keyed commitments only. What it cannot show: a record that was never reported
and whose event was never written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from review.audit.canonical import commit
from review.audit.chain import Broken
from review.errors import DamagedBlobError
from review.store.rows import KINDS, TABLES, Record, decode, stored_columns
from review.store.transaction import (
    ROWS,
    Reader,
    is_named_by_event,
    statements,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Row

    from review.audit.canonical import Json
    from review.audit.chain import AuditEvent


class Reported(NamedTuple):
    """The last event on a record: its number, scope and commitment."""

    number: int
    scope: str
    commitment: str


class Stored(NamedTuple):
    """One record as the tables hold it: its event and rows, None if they do not decrypt."""

    number: int
    rows: list[dict[str, Json]] | None


@dataclass(slots=True)
class Reports:
    """What a log says while it is read through once: it may be too long to be kept.

    ``last`` holds the last report on each record; ``backward`` counts events
    that are dated before the one ahead of them.
    """

    last: dict[str, Reported] = field(default_factory=dict)
    backward: int = 0
    _at: str = ""

    def watch(self, stored: Iterable[tuple[AuditEvent, str]]) -> Iterator[tuple[AuditEvent, str]]:
        """Yield what ``stored`` yields, taking note of it."""
        for event, kept in stored:
            self._note(event)
            yield event, kept

    def _note(self, event: AuditEvent) -> None:
        self.backward += event.at < self._at
        self._at = event.at
        if "record" in event.facts:
            scope, given = str(event.facts.get("scope")), str(event.facts.get("commitment"))
            self.last[str(event.facts["record"])] = Reported(event.number, scope, given)


def last_reports(stored: Iterable[tuple[AuditEvent, str]]) -> dict[str, Reported]:
    """Return the last report on each record."""
    reports = Reports()
    for _ in reports.watch(stored):
        pass
    return reports.last


def differences(reader: Reader, reports: Mapping[str, Reported]) -> Iterator[Broken]:
    """Yield each record that is not as its last report says."""
    awaited = dict(reports)
    for name, stored in stored_records(reader):
        report = awaited.pop(name, None)
        if report is None:
            yield Broken(stored.number, "record-unreported")
        elif not _agrees(reader, name, stored, report):
            yield Broken(report.number, "record-altered")
    for report in awaited.values():
        yield Broken(report.number, "record-missing")


def stored_records(reader: Reader) -> Iterator[tuple[str, Stored]]:
    """Yield every record of every table under the name that the log knows it by."""
    for kind in KINDS:
        yield from _records_of(reader, kind)


def _records_of(reader: Reader, kind: type[Record]) -> Iterator[tuple[str, Stored]]:
    table = TABLES[kind]
    order = [table.c.event, *table.primary_key]
    rows = list(reader.connection.execute(stored_columns(table).order_by(*order)))
    if not is_named_by_event(table):
        key = [column.name for column in table.primary_key]
        for row in rows:
            name = ".".join([table.name, *(str(row._mapping[k]) for k in key)])  # noqa: SLF001
            yield name, Stored(_event_of(row), _statements(reader, kind, [row]))
        return
    for number, group in groupby(rows, key=_event_of):
        yield f"{table.name}.e{number}", Stored(number, _statements(reader, kind, list(group)))


def _event_of(row: Row[tuple[object, ...]]) -> int:
    """Return the row's event; -1, which no event is, where something else stands."""
    number = row._mapping["event"]  # noqa: SLF001 - public in SQLAlchemy
    return number if isinstance(number, int) else -1


def _statements(
    reader: Reader, kind: type[Record], rows: list[Row[tuple[object, ...]]]
) -> list[dict[str, Json]] | None:
    try:
        return statements([decode(kind, row, reader.keys) for row in rows])
    except (DamagedBlobError, TypeError, ValueError):  # a value that was never written so
        return None


def _agrees(reader: Reader, name: str, stored: Stored, report: Reported) -> bool:
    if stored.rows is None or stored.number != report.number:
        return False
    key = reader.keys.commitment_key(report.scope)
    return commit(key, ROWS, [name, [*stored.rows]]) == report.commitment
