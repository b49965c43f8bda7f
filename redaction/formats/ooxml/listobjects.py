"""Tables that Excel formats as such (``xl/tables``): the look stays, the words go.

A table part repeats the texts of its header row, which must be equal to the
cells' or Excel calls the file damaged; so they are taken from the cells once
these are edited. Formulas, remarks and own names go. A table with a totals row,
or whose header cells are not all there and different, becomes plain cells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.cells import address, item_text, parse_area
from redaction.formats.ooxml.names import R, S, drop_attribute, every, local, remove
from redaction.formats.ooxml.parts import Role
from redaction.formats.ooxml.unseen import drop_extensions, strip_remarks, sweep, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from redaction.formats.ooxml.office import Opened
    from redaction.formats.ooxml.package import Relation
    from redaction.formats.ooxml.unseen import Unseen

_KEPT: Final = frozenset(
    {"id", "ref", "headerRowCount", "totalsRowShown", "insertRow", "insertRowShift"}
)
_STYLE: Final = re.compile(r"TableStyle(?:Light|Medium|Dark)[0-9]{1,2}")
_PLAIN: Final = re.compile(r"(?:Table|\u8868|Column|\u5217)_?[0-9]{1,4}")
_CHILDREN: Final = frozenset({"autoFilter", "tableColumns", "tableStyleInfo"})


def walk_tables(opened: Opened, sheet: str) -> None:
    """Clean the tables of the worksheet part ``sheet``; what cannot stay becomes plain cells."""
    shown = {passage.text for passage in opened.passages}
    for relation in _tables(opened, sheet):
        root, unseen = opened.package.xml(relation.target), opened.unseen_of(relation.target)
        strip_remarks(root, unseen)
        drop_extensions(root, unseen)
        stays = clean_table(root, unseen)
        for name in column_names(root):
            if name not in shown:
                unseen.note(Layer.ATTRIBUTE, name)
        names = frozenset({("tableColumn", "name")})
        sweep(root, unseen, claimed=frozenset(), keep_attributes=names)
        opened.keep_unseen(unseen)
        if not stays:
            _drop(opened, sheet, relation.id)


def settle_tables(opened: Opened, sheets: Iterable[str]) -> None:
    """Let the tables of the worksheet parts ``sheets`` follow their edited header cells."""
    shared: list[str] | None = None
    for sheet in sheets:
        for relation in _tables(opened, sheet):
            if shared is None:
                shared = _shared(opened)
            table = opened.package.xml(relation.target)
            if not follow_header(table, opened.package.xml(sheet), shared):
                _drop(opened, sheet, relation.id)


def _tables(opened: Opened, sheet: str) -> list[Relation]:
    relations = opened.package.relations(sheet)
    return [r for r in relations if opened.kept.get(r.target) is Role.TABLE]


def _shared(opened: Opened) -> list[str]:
    return [
        item_text(item)
        for name in opened.related(opened.main, "sharedStrings")
        for item in opened.package.xml(name).findall(S + "si")
    ]


def _drop(opened: Opened, sheet: str, relation: str) -> None:
    opened.cut_relation(sheet, relation)
    root = opened.package.xml(sheet)
    for part in every(root, S + "tablePart"):
        if part.get(R + "id") == relation:
            remove(part)
    for parts in every(root, S + "tableParts"):
        drop_attribute(parts, "count")
        if len(parts) == 0:
            remove(parts)


def clean_table(table: _Element, unseen: Unseen) -> bool:
    """Reduce a table part to its look; return whether it can stay a table."""
    for name in ("displayName", "name", "comment"):
        if not _PLAIN.fullmatch(table.get(name, "Table1")):
            unseen.take_attribute(table, name)
    has_totals = table.get("totalsRowCount", "0") != "0"
    for name in [n for n in map(str, table.attrib) if n not in _KEPT]:
        del table.attrib[name]
    number = table.get("id", "1")
    table.set("name", f"Table{number}")
    table.set("displayName", f"Table{number}")
    for child in list(table):
        if local(child) not in _CHILDREN:
            remove(child)
    for element in list(table.iter(S + "filterColumn", S + "sortState")):
        for value in element.iter(S + "filter", S + "customFilter"):
            unseen.note(Layer.ATTRIBUTE, value.get("val", ""))
        remove(element)
    for column in table.iter(S + "tableColumn"):
        _clean_column(column, unseen)
    for style in table.iter(S + "tableStyleInfo"):
        if not _STYLE.fullmatch(style.get("name", "")):
            unseen.take_attribute(style, "name")
    return not has_totals and table.get("headerRowCount", "1") == "1"


def _clean_column(column: _Element, unseen: Unseen) -> None:
    unseen.note(Layer.ATTRIBUTE, words(column))
    unseen.note(Layer.ATTRIBUTE, column.get("totalsRowLabel", ""))
    for child in list(column):
        remove(child)
    for name in [n for n in map(str, column.attrib) if n not in {"id", "name"}]:
        del column.attrib[name]


def column_names(table: _Element) -> list[str]:
    """Return the header texts that the part repeats."""
    return [column.get("name", "") for column in table.iter(S + "tableColumn")]


def follow_header(table: _Element, sheet: _Element, shared: Sequence[str]) -> bool:
    """Call the columns what their header cells now say; return whether that is possible."""
    area = parse_area(table.get("ref", ""))
    columns = list(table.iter(S + "tableColumn"))
    if area is None or len(columns) != area.right - area.left + 1:
        return False
    wanted = {address(area.top, column) for column in range(area.left, area.right + 1)}
    texts = {
        cell.get("r", ""): _text(cell, shared)
        for row in sheet.iter(S + "row")
        if row.get("r") == str(area.top + 1)
        for cell in row
        if cell.get("r") in wanted
    }
    names = [texts.get(address(area.top, c), "") for c in range(area.left, area.right + 1)]
    if not all(names) or len({name.lower() for name in names}) != len(names):
        return False
    for column, name in zip(columns, names, strict=True):
        column.set("name", re.sub("\r\n|\r|\n", "_x000a_", name))
    return True


def _text(cell: _Element, shared: Sequence[str]) -> str:
    """Return a text cell's text; numbers and formulas head no table column."""
    inline = cell.find(S + "is")
    if inline is not None:
        return item_text(inline)
    value = cell.findtext(S + "v") or ""
    if cell.get("t") == "s" and value.isdigit() and int(value) < len(shared):
        return shared[int(value)]
    return value if cell.get("t") == "str" and cell.find(S + "f") is None else ""
