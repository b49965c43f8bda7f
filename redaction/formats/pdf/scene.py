"""What the interpreter found on one page: glyphs, paints, pictures and ruling lines.

All rectangles are in page space: points from the top left corner of the page as
a reader sees it (crop box, turned), downwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from redaction.formats.pdf.fonts import Font
    from redaction.formats.pdf.matrix import Matrix, Rect

Colour = tuple[float, float, float]


@dataclass(slots=True)
class Glyph:
    """One drawn code. ``serial`` numbers the glyphs of a page in drawing order.

    ``angle`` is the direction of its line in degrees (0 to the right, 90 down);
    ``hidden`` is a code of why no reader sees it, "" if one does. ``order`` is
    the place in the drawing order among paints and pictures too.
    """

    serial: int
    text: str
    rect: Rect
    angle: int
    size: float
    order: int
    font: Font
    colour: Colour | None
    hidden: str = ""
    clip: Rect | None = None


@dataclass(frozen=True, slots=True)
class Paint:
    """An upright rectangle filled opaquely with one colour (None if unknown)."""

    order: int
    rect: Rect
    colour: Colour | None


@dataclass(frozen=True, slots=True)
class Picture:
    """An image as drawn: ``matrix`` takes its unit square (y up) to page space."""

    order: int
    rect: Rect
    matrix: Matrix
    key: tuple[int, int]  # object number and generation; (0, 0) for inline images
    opaque: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line, or the thin side of a thin rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Scene:
    """One page as interpreted. ``flags`` are codes of what calls for the raster route."""

    page: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    paints: list[Paint] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)  # texts of patterns and masks
    flags: set[str] = field(default_factory=set)
