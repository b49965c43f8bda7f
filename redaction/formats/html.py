"""HTML pages: the text a browser shows is read and kept, the rest read and dropped.

Text is joined over inline elements into paragraphs; cells of tables carry
labels. Remarks, scripts, style sheets, hidden elements, addresses and free text
in attributes are blocks of layers that are not published, and go. Tags and text
that nothing is said about here stay as they are, character for character.
Pictures are not read (gap ``image-not-read``) and go if they lie in the page.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, ClassVar

from recognizers.text import BlockId, Cell, Document, Layer, TextBlock
from redaction.errors import EmptyDocumentError, StalePlanError
from redaction.formats.digest import sha256_of
from redaction.formats.htmlpage import Run, read_page
from redaction.formats.readings import readings
from redaction.formats.registry import HTML
from redaction.formats.tables import GridCell, Label, label_cells
from redaction.plan import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.formats.htmlpage import Cut, Page
    from redaction.plan import Edit, RedactionPlan


class HtmlAdapter:
    """Reads and rewrites HTML."""

    media_type: ClassVar[str] = HTML
    output_type: ClassVar[str] = HTML

    def read(self, source: bytes) -> Document:
        """Return the page's paragraphs, cells and all that a browser does not show.

        Raises:
            UnreadableFileError: its encoding cannot be told.
            EmptyDocumentError: there is no text in it.
        """
        page = read_page(source)
        blocks = tuple(block for block, _ in _blocks(page))
        if not any(block.text.strip() for block in blocks if block.layer in PUBLISHED):
            raise EmptyDocumentError
        return Document(sha256_of(source), HTML, blocks, gaps=tuple(sorted(page.gaps)))

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return the page with the edits of ``plan`` made and unseen content dropped.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        if plan.source != sha256_of(source):
            raise StalePlanError
        page = read_page(source)
        runs = {block.id: (block, run) for block, run in _blocks(page)}
        cuts = list(page.cuts)
        for edit in plan.edits:
            block, run = runs.get(edit.span.block, (None, None))
            if block is None or edit.span.end > len(block.text):
                raise StalePlanError
            if run is not None:
                cuts += _cuts_of(edit, run)
        return page.encode(_cut(page.text, cuts))


def _blocks(page: Page) -> Iterator[tuple[TextBlock, Run | None]]:
    """Yield each block with its run; decoded readings of what goes have none."""
    labels = _labels(page)
    for number, run in enumerate(page.runs, start=1):
        if not run.characters:
            continue
        label, cell = Label(), None
        if run.cell is not None:
            table, row, column = run.cell
            label = labels.get(table, {}).get((row, column), Label())
            cell = Cell(f"table{table}", row, column, header=label.header)
        block = TextBlock(BlockId(f"b{number}"), run.text, run.layer, label.text, cell=cell)
        yield block, run
        if run.layer not in PUBLISHED:
            for reading in readings(block.text):
                name = BlockId(f"{block.id}.read{reading.number}")
                yield TextBlock(name, reading.text, run.layer), None


def _labels(page: Page) -> dict[int, dict[tuple[int, int], Label]]:
    grids: dict[int, dict[tuple[int, int], str]] = {}
    for run in page.runs:
        if run.cell is not None and run.layer is Layer.BODY:
            table, row, column = run.cell
            grid = grids.setdefault(table, {})
            grid[row, column] = grid.get((row, column), "") + run.text
    return {
        table: label_cells(GridCell(row, column, text) for (row, column), text in grid.items())
        for table, grid in grids.items()
    }


def _cuts_of(edit: Edit, run: Run) -> list[Cut]:
    """Return what to cut for ``edit``; tags between the characters stay."""
    places = [place[1:] for place in run.characters[edit.span.start : edit.span.end]]
    cuts: list[Cut] = []
    for start, end in dict.fromkeys(places):
        if cuts and cuts[-1][1] == start:
            cuts[-1] = (cuts[-1][0], end, cuts[-1][2])
        else:
            cuts.append((start, end, "" if cuts else html.escape(edit.replacement)))
    return cuts


def _cut(text: str, cuts: list[Cut]) -> str:
    """Return ``text`` with each cut's characters replaced; a cut inside another is part of it."""
    parts: list[str] = []
    done = 0
    for start, end, replacement in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if start >= done:
            parts += (text[done:start], replacement)
        done = max(done, end)
    return "".join((*parts, text[done:]))
