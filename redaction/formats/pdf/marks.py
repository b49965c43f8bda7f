"""From glyphs to lines of characters.

Text is put together along its own direction, so rotated and vertical writing
comes out as lines like any other. Glyphs drawn twice in one place (bold, shadow)
become one character that leads to both. Spaces that are only gaps are added, as
characters that no glyph stands for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, Final

from recognizers.text import Box
from redaction.formats.layout import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from redaction.formats.pdf.matrix import Rect
    from redaction.formats.pdf.scene import Glyph

CELL_GAP: Final = 1.05
"""Ems of empty space that part two columns."""
WIDE_SPACE: Final = 1.8
"""Ems of spaces that were drawn, from which on they part columns too."""
_SAME_LINE: Final = 0.35
_HAN: Final = 0x2E80
_SPACES: Final = (0.2, 0.45, 0.7)
"""Ems that make a space, by how many neighbours are Han: typesetters put a quarter em
between Han and Latin, and stretch Han to fill lines."""


@dataclass(slots=True)
class Mark:
    """One character on a page and the serials of the glyphs that draw it."""

    char: str
    rect: Rect
    local: Rect
    size: float
    glyphs: list[int]

    @property
    def middle(self) -> float:
        """The middle of the line, across its direction."""
        return (self.local[1] + self.local[3]) / 2


@dataclass(frozen=True, slots=True)
class PlacedLine(Line[Mark]):
    """A line that knows its extent: layout asks for it over and over."""

    x0: float
    x1: float
    top: float
    bottom: float
    height: float


def lines_of(glyphs: Sequence[Glyph], page: int) -> dict[int, list[Line[Mark]]]:
    """Return the lines of text by their direction in degrees.

    Boxes of the lines lie in a frame turned so that text runs to the right; the
    true places are in the marks.
    """
    ordered = sorted(glyphs, key=lambda g: (g.angle, g.serial))
    found: dict[int, list[Line[Mark]]] = {}
    for angle, group in groupby(ordered, key=lambda g: g.angle):
        runs = _runs(group, angle)
        found[angle] = [line for row in _rows(runs) for line in _lines(row, page)]
    return found


def _turned(rect: Rect, angle: int) -> Rect:
    if angle == 0:
        return rect
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x0, y0, x1, y1 = rect
    if angle % 90 == 0:
        corners = [(x * cos + y * sin, y * cos - x * sin) for x, y in ((x0, y0), (x1, y1))]
        (u0, v0), (u1, v1) = corners
        return min(u0, u1), min(v0, v1), max(u0, u1), max(v0, v1)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    half = min(x1 - x0, y1 - y0) / 2
    u, v = x * cos + y * sin, y * cos - x * sin
    return u - half, v - half, u + half, v + half


def _runs(glyphs: Iterable[Glyph], angle: int) -> list[list[Mark]]:
    """Return marks in runs that were drawn one after the other, side by side."""
    runs: list[list[Mark]] = []
    seen: _Seen = {}
    for glyph in glyphs:
        local = _turned(glyph.rect, angle)
        serials = [glyph.serial]
        twin = _twin(seen, glyph, local, serials)
        if twin is not None:
            twin += serials
            continue
        marks = _marks(glyph, local, serials)
        if not runs or not _follows(runs[-1][-1], marks[0]):
            runs.append([])
        runs[-1] += marks
    return runs


def _marks(glyph: Glyph, local: Rect, serials: list[int]) -> list[Mark]:
    """Return the marks of one glyph, which may stand for several characters."""
    count = len(glyph.text)
    if count == 1:
        return [Mark(glyph.text, glyph.rect, local, glyph.size, serials)]
    u0, v0, u1, v1 = local
    step = (u1 - u0) / count
    return [
        Mark(char, glyph.rect, (u0 + i * step, v0, u0 + (i + 1) * step, v1), glyph.size, serials)
        for i, char in enumerate(glyph.text)
    ]


_Seen = dict[tuple[str, int, int], list[tuple["Rect", list[int]]]]


def _twin(seen: _Seen, glyph: Glyph, local: Rect, serials: list[int]) -> list[int] | None:
    """Return the serials of an equal glyph drawn in nearly the same place, or remember this."""
    if glyph.text.isspace() or glyph.size <= 0:
        return None
    u, v = local[0], local[1]
    cell = max(glyph.size, 0.5)
    key_u, key_v = int(u // cell), int(v // cell)
    near = min(0.3 * (local[2] - local[0]), 0.25 * glyph.size)
    for du in (-1, 0, 1):
        for dv in (-1, 0, 1):
            for other, found in seen.get((glyph.text, key_u + du, key_v + dv), ()):
                if abs(other[0] - u) < near and abs(other[1] - v) < near:
                    return found
    seen.setdefault((glyph.text, key_u, key_v), []).append((local, serials))
    return None


def _follows(before: Mark, after: Mark) -> bool:
    size = max(before.size, after.size)
    gap = after.local[0] - before.local[2]
    forward = after.local[0] > before.local[0] - 0.05 * size
    return forward and -0.5 * size <= gap <= CELL_GAP * size and _level(before, after)


def _level(one: Mark, other: Mark) -> bool:
    low, high = sorted((one.size, other.size))
    return abs(one.middle - other.middle) <= _SAME_LINE * high and high <= 2.2 * low


def _rows(runs: list[list[Mark]]) -> list[list[list[Mark]]]:
    rows: list[list[list[Mark]]] = []
    for run in sorted(runs, key=lambda r: r[0].middle):
        near = next((row for row in reversed(rows[-3:]) if _level(row[0][0], run[0])), None)
        if near is None:
            rows.append([run])
        else:
            near.append(run)
    return rows


def _lines(row: list[list[Mark]], page: int) -> list[Line[Mark]]:
    parts: list[list[Mark]] = []
    pieces = [piece for run in row for piece in _pieces(run)]
    for marks in sorted(pieces, key=lambda r: r[0].local[0]):
        near = next((part for part in reversed(parts) if _joins(part[-1], marks[0])), None)
        if near is None:
            parts.append(marks)
        else:
            near += marks
    return [_line(part, page) for part in parts]


def _joins(before: Mark, after: Mark) -> bool:
    size = max(before.size, after.size)
    return -0.5 * size <= after.local[0] - before.local[2] <= CELL_GAP * size


def _pieces(run: list[Mark]) -> list[list[Mark]]:
    """Return a run without the white space at its ends, parted where that is wide within."""
    pieces: list[list[Mark]] = []
    for mark in run:
        if mark.char.isspace():
            continue
        if pieces and mark.local[0] - pieces[-1][-1].local[2] <= WIDE_SPACE * mark.size:
            pieces[-1].append(mark)
        else:
            pieces.append([mark])
    bounds = [(_at(run, piece[0]), _at(run, piece[-1]) + 1) for piece in pieces]
    return [run[start:end] for start, end in bounds]


def _at(run: list[Mark], wanted: Mark) -> int:
    return next(index for index, mark in enumerate(run) if mark is wanted)


def _line(marks: list[Mark], page: int) -> Line[Mark]:
    text: list[str] = []
    boxes: list[Box] = []
    sources: list[Mark | None] = []
    for mark in marks:
        u0, v0, u1, v1 = mark.local
        before = sources[-1] if sources else None
        if before is not None and _is_gap(before, mark):
            text.append(" ")
            boxes.append(Box(page, before.local[2], v0, max(u0, before.local[2]), v1))
            sources.append(None)
        text.append(mark.char)
        boxes.append(Box(page, u0, v0, u1, v1))
        sources.append(mark)
    return PlacedLine(
        "".join(text),
        tuple(boxes),
        tuple(sources),
        min(box.x0 for box in boxes),
        max(box.x1 for box in boxes),
        min(box.top for box in boxes),
        max(box.bottom for box in boxes),
        max(median(box.bottom - box.top for box in boxes), 0.1),
    )


def _is_gap(before: Mark, after: Mark) -> bool:
    """Return whether the space between two marks is a space that was not drawn."""
    if before.char.isspace() or after.char.isspace():
        return False
    wide = (ord(before.char[0]) >= _HAN) + (ord(after.char[0]) >= _HAN)
    gap = after.local[0] - before.local[2]
    return gap > _SPACES[wide] * max(before.size, after.size)
