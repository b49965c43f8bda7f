"""Excel workbooks (xlsx, xlsm; ISO/IEC 29500).

A block is a cell as it is shown, under its column's or its form's label.
Visible sheets stay with their values, formats, page set-up, charts and those
formulas that no edit touches; hidden sheets, rows and columns, comments,
filters, validations, pivot caches, links, names and macros are read for review
and go. A value that some formula computed from an edited cell keeps what the
plan does not edit in it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from lxml import etree

from recognizers.text import Layer
from redaction.formats.ooxml.cells import Book, SheetCell, Sight, item_text, sheet_cells
from redaction.formats.ooxml.docx import walk_drawing
from redaction.formats.ooxml.formulas import Touched, holds_words, references, rename_sheets, settle
from redaction.formats.ooxml.listobjects import settle_tables, walk_tables
from redaction.formats.ooxml.names import C, R, S, drop_attribute, every, remove
from redaction.formats.ooxml.numfmt import hides_part_of_date
from redaction.formats.ooxml.office import OfficeAdapter
from redaction.formats.ooxml.parts import SHEET_MAIN, Role
from redaction.formats.ooxml.pieces import Passage, Piece
from redaction.formats.ooxml.sheetclean import (
    cell_formats,
    clean_book,
    clean_cells,
    clean_sheet,
    drop_sheet,
    headings,
    plain_style_names,
)
from redaction.formats.ooxml.unseen import (
    Unseen,
    drop_extensions,
    is_free,
    strip_remarks,
    sweep,
    words,
)
from redaction.formats.ooxml.wordtext import claimed_by
from redaction.formats.registry import XLSX
from redaction.formats.tables import GridCell, label_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from redaction.formats.ooxml.office import Opened
    from redaction.plan import Edit

_FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_LONGEST_NAME: Final = 31
_VALUES: Final = frozenset(
    {"f", "v", "formula", "formatCode", "oddHeader", "oddFooter", "col", "row"}
) | {*("colOff", "rowOff", "definedName", "evenHeader", "evenFooter", "firstHeader", "firstFooter")}
_KEPT_ATTRIBUTES: Final = frozenset({("numFmt", "formatCode"), ("sheet", "name")})


@dataclass(slots=True)
class _Sheet:
    """A sheet that stays: its entry in the workbook, its part, its cells."""

    entry: _Element
    part: str
    name: str
    cells: list[SheetCell] = field(default_factory=list)


class XlsxAdapter(OfficeAdapter):
    """Reads and rewrites workbooks; macros of an xlsm are dropped."""

    media_type: ClassVar[str] = XLSX
    output_type: ClassVar[str] = XLSX
    main_type: ClassVar[str] = SHEET_MAIN

    def walk(self, opened: Opened) -> None:
        """Read every sheet, drop the hidden ones, clean what stays."""
        book = opened.package.xml(opened.main)
        unseen = opened.unseen_of(opened.main)
        strip_remarks(book, unseen)
        drop_extensions(book, unseen)
        values, frozen = _values(opened, book)
        _drop_hidden_sheets(opened, book, values)
        clean_book(book, unseen)
        for sheet in _sheets(opened):
            _walk_sheet(opened, sheet, values, frozen)
        _note_unused(opened, values)
        _add_names(opened, book)
        claimed = set(book.iter(S + "definedName"))
        sweep(book, unseen, claimed=claimed, values=_VALUES, keep_attributes=_KEPT_ATTRIBUTES)
        opened.keep_unseen(unseen)
        for name in opened.of_role(Role.SETTING):
            _walk_setting(opened, name)
        for sheet in _sheets(opened):
            walk_tables(opened, sheet.part)
        names = {sheet.name for sheet in _sheets(opened)}
        for name in opened.of_role(Role.DRAWING):
            _cut_lost_sources(opened.package.xml(name), names)
            walk_drawing(opened, name, keep_sources=True)

    def shows_text(self, opened: Opened) -> bool:
        """Return whether some cell, drawing or heading holds text; names on tabs are none."""
        return any(passage.id.partition("#")[0] != opened.main for passage in opened.passages)

    def edit(self, opened: Opened, edits: Mapping[str, list[Edit]]) -> None:
        """Make the edits, then settle formulas, sheet names and shared strings."""
        book = opened.package.xml(opened.main)
        before = {entry: entry.get("name", "") for entry in _entries(book)}
        sheets = _sheets(opened)
        touched = _touched(opened, sheets, edits)
        super().edit(opened, edits)
        for sheet in sheets:
            settle(opened.package.xml(sheet.part), sheet.name, set(before.values()), touched)
        _settle_names(opened, book, before)
        settle_tables(opened, [sheet.part for sheet in sheets])
        _rebuild_shared(opened, sheets)


def _entries(book: _Element) -> list[_Element]:
    return book.findall(f"{S}sheets/{S}sheet")


def _sheets(opened: Opened) -> list[_Sheet]:
    """Return the sheets of the workbook that are kept, in their order."""
    targets = {r.id: r.target for r in opened.package.relations(opened.main)}
    return [
        _Sheet(entry, targets[entry.get(R + "id", "")], entry.get("name", ""))
        for entry in _entries(opened.package.xml(opened.main))
        if targets.get(entry.get(R + "id", "")) in opened.kept
    ]


def _values(opened: Opened, book: _Element) -> tuple[Book, set[int]]:
    """Return what cells draw on, and the styles whose number format holds words."""
    shared: list[_Element] = []
    for name in opened.related(opened.main, "sharedStrings"):
        root, unseen = opened.package.xml(name), opened.unseen_of(name)
        strip_remarks(root, unseen)
        for guide in root.iter(S + "rPh"):
            unseen.note(Layer.HIDDEN, words(guide))
        opened.keep_unseen(unseen)
        shared = root.findall(S + "si")
    formats: list[str] = []
    frozen: set[int] = set()
    for name in opened.related(opened.main, "styles"):
        unseen = opened.unseen_of(name + "#formats")
        formats, frozen = cell_formats(opened.package.xml(name), unseen)
        plain_style_names(opened.package.xml(name), unseen)
        opened.keep_unseen(unseen)
    settings = book.find(S + "workbookPr")
    from_1904 = settings is not None and settings.get("date1904", "0") in {"1", "true"}
    texts = [item_text(item) for item in shared]
    partial = frozenset(code for code in formats if hides_part_of_date(code))
    values = Book(shared, texts, formats, partial, from_1904=from_1904)
    return values, frozen


def _drop_hidden_sheets(opened: Opened, book: _Element, values: Book) -> None:
    """Note the cells of hidden sheets and take the sheets out.

    A workbook without a visible sheet opens nowhere, so its first one is then
    left in, emptied.
    """
    relations = {r.id: r for r in opened.package.relations(opened.main)}
    entries = _entries(book)
    hidden = [e for e in entries if e.get("state", "visible") != "visible"]
    for index, entry in reversed(list(enumerate(entries))):
        relation = relations.get(entry.get(R + "id", ""))
        if relation is None or relation.target not in opened.kept:
            _note_name(opened, entry)
            drop_sheet(book, index)
        elif entry in hidden:
            _note_name(opened, entry)
            _note_hidden(opened, relation.target, values)
            if index == 0 and len(hidden) == len(entries):
                drop_attribute(entry, "state")
                entry.set("name", "Sheet1")
                continue
            opened.cut_relation(opened.main, relation.id)
            drop_sheet(book, index)


def _note_name(opened: Opened, entry: _Element) -> None:
    unseen = Unseen(f"{opened.main}#sheet{entry.get('sheetId', '')}")
    unseen.note(Layer.HIDDEN, entry.get("name", ""))
    opened.keep_unseen(unseen)


def _note_hidden(opened: Opened, part: str, values: Book) -> None:
    root, unseen = opened.package.xml(part), opened.unseen_of(part)
    cells = list(sheet_cells(root, part, values))
    _label(root, cells)
    for cell in cells:
        cell.layer = Layer.HIDDEN
        if cell.text:
            opened.unseen.append(cell.block())
    clean_cells(root, unseen)
    for child in root:
        if child.tag != S + "sheetData":
            unseen.note(
                Layer.HIDDEN, " ".join(text for text in map(str, child.itertext()) if is_free(text))
            )
    for heading in headings(root, part):
        unseen.note(Layer.HIDDEN, heading.text)
    opened.keep_unseen(unseen)
    for data in every(root, S + "sheetData"):
        for row in list(data):
            data.remove(row)


def _label(root: _Element, cells: list[SheetCell]) -> None:
    corners = Sight(root).corners
    grid = []
    for cell in cells:
        area = corners.get((cell.row, cell.column))
        height = area.bottom - area.top + 1 if area else 1
        width = area.right - area.left + 1 if area else 1
        grid.append(GridCell(cell.row, cell.column, cell.text, height, width))
    labels = label_cells(grid)
    for cell in cells:
        cell.label = labels.get((cell.row, cell.column))


def _walk_sheet(opened: Opened, sheet: _Sheet, values: Book, frozen: set[int]) -> None:
    root, unseen = opened.package.xml(sheet.part), opened.unseen_of(sheet.part)
    strip_remarks(root, unseen)
    cells = list(sheet_cells(root, sheet.part, values))
    _label(root, cells)
    clean_cells(root, unseen)
    clean_sheet(root, unseen)
    for cell in cells:
        if cell.layer is Layer.HIDDEN:
            if cell.text:
                opened.unseen.append(cell.block())
            _empty(cell.element)
        else:
            opened.passages.append(cell)
            unseen.note(Layer.HIDDEN, cell.whole)
            style = int(cell.element.get("s", "0"))
            if cell.shared is None and (cell.whole or style in frozen):
                cell.as_text()
    prints = list(headings(root, sheet.part))
    opened.passages += prints
    for child in root:
        # Cells are seen to by clean_cells.
        if child.tag != S + "sheetData":
            claimed = claimed_by(prints) | set(child.iter(S + "formula"))
            sweep(child, unseen, claimed=claimed, values=_VALUES)
    opened.keep_unseen(unseen)


def _note_unused(opened: Opened, values: Book) -> None:
    """Note the shared strings that no cell shows any more."""
    unseen = Unseen(f"{opened.main}#shared")
    for index, text in enumerate(values.texts):
        if index not in values.used:
            unseen.note(Layer.HIDDEN, text)
    opened.keep_unseen(unseen)


def _empty(element: _Element) -> None:
    for child in list(element):
        element.remove(child)
    drop_attribute(element, "t")


def _add_names(opened: Opened, book: _Element) -> None:
    """Add the names on the sheets' tabs as passages."""
    for entry in _entries(book):
        piece = Piece(entry.get("name", ""), entry, "name")
        number = entry.get("sheetId", "0")
        opened.passages.append(Passage(f"{opened.main}#sheet{number}", [piece], Layer.MARGIN))


