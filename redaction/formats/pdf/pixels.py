"""Text in the pictures of a page, read by OCR from a rendering of the page.

Places where glyphs are drawn are blanked first, so nothing is read twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from recognizers.text import Box, Layer
from redaction.errors import MissingToolError
from redaction.formats.ocr import read_image
from redaction.formats.pdf.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from recognizers.text import TextBlock
    from redaction.formats.pdf.matrix import Rect
    from redaction.formats.pdf.scene import Scene

DPI: Final = 200
SMALLEST_SIDE: Final = 8.0
SMALLEST_AREA: Final = 400.0


@dataclass(frozen=True, slots=True)
class Reading:
    """What OCR made of a page; ``done`` is false if it could not run."""

    passages: tuple[Passage, ...]
    gaps: tuple[str, ...]
    done: bool


def pictures_of(scene: Scene) -> list[Rect]:
    """Return the places of pictures that are large enough to hold text."""
    return [
        p.rect
        for p in scene.pictures
        if min(p.rect[2] - p.rect[0], p.rect[3] - p.rect[1]) >= SMALLEST_SIDE
        and (p.rect[2] - p.rect[0]) * (p.rect[3] - p.rect[1]) >= SMALLEST_AREA
    ]


def likeness(scene: Scene) -> tuple[object, ...]:
    """Return what pages with the same pictures in the same places have in common.

    Empty where a picture has no name of its own, or text stands in it.
    """
    pictures = [p for p in scene.pictures if p.rect in pictures_of(scene)]
    if any(p.key == (0, 0) for p in pictures) or _has_text(scene, [p.rect for p in pictures]):
        return ()
    return tuple((p.key, *(round(edge, 1) for edge in p.rect)) for p in pictures)


def _has_text(scene: Scene, places: Sequence[Rect]) -> bool:
    return any(
        x0 < glyph.rect[2] and glyph.rect[0] < x1 and y0 < glyph.rect[3] and glyph.rect[1] < y1
        for x0, y0, x1, y1 in places
        for glyph in scene.glyphs
        if not glyph.hidden
    )


def on_page(reading: Reading, page: int) -> Reading:
    """Return a reading as that of another page with the same pictures."""
    passages = tuple(
        replace(p, boxes=tuple(replace(box, page=page) for box in p.boxes))
        for p in reading.passages
    )
    return replace(reading, passages=passages)


def read_places(
    scene: Scene, places: Sequence[Rect], render: Callable[[int], Image.Image], *, blank: bool
) -> Reading:
    """Return the text in ``places``; ``blank`` keeps drawn glyphs from being read again."""
    dpi = dpi_for(scene.width, scene.height)
    scale = 72 / dpi
    left, top = min(p[0] for p in places), min(p[1] for p in places)
    page = render(dpi)
    sheet = Image.new("RGB", page.size, "white")
    for x0, y0, x1, y1 in places:
        box = (int(x0 / scale), int(y0 / scale), int(x1 / scale) + 1, int(y1 / scale) + 1)
        sheet.paste(page.crop(box), box[:2])
    if blank:
        _blank_glyphs(sheet, scene, scale)
    right, bottom = max(p[2] for p in places), max(p[3] for p in places)
    corner = (int(left / scale), int(top / scale))
    part = sheet.crop((*corner, int(right / scale) + 1, int(bottom / scale) + 1))
    return _read(part, scene.page, scale, corner[0] * scale, corner[1] * scale)


def dpi_for(width: float, height: float) -> int:
    """Return the resolution to read at: 200 dpi, less for pages larger than A2."""
    longest = max(width, height, 1.0)
    return max(36, min(DPI, int(7000 * 72 / longest)))


def _blank_glyphs(sheet: Image.Image, scene: Scene, scale: float) -> None:
    brush = ImageDraw.Draw(sheet)
    for glyph in scene.glyphs:
        if not glyph.hidden:
            x0, y0, x1, y1 = (edge / scale for edge in glyph.rect)
            brush.rectangle((x0, y0, x1, y1), fill="white")


def _read(image: Image.Image, page: int, scale: float, left: float, top: float) -> Reading:
    try:
        found = read_image(image, page=page, scale=scale)
    except MissingToolError:
        return Reading((), (), done=False)
    passages = tuple(_passage(block, left, top) for block in found.blocks)
    return Reading(passages, found.gaps, done=True)


def _passage(block: TextBlock, left: float, top: float) -> Passage:
    boxes = tuple(
        Box(b.page, b.x0 + left, b.top + top, b.x1 + left, b.bottom + top) for b in block.boxes
    )
    return Passage(block.text, boxes, ((),) * len(block.text), Layer.OCR, block.label, block.cell)
