"""The text of each page as passages with addresses, the same for reading and writing.

Block ids: ``page3#t7`` is the seventh passage of page 3, ``page3#h2`` one that no
reader of the page sees, ``page3#a1.2`` one shown by its first annotation,
``page3#i4.ocr2`` one read from its fourth picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId, Box, Layer, TextBlock
from redaction.formats.layout import Passage, passages
from redaction.formats.ofd.book import children
from redaction.formats.ofd.geometry import POINTS
from redaction.formats.ofd.objects import Drawn, Walk
from redaction.formats.ofd.runs import Refs, Run, lines, runs
from redaction.formats.ooxml.names import local
from redaction.plan import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from redaction.formats.ofd.book import Book, Page, Volume
    from redaction.formats.ofd.geometry import Matrix

_OUTSIDE: Final = 1.0  # points beyond the edge at which a character can no longer be seen


@dataclass(frozen=True, slots=True)
class Placed:
    """A block of a page and the characters in the file that it stands for."""

    block: TextBlock
    passage: Passage[Refs]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one page holds: text in reading order, and its pictures in order of drawing."""

    texts: tuple[Placed, ...]
    pictures: tuple[Drawn, ...]
    codes: Mapping[_Element, Matrix]  # the TextCode elements drawn, and how they are placed
    shapes: int  # how many paths it draws


def sheet_of(book: Book, volume: Volume, page: Page) -> Sheet:
    """Return the text and pictures of a page.

    Raises:
        HostileFileError: it draws too much.
    """
    groups: dict[tuple[str, Layer], list[Run]] = {}
    pictures: list[Drawn] = []
    codes: dict[_Element, Matrix] = {}
    walk = Walk(book, volume, page)
    for drawn in walk:
        if local(drawn.element) == "ImageObject":
            if drawn.layer in PUBLISHED:
                pictures.append(drawn)
            continue
        codes.update(dict.fromkeys(children(drawn.element, "TextCode"), drawn.matrix))
        for run in runs(drawn, page.number):
            layer = Layer.HIDDEN if _is_outside(run, page) else drawn.layer
            group = "h" if layer == Layer.HIDDEN else drawn.group
            groups.setdefault((group, layer), []).append(run)
    texts = [
        placed
        for (group, layer), members in groups.items()
        for placed in _placed(members, group, layer, page.number)
    ]
    return Sheet(tuple(texts), tuple(pictures), codes, walk.shapes)


def _placed(members: list[Run], group: str, layer: Layer, page: int) -> list[Placed]:
    """Return the blocks of one group: the page, an annotation, or what is not seen."""
    prefix = {"": "t", "h": "h"}.get(group, f"{group}.")
    found: list[Placed] = []
    for number, passage in enumerate(passages(lines(members), page), 1):
        cell = passage.cell if layer == Layer.BODY else None
        block = TextBlock(
            BlockId(f"page{page}#{prefix}{number}"),
            passage.text,
            layer,
            passage.label,
            passage.boxes,
            cell,
            page,
        )
        found.append(Placed(block, passage))
    return found


def _is_outside(run: Run, page: Page) -> bool:
    """Return whether no character of a run is on the paper."""
    x, y, width, height = (value * POINTS for value in page.box)
    paper = Box(page.number, x, y, x + width, y + height)
    return all(
        box.x1 < paper.x0 + _OUTSIDE
        or box.x0 > paper.x1 - _OUTSIDE
        or box.bottom < paper.top + _OUTSIDE
        or box.top > paper.bottom - _OUTSIDE
        for box in run.boxes
    )
