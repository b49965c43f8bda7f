"""Overwriting the pixels of what must go.

The bar takes the place of the pixels: nothing under it is left to uncover. It
covers what an edit changes and no more, so a mask leaves the digits it keeps.
What stands in for the text is written on the bar where a font of this machine
has its characters; without one the bar is plain.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont

from recognizers.text import Box
from redaction.formats.edits import change_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recognizers.text import TextBlock
    from redaction.formats.edits import Change
    from redaction.plan import Edit

_MARGIN: Final = 0.1  # of a character's height, above and below it
_SMALLEST: Final = 7  # pixels; smaller writing would be a smudge
_FONT_FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")
_FONT_NAMES: Final = ("NotoSansCJK", "SourceHanSans", "wqy", "DroidSansFallback", "PingFang")


def overpaint(
    image: Image.Image, places: Iterable[tuple[Edit, TextBlock]], scale: float
) -> Image.Image:
    """Return ``image`` with a bar over each edit; ``scale`` is the number of pixels per point."""
    painted = _paintable(image)
    draw = ImageDraw.Draw(painted)
    for edit, block in places:
        change = change_of(edit, block.text)
        bars = [_pixels(bar, scale, image.size) for bar in _bars(block, change)]
        for bar in bars:
            draw.rectangle(bar, fill=_ink(painted.mode, 0))
        if bars:
            _inscribe(draw, painted.mode, bars[0], change.text)
    return painted


def cover(image: Image.Image, boxes: Iterable[Box]) -> Image.Image:
    """Return ``image`` with its pixels in ``boxes``, given in pixels, overwritten."""
    painted = _paintable(image)
    draw = ImageDraw.Draw(painted)
    for box in boxes:
        draw.rectangle(_pixels(box, 1.0, image.size), fill=_ink(painted.mode, 0))
    return painted


def _paintable(image: Image.Image) -> Image.Image:
    """Return a copy whose pixels are colours and no numbers of colours."""
    if image.mode in {"1", "L", "LA", "RGB", "RGBA"}:
        copy = image.copy()
    elif image.mode.startswith("I"):
        copy = eight_bits(image)
    else:
        copy = image.convert("RGBA" if image.has_transparency_data else "RGB")
    copy.format = image.format
    return copy


def eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture of 16 bits a pixel with the upper eight: all that an eye can tell apart."""
    return image.convert("I").point(lambda level: level / 256).convert("L")


def _bars(block: TextBlock, change: Change) -> Iterator[Box]:
    """Yield one rectangle for each stretch of a line; on slanting lines, one for each pair."""
    run: list[Box] = []
    for index in range(change.start, change.end):
        if block.text[index] == "\n":
            yield from _covering(run)
            run = []
        else:
            run.append(block.boxes[index])
    yield from _covering(run)


def _covering(run: Sequence[Box]) -> Iterator[Box]:
    if not run:
        return
    whole = _around(run)
    tallest = max(box.bottom - box.top for box in run)
    if whole.bottom - whole.top <= 1.3 * tallest or len(run) == 1:
        yield whole
    else:
        yield from (_around(pair) for pair in pairwise(run))


def _around(boxes: Sequence[Box]) -> Box:
    top, bottom = min(b.top for b in boxes), max(b.bottom for b in boxes)
    margin = _MARGIN * (bottom - top)
    return Box(
        boxes[0].page,
        min(b.x0 for b in boxes),
        top - margin,
        max(b.x1 for b in boxes),
        bottom + margin,
    )


def _pixels(box: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the pixels of ``box``, last ones included, as far as they are on the image."""
    width, height = size
    x0, top = max(int(box.x0 * scale), 0), max(int(box.top * scale), 0)
    x1, bottom = int(box.x1 * scale - 1e-6), int(box.bottom * scale - 1e-6)
    return x0, top, max(min(x1, width - 1), x0), max(min(bottom, height - 1), top)


def _ink(mode: str, level: int) -> int | tuple[int, ...]:
    """Return black (0) or white (255), opaque, as a pixel of that mode."""
    return {"RGB": (level,) * 3, "RGBA": (level,) * 3 + (255,), "LA": (level, 255)}.get(mode, level)


def _inscribe(
    draw: ImageDraw.ImageDraw, mode: str, bar: tuple[int, int, int, int], text: str
) -> None:
    """Write ``text`` in white on the bar, as large as it will go."""
    text = text.strip("\u2588 ")
    x0, top, x1, bottom = bar
    size = int(min((bottom - top) * 0.7, (x1 - x0) / max(len(text), 1)))
    path = _font_path()
    if not text or path is None or size < _SMALLEST:
        return
    font = ImageFont.truetype(path, size)
    middle = ((x0 + x1) / 2, (top + bottom) / 2)
    draw.text(middle, text, fill=_ink(mode, 255), font=font, anchor="mm")


@cache
def _font_path() -> str | None:
    """Return a font of this machine that has Chinese characters, if one is found."""
    for folder in map(Path, _FONT_FOLDERS):
        for name in _FONT_NAMES:
            for path in sorted(folder.rglob(f"{name}*.tt[cf]")):
                return str(path)
    return None
