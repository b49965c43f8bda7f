"""What only all pages together tell: running heads, tables and paragraphs that go on overleaf."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recognizers.text import Cell, Layer
from redaction.formats.pdf.passage import Passage, joined

if TYPE_CHECKING:
    from collections.abc import Sequence


_DIGITS: Final = re.compile(r"[0-9]+")
_EDGE: Final = 0.09
"""The share of a page's height, above and below, where running heads stand."""
_REPEATS: Final = 3
_FOLIO: Final = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]*[0-9]{1,4}[^0-9A-Za-z\u4e00-\u9fff]*")
_FULL_LINE: Final = 8.0


def bind(pages: Sequence[list[Passage]], heights: Sequence[float]) -> list[Passage]:
    """Return all passages in order; a passage that goes on overleaf is one."""
    marked = _with_margins(pages, heights)
    bound: list[Passage] = []
    table: _Running | None = None
    for passages in marked:
        table, named = _with_tables(passages, table)
        _append(bound, named)
    return [_plainly_named(passage) for passage in bound]


def _plainly_named(passage: Passage) -> Passage:
    if passage.cell is None:
        return passage
    name = passage.cell.table.partition("@")[0]
    return replace(passage, cell=replace(passage.cell, table=name))


def _with_margins(pages: Sequence[list[Passage]], heights: Sequence[float]) -> list[list[Passage]]:
    edges = [
        [_shape(p) if _at_edge(p, height) else "" for p in passages]
        for passages, height in zip(pages, heights, strict=True)
    ]
    counts = Counter(shape for shapes in edges for shape in set(shapes) if shape)
    needed = min(_REPEATS, max(2, len(pages)))
    return [
        [
            replace(p, layer=Layer.MARGIN)
            if shape and (counts[shape] >= needed or _FOLIO.fullmatch(p.text))
            else p
            for p, shape in zip(passages, shapes, strict=True)
        ]
        for passages, shapes in zip(pages, edges, strict=True)
    ]


def _at_edge(passage: Passage, height: float) -> bool:
    if passage.layer is not Layer.BODY or passage.cell is not None or not height:
        return False
    top = min(box.top for box in passage.boxes) / height
    bottom = max(box.bottom for box in passage.boxes) / height
    return bottom < _EDGE or top > 1 - _EDGE


def _shape(passage: Passage) -> str:
    return _DIGITS.sub("0", "".join(passage.text.split()))


class _Running:
    """The table that a page ends with: its name, columns, headers and next row."""

    def __init__(self, cells: Sequence[Passage]) -> None:
        places = [p.cell for p in cells if p.cell is not None]
        self.name = places[0].table
        self.rows = max(place.row for place in places) + 1
        self.headers: dict[int, str] = {}
        for passage, place in zip(cells, places, strict=True):
            if not place.header and passage.label:
                self.headers.setdefault(place.column, passage.label)
        self.lists = any(place.header for place in places)


def _columns(passage: Passage) -> str:
    return passage.cell.table.partition("@")[2] if passage.cell else ""


def _with_tables(
    passages: list[Passage], running: _Running | None
) -> tuple[_Running | None, list[Passage]]:
    """Continue the table that the last page ended with, where this page begins with its like."""
    body = [p for p in passages if p.layer is Layer.BODY]
    first = body[0] if body else None
    named = passages
    if running and first and first.cell and _columns(first) == running.name.partition("@")[2]:
        same = first.cell.table
        if not any(p.cell and p.cell.table == same and p.cell.header for p in body):
            named = [_continued(p, same, running) for p in passages]
            body = [p for p in named if p.layer is Layer.BODY]
    last = body[-1] if body else None
    if last is None or last.cell is None or not _columns(last):
        return None, named
    name = last.cell.table
    fresh = _Running([p for p in body if p.cell and p.cell.table == name])
    if running and name == running.name:
        fresh.headers, fresh.lists = running.headers, running.lists
    return fresh, named


def _continued(passage: Passage, table: str, running: _Running) -> Passage:
    if passage.cell is None or passage.cell.table != table:
        return passage
    place = passage.cell
    cell = Cell(running.name, place.row + running.rows, place.column, header=False)
    label = running.headers.get(place.column, "") if running.lists else passage.label
    return replace(passage, cell=cell, label=label)


def _append(bound: list[Passage], passages: list[Passage]) -> None:
    """Add a page; what plainly goes on from the page before is joined to its beginning."""
    last = next((i for i in range(len(bound) - 1, -1, -1) if bound[i].layer is Layer.BODY), None)
    first = next((i for i, p in enumerate(passages) if p.layer is Layer.BODY), None)
    if last is not None and first is not None:
        if _goes_on(bound, last, passages[first]):
            bound[last] = joined(bound[last], passages[first])
            passages = passages[:first] + passages[first + 1 :]
        else:
            passages = _with_broken_row(bound, bound[last].cell, passages[first].cell, passages)
    bound += passages


def _with_broken_row(
    bound: list[Passage], above: Cell | None, below: Cell | None, passages: list[Passage]
) -> list[Passage]:
    """Join the cells of a row that a page break parted; return the passages that are left."""
    if above is None or below is None or above.table != below.table:
        return passages
    ends = {p.cell.column: i for i, p in enumerate(bound) if p.cell and _in_row(p, above)}
    rest = [p for p in passages if p.cell and _in_row(p, below)]
    columns = {p.cell.column for p in rest if p.cell}
    if min(ends) in columns or not columns <= ends.keys() or 2 * len(columns) > len(ends):
        return passages
    for passage in rest:
        if passage.cell is not None:
            at = ends[passage.cell.column]
            bound[at] = joined(bound[at], passage)
    return [p for p in passages if not (p.cell and _in_row(p, below))]


def _in_row(passage: Passage, place: Cell) -> bool:
    cell = passage.cell
    return cell is not None and (cell.table, cell.row) == (place.table, place.row)


def _goes_on(bound: Sequence[Passage], at: int, after: Passage) -> bool:
    before = bound[at]
    if before.cell is not None or after.cell is not None:
        return False
    end, start = before.boxes[-1], after.boxes[0]
    if start.page != end.page + 1:
        return False
    size, other = end.bottom - end.top, start.bottom - start.top
    same_page = [p for p in bound if p.layer is Layer.BODY and p.boxes[-1].page == end.page]
    right = max(box.x1 for p in same_page for box in p.boxes if box.page == end.page)
    left = min(box.x0 for p in same_page for box in p.boxes if box.page == end.page)
    line = [b for b in before.boxes if b.page == end.page and abs(b.top - end.top) < size / 2]
    long = end.x1 - min(b.x0 for b in line) >= _FULL_LINE * size
    full = end.x1 > right - 2.2 * size
    return full and long and abs(size - other) <= 0.2 * size and start.x0 <= left + 0.7 * other
