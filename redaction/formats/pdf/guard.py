"""Limits on a PDF file before any parser touches it.

Streams are inflated here with a bound, so that a bomb is refused by counting and
not by running out of memory. Pictures count on their own: they are decoded one
at a time, later, and have a limit in pixels.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from redaction.errors import HostileFileError, UnreadableFileError

MOST_STREAM: Final = 64 * 2**20
MOST_FILE: Final = 512 * 2**20
MOST_PICTURE: Final = 256 * 2**20
MOST_FILTERS: Final = 4
MOST_PAGES: Final = 5_000
MOST_SIDE: Final = 14_400.0
_STREAM: Final = re.compile(rb"stream\r?\n")
_ZLIB: Final = frozenset({0x01, 0x5E, 0x9C, 0xDA})
_PICTURE: Final = re.compile(rb"/Subtype\s{0,4}/Image(?![A-Za-z0-9])")


def check(source: bytes) -> None:
    """Refuse what is no PDF or inflates beyond the limits.

    Raises:
        UnreadableFileError: the file does not begin as PDF files do.
        HostileFileError: a stream or the file inflates too far.
    """
    if b"%PDF-" not in source[:1024]:
        raise UnreadableFileError(reason="not-a-pdf")
    total = 0
    for match in _STREAM.finditer(source):
        start = match.end()
        if source[match.start() - 3 : match.start()] == b"end":
            continue
        head = source[max(0, match.start() - 2048) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        picture = _PICTURE.search(head) is not None
        size = _inflated(source, start, MOST_PICTURE if picture else MOST_STREAM)
        total += 0 if picture else size
        if total > MOST_FILE:
            raise HostileFileError(reason="inflates-too-far")


def _inflated(source: bytes, start: int, most: int) -> int:
    """Return how many bytes a stream inflates to, at most, through all its layers."""
    data = memoryview(source)[start:]
    largest = 0
    for _ in range(MOST_FILTERS + 1):
        if len(data) < 2 or data[0] & 0x0F != 8 or data[1] not in _ZLIB:
            return largest
        inflated, finished = _inflate(data, most)
        largest = max(largest, len(inflated))
        if not finished:
            raise HostileFileError(reason="inflates-too-far")
        data = memoryview(inflated)
    raise HostileFileError(reason="too-many-filters")


def _inflate(data: memoryview, most: int) -> tuple[bytes, bool]:
    """Return the inflated bytes and whether they are within ``most``."""
    inflater = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    at = 0
    try:
        while at < len(data) and not inflater.eof:
            part = inflater.decompress(data[at : at + 65_536], most - size + 1)
            at += 65_536
            size += len(part)
            parts.append(part)
            if size > most:
                return b"", False
    except zlib.error:
        pass  # damaged data: the parser's business; what came out so far was bounded
    return b"".join(parts), True