def _walk_setting(opened: Opened, name: str) -> None:
    if name in opened.related(opened.main, "sharedStrings"):
        return
    root, unseen = opened.package.xml(name), opened.unseen_of(name)
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    sweep(root, unseen, claimed=frozenset(), keep_attributes=_KEPT_ATTRIBUTES)
    opened.keep_unseen(unseen)


def _cut_lost_sources(chart: _Element, names: set[str]) -> None:
    """Mark what a chart drew from sheets that are gone; its cached values stay."""
    for source in chart.iter(C + "f"):
        formula = source.text or ""
        lost = any(name not in names for name, _ in references(formula, ""))
        if lost or holds_words(formula):
            source.text = "#REF!"


def _touched(opened: Opened, sheets: list[_Sheet], edits: Mapping[str, list[Edit]]) -> Touched:
    """Return the cells that edits change or that were emptied, by sheet name."""
    names = {sheet.part: sheet.name for sheet in sheets}
    touched = Touched()
    for passage in opened.passages:
        if isinstance(passage, SheetCell) and passage.id in edits:
            touched.add(names[passage.part], passage.row, passage.column)
    for block in opened.unseen:
        if block.cell is not None and block.cell.table in names:
            touched.add(names[block.cell.table], block.cell.row, block.cell.column)
    return touched


