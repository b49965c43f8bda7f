"""Cells of a worksheet: what each shows, where it is, whether it can be seen.

Addresses are ``A1`` style in the file and rows and columns from 0 here. What a
merged cell covers, and what lies in hidden or zero-sized rows and columns, is
in the file but not on the page.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from lxml import etree

from recognizers.text import BlockId, Cell, Layer, TextBlock
from redaction.formats.ooxml.names import S, is_on
from redaction.formats.ooxml.numfmt import show
from redaction.formats.ooxml.pieces import Piece, rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element

    from redaction.formats.tables import Label
    from redaction.plan import Edit

_ADDRESS: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_TELLING: Final = 4
"""Digits from which on a number can tell something; a zero shown as a dash cannot."""

_PHONETIC: Final = (S + "rPh", S + "phoneticPr")


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns, both ends included, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Return whether the cell lies in the area."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(slots=True)
class Book:
    """What cells need to know of their workbook."""

    shared: list[_Element]
    texts: list[str]
    formats: list[str]
    partial: frozenset[str] = frozenset()
    """Number formats that show a part of a date."""

    from_1904: bool = False
    used: set[int] = field(default_factory=set)
    """Indices of the shared strings that some cell shows."""


@dataclass(slots=True)
class SheetCell:
    """One cell with something in it."""

    element: _Element
    part: str
    row: int
    column: int
    text: str
    shared: _Element | None = None
    layer: Layer = Layer.BODY
    label: Label | None = None
    suffix: str = ""
    whole: str = ""
    """The date behind a cell that shows a part of it, else ""."""

    @property
    def id(self) -> str:
        """The block's id: part and address."""
        return f"{self.part}#{address(self.row, self.column)}{self.suffix}"

    def block(self) -> TextBlock:
        """Return the cell as recognizers see it."""
        label = self.label
        is_header = label is not None and label.header
        place = Cell(self.part, self.row, self.column, header=is_header)
        words = label.text if label is not None else ""
        return TextBlock(BlockId(self.id), self.text, self.layer, words, cell=place)

    def rewrite(self, edits: Sequence[Edit]) -> None:
        """Make the cell a text of its own and ``edits`` in it; a formula becomes its value."""
        inline = self.as_text()
        pieces = [Piece(node.text, node) for node in text_nodes(inline) if node.text]
        rewrite(pieces, edits)

    def as_text(self) -> _Element:
        """Turn the cell into the text that it shows; return the element that holds it."""
        inline = etree.Element(S + "is")
        if self.shared is not None:
            for child in self.shared:
                if child.tag not in _PHONETIC:
                    inline.append(deepcopy(child))
        else:
            node = etree.SubElement(inline, S + "t")
            node.text = self.text
            _keep_space(node)
        for child in list(self.element):
            self.element.remove(child)
        self.element.set("t", "inlineStr")
        self.element.append(inline)
        return inline


def _keep_space(node: _Element) -> None:
    if node.text and node.text != node.text.strip():
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def address(row: int, column: int) -> str:
    """Return the address of a cell.

    >>> address(6, 27)
    'AB7'
    """
    return f"{_letters(column)}{row + 1}"


