"""A document as the review page shows it: rows and paragraphs with the findings marked.

Pure: takes blocks and items, gives pieces of text. Characters that act on a
page or terminal are made visible. Text outside the published layers comes in
sections of its own, because the published file will not have it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from redaction.plan import PUBLISHED
from review.screen import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from recognizers.text import Document, TextBlock
    from review.service.decisions import Item


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``finding`` names the finding that marks it, "" if none."""

    text: str
    finding: str = ""
    start: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block: its id, label and pieces."""

    id: str
    label: str
    pieces: tuple[Piece, ...]
    page: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: cells, each with its paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]
    header: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks of one layer: paragraphs, or the rows of one table."""

    layer: str
    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[Row, ...] = ()


def sections(
    document: Document, items: Sequence[Item]
) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """Return what a reader sees, and what the file hides, in reading order."""
    marks: dict[str, list[tuple[int, int, str]]] = {}
    for item in items:
        for block, start, end in item.finding.spans:
            marks.setdefault(block, []).append((start, end, item.finding.id))
    seen = [block for block in document.blocks if block.layer in PUBLISHED and block.text.strip()]
    unseen = [b for b in document.blocks if b.layer not in PUBLISHED and b.text.strip()]
    return tuple(_sections(seen, marks)), tuple(_sections(unseen, marks))


def _sections(
    blocks: Iterable[TextBlock], marks: Mapping[str, list[tuple[int, int, str]]]
) -> Iterator[Section]:
    def place(block: TextBlock) -> tuple[str, str]:
        return block.layer.value, block.cell.table if block.cell else ""

    for (layer, table), group in groupby(blocks, place):
        if table:
            yield Section(layer, rows=tuple(_rows(list(group), marks)))
        else:
            yield Section(layer, tuple(_paragraph(block, marks) for block in group))


def _rows(
    blocks: list[TextBlock], marks: Mapping[str, list[tuple[int, int, str]]]
) -> Iterator[Row]:
    rows: dict[int, dict[int, list[TextBlock]]] = {}
    for block in blocks:
        if block.cell is not None:
            rows.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(block)
    columns = sorted({column for row in rows.values() for column in row})
    for number in sorted(rows):
        row = rows[number]
        header = any(b.cell is not None and b.cell.header for cell in row.values() for b in cell)
        yield Row(
            tuple(tuple(_paragraph(b, marks) for b in row.get(column, ())) for column in columns),
            header,
        )


def _paragraph(block: TextBlock, marks: Mapping[str, list[tuple[int, int, str]]]) -> Paragraph:
    return Paragraph(
        block.id, block.label, tuple(pieces(block.text, marks.get(block.id, []))), block.page
    )


def pieces(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """Yield ``text`` cut at its marks (start, end, finding); of two on one place the first wins."""
    at = 0
    for start, end, finding in sorted(marks, key=lambda m: (m[0], -m[1])):
        if end <= at:
            continue
        first = max(start, at)
        if first > at:
            yield Piece(_shown(text[at:first]), start=at)
        yield Piece(_shown(text[first:end]), finding, first)
        at = end
    if at < len(text):
        yield Piece(_shown(text[at:]), start=at)


def _shown(text: str) -> str:
    """Return text for the page: line breaks stay, so that offsets do."""
    return "\n".join(visible(line) for line in text.split("\n"))
