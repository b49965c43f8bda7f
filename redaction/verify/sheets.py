"""What the sheets of a workbook show: cells in visible rows and columns of visible sheets.

Numbers appear as the file spells them, not as their number format draws them.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from redaction.verify.dates import date_styles, spelled_date
from redaction.verify.markup import local
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

    from redaction.verify.strand import Sight

_LETTERS: Final = re.compile("[A-Z]+")
_MARGIN_CODE: Final = re.compile('&"[^"]*"|&[0-9]+|&K[0-9A-F]{6}|&[A-Za-z]')
_PLACE: Final = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_WIDEST_MERGE: Final = 100_000
_TRUE: Final = frozenset({"1", "true"})


def show_sheets(roots: dict[str, etree._Element], sight: Sight) -> None:
    """Add the shown cells, sheet names and printed margins of a workbook to ``sight``."""
    shared = shared_strings(roots)
    dates = date_styles(roots)
    for name, path in _visible_sheets(roots):
        sight.add("shown-text", Sort.SHOWN, name)
        root = roots.get(path)
        if root is None:
            sight.blind.add("sheets")
            continue
        for text, style in _cells(root, shared):
            sight.cells += 1
            date = spelled_date(text) if style in dates else ""
            sight.add("shown-text", Sort.SHOWN, date or text)
        for part in root.iterfind("{*}headerFooter/*"):
            sight.add("shown-text", Sort.SHOWN, _MARGIN_CODE.sub("", part.text or ""))
    for name, root in sorted(roots.items()):
        if "/drawings/drawing" in name and "_rels" not in name:
            for paragraph in root.iter("{*}p"):
                text = "".join(t.text or "" for t in paragraph.iter("{*}t"))
                sight.add("shown-text", Sort.SHOWN, text)


def shared_strings(roots: Mapping[str, etree._Element]) -> list[str]:
    """Return the texts of the workbook's table of strings."""
    root = next((r for n, r in roots.items() if local(r) == "sst" and "_rels" not in n), None)
    return [] if root is None else [_rich(item) for item in root.iterfind("{*}si")]


def _rich(item: etree._Element) -> str:
    """Return the text of a string item without its phonetic guide."""
    texts = [*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")]
    return "".join(text.text or "" for text in texts)


def _visible_sheets(roots: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    """Yield name and part of each sheet that is not hidden, in the workbook's order."""
    book = next((n for n, r in roots.items() if local(r) == "workbook"), "")
    if not book:
        return
    folder, base = posixpath.split(book)
    relations = roots.get(f"{folder}/_rels/{base}.rels")
    links = [] if relations is None else list(relations)
    targets = {str(link.get("Id")): str(link.get("Target")) for link in links}
    for sheet in roots[book].iterfind("{*}sheets/{*}sheet"):
        if (sheet.get("state") or "visible") == "visible":
            relation = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
            target = targets.get(relation, "")
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            yield sheet.get("name") or "", posixpath.normpath(path)


def _cells(root: etree._Element, shared: list[str]) -> Iterator[tuple[str, str]]:
    """Yield text and style of each shown cell that holds something."""
    hidden = hidden_columns(root)
    covered = merged_away(root)
    for row in root.iterfind("{*}sheetData/{*}row"):
        if row.get("hidden") in _TRUE:
            continue
        for cell in row:
            place = cell.get("r") or ""
            if column_of(place) in hidden or place in covered:
                continue
            if text := value_of(cell, shared):
                yield text, cell.get("s") or "0"


def value_of(cell: etree._Element, shared: list[str]) -> str:
    """Return the text of a cell as the file spells it."""
    value = cell.find("{*}v")
    inline = cell.find("{*}is")
    if inline is not None:
        return _rich(inline)
    if value is None or not value.text:
        return ""
    if cell.get("t") == "s":
        index = int(value.text) if value.text.isdecimal() else -1
        return shared[index] if 0 <= index < len(shared) else ""
    return value.text


def hidden_columns(root: etree._Element) -> frozenset[int]:
    """Return the numbers, from 1, of the columns that are not drawn."""
    return frozenset(
        number
        for column in root.iterfind("{*}cols/{*}col")
        if column.get("hidden") in _TRUE
        for number in range(
            int(column.get("min") or 1), min(int(column.get("max") or 1), 16384) + 1
        )
    )


def merged_away(root: etree._Element) -> frozenset[str]:
    """Return the places of cells over which a merged cell lies."""
    covered: set[str] = set()
    for merged in root.iterfind("{*}mergeCells/{*}mergeCell"):
        edges = [_PLACE.fullmatch(edge) for edge in (merged.get("ref") or "").split(":")]
        if len(edges) != 2 or edges[0] is None or edges[1] is None:
            continue
        left, right = column_of(edges[0][0]), column_of(edges[1][0])
        top, bottom = int(edges[0][2]), int(edges[1][2])
        if (right - left + 1) * (bottom - top + 1) > _WIDEST_MERGE:
            continue  # whole columns: what stands there counts as shown
        for row in range(top, bottom + 1):
            covered |= {f"{_letters(column)}{row}" for column in range(left, right + 1)}
        covered.discard(edges[0][0])
    return frozenset(covered)


def _letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_of(place: str) -> int:
    """Return the number of the column that a reference like ``AB12`` names, from 1; 0 if none."""
    letters = _LETTERS.match(place)
    number = 0
    for letter in letters[0] if letters else "":
        number = number * 26 + ord(letter) - 64
    return number
