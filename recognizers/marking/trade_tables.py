"""Tables that are trade secrets as a whole: price break-ups, customers, marks of judges.

The title before the table, or its first rows, says what it is; then the cells
of the telling columns are one finding a row. Totals, names and quantities stay,
and so do tables headed as announcements (政府采购法实施条例 article 50).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind
from recognizers.lexicon import pattern
from recognizers.marking.index import VISIBLE
from recognizers.plain import aligned, plain_label
from recognizers.text import Span

if TYPE_CHECKING:
    from recognizers.text import Document, TextBlock

DATA: Final = "trade/trade.toml"
RECOGNIZER: Final = "trade.table/1"
_BEFORE: Final = 2  # paragraphs before a table that may be its title
_TITLE_LENGTH: Final = 60


def trade_tables(document: Document) -> list[Finding]:
    """Return one finding for each row of a table that its title calls a break-up or list."""
    found: list[Finding] = []
    for cells, title in _tables(document):
        if pattern(DATA, "public_table").search(title):
            continue
        secret = pattern(DATA, "secret_table").search(title) is not None
        found += _rows(cells, "value_column" if secret else "secret_column")
    return found


def _tables(document: Document) -> list[tuple[list[TextBlock], str]]:
    """Return the cells of each table with the text that stands as its title."""
    tables: dict[str, list[TextBlock]] = defaultdict(list)
    titles: dict[str, str] = {}
    last: list[str] = []
    for block in document.blocks:
        if block.layer not in VISIBLE or not block.text.strip():
            continue
        if block.cell is None:
            last = [*last[-_BEFORE + 1 :], aligned(block.text)[:_TITLE_LENGTH]]
            continue
        titles.setdefault(block.cell.table, "\n".join(last))
        tables[block.cell.table].append(block)
    return [(cells, f"{titles[name]}\n{_head(cells)}") for name, cells in tables.items()]


def _head(cells: list[TextBlock]) -> str:
    """Return the text of the rows above the header row, where a sheet has its title."""
    header = min((b.cell.row for b in cells if b.cell and b.cell.header), default=0)
    return "\n".join(
        aligned(b.text)[:_TITLE_LENGTH] for b in cells if b.cell and b.cell.row < header
    )


def _rows(cells: list[TextBlock], columns: str) -> list[Finding]:
    rows: dict[int, list[TextBlock]] = defaultdict(list)
    for block in cells:
        if block.cell and not block.cell.header:
            rows[block.cell.row].append(block)
    return [finding for row in rows.values() for finding in _row(row, columns)]


def _row(row: list[TextBlock], columns: str) -> list[Finding]:
    if any(pattern(DATA, "total_row").search(aligned(block.text)) for block in row):
        return []
    spans = tuple(
        Span(block.id, 0, len(block.text))
        for block in row
        if pattern(DATA, columns).search(plain_label(block.label))
    )
    if not spans:
        return []
    return [
        Finding(
            Kind.TRADE_SECRET,
            spans,
            0.6,
            RECOGNIZER,
            grounds=("trade-table",),
            category=Category.TRADE_SECRET,
        )
    ]
