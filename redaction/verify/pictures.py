"""What an image file holds beside its pixels.

Looks at everything between the pixels: EXIF, XMP, colour profiles, text chunks,
thumbnails, bytes after the end. Text drawn in the pixels is not read here.
"""

from __future__ import annotations

import io
import struct
import zlib
from typing import Final

from PIL import Image

from redaction.verify.containers import inflate
from redaction.verify.markup import look_at_bytes
from redaction.verify.strand import Sight

PNG_MAGIC: Final = b"\x89PNG\r\n\x1a\n"
JPEG_MAGIC: Final = b"\xff\xd8\xff"
IMAGE_MAGICS: Final = (
    PNG_MAGIC,
    JPEG_MAGIC,
    b"II*\0",
    b"MM\0*",
    b"BM",
    b"GIF8",
    b"\xd7\xcd\xc6\x9a",
    b"\0\0\0\x0cjP",
)

_TIFF_REMARKS: Final = frozenset(
    {269, 270, 271, 272, 285, 305, 306, 315, 316, 700, 33432, 33723, 34377, 34665, 34675, 34853}
    | {37510, 40091, 40092, 40093, 40094, 40095, 42112}
)
_PNG_PIXELS: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"bKGD"}
)
_BARE: Final = frozenset({0xD8, 0xD9, 0x01, *range(0xD0, 0xD8)})
_JFIF: Final = frozenset({0xE0, 0xEE})  # JFIF density and Adobe's colour transform


def look_at_picture(data: bytes) -> Sight:
    """Return what the image file ``data`` holds beside its pixels."""
    sight = Sight()
    if data.startswith(PNG_MAGIC):
        asides = png_asides(data)
    elif data.startswith(JPEG_MAGIC):
        asides = jpeg_asides(data)
    elif data.startswith(b"BM") and len(data) > 6:
        asides = [data[struct.unpack_from("<I", data, 2)[0] :]]
    else:
        asides = tiff_asides(data) if data.startswith((b"II*\0", b"MM\0*")) else []
        look_at_bytes(data, sight, "image-bytes")
    for aside in asides:
        look_at_bytes(aside, sight, "image-metadata")
    if any(asides):
        sight.note("image-metadata", sum(map(len, asides)))
    return sight


def png_asides(data: bytes) -> list[bytes]:
    """Return the chunks of a PNG that draw nothing, compressed text opened, and what follows."""
    found: list[bytes] = []
    at = len(PNG_MAGIC)
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size
        if kind not in _PNG_PIXELS:
            found += [body, _zipped_text(body)]
        if kind == b"IEND":
            break
    return [part for part in (*found, data[at:]) if part]


def _zipped_text(body: bytes) -> bytes:
    """Return what the compressed text of a zTXt, iTXt or iCCP chunk says."""
    at = body.find(b"\x78")
    while at >= 0:
        if text := inflate(body[at:], zlib.MAX_WBITS):
            return text
        at = body.find(b"\x78", at + 1)
    return b""


def jpeg_asides(data: bytes) -> list[bytes]:
    """Return the segments of a JPEG that draw nothing, and what follows its end."""
    found: list[bytes] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _BARE or marker == 0xFF:
            at += 1 if marker == 0xFF else 2
            continue
        (size,) = struct.unpack_from(">H", data, at + 2)
        if marker == 0xFE or (0xE0 <= marker <= 0xEF and marker not in _JFIF):
            found.append(data[at + 4 : at + 2 + size])
        elif marker in _JFIF and size > 18:
            found.append(data[at + 4 + 14 : at + 2 + size])
        at += 2 + size
        if marker == 0xDA:
            at = _scan_end(data, at)
    end = data.rfind(b"\xff\xd9")
    return [part for part in (*found, data[end + 2 :] if end >= 0 else b"") if part]


def tiff_asides(data: bytes) -> list[bytes]:
    """Return the values of a TIFF's tags that describe and do not draw."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            tags = [dict(image.tag_v2)]  # type: ignore[attr-defined]
            for number in range(1, getattr(image, "n_frames", 1)):
                image.seek(number)
                tags.append(dict(image.tag_v2))  # type: ignore[attr-defined]
    except (OSError, ValueError, SyntaxError, EOFError):
        return []
    said = [value for each in tags for tag, value in each.items() if tag in _TIFF_REMARKS]
    return [v if isinstance(v, bytes) else str(v).encode("utf-8", "surrogateescape") for v in said]


def _scan_end(data: bytes, at: int) -> int:
    """Return where the next segment after entropy-coded data begins."""
    while (at := data.find(b"\xff", at)) >= 0 and at + 1 < len(data):
        if data[at + 1] not in {0, *range(0xD0, 0xD8)}:
            return at
        at += 2
    return len(data)
