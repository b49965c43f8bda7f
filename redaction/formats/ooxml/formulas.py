"""Formulas of a workbook: kept where harmless, replaced by their value where not.

A formula stays if all it refers to are cells of sheets that stay, none of which
was edited or emptied, and it holds no words of its own: then it computes what
it did before. Any other becomes the value it last had. The check reads
references; it does not compute.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from redaction.formats.ooxml.cells import Area, parse_address
from redaction.formats.ooxml.names import S
from redaction.formats.ooxml.unseen import is_free

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

_QUOTED: Final = re.compile(r'"((?:[^"]|"")*)"')
_LONG_NUMBER: Final = re.compile(r"[0-9]{6}")
_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_REFERENCE: Final = re.compile(
    rf"(?:(?:'((?:[^']|''){{1,80}})'|([^\s'!(),;:+*/&<>=^%\"\[\]{{}}-]{{1,80}}))!)?({_CELL})(?::({_CELL}))?(?![A-Za-z0-9_(.])"
)
_COLUMNS: Final = re.compile(
    r"(?:(?:'((?:[^']|''){1,80})'|([^\s'!(),;:+*/&<>=^%\"\[\]{}-]{1,80}))!)?\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})(?![A-Za-z0-9_(.])"
)
_LEFT_OVER: Final = re.compile(r"[A-Za-z_\\.\u0080-\uffff][A-Za-z0-9_.\u0080-\uffff]*(\s*\()?")
_UNSURE: Final = frozenset(
    {"INDIRECT", "OFFSET", "HYPERLINK", "WEBSERVICE", "CELL", "INFO", "EVALUATE", "CALL", "RTD"}
    | {"GETPIVOTDATA", "IMAGE", "LAMBDA", "LET"}
)
_BOUND: Final = frozenset({"shared", "array", "dataTable"})
_LAST_ROW: Final = 1 << 21


def holds_words(formula: str) -> bool:
    """Return whether a formula carries text or long numbers of its own, or leaves the file."""
    quoted = [match[1] for match in _QUOTED.finditer(formula)]
    rest = _QUOTED.sub('""', formula)
    if "[" in rest or _LONG_NUMBER.search(rest):
        return True
    return any(is_free(text) or sum(char.isalnum() for char in text) > 3 for text in quoted)


class Touched:
    """Cells whose content is not what it was, by sheet name."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._sorted = False

    def add(self, sheet: str, row: int, column: int) -> None:
        """Remember a cell."""
        self._rows[sheet][column].append(row)
        self._sorted = False

    def __bool__(self) -> bool:
        return bool(self._rows)

    def _sort(self) -> None:
        if not self._sorted:
            for columns in self._rows.values():
                for rows in columns.values():
                    rows.sort()
            self._sorted = True

    def meets(self, sheet: str, area: Area) -> bool:
        """Return whether a touched cell of ``sheet`` lies in ``area``."""
        self._sort()
        for column, rows in self._rows.get(sheet, {}).items():
            if area.left <= column <= area.right:
                place = bisect_left(rows, area.top)
                if place < len(rows) and rows[place] <= area.bottom:
                    return True
        return False


def references(formula: str, sheet: str) -> Iterator[tuple[str, Area]]:
    """Yield what a formula of ``sheet`` refers to, as (sheet name, area)."""
    plain = _QUOTED.sub('""', formula)
    for match in _REFERENCE.finditer(plain):
        start, end = parse_address(match[3]), parse_address(match[4] or match[3])
        if start is not None and end is not None:
            rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
            name = (match[1] or "").replace("''", "'") or match[2] or sheet
            yield name, Area(rows[0], columns[0], rows[1], columns[1])
    for match in _COLUMNS.finditer(plain):
        left, right = parse_address(match[3] + "1"), parse_address(match[4] + "1")
        if left is not None and right is not None:
            name = (match[1] or "").replace("''", "'") or match[2] or sheet
            yield name, Area(0, min(left[1], right[1]), _LAST_ROW, max(left[1], right[1]))


def is_plain(formula: str) -> bool:
    """Return whether a formula is made of cell references and ordinary functions alone.

    Names of ranges and tables, and functions that compute addresses, are not
    looked into, so a formula with them is not plain.
    """
    rest = _QUOTED.sub(" ", formula)
    rest = _COLUMNS.sub(" ", _REFERENCE.sub(" ", rest))
    for match in _LEFT_OVER.finditer(rest):
        word = match[0].rstrip("( \t").upper()
        if match[1] is None and word not in {"TRUE", "FALSE", "E"}:
            return False
        if word.removeprefix("_XLFN.") in _UNSURE:
            return False
    return "!" not in rest and "#" not in rest and "{" not in rest


def settle(sheet: _Element, name: str, sheets: Container[str], touched: Touched) -> None:
    """Replace by their values the formulas of the sheet ``name`` that may not stay.

    ``sheets`` are the names of the sheets that stay. Formulas that stand for a
    group of cells stay or go together.
    """
    formulas = list(sheet.iter(S + "f"))
    gone = {f for f in formulas if not _stays(f, name, sheets, touched)}
    lost = {f.get("si") for f in gone if f.get("t") == "shared"}
    told = {f.get("si") for f in formulas if f.get("t") == "shared" and f.text} - lost
    for element in formulas:
        untold = element.get("t") == "shared" and element.get("si") not in told
        if element in gone or untold:
            _to_value(element)


def _stays(element: _Element, name: str, sheets: Container[str], touched: Touched) -> bool:
    formula = element.text or ""
    if holds_words(formula) or not is_plain(formula):
        return False
    if touched and element.get("t") in _BOUND:
        return False
    return all(
        other in sheets and not touched.meets(other, area)
        for other, area in references(formula, name)
    )


def _to_value(formula: _Element) -> None:
    cell = formula.getparent()
    if cell is not None:
        cell.remove(formula)


def rename_sheets(text: str, new_names: dict[str, str]) -> str:
    """Return a formula with sheets called by their new names."""

    def renamed(match: re.Match[str]) -> str:
        old = (match[1] or "").replace("''", "'") or match[2]
        if old not in new_names:
            return match[0]
        quoted = new_names[old].replace("'", "''")
        return f"'{quoted}'!"

    return _SHEET_PREFIX.sub(renamed, text)


_SHEET_PREFIX: Final = re.compile(
    r"(?:'((?:[^']|''){1,80})'|([^\s'!(),;:+*/&<>=^%\"\[\]{}-]{1,80}))!"
)
