"""Bytes and text read in every way in which text hides in them.

Each function yields readings; none judges. What is compressed or encrypted must
be opened before it comes here.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_GB_RUN: Final = re.compile(rb"[\x20-\x7e\x81-\xfe]{4,}")
_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2}[ \t\r\n]{0,2}){4,}")
_BASE64: Final = re.compile(r"(?:[A-Za-z0-9+/_-]{4,}[\r\n\t]{0,4}){2,}")
_UNICODE_ESCAPE: Final = re.compile(r"\\u\{?([0-9A-Fa-f]{4,6})\}?|\\x([0-9A-Fa-f]{2})")
_OCTAL: Final = re.compile(rb"\\([0-3]?[0-7]{1,2})")
_GAP: Final = b"\x1f\0\0\0"  # a barrier in every encoding, whose length keeps the alignment
_LONGEST: Final = 1 << 20  # characters of one hex or base64 run that are decoded


def readings(data: bytes) -> Iterator[str]:
    """Yield ``data`` as text under each encoding an office file may use."""
    if not data:
        return
    yield data.decode("utf-8", "ignore")
    if data.isascii():
        return
    runs = _GB_RUN.findall(data)
    for start in (0, 1):
        yield "\x1f".join(run[start:].decode("gb18030", "ignore") for run in runs)
    yield "\x1f".join(run.decode("big5", "ignore") for run in runs)
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield data[start:].decode(encoding, "ignore")
    if data.count(0) * 3 > len(data):
        for start in range(4):
            yield _utf32(data[start:], "little")
            yield _utf32(data[start:], "big")


def unescaped(text: str) -> Iterator[tuple[bool, str]]:
    """Yield ``text`` with each kind of escape undone that occurs in it.

    The flag tells readings that are surely meant from those that may be chance.
    """
    if "&" in text:
        yield True, html.unescape(html.unescape(text))
    if "\\" in text:
        yield True, _UNICODE_ESCAPE.sub(_escaped_char, text)
        yield from _graded(_OCTAL.sub(_octal_byte, text.encode("utf-8", "ignore")))
    if "%" in text:
        yield from _graded(unquote_to_bytes(text))
    if "=" in text:
        yield from _graded(quopri.decodestring(text.encode("utf-8", "ignore")))
    for pattern, decode in ((_HEX, _from_hex), (_BASE64, _from_base64)):
        runs = (run for run in pattern.findall(text) if _mixed(run))
        yield from ((False, r) for r in readings(_GAP.join(_decoded(run, decode) for run in runs)))


def _graded(data: bytes) -> Iterator[tuple[bool, str]]:
    for number, text in enumerate(readings(data)):
        yield number == 0, text


def _mixed(run: str) -> bool:
    """Return whether the run has digits: encoded text always does, words do not."""
    return any("0" <= char <= "9" for char in run)


def _decoded(run: str, decode: Callable[[str], bytes]) -> bytes:
    """Return the bytes an encoded run stands for, whole groups of four; none if it is none."""
    try:
        data = decode("".join(run[:_LONGEST].split()))
    except (binascii.Error, ValueError):
        return b""
    return data + b"\0" * (-len(data) % 4)


def _from_hex(run: str) -> bytes:
    return bytes.fromhex(run[: len(run) // 2 * 2])


def _from_base64(run: str) -> bytes:
    plain = run.rstrip("=").replace("-", "+").replace("_", "/")
    plain = plain[: len(plain) - 1] if len(plain) % 4 == 1 else plain
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _escaped_char(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""


def _octal_byte(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 8) & 0xFF])


def _utf32(data: bytes, order: str) -> str:
    """Return the characters in groups of four bytes, with a blank for what is none."""
    cut = data[: len(data) // 4 * 4]
    swap = (
        cut if order == "little" else b"".join(cut[i : i + 4][::-1] for i in range(0, len(cut), 4))
    )
    codes = memoryview(swap).cast("I") if swap else ()
    return "".join(chr(c) if c < 0xD800 or 0xDFFF < c < 0x110000 else " " for c in codes)
