"""Tables with drawn lines: which rectangle of which table a place lies in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from redaction.formats.pdf.matrix import Rect
    from redaction.formats.pdf.scene import Rule

_MOST_EDGES: Final = 1_500
_NEAR: Final = 3.0
_SHORTEST: Final = 3.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as ruled: its rectangle, its row and column, how many of them it covers."""

    rect: Rect
    row: int
    column: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with at least two cells, in reading order."""

    slots: tuple[Slot, ...]

    @property
    def rect(self) -> Rect:
        """The rectangle around the whole table."""
        rects = [slot.rect for slot in self.slots]
        return (
            min(r[0] for r in rects),
            min(r[1] for r in rects),
            max(r[2] for r in rects),
            max(r[3] for r in rects),
        )

    @property
    def columns(self) -> tuple[int, ...]:
        """The left edges of the columns in whole points: tables alike continue each other."""
        return tuple(sorted({round(slot.rect[0] / 2) for slot in self.slots}))

    def slot_at(self, x: float, y: float) -> Slot | None:
        """Return the smallest cell around a point."""
        around = [s for s in self.slots if _holds(s.rect, x, y)]
        return min(around, key=lambda s: _area(s.rect), default=None)


def tables_of(rules: Sequence[Rule]) -> list[Table]:
    """Return the tables that ``rules`` draw, from the top of the page."""
    edges = [_edge(rule) for rule in rules if _length(rule) >= _SHORTEST]
    if not 4 <= len(edges) <= 20 * _MOST_EDGES:
        return []
    from pdfplumber import table as plumber  # noqa: PLC0415 - slow, and few pages have lines

    edges = plumber.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR)
    if len(edges) > _MOST_EDGES:
        return []
    crossings = plumber.edges_to_intersections(edges, _NEAR, _NEAR)
    groups = plumber.cells_to_tables(plumber.intersections_to_cells(crossings))
    found = [_table(group) for group in groups if len(group) > 1]
    return sorted(found, key=lambda table: (table.rect[1], table.rect[0]))


def _length(rule: Rule) -> float:
    return max(rule.x1 - rule.x0, rule.y1 - rule.y0)


def _edge(rule: Rule) -> dict[str, object]:
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.y0,
        "bottom": rule.y1,
        "width": rule.x1 - rule.x0,
        "height": rule.y1 - rule.y0,
        "orientation": "h" if rule.x1 - rule.x0 >= rule.y1 - rule.y0 else "v",
    }


def _table(cells: Sequence[Rect]) -> Table:
    xs = _ticks([x for cell in cells for x in (cell[0], cell[2])])
    ys = _ticks([y for cell in cells for y in (cell[1], cell[3])])
    slots = []
    for x0, y0, x1, y1 in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        row, column = _tick(ys, y0), _tick(xs, x0)
        height, width = _tick(ys, y1) - row, _tick(xs, x1) - column
        slots.append(Slot((x0, y0, x1, y1), row, column, max(height, 1), max(width, 1)))
    return Table(tuple(slots))


def _ticks(values: list[float]) -> list[float]:
    ticks: list[float] = []
    for value in sorted(values):
        if not ticks or value - ticks[-1] > _NEAR:
            ticks.append(value)
    return ticks


def _tick(ticks: Sequence[float], value: float) -> int:
    return min(range(len(ticks)), key=lambda i: abs(ticks[i] - value))


def _holds(rect: Rect, x: float, y: float) -> bool:
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def _area(rect: Rect) -> float:
    return (rect[2] - rect[0]) * (rect[3] - rect[1])
