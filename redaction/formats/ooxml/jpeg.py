"""JPEG files stripped to what draws their pixels (ITU-T T.81).

Promises that the pixels stay exactly as they are and that of the segments only
tables, frames, scans and the colour marks of JFIF and Adobe stay: no EXIF, no
thumbnails, no comments, nothing behind the end of the picture. Anything not
understood makes the answer None; the caller then encodes the pixels anew.
"""

from __future__ import annotations

from typing import Final

_START: Final = b"\xff\xd8"
_END: Final = 0xD9
_SCAN: Final = 0xDA
_KEPT: Final = frozenset({*range(0xC0, 0xD0), 0xDB, 0xDD} - {0xC8})
_JFIF: Final = b"JFIF\0"
_ADOBE: Final = b"Adobe"
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})


def strip(content: bytes) -> bytes | None:
    """Return ``content`` with the segments that draw and no others, or None if it is odd."""
    if not content.startswith(_START):
        return None
    kept = [_START]
    position = 2
    while position + 4 <= len(content):
        marker = content[position + 1]
        if content[position] != 0xFF or marker in _ALONE:
            return None
        if marker == 0xFF:  # fill bytes before a marker
            position += 1
            continue
        if marker == _END:
            break
        length = int.from_bytes(content[position + 2 : position + 4], "big")
        end = position + 2 + length
        if length < 2 or end > len(content):
            return None
        segment = _segment(marker, content[position + 4 : end])
        if marker == _SCAN:
            end = _scan_end(content, end)
            segment = content[position:end]
        kept.append(segment)
        position = end
    if content[position : position + 2] != bytes((0xFF, _END)):
        return None
    return b"".join((*kept, bytes((0xFF, _END))))


def _segment(marker: int, body: bytes) -> bytes:
    """Return a segment as it is to be written; empty if it draws nothing."""
    if marker == 0xE0 and body.startswith(_JFIF) and len(body) >= 14:
        body = body[:12] + b"\0\0"  # no thumbnail
    elif not (marker in _KEPT or (marker == 0xEE and body.startswith(_ADOBE) and len(body) == 12)):
        return b""
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _scan_end(content: bytes, position: int) -> int:
    """Return where the coded data that begins at ``position`` ends."""
    while True:
        position = content.find(b"\xff", position)
        if position < 0 or position + 1 >= len(content):
            return len(content)
        if content[position + 1] == 0 or 0xD0 <= content[position + 1] <= 0xD7:
            position += 2
        else:
            return position