@lru_cache(maxsize=16384)
def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_address(text: str) -> tuple[int, int] | None:
    """Return row and column of an address, or None if it is none.

    >>> parse_address("AB7")
    (6, 27)
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def parse_area(text: str) -> Area | None:
    """Return the area of a reference such as ``A1:B2``, or None if it is none."""
    first, _, last = text.partition(":")
    start, end = parse_address(first), parse_address(last or first)
    if start is None or end is None:
        return None
    return Area(
        min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1])
    )


def text_nodes(holder: _Element) -> list[_Element]:
    """Return the ``t`` elements of a string item, without its phonetic guides."""
    return [
        node for node in holder.iter(S + "t") if next(node.iterancestors(S + "rPh"), None) is None
    ]


def item_text(item: _Element) -> str:
    """Return the text of a shared or inline string."""
    if len(item) == 1 and item[0].tag == S + "t":
        return item[0].text or ""
    return "".join(node.text or "" for node in text_nodes(item))


def hidden_columns(sheet: _Element) -> list[Area]:
    """Return the columns that are hidden or have no width."""
    found = []
    for element in sheet.iter(S + "col"):
        if is_switched_on(element, "hidden") or _is_zero(element.get("width")):
            left, right = _index(element.get("min")), _index(element.get("max"))
            found.append(Area(0, left, 1 << 21, right))
    return found


def is_switched_on(element: _Element, attribute: str) -> bool:
    """Return whether a flag that is off when absent is on."""
    return attribute in element.attrib and is_on(element, attribute)


def _index(value: str | None) -> int:
    return int(value) - 1 if value and value.isascii() and value.isdigit() else 0


def _is_zero(value: str | None) -> bool:
    try:
        return value is not None and float(value) == 0
    except ValueError:
        return False


def merged_areas(sheet: _Element) -> list[Area]:
    """Return the merged areas of a sheet."""
    refs = (element.get("ref", "") for element in sheet.iter(S + "mergeCell"))
    return [area for area in map(parse_area, refs) if area is not None]


class Sight:
    """Tells which cells of one sheet a reader of the page can see."""

    def __init__(self, sheet: _Element) -> None:
        self._columns = hidden_columns(sheet)
        self._covered: dict[tuple[int, int], Area] = {}
        self._wide: list[Area] = []
        self.corners: dict[tuple[int, int], Area] = {}
        for area in merged_areas(sheet):
            self.corners[area.top, area.left] = area
            if (area.bottom - area.top + 1) * (area.right - area.left + 1) > 4096:
                self._wide.append(area)
                continue
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    self._covered[row, column] = area

    def hides_row(self, row: _Element) -> bool:
        """Return whether a row is hidden or has no height.

        A row that is written out is shown even where rows are hidden by default.
        """
        return is_switched_on(row, "hidden") or _is_zero(row.get("ht"))

    def hides(self, row: int, column: int) -> bool:
        """Return whether a cell lies in a hidden column or under a merged one."""
        if self._columns and any(a.left <= column <= a.right for a in self._columns):
            return True
        if not self.corners:
            return False
        area = self._covered.get((row, column))
        if area is None:
            area = next((a for a in self._wide if a.holds(row, column)), None)
        return area is not None and (row, column) != (area.top, area.left)


def sheet_cells(sheet: _Element, part: str, book: Book) -> Iterator[SheetCell]:
    """Yield every cell with text of a sheet, row by row; those out of sight in layer HIDDEN.

    A cell out of sight is yielded even if its text is empty, so that it can be emptied.
    """
    sight = Sight(sheet)
    seen: set[tuple[int, int]] = set()
    row_number = -1
    for row in sheet.iter(S + "row"):
        number = row.get("r", "")
        row_number = int(number) - 1 if number.isascii() and number.isdigit() else row_number + 1
        hidden = sight.hides_row(row)
        column = -1
        for element in row:
            if element.tag != S + "c":
                continue
            place = parse_address(element.get("r", ""))
            column = place[1] if place is not None else column + 1
            cell = _cell(element, part, row_number, column, book)
            unseen = (cell is not None or len(element) > 0) and (
                hidden or sight.hides(row_number, column)
            )
            if unseen:
                # A formula without a value is nothing yet, but would be once computed.
                cell = cell or SheetCell(element, part, row_number, column, "")
                cell.layer = Layer.HIDDEN
            if cell is None:
                continue
            if (row_number, column) in seen:
                cell.suffix = f".{len(seen)}"
            seen.add((row_number, column))
            yield cell


def _cell(element: _Element, part: str, row: int, column: int, book: Book) -> SheetCell | None:
    kind, value, item = element.get("t", "n"), "", None
    for child in element:
        if child.tag == S + "v":
            value = child.text or ""
        elif child.tag == S + "is":
            item = child
    if kind == "s":
        index = int(value) if value.isascii() and value.isdigit() else -1
        if not 0 <= index < len(book.shared):
            return SheetCell(element, part, row, column, value) if value else None
        item, text = book.shared[index], book.texts[index]
        book.used.add(index)
    elif item is not None:
        text = item_text(item)
    elif kind == "n" and value:
        style = element.get("s", "0")
        cell = _number(SheetCell(element, part, row, column, value), book, style)
        return cell if cell.text else None
    elif kind == "b":
        text = {"1": "TRUE", "0": "FALSE"}.get(value, value)
    else:
        text = value
    return SheetCell(element, part, row, column, text, item) if text else None


def _number(cell: SheetCell, book: Book, style: str) -> SheetCell:
    """Give a cell with a number the text that its format shows of it."""
    value, code = cell.text, _format(book, style)
    cell.text = show(value, code, from_1904=book.from_1904)
    if sum(map(str.isdigit, value)) >= _TELLING and not any(map(str.isdigit, cell.text)):
        # A format such as ";;;" keeps the number off the page, not out of the file.
        cell.text, cell.layer = value, Layer.HIDDEN
    elif code in book.partial:
        whole = show(value, "yyyy-mm-dd", from_1904=book.from_1904)
        cell.whole = whole if "-" in whole else ""
    return cell


def _format(book: Book, style: str) -> str:
    index = int(style) if style.isascii() and style.isdigit() else 0
    return book.formats[index] if index < len(book.formats) else "General"
