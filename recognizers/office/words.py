"""An office's own words: what it always keeps, always withholds, and its own patterns.

The file is TOML and is checked as a whole when it is read: every entry says who
put it there and why; every pattern brings examples that must and must not match.
An error names the place (``patterns[3].match[0]``) and a code, never the word.

    schema = "mishen.office/1"

    [[keep]]
    text = "0564-0000000"
    by = "the office"
    why = "published duty line"

    [[withhold]]
    text = "…"
    category = "internal"
    by = "…"
    why = "…"

    [[patterns]]
    name = "case-code"
    pattern = "XM-[0-9]{6}"
    suggestion = "withhold"
    match = ["XM-000001"]
    not_match = ["XM-1"]
    by = "…"
    why = "…"
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import regex

from recognizers.errors import ConfigError
from recognizers.finding import Category, Suggestion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SCHEMA: Final = "mishen.office/1"
TIME_LIMIT: Final = 1.0
"""Seconds that one pattern may take for one block."""

_TABLES: Final = ("keep", "withhold", "patterns")
_LARGEST: Final = 1_000_000  # bytes: a word list, not a document
_COMMON: Final = frozenset({"by", "why"})
_KEYS: Final[Mapping[str, frozenset[str]]] = {
    "keep": _COMMON | {"text"},
    "withhold": _COMMON | {"text", "category"},
    "patterns": _COMMON | {"name", "pattern", "suggestion", "category", "match", "not_match"},
}


@dataclass(frozen=True, slots=True)
class Word:
    """A name, number or term with what is to be done wherever it stands, by whom and why."""

    text: str
    suggestion: Suggestion
    category: Category
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnPattern:
    """An office's own pattern; ``number`` is its place in the file."""

    number: int
    name: str
    compiled: regex.Pattern[str]
    suggestion: Suggestion
    category: Category
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """All entries of one office's file, in the order of the file."""

    words: tuple[Word, ...] = ()
    patterns: tuple[OwnPattern, ...] = ()


def load(path: Path) -> OfficeWords:
    """Return the office's words, every entry and example checked.

    Raises:
        ConfigError: the file cannot be read or an entry is wrong; ``path`` says
            which, ``why`` is a code.
    """
    data = _parsed(path)
    if data.get("schema") != SCHEMA:
        raise ConfigError(path="schema", why="unknown-schema")
    for key in data:
        if key not in (*_TABLES, "schema"):
            raise ConfigError(path=key, why="unknown-key")
    words = [_word(kind, n, e) for kind in ("keep", "withhold") for n, e in _entries(data, kind)]
    own = [_pattern(number, entry) for number, entry in _entries(data, "patterns")]
    return OfficeWords(tuple(words), tuple(own))


def _parsed(path: Path) -> Mapping[str, Any]:
    try:
        raw = path.read_bytes()
        if len(raw) > _LARGEST:
            raise ConfigError(path="", why="too-large")
        return tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ConfigError(path="", why="no-access") from error
    except ValueError as error:
        raise ConfigError(path="", why="not-toml") from error


def _entries(data: Mapping[str, Any], kind: str) -> list[tuple[int, Mapping[str, Any]]]:
    entries = data.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise ConfigError(path=kind, why="unknown-value")
    for number, entry in enumerate(entries):
        for key in entry:
            if key not in _KEYS[kind]:
                raise ConfigError(path=f"{kind}[{number}].{key}", why="unknown-key")
    return list(enumerate(entries))


def _word(kind: str, number: int, entry: Mapping[str, Any]) -> Word:
    path = f"{kind}[{number}]"
    return Word(
        text=_text(entry, "text", path),
        suggestion=Suggestion(kind),
        category=_category(entry, path),
        by=_text(entry, "by", path),
        why=_text(entry, "why", path),
    )


def _pattern(number: int, entry: Mapping[str, Any]) -> OwnPattern:
    path = f"patterns[{number}]"
    compiled = _compiled(_text(entry, "pattern", path), path)
    _check_examples(compiled, entry, path)
    return OwnPattern(
        number=number,
        name=_text(entry, "name", path),
        compiled=compiled,
        suggestion=_suggestion(entry, path),
        category=_category(entry, path),
        by=_text(entry, "by", path),
        why=_text(entry, "why", path),
    )


def _compiled(source: str, path: str) -> regex.Pattern[str]:
    try:
        compiled = regex.compile(source)
    except regex.error as error:
        raise ConfigError(path=f"{path}.pattern", why="not-a-pattern") from error
    if _found(compiled, "", path):
        raise ConfigError(path=f"{path}.pattern", why="matches-nothing-at-all")
    return compiled


def _check_examples(compiled: regex.Pattern[str], entry: Mapping[str, Any], path: str) -> None:
    for key, wanted in (("match", True), ("not_match", False)):
        examples = entry.get(key)
        if not isinstance(examples, list) or not examples:
            raise ConfigError(path=f"{path}.{key}", why="missing")
        for number, example in enumerate(_strings(examples, f"{path}.{key}")):
            if _found(compiled, example, path) is not wanted:
                why = "example-not-found" if wanted else "example-found"
                raise ConfigError(path=f"{path}.{key}[{number}]", why=why)


def _found(compiled: regex.Pattern[str], text: str, path: str) -> bool:
    try:
        return compiled.search(text, timeout=TIME_LIMIT) is not None
    except TimeoutError as error:
        raise ConfigError(path=f"{path}.pattern", why="too-slow") from error


def _strings(values: Sequence[Any], path: str) -> list[str]:
    for number, value in enumerate(values):
        if not isinstance(value, str):
            raise ConfigError(path=f"{path}[{number}]", why="unknown-value")
    return list(values)


def _text(entry: Mapping[str, Any], key: str, path: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(path=f"{path}.{key}", why="missing")
    return value


def _category(entry: Mapping[str, Any], path: str) -> Category:
    try:
        category = Category(entry.get("category", Category.PERSONAL.value))
    except ValueError as error:
        raise ConfigError(path=f"{path}.category", why="unknown-value") from error
    if category is Category.STATE_SECRET:
        # Only an authority names state secrets; a word list in this program must not.
        raise ConfigError(path=f"{path}.category", why="unknown-value")
    return category


def _suggestion(entry: Mapping[str, Any], path: str) -> Suggestion:
    try:
        return Suggestion(entry.get("suggestion", Suggestion.WITHHOLD.value))
    except ValueError as error:
        raise ConfigError(path=f"{path}.suggestion", why="unknown-value") from error
