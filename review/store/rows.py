"""Records to rows and back: one table for each kind of record, fields named alike.

Sealed columns are encrypted for their table and column, so that a value moved
into another column does not decrypt; one moved into another row decrypts, but
breaks that row's commitment.
"""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from sqlalchemy import select, type_coerce
from sqlalchemy.types import TypeDecorator

from review.audit.canonical import canonical
from review.case import Case, CaseDocument, Paper, Publication, Release, Withdrawal
from review.consultation import Consultation
from review.deadline import Clock
from review.decision import (
    Decision,
    FindingRecord,
    Output,
    Referral,
    Return,
    SignOff,
    View,
)
from review.errors import DamagedBlobError, InvalidValueError, MissingFieldError
from review.people import Delegation, Person
from review.store import tables
from review.store.columns import Day, Flag, Packed, Sealed, Word, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Row as SqlRow
    from sqlalchemy import Select, Table

    from review.audit.canonical import Json
    from review.keys import Keyring

Record = (
    Case
    | CaseDocument
    | Clock
    | Consultation
    | Decision
    | Delegation
    | FindingRecord
    | Output
    | Paper
    | Person
    | Publication
    | Referral
    | Release
    | Return
    | SignOff
    | View
    | Withdrawal
)
R = TypeVar("R", bound=Record)

KINDS: Final[tuple[type[Record], ...]] = get_args(Record)

TABLES: Final[Mapping[type[object], Table]] = {
    Case: tables.case,
    CaseDocument: tables.document,
    Clock: tables.clock,
    Consultation: tables.consultation,
    Decision: tables.decision,
    Delegation: tables.delegation,
    FindingRecord: tables.finding,
    Output: tables.output,
    Paper: tables.paper,
    Person: tables.person,
    Publication: tables.publication,
    Referral: tables.referral,
    Release: tables.release,
    Return: tables.case_return,
    SignOff: tables.sign_off,
    View: tables.view,
    Withdrawal: tables.withdrawal,
}


def encode(record: Record, keys: Keyring) -> dict[str, object]:
    """Return the columns of ``record`` but for its event, sealed where they must be."""
    table = TABLES[type(record)]
    values: dict[str, object] = {}
    for field in fields(record):
        value = getattr(record, field.name)
        kind = table.c[field.name].type
        if isinstance(kind, Sealed):
            value = keys.seal(_spelled(kind, value), f"field/{table.name}.{field.name}")
        values[field.name] = value
    return values


def stored_columns(table: Table) -> Select[tuple[object, ...]]:
    """Return a query for the rows of ``table`` as they are stored, for ``decode``.

    Conversion waits until ``decode``, so that one damaged row does not hide others.
    """
    plainly = [
        type_coerce(column, column.type.impl_instance).label(column.name)
        if isinstance(column.type, TypeDecorator)
        else column
        for column in table.columns
    ]
    return select(*plainly)


def decode(kind: type[R], row: SqlRow[tuple[object, ...]], keys: Keyring) -> R:
    """Return the record that ``row`` (of its table, all columns as stored) holds.

    Raises:
        DamagedBlobError: a value was altered or moved.
    """
    table, stored = TABLES[kind], row._mapping  # noqa: SLF001 - SQLAlchemy's public name for it
    names = [field.name for field in fields(kind)]
    try:
        values = {name: _clear(table, name, stored[name], keys) for name in names}
        return kind(**values)  # type: ignore[arg-type]  # columns are declared as the fields are
    except (InvalidValueError, MissingFieldError, TypeError, ValueError):
        raise DamagedBlobError(place=table.name) from None


def _clear(table: Table, name: str, value: object, keys: Keyring) -> object:
    kind = table.c[name].type
    if isinstance(kind, Sealed):
        if not isinstance(value, (bytes, memoryview)):
            raise TypeError("a sealed value is bytes")
        return _read(kind, keys.unseal(bytes(value), f"field/{table.name}.{name}"))
    if isinstance(kind, (Word, Flag, Day, Packed)):
        return kind.process_result_value(value, None)
    return value


def statement(record: Record) -> dict[str, Json]:
    """Return what a commitment to ``record`` covers: every column in clear but the event."""
    return {
        field.name: plain(getattr(record, field.name))
        for field in fields(record)
        if field.name != "event"
    }


def _spelled(kind: Sealed, value: object) -> bytes:
    if kind.packed:
        return canonical(plain(value))
    return str(value).encode("utf-8", "surrogatepass")


def _read(kind: Sealed, clear: bytes) -> object:
    if kind.packed:
        return tuple(tuple(item) for item in json.loads(clear))
    return clear.decode("utf-8", "surrogatepass")
