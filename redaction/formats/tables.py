"""Which label belongs to which cell of a table, whatever format it comes from.

A list has header rows, and each cell below takes the header of its column; a
form has labels beside (or above) their values. Titles above a list, merged
cells and headers of several rows are understood, and a second list further
down gets its own header. Guesses by words (``data/table_labels.toml``) first, by
shape second; a wrong guess costs evidence, never text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from recognizers.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SPACES: Final = re.compile(r"\s+")
_BRACKET: Final = re.compile(r"\([^()]{0,30}\)$")
_NUMERIC: Final = re.compile(r"[-+]?[0-9][0-9.,:/%\- ]*[0-9Xx%]?")
_LONGEST: Final = 24
_LOOK_AHEAD: Final = 12


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at ``row`` and ``column`` (from 0) that covers ``height`` rows, ``width`` columns."""

    row: int
    column: int
    text: str
    height: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """``text`` heads the cell ("" if nothing does); ``header`` if the cell is a header itself."""

    text: str = ""
    header: bool = False


@dataclass(slots=True)
class _Header:
    """Header texts by column, and how to go on below."""

    by_column: dict[int, str] = field(default_factory=dict)
    last_row: int = -1


_Row = list[GridCell]


def label_cells(cells: Iterable[GridCell]) -> dict[tuple[int, int], Label]:
    """Return the label of each cell by (row, column); ``cells`` come in any order.

    >>> cells = [GridCell(0, 0, "name"), GridCell(0, 1, "tel"), GridCell(1, 0, "Zhang San")]
    >>> label_cells(cells)[1, 0].text
    'name'
    """
    filled = sorted((c for c in cells if c.text.strip()), key=lambda c: (c.row, c.column))
    rows = [list(row) for _, row in groupby(filled, key=lambda c: c.row)]
    labels: dict[tuple[int, int], Label] = {}
    header: _Header | None = None
    for index, row in enumerate(rows):
        if header is not None and row[0].row <= header.last_row:
            continue
        found = _header_at(rows, index, fresh=header is None)
        if found is not None:
            header = found
            labels.update(_mark(rows[index:], header.last_row))
        else:
            labels.update(_label_row(row, header, rows[index - 1] if index else []))
    return labels


def _mark(rows: Sequence[_Row], last_row: int) -> Iterator[tuple[tuple[int, int], Label]]:
    for row in rows:
        if row[0].row > last_row:
            return
        yield from (((cell.row, cell.column), Label(header=True)) for cell in row)


def _header_at(rows: Sequence[_Row], index: int, *, fresh: bool) -> _Header | None:
    """Return the header that begins at ``rows[index]``; a later one needs stronger signs."""
    row = rows[index]
    if not all(_may_head(cell.text) for cell in row):
        return None
    words = sum(is_label(cell.text) for cell in row)
    if fresh:
        wordy = len(row) >= 2 and words / len(row) >= 0.6
        if not (wordy or (index < _LOOK_AHEAD and _shaped(rows, index))):
            return None
    elif len(row) < 3 or words / len(row) < 0.8:
        return None
    if index + 1 == len(rows) or (fresh and _is_form(rows[index : index + 4])):
        return None
    return _joined(rows, index)


def _shaped(rows: Sequence[_Row], index: int) -> bool:
    """Return whether a row of short words stands over columns of figures."""
    row, below = rows[index], rows[index + 1 : index + 6]
    widest = max(len(r) for r in rows[index : index + 6])
    if len(row) < 2 or len(row) < 0.6 * widest or not below:
        return False
    if any(":" in fold(cell.text).text.strip()[:-1] for cell in row):
        return False  # facts about the table, such as its date, stand above it
    numbers = {cell.column for r in below for cell in r if _is_number(cell.text)}
    return bool(numbers & {cell.column for cell in row}) and not _is_form([row])


