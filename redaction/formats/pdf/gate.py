"""The pixel gate: what was not cut has to look as before.

Two defects of font scrubbing pass every text check and show only here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import ImageFilter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from PIL import Image

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.pdfium import Rendered

DPI: Final = 100
_DIFFERENT: Final = 48
_TOLERATED: Final = 12  # pixels; a full stop has more
_MARGIN: Final = 0.8


def looks_alike(before: Rendered, after: Rendered, page: int, strips: Sequence[Strip]) -> bool:
    """Return whether a page (from 0) looks the same outside of ``strips``."""
    old, new = before.image(page, DPI, grey=True), after.image(page, DPI, grey=True)
    if old.size != new.size:
        return False
    differs = _unmatched(old, new) | _unmatched(new, old)
    scale = DPI / 72
    for strip in strips:
        box = strip.box
        reach = _MARGIN + 0.15 * min(box.bottom - box.top, box.x1 - box.x0)
        top, bottom = int((box.top - reach) * scale), int((box.bottom + reach) * scale) + 1
        left, right = int((box.x0 - _MARGIN) * scale), int((box.x1 + _MARGIN) * scale) + 1
        differs[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = False
    return int(differs.sum()) <= _TOLERATED


def _unmatched(one: Image.Image, other: Image.Image) -> NDArray[np.bool_]:
    """Return the pixels of ``one`` that ``other`` has nothing like within a pixel around.

    pdfium places glyphs on whole pixels, differently when a line is in two pieces.
    """
    here = np.asarray(one, dtype=np.int16)
    darkest = np.asarray(other.filter(ImageFilter.MinFilter(3)), dtype=np.int16)
    lightest = np.asarray(other.filter(ImageFilter.MaxFilter(3)), dtype=np.int16)
    return (here + _DIFFERENT < darkest) | (here - _DIFFERENT > lightest)
