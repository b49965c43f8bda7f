"""Strings of PDF syntax: found in streams, unescaped, read in every encoding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from redaction.verify.markup import look_at_bytes
from redaction.verify.normal import BARRIER
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    import pikepdf

    from redaction.verify.strand import Sight

STRING: Final = re.compile(
    rb"\(((?:[^()\\]|\\.){0,65536})\)|<([0-9A-Fa-f\s]{2,131072})>", re.DOTALL
)
HEX_STRING: Final = re.compile(rb"<[0-9A-Fa-f\s]{2,131072}>")
_NAME_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_OCTAL: Final = frozenset(bytes([digit]) for digit in b"01234567")
_CONTROLS: Final = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def add_strings(found: list[bytes], sight: Sight, route: str) -> None:
    """Add PDF strings in their own encoding, and their bytes in every other."""
    marked = {s for s in found if s[:2] in {b"\xfe\xff", b"\xff\xfe"}}
    for string in marked:
        sight.add(route, Sort.TEXT, string.decode("utf-16", "ignore"))
        look_at_bytes(string[2:].decode("utf-16-be", "ignore").encode(), sight, route, Sort.TEXT)
    rest = b"\x1f\0\0\0".join(
        s + b"\0" * (-len(s) % 4) for s in dict.fromkeys(found) if s not in marked
    )
    look_at_bytes(rest, sight, route, Sort.TEXT)


def strings_in(data: bytes) -> list[bytes]:
    """Return the literal and hex strings of PDF syntax, unescaped, in order."""
    return [
        _ESCAPE.sub(_unescape, m[1]) if m[1] is not None else _unhex(m[2])
        for m in STRING.finditer(data)
    ]


def name_of(item: pikepdf.Object) -> str:
    """Return a name with its number signs undone, be it UTF-8 or not."""
    return names_undone(item.unparse()).decode("utf-8", "surrogateescape")


def add_names(found: list[str], sight: Sight) -> None:
    """Add PDF names, which are UTF-8 by rule and any encoding in fact."""
    own = [name for name in dict.fromkeys(found) if not name.isascii()]
    sight.add("pdf-names", Sort.TEXT, BARRIER.join(own))
    sight.add("pdf-names", Sort.SYNTAX, BARRIER.join(dict.fromkeys(found)))
    look_at_bytes(
        b"\x1f\0\0\0".join(name.encode("utf-8", "surrogateescape") for name in own),
        sight,
        "pdf-names",
        Sort.SYNTAX,
    )


def names_undone(data: bytes) -> bytes:
    """Return the stream with the number signs in its names undone."""
    return _NAME_ESCAPE.sub(lambda match: bytes([int(match[1], 16)]), data)


def _unescape(match: re.Match[bytes]) -> bytes:
    mark = match[1]
    if mark[:1] in _OCTAL:
        return bytes([int(mark, 8) & 0xFF])
    return b"" if mark in {b"\n", b"\r\n", b"\r"} else _CONTROLS.get(mark, mark)


def _unhex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))
