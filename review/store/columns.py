"""Column types whose values are spelled alike on SQLite and PostgreSQL.

Whatever a commitment covers is stored as text or whole numbers, so that what
comes back is what went in, whichever database held it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from sqlalchemy import Integer, LargeBinary, String, Text
from sqlalchemy.types import TypeDecorator

from review.audit.canonical import canonical

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlalchemy import Dialect

    from review.audit.canonical import Json


class Sealed(LargeBinary):
    """Text that people typed, encrypted by the writer and decrypted by the reader.

    ``packed`` columns hold a tuple, in canonical JSON before it is encrypted.
    """

    def __init__(self, *, packed: bool = False) -> None:
        super().__init__()
        self.packed = packed


class Word(TypeDecorator[str]):
    """A member of a closed set of words."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect | None) -> str | None:
        """Store the word itself ("" for None)."""
        del dialect
        return "" if value is None else str(value)

    def process_result_value(self, value: object, dialect: Dialect | None) -> str | None:
        """Return the member, or None for ""."""
        del dialect
        return self.words(str(value)) if value else None


class Flag(TypeDecorator[bool]):
    """A truth value, as 0 or 1."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect | None) -> int:
        """Store 1 for true."""
        del dialect
        return int(bool(value))

    def process_result_value(self, value: object, dialect: Dialect | None) -> bool:
        """Return whether it is 1.

        Raises:
            ValueError: it is neither 0 nor 1.
        """
        del dialect
        if value not in {0, 1}:
            raise ValueError("no truth value")
        return value == 1


class Day(TypeDecorator[dt.date]):
    """A date in ISO 8601, "" for None."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect | None) -> str:
        """Store the date's spelling."""
        del dialect
        return value.isoformat() if value else ""

    def process_result_value(self, value: object, dialect: Dialect | None) -> dt.date | None:
        """Return the date."""
        del dialect
        return dt.date.fromisoformat(str(value)) if value else None


class Packed(TypeDecorator[tuple[object, ...]]):
    """A tuple of words, numbers or tuples, as canonical JSON.

    ``words`` turns the members of a flat tuple into members of a closed set.
    """

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum] | None = None) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: tuple[object, ...] | None, dialect: Dialect | None) -> str:
        """Store the spelling of the tuple."""
        del dialect
        return canonical(plain(value or ())).decode()

    def process_result_value(self, value: object, dialect: Dialect | None) -> tuple[object, ...]:
        """Return the tuple.

        Raises:
            ValueError: it is not spelled as it was stored.
        """
        del dialect
        listed = json.loads(str(value))
        if not isinstance(listed, list) or canonical(listed).decode() != value:
            raise ValueError("no packed tuple")
        items = tuple(_tupled(item) for item in listed)
        return items if self.words is None else tuple(self.words(str(item)) for item in items)


def plain(value: object) -> Json:
    """Return ``value`` in types that canonical JSON spells.

    Raises:
        TypeError: it has no such spelling.
    """
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case dt.date():
            return value.isoformat()
    raise TypeError(type(value).__name__)


def _tupled(value: object) -> object:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value
