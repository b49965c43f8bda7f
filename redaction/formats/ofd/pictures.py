"""Pictures on OFD pages: read by OCR, overwritten where text on or under a bar goes.

A box on the page is mapped to the picture's own pixels and back, so turned and
stretched pictures are covered where they must be. What cannot be decoded becomes
a blank picture on writing and is said to be unread on reading.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId, Box, TextBlock
from redaction.formats.ofd.geometry import POINTS, Matrix, box_around
from redaction.formats.ooxml.media import decode

if TYPE_CHECKING:
    from PIL import Image

    from redaction.formats.ocr import OcrPage
    from redaction.formats.ofd.book import Book, Volume
    from redaction.formats.ofd.objects import Drawn

NOT_READ: Final = "image-not-read"
_FEWEST_PIXELS: Final = 24
_SMALLEST: Final = 6.0  # points; no text is legible in less


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as placed: ``matrix`` leads from the unit square to millimetres."""

    resource: str
    image: Image.Image
    matrix: Matrix
    page: int

    @property
    def scale(self) -> float:
        """Points per pixel."""
        width, height = self._sides()
        return max(width / self.image.width, height / self.image.height) * POINTS

    def _sides(self) -> tuple[float, float]:
        matrix = self.matrix
        return abs(matrix.a) + abs(matrix.b), abs(matrix.c) + abs(matrix.d)

    def is_legible(self) -> bool:
        """Return whether text could be read in it at all."""
        sides = min(self._sides()) * POINTS
        return min(self.image.size) >= _FEWEST_PIXELS and sides >= _SMALLEST

    def on_page(self, box: Box) -> Box:
        """Return where a box of pixels (as points of scale 1) stands on the page."""
        width, height = self.image.size
        x0, x1 = box.x0 / width, box.x1 / width
        top, bottom = box.top / height, box.bottom / height
        corners = ((x0, top), (x1, top), (x0, bottom), (x1, bottom))
        return box_around(self.page, (self.matrix.point(x, y) for x, y in corners))

    def in_pixels(self, box: Box) -> Box | None:
        """Return the part of the picture that a box on the page covers, in pixels."""
        back = self.matrix.inverse()
        if back is None:
            return None
        x0, x1 = box.x0 / POINTS, box.x1 / POINTS
        top, bottom = box.top / POINTS, box.bottom / POINTS
        corners = [back.point(x, y) for x in (x0, x1) for y in (top, bottom)]
        xs, ys = [min(max(x, 0), 1) for x, _ in corners], [min(max(y, 0), 1) for _, y in corners]
        width, height = self.image.size
        found = Box(box.page, min(xs) * width, min(ys) * height, max(xs) * width, max(ys) * height)
        return found if found.x1 - found.x0 > 0.5 and found.bottom - found.top > 0.5 else None


def picture_of(book: Book, volume: Volume, drawn: Drawn, page: int) -> Picture | None:
    """Return a picture that a page draws; None if there is none that can be decoded."""
    resource = drawn.element.get("ResourceID", "")
    name = volume.resources.files.get(resource)
    if name is None:
        return None
    image = decode(book.members[name])
    return None if image is None else Picture(resource, image, drawn.matrix, page)


def read_picture(picture: Picture, number: int) -> tuple[list[TextBlock], OcrPage]:
    """Return the blocks of the ``number``-th picture of its page, boxes on the page."""
    from redaction.formats.ocr import read_image  # noqa: PLC0415 - loads the networks' runtime

    found = read_image(picture.image, page=picture.page, scale=picture.scale)
    blocks = []
    for block in found.blocks:
        boxes = tuple(picture.on_page(_unscaled(box, picture.scale)) for box in block.boxes)
        name = f"page{picture.page}#i{number}.{block.id.partition('#')[2]}"
        blocks.append(replace(block, id=BlockId(name), boxes=boxes))
    return blocks, found


def _unscaled(box: Box, scale: float) -> Box:
    return Box(box.page, box.x0 / scale, box.top / scale, box.x1 / scale, box.bottom / scale)
