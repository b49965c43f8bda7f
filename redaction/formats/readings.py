"""What coded text says: addresses in percent signs, escapes of scripts, data in Base64.

For places a reader does not see, where a name may lie in another spelling. Only
readings that say something (characters outside ASCII, long numbers, e-mail
addresses) are given; text is decoded once, not over and over.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

from redaction.formats.ooxml.unseen import is_free

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_ESCAPE: Final = re.compile(
    r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|([0-9A-Fa-f]{4,6})\s?)"
)
_BASE64: Final = re.compile(r"base64,\s*([A-Za-z0-9+/=\s]{8,400000})")
_HEX: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}){6,2000}(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Reading:
    """The ``number``-th way to read a text, from 1, and what it says then."""

    number: int
    text: str


def readings(text: str) -> Iterator[Reading]:
    """Yield what ``text`` says if its codes are undone.

    >>> [reading.text for reading in readings("a%E5%BC%A0%E5%9B%BD")]
    ['a\u5f20\u56fd']
    """
    for number, undo in enumerate(_WAYS, start=1):
        found = undo(text)
        if found and found != text and is_free(found):
            yield Reading(number, found)


def _percent(text: str) -> str:
    return _decoded(unquote_to_bytes(text)) if _PERCENT.search(text) else ""


def _escapes(text: str) -> str:
    def meant(match: re.Match[str]) -> str:
        code = int(match[1] or match[2] or match[3] or match[4], 16)
        return chr(code) if code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"

    return _ESCAPE.sub(meant, text)


def _base64(text: str) -> str:
    found = []
    for match in _BASE64.finditer(text):
        try:
            found.append(_decoded(base64.b64decode(match[1])))
        except binascii.Error:
            continue
    return "\n".join(filter(None, found))


def _hex(text: str) -> str:
    found = (_decoded(bytes.fromhex(match[0])) for match in _HEX.finditer(text))
    return "\n".join(filter(None, found))


def _decoded(content: bytes) -> str:
    """Return bytes as text, if they are text."""
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if text.isprintable() else ""
    return ""


_WAYS: Final[tuple[Callable[[str], str], ...]] = (_percent, _escapes, _base64, _hex)
