"""A document and its findings, arranged for looking at what stands around them.

Built once per run in time linear in blocks and findings. Texts are folded in
width and simplified one to one, so offsets of findings hold in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from recognizers.fold import fold
from recognizers.text import Layer
from recognizers.variants import simplify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.finding import Finding, Kind
    from recognizers.text import BlockId, Document, Span, TextBlock

VISIBLE: Final = frozenset({Layer.BODY, Layer.MARGIN, Layer.OCR})
Row = tuple[str, int]
_NEAR: Final = 200  # characters back to the name that a fact belongs to


class Index:
    """Looks up blocks, rows of tables, the findings in them, and the text around a span."""

    def __init__(self, document: Document, findings: Sequence[Finding]) -> None:
        self.document = document
        self.findings = findings
        self._blocks = {block.id: block for block in document.blocks}
        self._order = {block.id: number for number, block in enumerate(document.blocks)}
        self._plain: dict[BlockId, str] = {}
        self._labels: dict[str, str] = {}
        self._in_block: dict[BlockId, list[int]] = defaultdict(list)
        self._in_row: dict[Row, list[int]] = defaultdict(list)
        self._starts: dict[BlockId, list[int]] = {}
        self._cells: dict[Row, list[BlockId]] = defaultdict(list)
        self._arrange()

    def _arrange(self) -> None:
        for number, finding in enumerate(self.findings):
            span = finding.span
            self._in_block[span.block].append(number)
            row = self.row(span)
            if row:
                self._in_row[row].append(number)
        for block in self.document.blocks:
            if block.cell and not block.cell.header:
                self._cells[(block.cell.table, block.cell.row)].append(block.id)
        for numbers in self._in_block.values():
            numbers.sort(key=lambda n: self.findings[n].span.start)

    def block(self, span: Span) -> TextBlock:
        """Return the block that ``span`` lies in."""
        return self._blocks[span.block]

    def place(self, span: Span) -> int:
        """Return the position of the span's block in the document."""
        return self._order[span.block]

    def text(self, block: BlockId) -> str:
        """Return the block's text, folded and simplified, offsets kept."""
        known = self._plain.get(block)
        if known is None:
            known = self._plain[block] = aligned(self._blocks[block].text)
        return known

    def label(self, span: Span) -> str:
        """Return the label of the span's block without spaces and closing punctuation."""
        return self._plain_label(self._blocks[span.block].label)

    def _plain_label(self, raw: str) -> str:
        known = self._labels.get(raw)
        if known is None:
            known = self._labels[raw] = plain_label(raw)
        return known

    def before(self, span: Span, length: int) -> str:
        """Return up to ``length`` characters that stand before the span in its block."""
        return self.text(span.block)[max(span.start - length, 0) : span.start]

    def after(self, span: Span, length: int) -> str:
        """Return up to ``length`` characters that stand behind the span in its block."""
        return self.text(span.block)[span.end : span.end + length]

    def row(self, span: Span) -> Row | None:
        """Return the table row of the span's block, or None outside tables."""
        cell = self._blocks[span.block].cell
        return (cell.table, cell.row) if cell else None

    def in_block(self, block: BlockId) -> Sequence[int]:
        """Return the numbers of the findings that begin in the block, in order."""
        return self._in_block.get(block, ())

    def between(self, block: BlockId, start: int, end: int) -> list[int]:
        """Return the numbers of the findings that begin at ``start`` to ``end`` (exclusive)."""
        starts = self._starts.get(block)
        if starts is None:
            numbers = self._in_block.get(block, [])
            starts = self._starts[block] = [self.findings[n].span.start for n in numbers]
        return self._in_block[block][bisect_left(starts, start) : bisect_left(starts, end)]

    def in_row(self, row: Row) -> Sequence[int]:
        """Return the numbers of the findings that begin in the row of a table."""
        return self._in_row.get(row, ())

    def row_texts(self, row: Row) -> list[str]:
        """Return the texts of the cells in the row of a table."""
        return [self.text(block) for block in self._cells.get(row, ())]

    def row_blocks(self, row: Row) -> Sequence[BlockId]:
        """Return the cells in the row of a table, header cells apart."""
        return self._cells.get(row, ())

    def label_of(self, block: BlockId) -> str:
        """Return the label of a block as words are compared with it."""
        return self._plain_label(self._blocks[block].label)

    def last_before(self, number: int, kind: Kind) -> int | None:
        """Return the last finding of ``kind`` before finding ``number`` in its block."""
        span = self.findings[number].span
        near = self.between(span.block, max(span.start - _NEAR, 0), span.start)
        return next((n for n in reversed(near) if self.findings[n].kind is kind), None)

    def of_kind(self, *kinds: Kind) -> list[int]:
        """Return the numbers of the findings of these kinds."""
        return [n for n, finding in enumerate(self.findings) if finding.kind in kinds]

    def words(self, finding: Finding) -> str:
        """Return the text of all spans of a finding, folded, without blanks."""
        return "".join("".join(self.text(s.block)[s.start : s.end].split()) for s in finding.spans)


def aligned(text: str) -> str:
    """Return ``text`` folded and simplified, with a space for each invisible character."""
    folded = fold(text)
    if len(folded.text) == len(text):
        return simplify(folded.text)
    characters = [" "] * len(text)
    for origin, character in zip(folded.origin, folded.text, strict=True):
        characters[origin] = character
    return simplify("".join(characters))


def plain_label(label: str) -> str:
    """Return a column or form label as words are compared with it."""
    return "".join(simplify(fold(label).text).split()).rstrip(":")
