"""Reading text from pixels, with a box for each character.

Promises that what was detected is either in the blocks or in
``low_confidence``, and that an image with something on it but nothing read
carries a gap: silence never means clean. Does not promise that every character
is right; regions below ``UNSURE`` are listed for a person to look at.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from recognizers.text import BlockId, Box, Layer, TextBlock
from redaction.formats.layout import Line, passages
from redaction.formats.ocr_engine import Strip, engine
from redaction.limits import count_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.formats.ocr_engine import Pixels

LOW_CONFIDENCE: Final = "ocr-low-confidence"
NOTHING_READ: Final = "ocr-nothing-read"

UNSURE: Final = 0.75  # a line's mean below this is listed for the reviewer
UNREAD: Final = 0.3  # below this the characters are noise and not text
SEARCH_DPI: Final = 110  # enough to find lines of 7 points; reading uses all pixels
SMALLEST_SEARCH: Final = 960
LARGEST_SEARCH: Final = 2560
_THREADS: Final = "MISHEN_OCR_THREADS"
_BLANK_SPREAD: Final = 24  # grey levels between the darkest and lightest of a blank sheet


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read from one image, boxes in points.

    ``low_confidence`` are the places where the reading is doubtful or failed;
    ``gaps`` are codes for ``Document.gaps``.
    """

    blocks: tuple[TextBlock, ...]
    low_confidence: tuple[Box, ...]
    gaps: tuple[str, ...]


def read_image(image: Image.Image, *, page: int, scale: float) -> OcrPage:
    """Return the text of ``image``; ``scale`` is the number of points per pixel.

    Ids are ``page{page}#ocr{k}``, k from 1 in reading order.

    Raises:
        MissingToolError: the models are not installed.
    """
    pixels = _pixels(image)
    strips = engine(threads()).strips(pixels, _search_side(image.size, scale))
    doubtful = tuple(_around(strip, page, scale) for strip in strips if _mean(strip) < UNSURE)
    legible = [strip for strip in strips if _mean(strip) >= UNREAD]
    lines = [line for strip in legible for line in _lines(strip, page, scale)]
    blocks = tuple(
        TextBlock(
            BlockId(f"page{page}#ocr{number}"),
            passage.text,
            Layer.OCR,
            passage.label,
            passage.boxes,
            passage.cell,
            page,
        )
        for number, passage in enumerate(passages(lines, page), 1)
    )
    gaps = [LOW_CONFIDENCE] if doubtful else []
    if not blocks and not is_blank(image):
        gaps.append(NOTHING_READ)
    count_page()
    return OcrPage(blocks, doubtful, tuple(gaps))


def is_blank(image: Image.Image) -> bool:
    """Return whether nothing is on ``image``: all its pixels are nearly alike."""
    return int(np.ptp(np.asarray(image.convert("L"), dtype=np.int16))) < _BLANK_SPREAD


def threads() -> int:
    """Return how many threads one reading uses: the processors at hand, at most two."""
    wanted = os.environ.get(_THREADS, "")
    if wanted.isascii() and wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    return min(len(os.sched_getaffinity(0)), 2)


def _pixels(image: Image.Image) -> Pixels:
    """Return ``image`` on white, as an array of blue, green and red."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        layered = image.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        image = Image.alpha_composite(sheet, layered)
    array = np.asarray(image.convert("RGB"), dtype=np.uint8)
    return np.ascontiguousarray(array[:, :, ::-1])


def _search_side(size: tuple[int, int], scale: float) -> int:
    wanted = int(max(size) * scale / 72 * SEARCH_DPI)
    return max(SMALLEST_SEARCH, min(wanted, LARGEST_SEARCH))


def _mean(strip: Strip) -> float:
    return sum(strip.scores) / len(strip.scores)


def _lines(strip: Strip, page: int, scale: float) -> Iterator[Line[None]]:
    """Yield a strip as lines, one for each stretch that may be a cell of its own."""
    for start, end in strip.stretches():
        boxes = []
        for index in range(start, end):
            x0, top, x1, bottom = (edge * scale for edge in strip.box(index))
            boxes.append(Box(page, x0, top, x1, bottom))
        yield Line(strip.text[start:end], tuple(boxes), (None,) * len(boxes))


def _around(strip: Strip, page: int, scale: float) -> Box:
    xs = [float(x) * scale for x in strip.quad[:, 0]]
    ys = [float(y) * scale for y in strip.quad[:, 1]]
    return Box(page, min(xs), min(ys), max(xs), max(ys))
