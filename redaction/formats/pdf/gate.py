"""The pixel gate: what was not cut has to look as before.

Two defects of font scrubbing pass every text check and show only here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.pdfium import Rendered

DPI: Final = 100
_DIFFERENT: Final = 48
_TOLERATED: Final = 12  # pixels; a full stop has more
_MARGIN: Final = 0.8


def looks_alike(before: Rendered, after: Rendered, page: int, strips: Sequence[Strip]) -> bool:
    """Return whether a page (from 0) looks the same outside of ``strips``."""
    old, new = (side.image(page, DPI, grey=True) for side in (before, after))
    if old.size != new.size:
        return False
    here, there = np.asarray(old, dtype=np.int16), np.asarray(new, dtype=np.int16)
    outside = _outside(here.shape, strips)
    if _count(np.abs(here - there) > _DIFFERENT, outside):
        return True
    return _count(_unmatched(here, there) | _unmatched(there, here), outside)


def _count(differs: NDArray[np.bool_], outside: NDArray[np.bool_]) -> bool:
    return int((differs & outside).sum()) <= _TOLERATED


def _outside(shape: tuple[int, ...], strips: Sequence[Strip]) -> NDArray[np.bool_]:
    """Return which pixels are beyond the reach of every strip."""
    outside = np.ones(shape, dtype=bool)
    scale = DPI / 72
    for strip in strips:
        box = strip.box
        reach = _MARGIN + 0.15 * min(box.bottom - box.top, box.x1 - box.x0)
        top, bottom = int((box.top - reach) * scale), int((box.bottom + reach) * scale) + 1
        left, right = int((box.x0 - _MARGIN) * scale), int((box.x1 + _MARGIN) * scale) + 1
        outside[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = False
    return outside


def _unmatched(one: NDArray[np.int16], other: NDArray[np.int16]) -> NDArray[np.bool_]:
    """Return the pixels of ``one`` that ``other`` has nothing like within a pixel around.

    pdfium places glyphs on whole pixels, differently when a line is in two pieces.
    """
    darkest, lightest = _around(other, np.minimum), _around(other, np.maximum)
    return (one + _DIFFERENT < darkest) | (one - _DIFFERENT > lightest)


def _around(picture: NDArray[np.int16], pick: np.ufunc) -> NDArray[np.int16]:
    framed = np.pad(picture, 1, mode="edge")
    rows = pick(pick(framed[:-2], framed[1:-1]), framed[2:])
    result: NDArray[np.int16] = pick(pick(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return result
