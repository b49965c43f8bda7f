"""What an image file carries beside its pixels: EXIF, XMP, comments, thumbnails.

JPEG and JPEG 2000 streams are whole image files; their side information goes,
their pixels stay as they are.
"""

from __future__ import annotations

from typing import Final

_KEPT_SEGMENTS: Final = frozenset({0xEE})  # Adobe: says how colours are coded
_DROPPED_BOXES: Final = frozenset({b"uuid", b"xml ", b"asoc", b"uinf", b"jp2i"})


def bare_jpeg(data: bytes) -> bytes:
    """Return a JPEG file without application data and comments; anything else unchanged.

    >>> bare_jpeg(bytes.fromhex("ffd8 fffe 0004 6869 ffd9")).hex()
    'ffd8ffd9'
    """
    if data[:2] != b"\xff\xd8":
        return data
    parts, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (0xD9, 0xDA):
            break
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        side = 0xE0 <= marker <= 0xEF or marker == 0xFE
        if not side or marker in _KEPT_SEGMENTS:
            parts.append(data[at:end])
        at = end
    return b"".join([*parts, _without_tail(data[at:])])


def _without_tail(data: bytes) -> bytes:
    end = data.rfind(b"\xff\xd9")
    return data[: end + 2] if end >= 0 else data


def bare_jpeg2000(data: bytes) -> bytes:
    """Return a JP2 file without its boxes of metadata; anything else unchanged."""
    if data[4:8] != b"jP  ":
        return data
    parts, at = [], 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        end = len(data) if size == 0 else at + max(size, 8)
        if kind not in _DROPPED_BOXES:
            parts.append(data[at:end])
        at = end
    return b"".join(parts)
