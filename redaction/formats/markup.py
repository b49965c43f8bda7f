"""HTML as a row of tokens with their places, nothing repaired, nothing lost.

A scanner, not a parser: every character of the file lies in exactly one token,
so that a writer can leave alone what it does not change. Tags are told apart as
HTML5 does it where that decides what is text; element nesting is not checked.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME: Final = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*(?P<name>[^\s/>=][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+)))?"""
)
_ENTITY: Final = re.compile(
    r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)"
)
RAW: Final = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"})
"""Elements whose content is no markup."""


class Sort(Enum):
    """What a token is."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    REMARK = auto()  # comments, processing instructions, marked sections
    DOCTYPE = auto()
    RAW = auto()  # what stands inside the elements of ``RAW``


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: ``start`` to ``end`` is its value in the file, without quotes."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """Characters ``start`` to ``end`` of the file; ``name`` is the tag's, in lower case."""

    sort: Sort
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``; together they cover it without gaps."""
    position, size = 0, len(text)
    while position < size:
        start = text.find("<", position)
        while start >= 0 and not _begins_markup(text, start):
            start = text.find("<", start + 1)
        if start != position:
            end = size if start < 0 else start
            yield Token(Sort.TEXT, position, end)
            position = end
            continue
        token = _markup(text, start)
        yield token
        position = token.end
        if token.sort is Sort.OPEN and token.name in RAW:
            match = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE).search(
                text, position
            )
            end = match.start() if match else size
            if end > position:
                yield Token(Sort.RAW, position, end, token.name)
            position = end


def _begins_markup(text: str, start: int) -> bool:
    following = text[start + 1 : start + 2]
    if following in {"!", "?"}:
        return True
    if following == "/":
        following = text[start + 2 : start + 3]
    return following.isascii() and following.isalpha()


def _markup(text: str, start: int) -> Token:
    if text.startswith("<!--", start):
        # Also closed by "--!>", and an unclosed one swallows the rest, as in browsers.
        match = re.compile(r"--!?>|\Z").search(
            text, start + 2 if text[start + 4 : start + 5] in "->" else start + 4
        )
        return Token(Sort.REMARK, start, match.end() if match else len(text))
    if text[start + 1] in "!?":
        end = text.find(">", start)
        sort = Sort.DOCTYPE if text[start + 2 : start + 9].lower() == "doctype" else Sort.REMARK
        return Token(sort, start, len(text) if end < 0 else end + 1)
    closing = text[start + 1] == "/"
    match = _NAME.match(text, start + 1 + closing)
    name = match[0].lower() if match else ""
    attributes, end = _attributes(text, match.end() if match else start + 1)
    sort = Sort.CLOSE if closing else Sort.OPEN
    return Token(sort, start, end, name, attributes)


def _attributes(text: str, position: int) -> tuple[tuple[Attribute, ...], int]:
    found: list[Attribute] = []
    while True:
        match = _ATTRIBUTE.match(text, position)
        if match is None or match.end() == position:
            break
        kind = next((k for k in ("double", "single", "bare") if match[k] is not None), "")
        start, end = match.span(kind) if kind else (match.end(), match.end())
        found.append(Attribute(match["name"].lower(), start, end))
        position = match.end()
    end = text.find(">", position)
    return tuple(found), len(text) if end < 0 else end + 1


def characters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield each character that a reader sees of ``text[start:end]``, and its place.

    An entity is one or more characters at one place.
    """
    position = start
    for match in _ENTITY.finditer(text, start, end):
        yield from ((text[i], i, i + 1) for i in range(position, match.start()))
        meant = html.unescape(match[0])
        if meant == match[0]:
            yield from ((text[i], i, i + 1) for i in range(match.start(), match.end()))
        else:
            yield from ((char, match.start(), match.end()) for char in meant)
        position = match.end()
    yield from ((text[i], i, i + 1) for i in range(position, end))
