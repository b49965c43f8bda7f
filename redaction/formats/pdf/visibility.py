"""Which glyphs are there but cannot be seen: covered, or in the colour of their ground.

Geometry names the candidates, a rendering of the page decides: only where no
contrast is left in a glyph's box does it count as hidden. Wherever this cannot
be told (patterns, transparency) the glyph counts as visible.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from PIL import Image

    from redaction.formats.pdf.matrix import Rect
    from redaction.formats.pdf.scene import Glyph, Paint, Picture, Scene

COVERED: Final = "covered"
SAME_COLOUR: Final = "same-colour"
DPI: Final = 144
_CONTRAST: Final = 24
_CLOSE: Final = 0.1


def settle(scene: Scene, render: Callable[[], Image.Image]) -> None:
    """Mark the glyphs of ``scene`` that cannot be seen; ``render`` shows the page at ``DPI``."""
    visible = [g for g in scene.glyphs if not g.hidden and not g.text.isspace()]
    if not visible:
        return
    places = np.array([g.rect for g in visible])
    orders = np.array([g.order for g in visible])
    covered = _covered(places, orders, scene.paints, scene.pictures)
    tinted = _tinted(visible, places, orders, scene)
    if not (covered.any() or tinted.any()):
        return
    pixels = np.asarray(render().convert("L"), dtype=np.int16)
    for index in map(int, np.flatnonzero(covered | tinted)):
        glyph = visible[index]
        flat = not _has_contrast(pixels, glyph.rect)
        if covered[index] and (flat or _overwritten(glyph, places, orders, covered, index)):
            glyph.hidden = COVERED
        elif tinted[index] and flat:
            glyph.hidden = SAME_COLOUR


def _covered(
    places: NDArray[np.float64],
    orders: NDArray[np.int64],
    paints: Sequence[Paint],
    pictures: Sequence[Picture],
) -> NDArray[np.bool_]:
    found = np.zeros(len(places), dtype=bool)
    covers: list[Paint | Picture] = [*paints, *(p for p in pictures if p.opaque)]
    for cover in covers:
        found |= (orders < cover.order) & (_share(places, cover.rect) > 0.8)
    return found


def _share(places: NDArray[np.float64], rect: Rect) -> NDArray[np.float64]:
    width = np.minimum(places[:, 2], rect[2]) - np.maximum(places[:, 0], rect[0])
    height = np.minimum(places[:, 3], rect[3]) - np.maximum(places[:, 1], rect[1])
    area = np.maximum((places[:, 2] - places[:, 0]) * (places[:, 3] - places[:, 1]), 1e-6)
    share: NDArray[np.float64] = np.clip(width, 0, None) * np.clip(height, 0, None) / area
    return share


def _tinted(
    glyphs: Sequence[Glyph],
    places: NDArray[np.float64],
    orders: NDArray[np.int64],
    scene: Scene,
) -> NDArray[np.bool_]:
    """Return which glyphs have the colour of what was painted beneath them."""
    ground = np.ones((len(glyphs), 3))
    for paint in sorted(scene.paints, key=lambda p: p.order):
        beneath = (orders > paint.order) & (_share(places, paint.rect) > 0.5)
        ground[beneath] = paint.colour if paint.colour is not None else np.nan
    ink = np.array([g.colour if g.colour is not None else (np.nan,) * 3 for g in glyphs])
    apart = np.abs(ink - ground).max(axis=1)
    close: NDArray[np.bool_] = apart < _CLOSE  # NaN compares false: unknown is visible
    return close


def _has_contrast(pixels: NDArray[np.int16], rect: Rect) -> bool:
    scale = DPI / 72
    inset = 0.08 * min(rect[2] - rect[0], rect[3] - rect[1])
    x0, y0 = int((rect[0] + inset) * scale), int((rect[1] + inset) * scale)
    x1, y1 = int((rect[2] - inset) * scale) + 1, int((rect[3] - inset) * scale) + 1
    part = pixels[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    return part.size > 0 and int(part.max() - part.min()) >= _CONTRAST


def _overwritten(
    glyph: Glyph,
    places: NDArray[np.float64],
    orders: NDArray[np.int64],
    covered: NDArray[np.bool_],
    index: int,
) -> bool:
    """Return whether text drawn later in the same place explains the contrast."""
    share = _share(places, glyph.rect)
    later = (orders > glyph.order) & ~covered & (share > 0.1)
    later[index] = False
    return bool(later.any())
