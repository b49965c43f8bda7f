"""The graphics and text state that content stream operators act on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from redaction.formats.pdf.matrix import IDENTITY, Matrix, Rect

if TYPE_CHECKING:
    from pikepdf import Object

    from redaction.formats.pdf.fonts import Font
    from redaction.formats.pdf.scene import Colour

BLACK: Colour = (0.0, 0.0, 0.0)


@dataclass(slots=True)
class State:
    """What ``q`` saves. ``fill_parts`` is how many numbers a fill colour has, 0 if unknown."""

    ctm: Matrix
    clip: Rect
    clip_exact: bool = True
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    fill: Colour | None = BLACK
    fill_parts: int = 1
    opaque: bool = True

    def copy(self) -> State:
        """Return a copy that may change on its own."""
        return replace(self)


@dataclass(slots=True)
class Path:
    """The path under construction, in page space."""

    rects: list[Rect] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    points: list[tuple[float, float]] = field(default_factory=list)
    every: list[tuple[float, float]] = field(default_factory=list)
    plain: bool = True  # nothing but upright rectangles so far
    clip: bool = False

    def move(self, point: tuple[float, float]) -> None:
        """Begin a subpath."""
        self.close_subpath()
        self.points = [point]
        self.every.append(point)

    def line(self, point: tuple[float, float]) -> None:
        """Add a straight line."""
        if self.points:
            self.lines.append((*self.points[-1], *point))
        self.points.append(point)
        self.every.append(point)

    def curve(self, points: list[tuple[float, float]]) -> None:
        """Add a curve, of which only the extent is kept."""
        self.plain = False
        self.every.extend(points)
        self.points.append(points[-1])

    def close(self) -> None:
        """Draw the line back to where the subpath began."""
        if len(self.points) > 1:
            self.lines.append((*self.points[-1], *self.points[0]))

    def rectangle(self, corners: list[tuple[float, float]], *, upright: bool) -> None:
        """Add a rectangle given by its four corners in order."""
        self.close_subpath()
        self.every.extend(corners)
        for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
            self.lines.append((*start, *end))
        if upright:
            self.rects.append(_extent(corners))
        else:
            self.plain = False

    def close_subpath(self) -> None:
        """End the subpath, seeing whether it was an upright rectangle."""
        points = self.points
        self.points = []
        if len(points) < 2:
            return
        if len(points) == 5 and points[0] == points[4]:
            points = points[:4]
        if len(points) == 4 and _is_rectangle(points):
            self.rects.append(_extent(points))
        else:
            self.plain = False

    def extent(self) -> Rect | None:
        """Return the rectangle around everything, None for an empty path."""
        return _extent(self.every) if self.every else None


def _extent(points: list[tuple[float, float]]) -> Rect:
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    x0, y0, x1, y1 = _extent(points)
    corners = all(
        min(abs(x - x0), abs(x - x1)) < 0.01 and min(abs(y - y0), abs(y - y1)) < 0.01
        for x, y in points
    )
    return corners and abs(points[0][0] - points[2][0]) + 0.02 > x1 - x0


@dataclass(slots=True)
class Frame:
    """One content stream being interpreted: its resources, state stack and marks."""

    resources: Object
    state: State
    depth: int
    saved: list[State] = field(default_factory=list)
    path: Path = field(default_factory=Path)
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY
    marks: list[tuple[bool, str, int]] = field(default_factory=list)  # hides, text, first serial
    hidden: int = 0
