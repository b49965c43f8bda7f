"""Text in bytes of no known format: objects, macros, settings, what lies between zip members.

A search, not a parser: it finds runs of characters stored plainly (UTF-8,
UTF-16, GB18030) and misses whatever is compressed or encrypted. It serves a
reviewer who wants to know what is about to be dropped; what it finds is never
written anywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST: Final = 400
"""Runs that are reported of one stretch of bytes."""

_WIDE: Final = re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x4e-\x9f]){3,200}")
_UTF8: Final = re.compile(rb"(?:[\x20-\x7e]|[\xe4-\xe9][\x80-\xbf]{2}){3,400}")
_BIG_WIDE: Final = re.compile(rb"(?:\x00[\x20-\x7e]|[\x4e-\x9f][\x00-\xff]){3,200}")
_GB: Final = re.compile(rb"(?:[\x20-\x7e]|[\xb0-\xf7][\xa1-\xfe]){4,400}")
_TELLING: Final = re.compile("[\u4e00-\u9fff]{2}|[0-9]{6}|[^\\s@]@[^\\s@]+\\.")


def readable(content: bytes) -> list[str]:
    """Return the runs of plain characters in ``content`` that say something.

    A run counts if it holds two Han characters side by side, six digits, or an
    e-mail address.
    """
    found: dict[str, None] = {}
    for text in _runs(content):
        if _TELLING.search(text):
            found.setdefault(text.strip())
            if len(found) == MOST:
                break
    return list(found)


def _runs(content: bytes) -> Iterator[str]:
    for match in _UTF8.finditer(content):
        yield match[0].decode("utf-8", "ignore")
    for start in (0, 1):
        for pattern, codec in ((_WIDE, "utf-16-le"), (_BIG_WIDE, "utf-16-be")):
            for match in pattern.finditer(content, start):
                # Plain letters read as wide ones give Han that nobody wrote.
                if match.start() % 2 == start and not _is_letters(match[0]):
                    yield match[0].decode(codec, "ignore")
    for match in _GB.finditer(content):
        text = match[0].decode("gb18030", "ignore")
        if not text.isascii():
            yield text


def _is_letters(run: bytes) -> bool:
    return run.isascii() and b"\0" not in run