def _settle_names(opened: Opened, book: _Element, before: Mapping[_Element, str]) -> None:
    """Make edited sheet names valid, and call the sheets by them everywhere."""
    taken: set[str] = set()
    new_names: dict[str, str] = {}
    for entry, old in before.items():
        name = entry.get("name", "")
        if name != old:
            name = name.translate(_FORBIDDEN)[:_LONGEST_NAME] or "Sheet"
            number = 2
            while name.lower() in taken:
                name = f"{name[: _LONGEST_NAME - 4]}_{number}"
                number += 1
            entry.set("name", name)
            new_names[old] = name
        taken.add(name.lower())
    if not new_names:
        return
    for root in (book, *(opened.package.xml(n) for n in opened.of_role(Role.STORY, Role.DRAWING))):
        for element in root.iter(S + "definedName", S + "f", S + "formula", C + "f"):
            element.text = rename_sheets(element.text or "", new_names)


def _rebuild_shared(opened: Opened, sheets: list[_Sheet]) -> None:
    """Keep of the shared strings those that cells use, without phonetic guides."""
    for name in opened.related(opened.main, "sharedStrings"):
        root = opened.package.xml(name)
        items = root.findall(S + "si")
        order: dict[int, int] = {}
        for sheet in sheets:
            _renumber(opened.package.xml(sheet.part), order, len(items))
        kept = [items[index] for index in order]
        root.attrib.clear()
        for child in list(root):
            root.remove(child)
        root.extend(kept)
        for element in every(root, S + "rPh", S + "phoneticPr", S + "extLst"):
            remove(element)
        etree.cleanup_namespaces(root)


def _renumber(sheet: _Element, order: dict[int, int], count: int) -> None:
    for cell in sheet.iter(S + "c"):
        if cell.get("t") != "s":
            continue
        value = cell.find(S + "v")
        text = value.text if value is not None else None
        if value is None or not text or not text.isdigit() or int(text) >= count:
            _empty(cell)
            continue
        value.text = str(order.setdefault(int(text), len(order)))
