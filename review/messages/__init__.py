"""What users read, keyed by code: the only place where code becomes Chinese.

The catalogue ``zh_CN.toml`` has one table an area (``errors``, ``papers``,
``console``, ...). ``message`` never fails: a code without an entry falls back to
its parent error's, at last to ``internal``. ``text`` does fail on an unknown
code, because a missing word is a fault of the program that a test must see.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.errors import UserError

_CATALOGUE: Final = "zh_CN.toml"
_ERRORS: Final = "errors"


class Message(NamedTuple):
    """What happened, and what the reader may do about it ("" if nothing)."""

    message: str
    advice: str


class _Facts(dict[str, str | int]):
    """Facts for placeholders; one that is missing shows as a question mark."""

    def __missing__(self, _key: str) -> str:
        return "?"


def message(error: UserError) -> Message:
    """Return the words for ``error``, its facts filled in.

    >>> from recognizers.errors import UserError
    >>> message(UserError()).message == text("errors.internal")
    True
    """
    entry = _entry_of(type(error))
    facts = _Facts({key: _fact(value) for key, value in error.facts.items()})
    return Message(
        entry.get("message", "").format_map(facts), entry.get("advice", "").format_map(facts)
    )


def text(code: str, **facts: str | int) -> str:
    """Return the words for ``area.key``, facts filled in; an error's message for ``errors.code``.

    Raises:
        KeyError: the catalogue has no such entry.
    """
    area, _, key = code.partition(".")
    value = catalogue()[area][key]
    words = value if isinstance(value, str) else value["message"]
    return words.format_map(_Facts(facts))


def words(area: str, code: str) -> str:
    """Return the words for ``code`` in ``area``, or the code itself where there are none.

    For codes that come from data or from older records: a register that was
    written by an earlier version must still be shown.
    """
    value = catalogue().get(area, {}).get(code)
    return value if isinstance(value, str) else code


def area(name: str) -> Mapping[str, str | Mapping[str, str]]:
    """Return all entries of one area, in the catalogue's order.

    Raises:
        KeyError: the catalogue has no such area.
    """
    return catalogue()[name]


@cache
def catalogue() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    """Return the whole catalogue: area, key, words (for errors: message and advice)."""
    content = files(__package__).joinpath(_CATALOGUE).read_text(encoding="utf-8")
    return tomllib.loads(content)


def _fact(value: str | int) -> str | int:
    """Return a fact as words where it is a code of ``reasons``."""
    return words("reasons", value) if isinstance(value, str) else value


def _entry_of(kind: type[UserError]) -> Mapping[str, str]:
    for ancestor in kind.__mro__:
        code = getattr(ancestor, "code", "internal")
        entry = catalogue()[_ERRORS].get(code)
        if isinstance(entry, dict):
            return entry
    raise KeyError(kind.code)
