"""The audit log's tables.

Appending reads the log's last hash and writes the next event, which two writers
must not do at once. The one row of ``audit_head`` is the lock on both databases:
PostgreSQL locks the row, SQLite has only one writer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from redaction.plan import Sm3
from review.audit.canonical import canonical
from review.audit.chain import AuditEvent
from review.store.tables import audit_event, audit_head, checkpoint

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import Connection


def lock_head(connection: Connection) -> tuple[int, Sm3]:
    """Return the log's length and last hash, locked until the transaction ends."""
    row = connection.execute(select(audit_head.c.length, audit_head.c.last).with_for_update()).one()
    return row.length, Sm3(row.last)


def head(connection: Connection) -> tuple[int, Sm3]:
    """Return the log's length and last hash."""
    row = connection.execute(select(audit_head.c.length, audit_head.c.last)).one()
    return row.length, Sm3(row.last)


def append(connection: Connection, event: AuditEvent) -> Sm3:
    """Append ``event``, which the caller made from the locked head; return its hash."""
    sealed = event.hash
    connection.execute(
        insert(audit_event).values(
            number=event.number,
            at=event.at,
            by=event.by,
            action=event.action,
            facts=canonical(dict(event.facts)).decode(),
            previous=event.previous,
            hash=sealed,
        )
    )
    connection.execute(update(audit_head).values(length=event.number + 1, last=sealed))
    return sealed


def read_log(connection: Connection, first: int = 0) -> Iterator[tuple[AuditEvent, str]]:
    """Yield each event from number ``first`` on with its stored hash, oldest first."""
    rows = connection.execution_options(yield_per=2000).execute(
        select(audit_event).where(audit_event.c.number >= first).order_by(audit_event.c.number)
    )
    for number, at, by, action, facts, previous, stored in rows:
        yield AuditEvent(number, at, by, action, _facts(facts), Sm3(previous)), stored


def _facts(spelled: str) -> dict[str, str | int]:
    """Return an event's facts, or facts that no event has if they are spelled otherwise.

    The hash covers the facts, not their spelling: a change of that alone would pass.
    """
    try:
        facts = json.loads(spelled)
        if isinstance(facts, dict) and canonical(facts).decode() == spelled:
            return facts
    except (TypeError, ValueError):
        pass
    return {"damaged": 1}


def last_events(
    connection: Connection, actions: Collection[str], facts: Mapping[str, str | int], count: int
) -> tuple[tuple[str, str], ...]:
    """Return action and time of the newest events of these actions with exactly these facts."""
    spelled = canonical(dict(facts)).decode()
    query = (
        select(audit_event.c.action, audit_event.c.at)
        .where(audit_event.c.action.in_(actions), audit_event.c.facts == spelled)
        .order_by(audit_event.c.number.desc())
        .limit(count)
    )
    return tuple((row.action, row.at) for row in connection.execute(query))


def save_checkpoint(connection: Connection, length: int, note: str) -> None:
    """Keep a checkpoint's note for convenience; its worth lies in the copies elsewhere."""
    known = connection.execute(select(checkpoint).where(checkpoint.c.length == length)).first()
    if known is None:
        connection.execute(insert(checkpoint).values(length=length, note=note))


def read_checkpoints(connection: Connection) -> tuple[str, ...]:
    """Return all kept notes, shortest log first."""
    rows = connection.execute(select(checkpoint.c.note).order_by(checkpoint.c.length))
    return tuple(row.note for row in rows)
