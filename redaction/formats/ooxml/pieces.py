"""Text joined over XML nodes, and edits carried back to the nodes.

A passage is one block and the places its characters come from. Offsets are
characters of the passage's text. ``rewrite`` removes every character that an
edit covers, wherever runs break it, and puts the replacement into the first
node touched, so that formatting stays; no other character changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from recognizers.text import BlockId, Layer, TextBlock
from redaction.formats.ooxml.names import SPACE, remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from recognizers.text import Cell
    from redaction.plan import Edit


@dataclass(slots=True)
class Piece:
    """Characters of a block and the node they come from.

    They are the value of ``attribute`` (None: the element's own text) from
    offset ``at`` on. A ``fixed`` piece stands for an element that is no text
    itself, such as a tab; ``tag`` is what it becomes if text must take its place.
    """

    text: str
    element: _Element
    attribute: str | None = None
    at: int = 0
    fixed: bool = False
    tag: str = ""

    def replace(self, start: int, end: int, replacement: str) -> None:
        """Put ``replacement`` where characters ``start`` to ``end`` of the piece are."""
        if self.fixed:
            self._replace_element(replacement)
            return
        value = self._value()
        self._set(value[: self.at + start] + replacement + value[self.at + end :])

    def _value(self) -> str:
        if self.attribute is not None:
            return self.element.get(self.attribute, "")
        return self.element.text or ""

    def _set(self, value: str) -> None:
        if self.attribute is not None:
            self.element.set(self.attribute, value)
            return
        self.element.text = value
        if value != value.strip():
            self.element.set(SPACE, "preserve")

    def _replace_element(self, replacement: str) -> None:
        if not replacement or not self.tag:
            remove(self.element)
            return
        self.element.tag = self.tag
        self.element.attrib.clear()
        self.element.text = replacement


@dataclass(slots=True)
class Passage:
    """A block under its id, with the pieces that make up its text."""

    id: str
    pieces: list[Piece]
    layer: Layer = Layer.BODY
    label: str = ""
    cell: Cell | None = None
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(piece.text for piece in self.pieces)

    def block(self) -> TextBlock:
        """Return the passage as recognizers see it."""
        return TextBlock(BlockId(self.id), self.text, self.layer, self.label, cell=self.cell)

    def rewrite(self, edits: Sequence[Edit]) -> None:
        """Make ``edits``, which overlap nowhere, in the nodes of the passage."""
        rewrite(self.pieces, edits)


def rewrite(pieces: Sequence[Piece], edits: Iterable[Edit]) -> None:
    """Make ``edits``, which overlap nowhere, in the nodes behind ``pieces``.

    Raises:
        ValueError: an edit reaches past the end of the text.
    """
    ends = list(accumulate(len(piece.text) for piece in pieces))
    for edit in sorted(edits, key=lambda e: e.span.start, reverse=True):
        if not ends or edit.span.end > ends[-1]:
            raise ValueError("edit reaches past its block")
        _rewrite_one(pieces, ends, edit)


def _rewrite_one(pieces: Sequence[Piece], ends: Sequence[int], edit: Edit) -> None:
    touched = [
        (piece, max(edit.span.start - end + len(piece.text), 0), min(edit.span.end, end))
        for piece, end in zip(pieces, ends, strict=True)
        if edit.span.start < end and edit.span.end > end - len(piece.text)
    ]
    starts = {id(p): end - len(p.text) for p, end in zip(pieces, ends, strict=True)}
    host = next((piece for piece, _, _ in touched if not piece.fixed), touched[0][0])
    # From the right, so that pieces of one node keep their offsets.
    for piece, start, end in reversed(touched):
        put = edit.replacement if piece is host else ""
        piece.replace(start, end - starts[id(piece)], put)
