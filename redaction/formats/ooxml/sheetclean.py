"""A worksheet and its workbook without what the page does not show.

Validations, filters, hyperlinks, scenarios, pivot tables, comments and the like
are noted and go; the content of hidden rows, columns and merged-over cells is
emptied; hidden sheets go altogether. What stays is cells, their formats,
merges, page set-up, print headings, drawings.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.formulas import holds_words
from redaction.formats.ooxml.names import R, S, drop_attribute, every, local, remove
from redaction.formats.ooxml.numfmt import builtin_format, literals
from redaction.formats.ooxml.pieces import Passage, Piece
from redaction.formats.ooxml.unseen import is_free, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_KEPT: Final = frozenset(
    {"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter"}
    | {"mergeCells", "conditionalFormatting", "printOptions", "pageMargins", "pageSetup"}
    | {"headerFooter", "rowBreaks", "colBreaks", "drawing", "picture"}
    | {"tableParts"}
)
_CELL_ATTRIBUTES: Final = frozenset({"r", "s", "t"})
_ROW_ATTRIBUTES: Final = frozenset(
    {"r", "spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel"}
    | {"collapsed", "thickTop", "thickBot"}
)
_SHOWN_PARTS: Final = frozenset({"f", "v", "is"})
_BOOK_KEPT: Final = frozenset({"workbookPr", "bookViews", "sheets", "definedNames", "calcPr"})
_NAMES_KEPT: Final = frozenset({"_xlnm.Print_Area", "_xlnm.Print_Titles"})
_PLAIN_STYLE: Final = re.compile(r"Style [0-9]{1,4}")
_HEADINGS: Final = (
    *(S + "oddHeader", S + "oddFooter", S + "evenHeader", S + "evenFooter"),
    *(S + "firstHeader", S + "firstFooter"),
)
_HEADING_CODE: Final = re.compile(
    r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K[0-9+-]{5}|[0-9]{1,3}|.)', re.DOTALL
)


def clean_sheet(sheet: _Element, unseen: Unseen) -> None:
    """Take everything out of a worksheet but what ``_KEPT`` names."""
    for child in list(sheet):
        if local(child) not in _KEPT:
            _note_child(child, unseen)
            remove(child)
    for columns in every(sheet, S + "filterColumn", S + "sortState"):
        for element in columns.iter(S + "filter", S + "customFilter", S + "dateGroupItem"):
            unseen.note(Layer.ATTRIBUTE, element.get("val", ""))
        remove(columns)
    for rule in every(sheet, S + "cfRule"):
        _clean_rule(rule, unseen)
    for group in every(sheet, S + "conditionalFormatting"):
        if len(group) == 0:
            remove(group)
    for element in sheet.iter(S + "sheetPr", S + "pageSetup", S + "sheetView"):
        _drop_code_name(element, unseen)
        for name in (R + "id", "printerDefaults"):
            drop_attribute(element, name)


def _drop_code_name(element: _Element, unseen: Unseen) -> None:
    name = drop_attribute(element, "codeName")
    if is_free(name):
        unseen.note(Layer.ATTRIBUTE, name)


def _note_child(child: _Element, unseen: Unseen) -> None:
    unseen.note(Layer.ATTRIBUTE, words(child))
    names = {"display", "tooltip", "location", "prompt", "error", "promptTitle", "errorTitle"}
    names |= {"name", "comment", "user", "val", "userName", "altText", "descr", "title", "progId"}
    for element in child.iter():
        for name, value in element.attrib.items():
            short = str(name).rpartition("}")[2]
            if short in names or is_free(str(value)):
                unseen.note(Layer.ATTRIBUTE, str(value))


def _clean_rule(rule: _Element, unseen: Unseen) -> None:
    """Drop a conditional format that compares with somebody's words."""
    formulas = [element.text or "" for element in rule.iter(S + "formula")]
    text = rule.get("text", "")
    if text or any(holds_words(formula) or '"' in formula for formula in formulas):
        for found in (text, *formulas):
            unseen.note(Layer.ATTRIBUTE, found)
        remove(rule)


def clean_cells(sheet: _Element, unseen: Unseen) -> None:
    """Drop stray attributes and text between cells; note formulas with words of their own."""
    for row in sheet.iter(S + "row"):
        _keep_attributes(row, _ROW_ATTRIBUTES, unseen)
        for element in row:
            _keep_attributes(element, _CELL_ATTRIBUTES, unseen)
            for child in element:
                name = local(child)
                if name == "f" and child.text and holds_words(child.text):
                    unseen.note(Layer.ATTRIBUTE, child.text)
                elif name not in _SHOWN_PARTS:
                    unseen.take(child, Layer.ATTRIBUTE)


def _keep_attributes(element: _Element, kept: frozenset[str], unseen: Unseen) -> None:
    if (element.text and element.text.strip()) or (element.tail and element.tail.strip()):
        unseen.note(Layer.HIDDEN, f"{element.text or ''}{element.tail or ''}")
        element.text = element.tail = None
    if kept.issuperset(element.attrib):
        return
    for name in list(element.attrib):
        if name not in kept:
            value = drop_attribute(element, str(name))
            if is_free(value):
                unseen.note(Layer.ATTRIBUTE, value)


