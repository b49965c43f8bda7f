"""A document as recognizers see it: blocks of text with addresses.

Offsets count characters (Unicode code points) of a block's ``text`` and are
half-open. A block's ``id`` is minted and understood only by the format adapter
that read it; the same bytes always yield the same ids, so that
``(sha256, block, start, end)`` is an address for ever.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from collections.abc import Mapping

Sha256 = NewType("Sha256", str)
BlockId = NewType("BlockId", str)


class Layer(StrEnum):
    """Where a block lies in its file; unseen layers leak as readily as the page."""

    BODY = "body"
    MARGIN = "margin"  # headers, footers, footnotes, endnotes
    COMMENT = "comment"  # comments, annotations, notes of slides
    DELETED = "deleted"  # text that tracked changes keep in the file
    HIDDEN = "hidden"  # hidden rows, columns, sheets, runs, text drawn invisibly
    ATTRIBUTE = "attribute"  # alt text, link targets, field codes, names inside markup
    METADATA = "metadata"  # document properties, custom XML, outlines, attachments' names
    OCR = "ocr"  # read from pixels


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page (from 1), in points from the page's top left corner."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a block in a table: ``table`` names it, rows and columns count from 0.

    ``header`` is true for cells of the header row. Several blocks (paragraphs)
    may share one cell.
    """

    table: str
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of one block."""

    block: BlockId
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or negative span: {self.start}..{self.end}")

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share a character."""
        return self.block == other.block and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class TextBlock:
    r"""One stretch of text that its format adapter can find again by ``id``.

    A block is a paragraph, a cell's paragraph, an attribute or the like. Where
    the format breaks lines by layout (pdf, ofd, scans) the lines of one
    paragraph are one block, joined by ``"\n"``: each ``"\n"`` is then a
    character of ``text`` that no glyph stands for. ``label`` is the column
    header or form label that belongs to the text ("" if none). ``boxes`` holds
    one box per character, or none where the format has no pages; ``page``
    counts from 1 and is 0 where the format has no pages.
    """

    id: BlockId
    text: str
    layer: Layer = Layer.BODY
    label: str = ""
    boxes: tuple[Box, ...] = field(default=(), repr=False)
    cell: Cell | None = None
    page: int = 0

    def __post_init__(self) -> None:
        if self.boxes and len(self.boxes) != len(self.text):
            raise ValueError(f"{len(self.boxes)} boxes for {len(self.text)} characters")


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one file, whose bytes ``sha256`` names, in reading order.

    ``gaps`` are codes of what the reader could not look into although the file
    is readable (``image-not-read``, ``ocr-low-confidence``): they reach
    ``not_looked_for`` of every report. ``pages`` is 0 where the format has none.
    """

    sha256: Sha256
    media_type: str
    blocks: tuple[TextBlock, ...]
    pages: int = 0
    gaps: tuple[str, ...] = ()

    @property
    def characters(self) -> int:
        """Return how many characters the blocks hold together."""
        return sum(len(block.text) for block in self.blocks)

    def by_id(self) -> Mapping[BlockId, TextBlock]:
        """Return the blocks by their ids (built anew: keep it when looking up much)."""
        return {block.id: block for block in self.blocks}

    def text_at(self, span: Span) -> str:
        """Return the characters that ``span`` covers.

        Raises:
            KeyError: the span's block is not of this document.
        """
        return self.by_id()[span.block].text[span.start : span.end]
