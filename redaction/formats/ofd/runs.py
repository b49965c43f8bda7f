"""From drawn text to lines: characters placed, doubles merged, neighbours joined.

Producers split a line as they like, down to one object for each character, and
draw a character twice to make it bold. Lines are joined by where characters
stand, not by how the file is cut. A character that is drawn twice is one
character with two references, so that both go when it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.text import Box
from redaction.formats.layout import Line
from redaction.formats.ofd.book import children
from redaction.formats.ofd.geometry import Matrix, box_around, deltas, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from redaction.formats.ofd.objects import Drawn

_WIDE_FROM: Final = "\u2e80"  # from here on characters are as wide as high
_ASCENT: Final = 0.88
_NARROW: Final = 0.55
_JOIN: Final = 1.2  # heights between two runs that are still one line
_JUMP: Final = 2.0  # heights between two characters of one run that part it
_SPACE: Final = 0.6  # heights between two runs that a space stands for
_SAME_PLACE: Final = 0.25  # heights between two drawings of one character
_LEAN: Final = 3.0  # how much steeper than wide a run must be to run down the page


class Ref(NamedTuple):
    """A character of one TextCode element."""

    code: _Element
    at: int


Refs = tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one TextCode in their order; ``down`` if they run down the page."""

    text: str
    boxes: tuple[Box, ...]
    refs: tuple[Refs, ...]
    down: bool
    slanted: bool = False

    def part(self, start: int, end: int) -> Run:
        """Return some of the characters."""
        return replace(
            self,
            text=self.text[start:end],
            boxes=self.boxes[start:end],
            refs=self.refs[start:end],
        )

    @property
    def height(self) -> float:
        """The size of its characters across the direction of writing."""
        if self.down:
            return max(*(b.x1 - b.x0 for b in self.boxes), 0.1)
        return max(*(b.bottom - b.top for b in self.boxes), 0.1)


class Place(NamedTuple):
    """Where a character of a text object stands in the object's own space."""

    code: _Element
    at: int
    char: str
    x: float
    y: float
    width: float


def places(element: _Element) -> list[Place]:
    """Return the place of each character of a text object, its TextCodes in order."""
    size = number(element.get("Size"), 3.5) * number(element.get("HScale"), 1.0)
    found: list[Place] = []
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = code.text or ""
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across = deltas(code.get("DeltaX"), len(text))
        down = deltas(code.get("DeltaY"), len(text))
        bare = not across and not down
        for index, char in enumerate(text):
            usual = size * (1.0 if char >= _WIDE_FROM else _NARROW)
            step = _step(across, index, usual if bare else 0.0)
            width = min(abs(step), 1.1 * size) if step else usual
            found.append(Place(code, index, char, x, y, max(width, 0.2 * size)))
            x += step
            y += _step(down, index, 0.0)
    return found


def _step(offsets: list[float], index: int, default: float) -> float:
    """Return how far the next character stands; producers leave out offsets that repeat."""
    if not offsets:
        return default
    return offsets[min(index, len(offsets) - 1)]


def runs(drawn: Drawn, page: int) -> Iterator[Run]:
    """Yield the characters of one text object, a run for each of its TextCodes."""
    size = number(drawn.element.get("Size"), 3.5)
    by_code: dict[_Element, list[Place]] = {}
    for place in places(drawn.element):
        by_code.setdefault(place.code, []).append(place)
    for spots in by_code.values():
        dx, dy = _direction(spots, drawn.matrix)
        yield from _split(
            Run(
                "".join(" " if spot.char in "\r\n\t" else spot.char for spot in spots),
                tuple(_box(spot, size, drawn.matrix, page) for spot in spots),
                tuple((Ref(spot.code, spot.at),) for spot in spots),
                down=abs(dy) >= _LEAN * abs(dx),
                slanted=abs(dx) < _LEAN * abs(dy) and abs(dy) < _LEAN * abs(dx),
            )
        )


def _direction(spots: list[Place], matrix: Matrix) -> tuple[float, float]:
    first, last = spots[0], spots[-1]
    dx, dy = last.x - first.x, last.y - first.y
    return matrix.direction(dx, dy) if dx or dy else matrix.direction(1.0, 0.0)


def _box(spot: Place, size: float, matrix: Matrix, page: int) -> Box:
    top, bottom = spot.y - _ASCENT * size, spot.y + (1 - _ASCENT) * size
    corners = ((spot.x, top), (spot.x + spot.width, top))
    lower = ((spot.x, bottom), (spot.x + spot.width, bottom))
    return box_around(page, (matrix.point(x, y) for x, y in (*corners, *lower)))


def _split(run: Run) -> Iterator[Run]:
    """Yield ``run`` parted where it jumps over a gap, as from column to column."""
    if run.down or run.slanted:
        yield run
        return
    start = 0
    for index, (left, right) in enumerate(pairwise(run.boxes), 1):
        if right.x0 - left.x1 > _JUMP * run.height or right.x0 < left.x0 - run.height:
            yield run.part(start, index)
            start = index
    yield run.part(start, len(run.text))


