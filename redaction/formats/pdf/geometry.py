"""The page as a reader sees it: crop box and turn, and the way there from user space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Page

from redaction.errors import HostileFileError, UnreadableFileError
from redaction.formats.pdf.guard import MOST_SIDE
from redaction.formats.pdf.matrix import Matrix, Rect, intersect
from redaction.formats.pdf.number import number, numbers

if TYPE_CHECKING:
    from pikepdf import Object


def page_box(page: Page) -> Rect:
    """Return the part of user space that is shown.

    Raises:
        UnreadableFileError: the page has no usable box.
        HostileFileError: a side is longer than 14,400 points.
    """
    media = _box(_inherited(page, "/MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = _box(_inherited(page, "/CropBox"))
    shown = intersect(media, crop) if crop else media
    if shown[2] - shown[0] <= 0 or shown[3] - shown[1] <= 0:
        shown = media
    width, height = shown[2] - shown[0], shown[3] - shown[1]
    if max(width, height) > MOST_SIDE:
        raise HostileFileError(reason="page-size")
    if min(width, height) <= 0:
        raise UnreadableFileError(reason="page-box")
    return shown


def turn(page: Page) -> int:
    """Return by how many degrees the page is turned clockwise: 0, 90, 180 or 270."""
    return round(number(_inherited(page, "/Rotate")) / 90) * 90 % 360


def page_size(page: Page) -> tuple[float, float]:
    """Return width and height in points, as turned."""
    x0, y0, x1, y1 = page_box(page)
    sides = (x1 - x0, y1 - y0)
    return sides if turn(page) in (0, 180) else (sides[1], sides[0])


def to_page(page: Page) -> Matrix:
    """Return the map from user space to page space (top left corner, downwards)."""
    x0, y0, x1, y1 = page_box(page)
    return {
        0: (1.0, 0.0, 0.0, -1.0, -x0, y1),
        90: (0.0, 1.0, 1.0, 0.0, -y0, -x0),
        180: (-1.0, 0.0, 0.0, 1.0, x1, -y0),
        270: (0.0, -1.0, -1.0, 0.0, y1, x1),
    }[turn(page)]


def _inherited(page: Page, key: str) -> Object | None:
    node: Object = page.obj
    for _ in range(50):
        if key in node:
            return node[key]
        parent = node.get("/Parent")
        if parent is None or not hasattr(parent, "get"):
            return None
        node = parent
    return None


def _box(value: object) -> Rect | None:
    if not isinstance(value, Array):
        return None
    corners = numbers(value, 4)
    if not corners:
        return None
    x0, x1 = sorted((corners[0], corners[2]))
    y0, y1 = sorted((corners[1], corners[3]))
    return x0, y0, x1, y1
