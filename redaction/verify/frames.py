"""The frames of a picture before and after: the same outside the bars, not the same under them.

Reads pixels, not characters: that a bar lies over the place shows that its text
is gone, whatever a program for reading text would make of it.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageOps

from redaction.errors import LossError, UnprovenError
from redaction.verify.pixels import MARGIN, boxes_by_page, changed_outside, judge, mask_of, scaled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from redaction.verify.pixels import Grey

_A4_POINTS: Final = 842.0
_SCREEN_DPI: Final = 96.0
_PLAUSIBLE_DPI: Final = (60.0, 1300.0)
_LONGEST_INCHES: Final = 60


def compare_frames(document: Document, plan: RedactionPlan, source: bytes, output: bytes) -> int:
    """Return how many frames were compared.

    Raises:
        LossError: a frame is missing, or changed where no edit is.
        LeakError: a frame did not change where an edit is.
        UnprovenError: a picture cannot be opened.
    """
    edits = boxes_by_page(document, plan)
    before, after = list(_frames(source)), list(_frames(output))
    if len(after) < document.pages:
        raise LossError(route="frames", count=document.pages - len(after))
    for number, ((old, scale), (new, _)) in enumerate(zip(before, after, strict=False), start=1):
        if old.shape != new.shape:
            raise LossError(route="pixels", count=1)
        boxes = scaled(edits.get(number, []), scale)
        mask = mask_of(old.shape, (box for edit in boxes for box in edit), MARGIN)
        judge(changed_outside(old, new, mask), old, new, boxes)
    return len(after)


def _frames(data: bytes) -> Iterator[tuple[Grey, float]]:
    """Yield each frame in grey on white, upright, and its pixels per point."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            count = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
            for number in range(count):
                image.seek(number)
                yield _grey(image), 1 / _points_per_pixel(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnprovenError(route="pixels") from error


def _grey(image: Image.Image) -> Grey:
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        layered = upright.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        upright = Image.alpha_composite(white, layered)
    grey: Grey = np.asarray(upright.convert("L"), dtype=np.uint8)
    return grey


def _points_per_pixel(image: Image.Image) -> float:
    """Return the scale of the boxes: by the resolution if it is plausible, else by the size."""
    resolution = float(image.info.get("dpi", (0, 0))[0])
    low, high = _PLAUSIBLE_DPI
    longest = max(image.size)
    if low <= resolution <= high and longest / resolution < _LONGEST_INCHES:
        return 72 / resolution
    return _A4_POINTS / longest if longest > 1000 else 72 / _SCREEN_DPI