def lines(found: Iterable[Run]) -> list[Line[Refs]]:
    """Return runs joined into lines; upright writing and slanting lines stay as they are."""
    single = _without_doubles(list(found))
    level = [run for run in single if not run.down and not run.slanted]
    upright = [run for run in single if run.down and not run.slanted]
    joined = [_line(part) for row in _rows(level) for part in _joined(row)]
    turned = [_turned(run) for run in upright]
    columns = [_line(part) for row in _rows(turned) for part in _joined(row)]
    slanted = [_line([run]) for run in single if run.slanted]
    return joined + [_turned_back(line) for line in columns] + slanted


def _without_doubles(found: list[Run]) -> list[Run]:
    """Return runs in which no character stands where an equal one stood before."""
    kept: list[Run] = []
    seen: dict[tuple[str, int, int], tuple[int, int]] = {}
    for run in found:
        fresh: list[int] = []
        for index, (char, box) in enumerate(zip(run.text, run.boxes, strict=True)):
            first = _earlier(seen, char, box, kept) if not char.isspace() else None
            if first is None:
                fresh.append(index)
            else:
                kept[first[0]] = _with_double(kept[first[0]], first[1], run.refs[index])
        if not fresh:
            continue
        rest = run if len(fresh) == len(run.text) else _picked(run, fresh)
        for index, (char, box) in enumerate(zip(rest.text, rest.boxes, strict=True)):
            seen[(char, *_square(box))] = (len(kept), index)
        kept.append(rest)
    return kept


def _square(box: Box) -> tuple[int, int]:
    return int(box.x0 // 4), int(box.top // 4)


def _earlier(
    seen: dict[tuple[str, int, int], tuple[int, int]], char: str, box: Box, kept: list[Run]
) -> tuple[int, int] | None:
    """Return where ``char`` was drawn before at nearly the same place."""
    column, row = _square(box)
    near = _SAME_PLACE * max(box.bottom - box.top, 0.1)
    for x in (column, column - 1, column + 1):
        for y in (row, row - 1, row + 1):
            place = seen.get((char, x, y))
            if place is None:
                continue
            other = kept[place[0]].boxes[place[1]]
            if abs(other.x0 - box.x0) < near and abs(other.top - box.top) < near:
                return place
    return None


def _with_double(run: Run, index: int, refs: Refs) -> Run:
    more = (*run.refs[:index], run.refs[index] + refs, *run.refs[index + 1 :])
    return replace(run, refs=more)


def _picked(run: Run, indexes: list[int]) -> Run:
    return replace(
        run,
        text="".join(run.text[i] for i in indexes),
        boxes=tuple(run.boxes[i] for i in indexes),
        refs=tuple(run.refs[i] for i in indexes),
    )


def _rows(found: list[Run]) -> list[list[Run]]:
    """Return runs grouped by the middle of their height, each group from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(found, key=_middle):
        if rows and _middle(run) - _middle(rows[-1][0]) < 0.35 * min(
            run.height, rows[-1][0].height
        ):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.boxes[0].x0) for row in rows]


def _middle(run: Run) -> float:
    return (run.boxes[0].top + run.boxes[0].bottom) / 2


def _joined(row: list[Run]) -> list[list[Run]]:
    """Return the runs of a row parted at gaps, and where one is printed over another."""
    parts: list[list[Run]] = []
    for run in row:
        for part in parts:
            last = part[-1]
            gap = run.boxes[0].x0 - last.boxes[-1].x1
            height = max(run.height, last.height)
            if -0.5 * min(run.height, last.height) <= gap <= _JOIN * height:
                part.append(run)
                break
        else:
            parts.append([run])
    return parts


def _line(part: list[Run]) -> Line[Refs]:
    text, boxes, refs = part[0].text, list(part[0].boxes), list(part[0].refs)
    sources: list[Refs | None] = [*refs]
    for before, run in pairwise(part):
        gap = run.boxes[0].x0 - before.boxes[-1].x1
        apart = gap > _SPACE * max(run.height, before.height)
        if apart and not text[-1].isspace() and not run.text[0].isspace():
            last = boxes[-1]
            text += " "
            boxes.append(Box(last.page, last.x1, last.top, run.boxes[0].x0, last.bottom))
            sources.append(None)
        text += run.text
        boxes += run.boxes
        sources += run.refs
    return Line(text, tuple(boxes), tuple(sources))


def _swap(box: Box) -> Box:
    return Box(box.page, box.top, box.x0, box.bottom, box.x1)


def _turned(run: Run) -> Run:
    """Return a run that goes down the page as if it went across, for joining."""
    return replace(run, boxes=tuple(map(_swap, run.boxes)), down=False)


def _turned_back(line: Line[Refs]) -> Line[Refs]:
    return Line(line.text, tuple(map(_swap, line.boxes)), line.sources)
