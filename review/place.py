"""Say in Chinese where in a file a finding lies, so that a clerk finds it on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.text import Layer
from review.messages import text

if TYPE_CHECKING:
    from recognizers.text import BlockId, Document, Span, TextBlock


class Places:
    """Words for the places of one document; makes its indexes once."""

    def __init__(self, document: Document) -> None:
        self._blocks = document.by_id()
        self._order = {block.id: number for number, block in enumerate(document.blocks)}
        self._paragraph: dict[BlockId, int] = {}
        self._table: dict[str, int] = {}
        counts: dict[tuple[Layer, int], int] = {}
        for block in document.blocks:
            if block.cell is not None:
                self._table.setdefault(block.cell.table, len(self._table) + 1)
                continue
            key = (block.layer, block.page)
            counts[key] = counts.get(key, 0) + 1
            self._paragraph[block.id] = counts[key]

    def order(self, span: Span) -> tuple[int, int]:
        """Return a key that sorts spans in reading order."""
        return self._order[span.block], span.start

    def page(self, span: Span) -> int:
        """Return the page (from 1), or 0 where the format has none."""
        return self._blocks[span.block].page

    def layer(self, span: Span) -> str:
        """Return the code of the layer that ``span`` lies in."""
        return self._blocks[span.block].layer.value

    def words(self, span: Span) -> str:
        """Return the place in words: layer, page, table cell or paragraph, characters."""
        block = self._blocks[span.block]
        parts = [
            "" if block.layer is Layer.BODY else text(f"layers.{block.layer.value}"),
            text("place.page", page=block.page) if block.page else "",
            self._inside(block),
            text("place.characters", first=span.start + 1, last=span.end),
        ]
        return " ".join(part for part in parts if part)

    def _inside(self, block: TextBlock) -> str:
        if block.cell is None:
            return text("place.paragraph", number=self._paragraph[block.id])
        return text(
            "place.cell",
            table=self._table[block.cell.table],
            row=block.cell.row + 1,
            column=block.cell.column + 1,
        )
