"""From the scene of a page to its passages: text, layer, label, and the glyphs behind the text.

Every glyph of the scene is in exactly one passage, but for white space at the
ends of lines. The same scene always gives the same passages, so a plan made on
reading can be carried out on writing.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from recognizers.text import Box, Cell, Layer
from redaction.formats.layout import Line, passages
from redaction.formats.layout import Passage as Laid
from redaction.formats.pdf.flow import rejoined
from redaction.formats.pdf.grid import Table, tables_of
from redaction.formats.pdf.marks import Mark, lines_of
from redaction.formats.pdf.passage import Passage
from redaction.formats.tables import GridCell, label_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redaction.formats.pdf.grid import Slot
    from redaction.formats.pdf.scene import Glyph, Scene


def compose(scene: Scene) -> list[Passage]:
    """Return the passages of one page in reading order, hidden ones last."""
    visible = [glyph for glyph in scene.glyphs if not glyph.hidden]
    found = list(_laid_out(visible, scene))
    hidden = sorted((g for g in scene.glyphs if g.hidden), key=lambda g: (g.hidden, g.serial))
    for why, group in groupby(hidden, key=lambda g: g.hidden):
        plain = _plain(list(group), scene.page)
        found += [replace(passage, layer=Layer.HIDDEN, why=why) for passage in plain]
    return found


def _laid_out(glyphs: Sequence[Glyph], scene: Scene) -> Iterator[Passage]:
    tables = tables_of(scene.rules) if glyphs else []
    inside: dict[int, dict[Slot, list[Glyph]]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        place = _place(tables, glyph)
        if place is None:
            outside.append(glyph)
        else:
            inside.setdefault(place[0], {}).setdefault(place[1], []).append(glyph)
    free = _plain(outside, scene.page)
    for number, table in enumerate(tables):
        top = table.rect[1]
        before = [passage for passage in free if _top(passage) < top]
        yield from before
        free = [passage for passage in free if _top(passage) >= top]
        yield from _cells(table, inside.get(number, {}), scene.page, number)
    yield from free


def _place(tables: Sequence[Table], glyph: Glyph) -> tuple[int, Slot] | None:
    x0, y0, x1, y1 = glyph.rect
    for number, table in enumerate(tables):
        slot = table.slot_at((x0 + x1) / 2, (y0 + y1) / 2)
        if slot is not None:
            return number, slot
    return None


def _top(passage: Passage) -> float:
    return min(box.top for box in passage.boxes)


def _plain(glyphs: Sequence[Glyph], page: int) -> list[Passage]:
    """Return the passages of text that no drawn lines part."""
    found: list[Passage] = []
    for angle, lines in lines_of(glyphs, page).items():
        laid_out = [_real(laid, page) for laid in passages(lines, page)]
        found += rejoined(laid_out) if angle == 0 else laid_out
    return found


def _real(laid: Laid[Mark], page: int) -> Passage:
    """Return a passage with its characters' true places on the page."""
    boxes: list[Box] = []
    for source in laid.sources:
        if source is not None:
            x0, top, x1, bottom = source.rect
            boxes.append(Box(page, x0, top, x1, bottom))
        else:
            last = boxes[-1]
            boxes.append(Box(page, last.x1, last.top, last.x1, last.bottom))
    glyphs = tuple(tuple(source.glyphs) if source is not None else () for source in laid.sources)
    return Passage(laid.text, tuple(boxes), glyphs, Layer.BODY, laid.label, laid.cell)


def _cells(
    table: Table, filled: dict[Slot, list[Glyph]], page: int, number: int
) -> Iterator[Passage]:
    """Return the passages of a ruled table, cell by cell."""
    texts = {
        slot: [replace(p, cell=None, label="") for p in _one_cell(filled[slot], page)]
        for slot in table.slots
        if slot in filled
    }
    name = f"page{page}#table{number + 1}"
    grid = [
        GridCell(s.row, s.column, "".join(p.text for p in inner), s.height, s.width)
        for s, inner in texts.items()
    ]
    labels = label_cells(grid)
    for slot, inner in texts.items():
        label = labels.get((slot.row, slot.column))
        header = label is not None and label.header
        cell = Cell(f"{name}@{table.columns}", slot.row, slot.column, header=header)
        for passage in inner:
            yield replace(passage, cell=cell, label=label.text if label else "")


def _one_cell(glyphs: Sequence[Glyph], page: int) -> list[Passage]:
    """Return a cell's lines as one passage per direction: a cell breaks lines anywhere."""
    found = []
    for lines in lines_of(glyphs, page).values():
        ordered = sorted(lines, key=lambda li: ((li.top + li.bottom) / 2, li.x0))
        if ordered:
            found.append(_real(_stacked(ordered), page))
    return found


def _stacked(lines: Sequence[Line[Mark]]) -> Laid[Mark]:
    text, boxes, sources = lines[0].text, lines[0].boxes, lines[0].sources
    for before, line in pairwise(lines):
        joint = "\n" if line.top >= (before.top + before.bottom) / 2 else " "
        end = boxes[-1]
        fold = Box(end.page, end.x1, end.top, end.x1, end.bottom)
        text = f"{text}{joint}{line.text}"
        boxes = (*boxes, fold, *line.boxes)
        sources = (*sources, None, *line.sources)
    return Laid(text, boxes, sources)
