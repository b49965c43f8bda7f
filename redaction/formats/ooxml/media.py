"""Pictures in a package: pixels kept, everything else dropped.

A picture is decoded and encoded anew (a JPEG stripped to what draws its
pixels), so EXIF, XMP, thumbnails, comments and bytes after its end are gone.
Vector pictures (EMF, WMF, SVG) and what Pillow cannot decode become a blank
picture: they may hold text that nothing here reads. Does not read text in pictures.
"""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, UnidentifiedImageError

from redaction.formats.ooxml import jpeg
from redaction.formats.ooxml.remains import readable

MAX_PIXELS: Final = 60_000_000
_WRITABLE: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif"}
_EXTENSIONS: Final = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}


def extension_of(media_type: str) -> str:
    """Return the file name extension of a type that ``reencode`` returns."""
    return _EXTENSIONS[media_type]


def decode(content: bytes) -> Image.Image | None:
    """Return the first frame of a raster picture, or None if it cannot be decoded in full."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(content))
            if image.width * image.height > MAX_PIXELS or image.format in {"WMF", "EMF", "EPS"}:
                return None
            image.load()
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ):
        return None
    return image


def notes(content: bytes) -> list[str]:
    """Return the texts that a picture carries beside its pixels (EXIF, PNG text, comments)."""
    image = decode(content)
    if image is None:
        return []
    exif = image.getexif()
    values = [*image.info.values(), *exif.values(), *exif.get_ifd(0x8769).values()]
    values += readable(_after_end(content))
    return [text for value in values for text in _texts(value)]


def _after_end(content: bytes) -> bytes:
    """Return what stands behind the last mark of a PNG or JPEG."""
    for mark, length in ((b"IEND", 8), (b"\xff\xd9", 2)):
        end = content.rfind(mark)
        if end >= 0:
            return content[end + length :]
    return b""


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bytes) and len(value) < 4096:
        # Windows writes its EXIF titles in UTF-16.
        for encoding in ("utf-16-le", "utf-8", "gb18030"):
            text = value.decode(encoding, "ignore").strip("\0 ")
            if text and text.isprintable():
                return [text]
    return []


def reencode(content: bytes) -> tuple[bytes, str] | None:
    """Return a picture's pixels encoded anew and their media type; None if not decodable."""
    image = decode(content)
    if image is None:
        return None
    if image.format in {"JPEG", "MPO"} and (stripped := jpeg.strip(content)) is not None:
        return stripped, _WRITABLE["JPEG"]
    return encode(image, image)


def encode(image: Image.Image, like: Image.Image) -> tuple[bytes, str]:
    """Return the pixels of ``image`` and their media type: JPEG if ``like`` is one, else PNG.

    A JPEG keeps the tables of ``like``, so that what is not changed hardly changes.
    """
    kind = "JPEG" if like.format == "JPEG" else "PNG"
    pixels = _bare(image, kind)
    target = io.BytesIO()
    tables = getattr(like, "quantization", None)
    if kind == "PNG":
        pixels.save(target, kind, compress_level=6)
    elif tables and pixels.mode == like.mode:
        pixels.save(target, kind, qtables=tables, subsampling=0)
    else:
        pixels.save(target, kind, quality=92, subsampling=0)
    return target.getvalue(), _WRITABLE[kind]


def flatten(image: Image.Image) -> Image.Image:
    """Return ``image`` as a page shows it: on white, of mode L or RGB."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(sheet, layered).convert("RGB")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")


def _bare(image: Image.Image, kind: str) -> Image.Image:
    """Return a copy that carries pixels only, in a mode that ``kind`` can hold."""
    if kind == "JPEG":
        wanted = "L" if image.mode in {"1", "L"} else "RGB"
    elif image.mode in {"1", "L", "RGB", "RGBA", "LA", "I;16"}:
        wanted = image.mode
    else:
        wanted = "RGBA" if "transparency" in image.info or image.mode == "PA" else "RGB"
    if "transparency" in image.info and wanted in {"1", "L", "RGB"} and kind != "JPEG":
        wanted = "RGBA"
    pixels = image.convert(wanted) if image.mode != wanted else image.copy()
    pixels.info = {}
    return pixels


def blank(width: int = 8, height: int = 8) -> bytes:
    """Return a small white PNG: what stands for a picture that cannot be vouched for."""
    target = io.BytesIO()
    Image.new("L", (max(width, 1), max(height, 1)), 255).save(target, "PNG")
    return target.getvalue()
