"""Small pictures and fonts to plant with."""

from __future__ import annotations

import io
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from tests.plants.plant import LATIN_KEPT


def drawn(lines: tuple[str, ...] = LATIN_KEPT, width: int = 900) -> Image.Image:
    """Return a picture with the lines in large black letters."""
    font = ImageFont.load_default(size=44)
    image = Image.new("RGB", (width, 90 * (len(lines) + 1)), "white")
    for number, line in enumerate(lines):
        ImageDraw.Draw(image).text((50, 50 + 90 * number), line, fill="black", font=font)
    return image


def jpeg(image: Image.Image, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, **options)
    return buffer.getvalue()


def png(image: Image.Image, info: PngInfo | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=info, **options)
    return buffer.getvalue()


def exif(secret: str) -> Image.Exif:
    tags = Image.Exif()
    tags[0x010E] = secret
    tags[0x013B] = secret
    tags[0x9C9B] = secret.encode("utf-16-le") + b"\0\0"
    return tags


def small_jpeg(secret: str) -> bytes:
    """Return a tiny JPEG whose EXIF holds the secret."""
    return jpeg(Image.new("RGB", (64, 64), "white"), exif=exif(secret))


@cache
def font(characters: str) -> bytes:
    """Return a TrueType font in which each character is a pattern of squares of its own."""
    builder = FontBuilder(1000, isTTF=True)
    names = [".notdef", *(f"g{i}" for i in range(1, len(characters) + 1))]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"g{i}" for i, c in enumerate(characters, start=1)})
    outlines = [_squares(0x8001), *(_squares(ord(c) * 40503 & 0xFFFF | 1) for c in characters)]
    builder.setupGlyf(dict(zip(names, outlines, strict=True)))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Plant", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, usWinAscent=880, usWinDescent=120)
    builder.setupPost()
    buffer = io.BytesIO()
    builder.save(buffer)
    return buffer.getvalue()


def _squares(bits: int) -> object:
    pen = TTGlyphPen(None)
    for place in range(16):
        if bits >> place & 1:
            x, y = 50 + place % 4 * 230, place // 4 * 210
            pen.moveTo((x, y))
            for corner in ((x, y + 180), (x + 200, y + 180), (x + 200, y)):
                pen.lineTo(corner)
            pen.closePath()
    return pen.glyph()
