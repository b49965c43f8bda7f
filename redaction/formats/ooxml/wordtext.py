r"""The text of a cleaned Word part as passages, one a paragraph.

A tab counts as one character, a line break as ``"\\n"``, a symbol as its code
point. Paragraphs in table cells carry their place and label. Phonetic guides
(ruby) are passages of their own, so that the base text stays in one piece.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.text import Cell, Layer
from redaction.formats.ooxml.names import A, M, V, W, local
from redaction.formats.ooxml.pieces import Passage, Piece
from redaction.formats.tables import GridCell, Label, label_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

_CHARACTERS: Final = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",
}
_TEXTS: Final = frozenset({W + "t", M + "t", A + "t"})
_MATH_CHARACTERS: Final = frozenset({M + "chr", M + "begChr", M + "endChr", M + "sepChr"})
_PARAGRAPHS: Final = (W + "p", A + "p")


@dataclass(frozen=True, slots=True)
class _Place:
    cell: Cell
    label: str


def word_passages(root: _Element, part: str, layer: Layer) -> Iterator[Passage]:
    """Yield the passages of a part whose tree is cleaned, in document order."""
    places = _cells(root, part)
    number: Counter[str] = Counter()
    for element in root.iter(*_PARAGRAPHS, V + "textpath", W + "rt", W + "instrText"):
        kind = local(element)
        number[kind] += 1
        passage = _passage(element, f"{part}#{kind}{number[kind]}", layer)
        if passage.text:
            place = _place_of(element, places)
            if place is not None:
                passage.cell, passage.label = place.cell, place.label
            yield passage


def _passage(element: _Element, name: str, layer: Layer) -> Passage:
    if element.tag == V + "textpath":
        text = element.get("string", "")
        return Passage(name, [Piece(text, element, "string")] if text else [], layer)
    if element.tag == W + "instrText":
        shown = "EQ" in (element.text or "").upper()
        return Passage(name, [Piece(element.text or "", element)] if shown else [], layer)
    return Passage(name, list(_pieces(element)), layer)


def _pieces(paragraph: _Element) -> Iterator[Piece]:
    """Yield the text nodes of a paragraph, without those of paragraphs inside it."""
    for child in paragraph:
        tag = child.tag
        if tag in _TEXTS:
            if child.text:
                yield Piece(child.text, child)
        elif tag in _CHARACTERS:
            if local(paragraph) == "r":
                yield Piece(_CHARACTERS[tag], child, fixed=True, tag=W + "t")
        elif tag == W + "sym":
            yield Piece(_symbol(child), child, fixed=True, tag=W + "t")
        elif tag == A + "br":
            yield Piece("\n", child, fixed=True)
        elif tag in _MATH_CHARACTERS:
            yield from _math_character(child)
        elif tag not in _PARAGRAPHS and tag != W + "rt":
            yield from _pieces(child)


def _symbol(element: _Element) -> str:
    try:
        code = int(element.get(W + "char", "0020"), 16)
    except ValueError:
        return "\ufffd"
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF else "\ufffd"


def _math_character(element: _Element) -> Iterator[Piece]:
    value = element.get(M + "val", "")
    if value:
        yield Piece(value, element, M + "val")


def _place_of(element: _Element, places: dict[_Element, _Place]) -> _Place | None:
    cell = next(element.iterancestors(W + "tc"), None)
    return places.get(cell) if cell is not None else None


def _cells(root: _Element, part: str) -> dict[_Element, _Place]:
    """Return the place and label of every cell of every table under ``root``."""
    places: dict[_Element, _Place] = {}
    for number, table in enumerate(root.iter(W + "tbl"), start=1):
        name = f"{part}#tbl{number}"
        grid = list(_grid(table))
        labels = label_cells(cell for _, cell in grid)
        for element, cell in grid:
            label = labels.get((cell.row, cell.column), Label())
            place = Cell(name, cell.row, cell.column, header=label.header)
            places[element] = _Place(place, label.text)
    return places


def _grid(table: _Element) -> Iterator[tuple[_Element, GridCell]]:
    heights = _heights(table)
    for row, line in enumerate(table.findall(W + "tr")):
        column = _number(line.find(f"{W}trPr/{W}gridBefore"), 0)
        for element in line.findall(W + "tc"):
            width = _number(element.find(f"{W}tcPr/{W}gridSpan"), 1)
            height = heights.get((row, column), 1)
            yield element, GridCell(row, column, _cell_text(element), height, width)
            column += width


def _heights(table: _Element) -> dict[tuple[int, int], int]:
    """Return how many rows each vertically merged cell covers, by its first place."""
    heights: dict[tuple[int, int], int] = {}
    first: dict[int, int] = {}
    for row, line in enumerate(table.findall(W + "tr")):
        column = _number(line.find(f"{W}trPr/{W}gridBefore"), 0)
        for element in line.findall(W + "tc"):
            merge = element.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(W + "val") != "restart" and column in first:
                heights[first[column], column] = row - first[column] + 1
            elif merge is not None:
                first[column] = row
            else:
                first.pop(column, None)
            column += _number(element.find(f"{W}tcPr/{W}gridSpan"), 1)
    return heights


def _number(element: _Element | None, default: int) -> int:
    value = element.get(W + "val", "") if element is not None else ""
    return min(int(value), 512) if value.isascii() and value.isdigit() else default


def _cell_text(cell: _Element) -> str:
    """Return the text of a cell, paragraphs joined, nested tables left out."""
    return "".join(
        node.text or ""
        for node in cell.iter(W + "t")
        if next(node.iterancestors(W + "tc"), None) is cell
    )


def claimed_by(passages: list[Passage]) -> set[_Element]:
    """Return the elements whose text some passage holds."""
    return {piece.element for passage in passages for piece in passage.pieces}