def clean_book(book: _Element, unseen: Unseen) -> None:
    """Take everything out of ``workbook.xml`` but what ``_BOOK_KEPT`` names."""
    for child in list(book):
        if local(child) not in _BOOK_KEPT:
            _note_child(child, unseen)
            remove(child)
    for element in book.iter(S + "workbookPr"):
        _drop_code_name(element, unseen)
    for view in book.iter(S + "workbookView"):
        view.set("activeTab", "0")
        view.set("firstSheet", "0")
    for name in every(book, S + "definedName"):
        if (
            name.get("name") not in _NAMES_KEPT
            or name.get("hidden")
            or holds_words(name.text or "")
        ):
            for value in (name.get("name", ""), name.get("comment", "")):
                unseen.note(Layer.ATTRIBUTE, value)
            if holds_words(name.text or ""):
                unseen.note(Layer.ATTRIBUTE, name.text or "")
            remove(name)
    for names in every(book, S + "definedNames"):
        if len(names) == 0:
            remove(names)


def drop_sheet(book: _Element, index: int) -> None:
    """Take the sheet at ``index`` out of the table of sheets and out of the names' scopes."""
    sheet = book.findall(f"{S}sheets/{S}sheet")[index]
    remove(sheet)
    for name in every(book, S + "definedName"):
        scope = name.get("localSheetId", "")
        if not scope.isdigit():
            continue
        if int(scope) == index:
            remove(name)
        elif int(scope) > index:
            name.set("localSheetId", str(int(scope) - 1))


def headings(sheet: _Element, part: str) -> Iterator[Passage]:
    """Yield what a sheet prints above and below each page, without its codes.

    Left, middle and right stand in one text; codes such as ``&P`` are no part of it.
    """
    for element in every(sheet, *_HEADINGS):
        value = element.text or ""
        pieces: list[Piece] = []
        start = 0
        for match in _HEADING_CODE.finditer(value):
            _add_piece(pieces, element, value, start, match.start())
            start = match.end()
            if match[0] in {"&L", "&C", "&R"} and pieces:
                pieces.append(Piece("\n", element, fixed=True))
        _add_piece(pieces, element, value, start, len(value))
        if pieces:
            yield Passage(f"{part}#{local(element)}", pieces, Layer.MARGIN)


def _add_piece(pieces: list[Piece], element: _Element, value: str, start: int, end: int) -> None:
    if start < end:
        pieces.append(Piece(value[start:end], element, at=start))


def cell_formats(styles: _Element, unseen: Unseen) -> tuple[list[str], set[int]]:
    """Return the number format of each cell style, and the styles whose format holds words.

    A format with somebody's words in it loses them: it becomes ``General``, and
    the cells that use it are to be turned into the text they show.
    """
    own: dict[int, str] = {}
    wordy: set[int] = set()
    for element in styles.iter(S + "numFmt"):
        number, code = _int(element.get("numFmtId")), element.get("formatCode", "")
        own[number] = code
        if not _is_ordinary(code):
            wordy.add(number)
            unseen.note(Layer.ATTRIBUTE, literals(code))
            element.set("formatCode", "General")
    formats: list[str] = []
    frozen: set[int] = set()
    for index, style in enumerate(styles.findall(f"{S}cellXfs/{S}xf")):
        number = _int(style.get("numFmtId"))
        formats.append(own.get(number) or builtin_format(number))
        if number in wordy:
            frozen.add(index)
    return formats, frozen


def _int(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0


def _is_ordinary(code: str) -> bool:
    text = literals(code)
    if sum(char.isascii() and char.isalnum() for char in text) > 4:
        return False
    return all(char.isascii() or char in _ordinary() for char in text)


@cache
def _ordinary() -> frozenset[str]:
    text = files("redaction.formats").joinpath("data/formats.txt").read_text("utf-8")
    return frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))


def plain_style_names(styles: _Element, unseen: Unseen) -> None:
    """Call built-in and custom cell styles by plain names."""
    for number, element in enumerate(every(styles, S + "cellStyle"), start=1):
        name = element.get("name", "")
        if element.get("builtinId") == "0":
            element.set("name", "Normal")
        elif "builtinId" not in element.attrib or is_free(name):
            if "builtinId" not in element.attrib and not _PLAIN_STYLE.fullmatch(name):
                unseen.note(Layer.ATTRIBUTE, name)
            element.set("name", f"Style {number}")
    for element in every(styles, S + "tableStyle", S + "tableStyles"):
        for attribute in ("name", "defaultTableStyle", "defaultPivotStyle"):
            value = element.get(attribute, "")
            if is_free(value):
                unseen.note(Layer.ATTRIBUTE, value)
                element.set(attribute, "TableStyle1")
