"""A stretch of text on pages, with the glyphs behind each of its characters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recognizers.text import Box

if TYPE_CHECKING:
    from recognizers.text import Cell, Layer


NOT_PLACED = "no-place"
"""Why of text in patterns and masks: one sees it, but not in a place that could be cut."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A block to be: ``glyphs`` holds, for each character, the serials that draw it.

    A passage may go on overleaf; its boxes tell the page of each character.
    """

    text: str
    boxes: tuple[Box, ...]
    glyphs: tuple[tuple[int, ...], ...]
    layer: Layer
    label: str = ""
    cell: Cell | None = None
    why: str = ""  # code of why it is hidden, or has no place on the page

    @property
    def page(self) -> int:
        """The page on which the passage begins."""
        return self.boxes[0].page


def joined(before: Passage, after: Passage) -> Passage:
    r"""Return both as one, parted by a ``"\n"`` that no glyph stands for."""
    end = before.boxes[-1]
    fold = Box(end.page, end.x1, end.top, end.x1, end.bottom)
    return replace(
        before,
        text=f"{before.text}\n{after.text}",
        boxes=(*before.boxes, fold, *after.boxes),
        glyphs=(*before.glyphs, (), *after.glyphs),
    )