def _is_form(rows: Sequence[_Row]) -> bool:
    """Return whether labels and values take turns in most of ``rows``."""
    turns = [_takes_turns(row) for row in rows]
    return sum(turns) * 2 > len(turns)


def _takes_turns(row: _Row) -> bool:
    if len(row) < 2 or not is_label(row[0].text):
        return False
    signs = [is_label(cell.text) for cell in row]
    pairs = sum(a and not b for a, b in pairwise(signs))
    return pairs * 2 >= len(row) - 1 and not all(signs)


def _joined(rows: Sequence[_Row], index: int) -> _Header:
    """Return the header of one row, or of several where merged cells bind them."""
    top = rows[index]
    last = max(cell.row + cell.height - 1 for cell in top)
    spans = [cell for cell in top if cell.width > 1]
    if spans and index + 2 < len(rows) and all(_may_head(c.text) for c in rows[index + 1]):
        last = max(last, rows[index + 1][0].row)
    header = _Header(last_row=last)
    for row in rows[index:]:
        if row[0].row > last:
            break
        for cell in row:
            for column in range(cell.column, cell.column + min(cell.width, 512)):
                before = header.by_column.get(column, "")
                text = clean_label(cell.text)
                header.by_column[column] = f"{before}/{text}" if before else text
    return header


def _label_row(
    row: _Row, header: _Header | None, above: _Row
) -> Iterator[tuple[tuple[int, int], Label]]:
    # Below a list a row of few cells belongs to the form around it.
    is_sparse = header is not None and len(row) * 2 <= len(header.by_column)
    form = _takes_turns(row) and (header is None or is_sparse or _is_strong(row[0].text))
    left = ""
    for cell in row:
        text = header.by_column.get(cell.column, "") if header else ""
        if form and is_label(cell.text):
            left = clean_label(cell.text)
            text = ""
        elif left:
            text = left
        elif not text:
            text = _over(cell, above)
        yield (cell.row, cell.column), Label(text)


def _over(cell: GridCell, above: _Row) -> str:
    """Return the label right above a cell of a form, if it is one."""
    near = (c.text for c in above if c.column == cell.column and c.row + c.height == cell.row)
    text = next(near, "")
    return clean_label(text) if is_label(text) and not is_label(cell.text) else ""


def clean_label(text: str) -> str:
    """Return a label without spaces and the colon at its end, width folded."""
    return _SPACES.sub("", fold(text).text).rstrip(":*")


def is_label(text: str) -> bool:
    """Return whether ``text`` is a word that heads columns or values."""
    return len(text) <= 2 * _LONGEST and not text[0:1].isdecimal() and _is_label(text)


@lru_cache(maxsize=65536)
def _is_label(text: str) -> bool:
    plain = _BRACKET.sub("", clean_label(text)).lower()
    if not 1 <= len(plain) <= _LONGEST // 2 or _is_number(plain):
        return False
    words, exact, endings = _words()
    if plain in words or plain in exact:
        return True
    has_figures = any(char.isdigit() for char in plain)
    return not has_figures and (plain.endswith(endings) or _ends_with_word(plain, words))


def _is_strong(text: str) -> bool:
    """Return whether ``text`` is a label even in the middle of a list."""
    words, exact, _ = _words()
    plain = clean_label(text).lower()
    return fold(text).text.rstrip().endswith(":") or plain in words or plain in exact


def _ends_with_word(plain: str, words: frozenset[str]) -> bool:
    return any(plain[start:] in words for start in range(1, len(plain) - 1))


def _may_head(text: str) -> bool:
    return len(text) <= _LONGEST and not text[0:1].isdecimal() and not _is_number(text)


def _is_number(text: str) -> bool:
    return _NUMERIC.fullmatch(fold(text).text.strip()) is not None


@cache
def _words() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    source = files("redaction.formats").joinpath("data/table_labels.toml").read_text("utf-8")
    table = tomllib.loads(source)
    words = frozenset(word.lower() for word in table["words"])
    return words, frozenset(table["exact"]), tuple(table["endings"])
