"""Reading and writing records, each change with the event that reports it.

A ``Writer`` holds the log's lock from its first moment, so whatever it reads is
still so when it writes. There is no way to write a record without an event: the
event's facts carry the record's name and a keyed commitment to its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from sqlalchemy import and_, delete, insert, true

from review.audit.canonical import canonical, commit
from review.audit.chain import AuditEvent, stamp
from review.errors import NotFoundError
from review.store import log
from review.store.rows import TABLES, Record, decode, encode, statement, stored_columns

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Table

    from redaction.plan import Sm3
    from review.audit.canonical import Commitment, Json
    from review.audit.events import Event
    from review.keys import Keyring

R = TypeVar("R", bound=Record)

OFFICE: Final = "office"
ROWS: Final = "mishen-rows/1"


@dataclass(slots=True)
class Reader:
    """A view of the store within one transaction."""

    connection: Connection
    keys: Keyring

    def all(self, kind: type[R], **where: str | int) -> tuple[R, ...]:
        """Return the records of ``kind`` with these values, in the order of their keys."""
        table = TABLES[kind]
        query = stored_columns(table).where(_matches(table, where)).order_by(*table.primary_key)
        return tuple(decode(kind, row, self.keys) for row in self.connection.execute(query))

    def find(self, kind: type[R], **where: str | int) -> R | None:
        """Return the record of ``kind`` with this key, or None."""
        found = self.all(kind, **where)
        return found[0] if found else None

    def get(self, kind: type[R], **where: str | int) -> R:
        """Return the record of ``kind`` with this key.

        Raises:
            NotFoundError: there is none.
        """
        record = self.find(kind, **where)
        if record is None:
            raise NotFoundError(what=TABLES[kind].name)
        return record


@dataclass(slots=True)
class Writer(Reader):
    """A transaction that holds the log's lock; ``number`` is the next event's."""

    now: Callable[[], dt.datetime]
    number: int
    last: Sm3

    @property
    def at(self) -> str:
        """Return the moment, as records and events spell it."""
        return stamp(self.now())

    def save(self, by: str, event: Event, *records: Record, scope: str = OFFICE) -> int:
        """Write ``records`` (all of one kind) and the event that reports them.

        A record whose key exists is replaced, unless its kind carries its event
        as key: those are only ever added. Return the event's number.
        """
        facts = event.facts()
        if records:
            facts |= {
                "record": record_name(records, self.number),
                "scope": scope,
                "commitment": commitment(self.keys, scope, records, self.number),
            }
            self._write(records)
        return self._append(by, event.action, facts)

    def _append(self, by: str, action: str, facts: dict[str, str | int]) -> int:
        event = AuditEvent(self.number, self.at, by, action, facts, self.last)
        self.last = log.append(self.connection, event)
        self.number += 1
        return event.number

    def _write(self, records: Sequence[Record]) -> None:
        table = TABLES[type(records[0])]
        rows = [encode(record, self.keys) | {"event": self.number} for record in records]
        if not is_named_by_event(table):
            for row in rows:
                key = {column.name: row[column.name] for column in table.primary_key}
                self.connection.execute(delete(table).where(_matches(table, key)))
        self.connection.execute(insert(table), rows)


def record_name(records: Sequence[Record], number: int) -> str:
    """Return the name under which the log knows these records.

    Records that are only ever added are named by their event, others by their
    key, so that a later event on the same name supersedes an earlier one.

    Raises:
        ValueError: several records, of a kind that is named by key.
    """
    table = TABLES[type(records[0])]
    if is_named_by_event(table):
        return f"{table.name}.e{number}"
    if len(records) > 1:
        raise ValueError(f"{table.name}: one record an event")
    key = [str(getattr(records[0], column.name)) for column in table.primary_key]
    return ".".join([table.name, *key])


def is_named_by_event(table: Table) -> bool:
    """Return whether the table's records are only ever added."""
    return table.c.event.primary_key or table.name == "finding"


def commitment(keys: Keyring, scope: str, records: Sequence[Record], number: int) -> Commitment:
    """Return the keyed commitment to these records under the event ``number``."""
    payload: list[Json] = [record_name(records, number), [*statements(records)]]
    return commit(keys.commitment_key(scope), ROWS, payload)


def statements(records: Sequence[Record]) -> list[dict[str, Json]]:
    """Return what a commitment covers, in an order that depends on the content alone."""
    return sorted((statement(record) for record in records), key=canonical)


def _matches(table: Table, where: Mapping[str, object]) -> ColumnElement[bool]:
    return and_(true(), *(table.c[name] == value for name, value in where.items()))
