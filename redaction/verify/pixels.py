"""Do two renderings differ outside the bars, and do they differ under them?

Pixels are grey, 0 to 255. Each pixel is compared with the other picture's
neighbourhood, so that a shift by less than a pixel and the ringing of a
compressed picture are no difference, while a missing stroke is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from redaction.errors import LeakError, LossError
from redaction.verify.expectation import changed_range

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from recognizers.text import Box, Document
    from redaction.plan import RedactionPlan

    Grey = NDArray[np.uint8]
    Mask = NDArray[np.bool_]
    Rectangle = tuple[float, float, float, float]

TOLERANCE: Final = 64
MARGIN: Final = 4
"""Pixels around a bar that may change with it."""

TILE: Final = 24
"""Side, in pixels, of the squares in which differences are counted: about one letter."""

STRAY_IN_TILE: Final = 30
STRAY_SHARE: Final = 0.0003
"""Differences that may be noise of drawing anew: in one square, and of all pixels."""

_INK: Final = 48  # spread of grey below which a place shows nothing
_SAME: Final = 0.97  # share of equal pixels above which a place is unchanged


def boxes_by_page(document: Document, plan: RedactionPlan) -> dict[int, list[list[Box]]]:
    """Return for each page, from 1, the boxes of what each edit changes."""
    blocks = document.by_id()
    pages: defaultdict[int, list[list[Box]]] = defaultdict(list)
    for edit in plan.edits:
        block, span = blocks[edit.span.block], edit.span
        start, end = changed_range(block.text[span.start : span.end], edit.replacement)
        boxes = block.boxes[span.start + start : span.start + end]
        for page in sorted({box.page for box in boxes}):
            pages[page].append([box for box in boxes if box.page == page])
    return pages


def scaled(edits: list[list[Box]], scale: float) -> list[list[Rectangle]]:
    """Return the boxes in pixels; ``scale`` is the number of pixels per point."""
    return [
        [(b.x0 * scale, b.top * scale, b.x1 * scale, b.bottom * scale) for b in boxes]
        for boxes in edits
    ]


def judge(changed: int, before: Grey, after: Grey, edits: list[list[Rectangle]]) -> None:
    """Raise if a page changed where it should not, or did not change where it should.

    Raises:
        LossError: ``changed`` pixels outside the edits differ in earnest.
        LeakError: most characters of an edit look as they did.
    """
    if changed:
        raise LossError(route="pixels", count=changed)
    standing = sum(_stands(before, after, boxes) for boxes in edits)
    if standing:
        raise LeakError(route="pixels", count=standing)


def _stands(before: Grey, after: Grey, boxes: list[Rectangle]) -> bool:
    same = sum(unchanged_inside(before, after, box) for box in boxes)
    return same * 2 > len(boxes)


def mask_of(shape: tuple[int, ...], boxes: Iterable[Rectangle], margin: int) -> Mask:
    """Return where the boxes (left, top, right, bottom, in pixels) lie.

    Each is widened by ``margin`` and a quarter of its height: bars are taller than letters.
    """
    mask = np.zeros(shape[:2], dtype=np.bool_)
    for left, top, right, bottom in boxes:
        grown = margin + int((bottom - top) / 4) if margin else 0
        rows = slice(max(0, int(top) - grown), max(0, int(bottom) + grown + 1))
        mask[rows, max(0, int(left) - grown) : max(0, int(right) + grown + 1)] = True
    return mask


def changed_outside(before: Grey, after: Grey, mask: Mask) -> int:
    """Return how many pixels outside ``mask`` differ in earnest: two by two at the least."""
    return count_solid(difference(before, after) & ~mask)


def difference(before: Grey, after: Grey) -> Mask:
    """Return which pixels of one picture lie outside what the other shows around them."""
    return _differs(before, after) | _differs(after, before)


def count_solid(bad: Mask) -> int:
    """Return how many marked pixels matter: none while they are few and scattered.

    A pixel counts only with marked neighbours to the right and below.
    """
    solid = bad[:-1, :-1] & bad[1:, :-1] & bad[:-1, 1:] & bad[1:, 1:]
    total = int(solid.sum())
    height, width = solid.shape
    framed = np.pad(solid, ((0, -height % TILE), (0, -width % TILE)))
    tiles = framed.reshape(framed.shape[0] // TILE, TILE, framed.shape[1] // TILE, TILE)
    worst = int(tiles.sum(axis=(1, 3)).max(initial=0))
    return total if worst > STRAY_IN_TILE or total > STRAY_SHARE * solid.size else 0


def unchanged_inside(before: Grey, after: Grey, box: Rectangle) -> bool:
    """Return whether the box showed something before and shows the same thing after."""
    left, top, right, bottom = (max(0, round(edge)) for edge in box)
    old = before[top:bottom, left:right].astype(np.int16)
    new = after[top:bottom, left:right].astype(np.int16)
    if old.size == 0 or old.shape != new.shape or int(old.max()) - int(old.min()) < _INK:
        return False
    return bool((np.abs(old - new) <= TOLERANCE // 2).mean() >= _SAME)


def _differs(picture: Grey, other: Grey) -> Mask:
    """Return which pixels lie outside what the other picture shows around them."""
    low = _around(other, np.minimum).astype(np.int16) - TOLERANCE
    high = _around(other, np.maximum).astype(np.int16) + TOLERANCE
    here = picture.astype(np.int16)
    return (here < low) | (here > high)


def _around(picture: Grey, pick: np.ufunc) -> Grey:
    """Return for each pixel the least or greatest of the nine around it."""
    framed = np.pad(picture, 1, mode="edge")
    rows = pick(pick(framed[:-2], framed[1:-1]), framed[2:])
    result: Grey = pick(pick(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return result
