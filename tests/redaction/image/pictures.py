"""Draws pictures with text for the tests; skips where this machine has no Chinese font."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")
_NAMES = ("NotoSerifCJK*", "NotoSansCJK*", "SourceHan*", "wqy*", "PingFang*", "DroidSansFallback*")


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    for folder in map(Path, _FOLDERS):
        for name in _NAMES:
            for path in sorted(folder.rglob(name)):
                if path.suffix.lower() in {".ttf", ".ttc", ".otf"}:
                    return ImageFont.truetype(str(path), size)
    pytest.skip("no font with Chinese characters on this machine")


def page(
    *lines: str, mode: str = "RGB", size: tuple[int, int] = (1000, 420), at: int = 40
) -> Image.Image:
    """Return black lines on white, 32 pixels high, 70 apart."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        draw.text((60, at + 70 * number), line, fill="black", font=font(32))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def differing(
    before: Image.Image, after: Image.Image, tolerance: int = 0
) -> tuple[int, int, int, int] | None:
    """Return the box around pixels that differ by more than ``tolerance`` grey levels."""
    from PIL import ImageChops

    difference = ImageChops.difference(before.convert("L"), after.convert("L"))
    return difference.point(lambda level: 255 if level > tolerance else 0).getbbox()
