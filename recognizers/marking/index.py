"""A document and its findings, arranged for looking at what stands around them.

Built once per run in time linear in blocks and findings. Texts are folded in
width and simplified one to one, so offsets of findings hold in them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from recognizers.plain import aligned, plain_label
from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.finding import Finding, Kind
    from recognizers.text import BlockId, Document, Span

VISIBLE: Final = frozenset({Layer.BODY, Layer.MARGIN, Layer.OCR})
Row = tuple[str, int]
_FULL_LINE: Final = 15  # characters: shorter lines end because their text does
_NEAR: Final = 200  # characters back to the name that a fact belongs to


class Texts:
    """The texts of a document's blocks, its labels and the rows of its tables."""

    def __init__(self, document: Document) -> None:
        self.blocks = {block.id: block for block in document.blocks}
        self._plain: dict[BlockId, str] = {}
        self._labels: dict[str, str] = {}
        self.rows: dict[BlockId, Row] = {}
        self.cells: dict[Row, list[BlockId]] = defaultdict(list)
        for block in document.blocks:
            if block.cell is not None:
                row = self.rows[block.id] = (block.cell.table, block.cell.row)
                if not block.cell.header:
                    self.cells[row].append(block.id)

    def plain(self, block: BlockId) -> str:
        """Return the block's text, folded and simplified, offsets kept."""
        known = self._plain.get(block)
        if known is None:
            known = self._plain[block] = aligned(self.blocks[block].text)
        return known

    def label(self, block: BlockId) -> str:
        """Return the block's label without spaces and closing punctuation."""
        raw = self.blocks[block].label
        known = self._labels.get(raw)
        if known is None:
            known = self._labels[raw] = plain_label(raw)
        return known


class Index:
    """Looks up blocks, rows of tables, the findings in them, and the text around a span."""

    def __init__(self, texts: Texts, findings: Sequence[Finding]) -> None:
        self.texts = texts
        self.findings = findings
        self._in_block: dict[BlockId, list[int]] = defaultdict(list)
        self._in_row: dict[Row, list[int]] = defaultdict(list)
        self._starts: dict[BlockId, list[int]] = {}
        for number, finding in enumerate(findings):
            block = finding.spans[0].block
            self._in_block[block].append(number)
            row = texts.rows.get(block)
            if row:
                self._in_row[row].append(number)
        for numbers in self._in_block.values():
            if len(numbers) > 1:
                numbers.sort(key=self._start)

    def _start(self, number: int) -> int:
        return self.findings[number].spans[0].start

    def text(self, block: BlockId) -> str:
        """Return the block's text, folded and simplified, offsets kept."""
        return self.texts.plain(block)

    def label(self, span: Span) -> str:
        """Return the label of the span's block without spaces and closing punctuation."""
        return self.texts.label(span.block)

    def before(self, span: Span, length: int) -> str:
        """Return up to ``length`` characters before the span in its block, soft breaks left out."""
        text = self.text(span.block)
        return _without_soft_breaks(text, max(span.start - length, 0), span.start)

    def after(self, span: Span, length: int) -> str:
        """Return up to ``length`` characters behind the span in its block, soft breaks left out."""
        return _without_soft_breaks(self.text(span.block), span.end, span.end + length)

    def row(self, span: Span) -> Row | None:
        """Return the table row of the span's block, or None outside tables."""
        return self.texts.rows.get(span.block)

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

    def row_blocks(self, row: Row) -> Sequence[BlockId]:
        """Return the cells in the row of a table, header cells apart."""
        return self.texts.cells.get(row, ())

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


def _without_soft_breaks(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]`` without the breaks that only end a full line of a page."""
    piece = text[start:end]
    at = piece.find("\n")
    if at < 0:
        return piece
    kept: list[str] = []
    for offset, character in enumerate(piece, start):
        if character != "\n" or not _is_soft(text, offset):
            kept.append(character)
    return "".join(kept)


def _is_soft(text: str, at: int) -> bool:
    full = at - text.rfind("\n", 0, at) > _FULL_LINE
    return full and _is_han(text[at - 1 : at]) and _is_han(text[at + 1 : at + 2])


def _is_han(character: str) -> bool:
    return len(character) == 1 and 0x3400 <= ord(character) <= 0x9FFF
