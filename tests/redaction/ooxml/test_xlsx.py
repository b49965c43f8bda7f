"""What a workbook shows stays, what it hides is read and goes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from recognizers.text import Layer
from redaction.errors import EmptyDocumentError
from redaction.formats.ooxml.xlsx import XlsxAdapter
from redaction.plan import PUBLISHED, build_plan
from tests.redaction.ooxml.build import (
    O_REL,
    SHEET,
    edits,
    everything,
    redacted,
    rels,
    rewritten,
    texts,
    types,
    zipped,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ADAPTER = XlsxAdapter()
SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"
NAME, PHONE = "\u59d3\u540d", "\u7535\u8bdd"


def book(fill: Callable[[Workbook, Worksheet], object]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet["A1"] = KEPT
    fill(workbook, sheet)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def sheet_xml(
    data: str, *, before: str = "", after: str = "", shared: str = "", name: str = "one"
) -> bytes:
    """Return a workbook of one sheet whose rows are given as XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return zipped(
        {
            "[Content_Types].xml": types(
                {
                    "xl/workbook.xml": SHEET + "sheet.main+xml",
                    "xl/worksheets/sheet1.xml": SHEET + "worksheet+xml",
                    "xl/sharedStrings.xml": SHEET + "sharedStrings+xml",
                }
            ),
            "_rels/.rels": rels(("r1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {space} xmlns:r="{O_REL}"><sheets>'
            f'<sheet name="{name}" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": rels(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "sharedStrings", "sharedStrings.xml"),
            ),
            "xl/worksheets/sheet1.xml": f"<worksheet {space}>{before}<sheetData>{data}</sheetData>"
            f"{after}</worksheet>",
            "xl/sharedStrings.xml": f"<sst {space}>{shared}</sst>",
        }
    )


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


KEPT_ROW = f'<row r="1">{inline("A1", KEPT)}</row>'

SHOWN = {
    "text": lambda _, s: s.__setitem__("B2", SECRET),
    "rich-text": None,
    "sheet-name": lambda _, s: setattr(s, "title", SECRET),
    "print-heading": lambda _, s: setattr(s.oddHeader.center, "text", SECRET),
    "number-format": lambda _, s: (
        s.__setitem__("B2", 5),
        setattr(s["B2"], "number_format", f'0"{SECRET}"'),
    ),
}


def _shown(name: str) -> bytes:
    fill = SHOWN[name]
    if fill is not None:
        return book(fill)
    runs = f"<r><t>{SECRET[:1]}</t></r><r><rPr><b/></rPr><t>{SECRET[1:]}</t></r>"
    row = '<row r="2"><c r="A2" t="s"><v>0</v></c></row>'
    return sheet_xml(KEPT_ROW + row, shared=f"<si>{runs}</si>")


@pytest.mark.parametrize("name", SHOWN)
def test_what_the_page_shows_is_read_and_only_it_goes(name: str) -> None:
    source = _shown(name)
    shown = [b.text for b in ADAPTER.read(source).blocks if b.layer in PUBLISHED]
    assert any(SECRET in text for text in shown)
    output = redacted(ADAPTER, source, SECRET)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))
    openpyxl.load_workbook(io.BytesIO(output))


@pytest.mark.parametrize("name", SHOWN)
def test_without_edits_what_the_page_shows_stays(name: str) -> None:
    source = _shown(name)
    layers = [layer.value for layer in PUBLISHED]
    after = texts(ADAPTER.read(rewritten(ADAPTER, source)), *layers)
    assert after == texts(ADAPTER.read(source), *layers)


def _hide_row(_: Workbook, sheet: Worksheet) -> None:
    sheet["A3"] = SECRET
    sheet.row_dimensions[3].hidden = True


def _hide_column(_: Workbook, sheet: Worksheet) -> None:
    sheet["C1"] = SECRET
    sheet.column_dimensions["C"].hidden = True


def _hidden_sheet(state: str) -> Callable[[Workbook, Worksheet], None]:
    def fill(workbook: Workbook, _: Worksheet) -> None:
        sheet = workbook.create_sheet("x")
        sheet["A1"] = SECRET
        sheet.sheet_state = state

    return fill


def _name_of_hidden_sheet(workbook: Workbook, _: Worksheet) -> None:
    workbook.create_sheet(SECRET).sheet_state = "hidden"


def _comment(_: Workbook, sheet: Worksheet) -> None:
    sheet["B1"].comment = Comment(SECRET, "x")


def _comment_author(_: Workbook, sheet: Worksheet) -> None:
    sheet["B1"].comment = Comment("x", SECRET)


def _defined_name(workbook: Workbook, _: Worksheet) -> None:
    workbook.defined_names["n"] = DefinedName("n", attr_text=f'"{SECRET}"')


def _validation(_: Workbook, sheet: Worksheet) -> None:
    rule = DataValidation("list", formula1=f'"{SECRET},b"')
    sheet.add_data_validation(rule)
    rule.add("D1")


def _prompt(_: Workbook, sheet: Worksheet) -> None:
    rule = DataValidation("list", formula1='"a,b"')
    rule.prompt = SECRET
    sheet.add_data_validation(rule)
    rule.add("D1")


def _formula(_: Workbook, sheet: Worksheet) -> None:
    sheet["F1"] = f'="{SECRET}"&A1'


def _link(_: Workbook, sheet: Worksheet) -> None:
    sheet["G1"] = "x"
    sheet["G1"].hyperlink = "http://example.cn/" + SECRET


def _condition(_: Workbook, sheet: Worksheet) -> None:
    sheet.conditional_formatting.add("A1", CellIsRule("equal", [f'"{SECRET}"']))


def _filter(_: Workbook, sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:A3"
    sheet.auto_filter.add_filter_column(0, [SECRET])


def _creator(workbook: Workbook, _: Worksheet) -> None:
    workbook.properties.creator = SECRET


def _table(_: Workbook, sheet: Worksheet) -> None:
    sheet["B4"], sheet["B5"] = "h", "v"
    table = Table(displayName="T", ref="B4:B5")
    table.comment = SECRET
    sheet.add_table(table)


HIDDEN = {
    "hidden-row": (Layer.HIDDEN, _hide_row),
    "hidden-column": (Layer.HIDDEN, _hide_column),
    "hidden-sheet": (Layer.HIDDEN, _hidden_sheet("hidden")),
    "very-hidden-sheet": (Layer.HIDDEN, _hidden_sheet("veryHidden")),
    "name-of-a-hidden-sheet": (Layer.HIDDEN, _name_of_hidden_sheet),
    "comment": (Layer.COMMENT, _comment),
    "comment-author": (Layer.COMMENT, _comment_author),
    "defined-name": (Layer.ATTRIBUTE, _defined_name),
    "validation-list": (Layer.ATTRIBUTE, _validation),
    "validation-prompt": (Layer.ATTRIBUTE, _prompt),
    "formula": (Layer.ATTRIBUTE, _formula),
    "conditional-format": (Layer.ATTRIBUTE, _condition),
    "filter": (Layer.ATTRIBUTE, _filter),
    "creator": (Layer.METADATA, _creator),
    "table-remark": (Layer.ATTRIBUTE, _table),
    "link": (Layer.ATTRIBUTE, _link),
}


@pytest.mark.parametrize(("layer", "fill"), HIDDEN.values(), ids=HIDDEN)
def test_what_the_page_hides_is_reported_and_goes_without_being_asked(
    layer: Layer, fill: Callable[[Workbook, Worksheet], object]
) -> None:
    source = book(fill)
    layers = {b.layer for b in ADAPTER.read(source).blocks if SECRET in b.text}
    assert layers == {layer}
    output = rewritten(ADAPTER, source)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))
    openpyxl.load_workbook(io.BytesIO(output))


RAW = {
    "unused-shared-string": sheet_xml(KEPT_ROW, shared=f"<si><t>{SECRET}</t></si>"),
    "phonetic-guide": sheet_xml(
        KEPT_ROW + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>',
        shared=f'<si><t>x</t><rPh sb="0" eb="1"><t>{SECRET}</t></rPh></si>',
    ),
    "under-a-merged-cell": sheet_xml(
        f'<row r="1">{inline("A1", KEPT)}{inline("B1", SECRET)}</row>',
        after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    ),
    "row-without-height": sheet_xml(KEPT_ROW + f'<row r="2" ht="0">{inline("A2", SECRET)}</row>'),
    "between-the-cells": sheet_xml(f'<row r="1">{inline("A1", KEPT)}{SECRET}</row>'),
    "made-up-attribute": sheet_xml(f'<row r="1" x="{SECRET}">{inline("A1", KEPT)}</row>'),
    "formula-without-a-value-in-a-hidden-row": sheet_xml(
        KEPT_ROW + f'<row r="2" hidden="1"><c r="A2"><f>"{SECRET}"</f></c></row>'
    ),
    "scenario": sheet_xml(KEPT_ROW, after=f'<scenarios><scenario name="{SECRET}"/></scenarios>'),
}


@pytest.mark.parametrize("source", RAW.values(), ids=RAW)
def test_odd_places_are_read_and_emptied(source: bytes) -> None:
    found = [b for b in ADAPTER.read(source).blocks if SECRET in b.text]
    assert found
    assert not {b.layer for b in found} & PUBLISHED
    output = rewritten(ADAPTER, source)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))


def _listing(_: Workbook, sheet: Worksheet) -> None:
    sheet["A1"] = "\u516c\u793a\u540d\u5355"
    sheet.merge_cells("A1:C1")
    for row in (
        [NAME, PHONE, "\u91d1\u989d"],
        ["\u738b\u67d0", "13800138000", 12.5],
        ["\u674e\u67d0", 13900139000, 7],
    ):
        sheet.append(row)


def test_columns_have_labels_below_a_title() -> None:
    blocks = [b for b in ADAPTER.read(book(_listing)).blocks if b.cell]
    labels = {b.text: b.label for b in blocks}
    assert labels["\u738b\u67d0"] == NAME
    assert labels["13900139000"] == PHONE
    assert labels["12.5"] == "\u91d1\u989d"
    assert [b.text for b in blocks if b.cell and b.cell.header] == [NAME, PHONE, "\u91d1\u989d"]


def test_rows_written_out_are_seen_though_rows_are_hidden_by_default() -> None:
    source = sheet_xml(KEPT_ROW, before='<sheetFormatPr zeroHeight="1"/>')
    assert texts(ADAPTER.read(source), "body") == [KEPT]


def test_long_numbers_are_shown_in_full() -> None:
    row = '<row r="1"><c r="A1"><v>1.10105194912310E+17</v></c></row>'
    assert texts(ADAPTER.read(sheet_xml(row)), "body") == ["110105194912310000"]


def _dated(code: str, value: object) -> bytes:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = code

    return book(fill)


def test_date_behind_a_cell_that_shows_its_year_goes() -> None:
    source = _dated("yyyy", 32939)
    document = ADAPTER.read(source)
    assert "1990" in texts(document, "body")
    assert "1990-03-07" in texts(document, "hidden")
    output = rewritten(ADAPTER, source)
    assert _values(output)["B2"] == "1990"
    assert "32939" not in everything(output)


def test_number_that_its_format_hides_goes() -> None:
    source = _dated(";;;", 13800138000)
    assert texts(ADAPTER.read(source), "hidden") == ["13800138000"]
    assert "13800138000" not in everything(rewritten(ADAPTER, source))


def test_zero_that_is_shown_as_a_dash_stays_a_number() -> None:
    source = _dated('0;-0;"-"', 0)
    assert "-" in texts(ADAPTER.read(source), "body")
    assert _values(rewritten(ADAPTER, source))["B2"] == 0


def test_whole_dates_stay_dates() -> None:
    output = rewritten(ADAPTER, _dated("yyyy-mm-dd", 32939))
    assert str(_values(output)["B2"]).startswith("1990-03-07")


def test_cells_beyond_the_shared_strings_do_not_break_reading() -> None:
    row = KEPT_ROW + '<row r="2"><c r="A2" t="s"><v>99</v></c><c r="B2" t="s"/></row>'
    output = rewritten(ADAPTER, sheet_xml(row))
    assert texts(ADAPTER.read(output), "body") == [KEPT]


def test_two_cells_of_one_address_are_two_blocks() -> None:
    row = f'<row r="1">{inline("A1", KEPT)}{inline("A1", SECRET)}</row>'
    blocks = ADAPTER.read(sheet_xml(row)).blocks
    assert len({b.id for b in blocks}) == len(blocks)
    assert SECRET not in everything(redacted(ADAPTER, sheet_xml(row), SECRET))


def _sums(_: Workbook, sheet: Worksheet) -> None:
    sheet["B1"], sheet["B2"], sheet["B3"] = 1, 2, 4
    sheet["C1"], sheet["C2"] = "=SUM(B1:B2)", "=SUM(B1:B3)"


def _values(output: bytes) -> dict[str, object]:
    sheet = openpyxl.load_workbook(io.BytesIO(output)).active
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}


def test_formulas_that_nothing_touches_stay_and_others_become_values() -> None:
    source = book(_sums)
    document = ADAPTER.read(source)
    target = next(b for b in document.blocks if b.id.endswith("#B3"))
    plan = build_plan(document, [e for e in edits(document, "4", "x") if e.span.block == target.id])
    values = _values(ADAPTER.write(source, plan))
    assert values["C1"] == "=SUM(B1:B2)"
    assert values["C2"] != "=SUM(B1:B3)"


def test_formulas_over_hidden_cells_become_values() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        _sums(workbook, sheet)
        sheet.row_dimensions[3].hidden = True

    values = _values(rewritten(ADAPTER, book(fill)))
    assert (values["C1"], values["C2"]) == ("=SUM(B1:B2)", None)


def test_formulas_over_names_and_hidden_sheets_become_values() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        _sums(workbook, sheet)
        workbook.create_sheet("x").sheet_state = "hidden"
        workbook.defined_names["n"] = DefinedName("n", attr_text="Sheet!$B$1")
        sheet["C3"], sheet["C4"] = "=n*2", "=x!A1+1"

    values = _values(rewritten(ADAPTER, book(fill)))
    assert values["C1"] == "=SUM(B1:B2)"
    assert (values["C3"], values["C4"]) == (None, None)


def test_edited_sheet_name_is_followed_by_formulas() -> None:
    def fill(workbook: Workbook, sheet: Worksheet) -> None:
        sheet.title = SECRET
        other = workbook.create_sheet("two")
        other["A1"] = f"={SECRET}!A1"
        sheet.print_area = "A1:B2"

    output = redacted(ADAPTER, book(fill), SECRET, by="a/b")
    workbook = openpyxl.load_workbook(io.BytesIO(output))
    assert workbook.sheetnames == ["a_b", "two"]
    assert workbook["two"]["A1"].value == "='a_b'!A1"
    assert SECRET not in everything(output)


def test_drawings_stay_where_they_are() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["B1"], sheet["B2"] = "x", 3
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2), titles_from_data=True)
        sheet.add_chart(chart, "D5")

    output = rewritten(ADAPTER, book(fill))
    (chart,) = openpyxl.load_workbook(io.BytesIO(output)).active._charts
    assert (chart.anchor._from.col, chart.anchor._from.row) == (3, 4)


def _formatted(reference: str, **options: object) -> Callable[[Workbook, Worksheet], None]:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in ([SECRET, PHONE], ["a", "1"], ["b", "2"]):
            sheet.append(row)
        table = Table(displayName="T", ref=reference)
        table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
        table._initialise_columns()
        for column, name in zip(table.tableColumns, (SECRET, PHONE), strict=False):
            column.name = name
        for name, value in options.items():
            setattr(table, name, value)
        sheet.add_table(table)

    return fill


def test_formatted_tables_stay_and_follow_their_edited_header() -> None:
    output = redacted(ADAPTER, book(_formatted("A2:B4")), SECRET, by="x")
    (table,) = openpyxl.load_workbook(io.BytesIO(output)).active.tables.values()
    assert table.column_names == ["x", PHONE]
    assert table.tableStyleInfo.name == "TableStyleMedium9"
    assert SECRET not in everything(output)


def test_formatted_table_whose_header_is_emptied_becomes_plain_cells() -> None:
    output = redacted(ADAPTER, book(_formatted("A2:B4")), SECRET, by="")
    sheet = openpyxl.load_workbook(io.BytesIO(output)).active
    assert not sheet.tables
    assert (sheet["B2"].value, sheet["A3"].value) == (PHONE, "a")


def test_formatted_table_with_totals_becomes_plain_cells() -> None:
    output = rewritten(ADAPTER, book(_formatted("A2:B4", totalsRowCount=1)))
    assert not openpyxl.load_workbook(io.BytesIO(output)).active.tables


def test_charts_stay_and_lose_the_edited_words() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet["B1"], sheet["B2"] = "x", 3
        chart = BarChart()
        chart.title = SECRET
        chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=2), titles_from_data=True)
        sheet.add_chart(chart, "D5")

    output = redacted(ADAPTER, book(fill), SECRET)
    names = zipfile.ZipFile(io.BytesIO(output)).namelist()
    assert any("chart" in name for name in names)
    assert SECRET not in everything(output)


def test_workbook_of_hidden_sheets_shows_nothing_and_is_refused() -> None:
    with zipfile.ZipFile(io.BytesIO(sheet_xml(KEPT_ROW))) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheet name", b'<sheet state="veryHidden" name'
    )
    with pytest.raises(EmptyDocumentError):
        ADAPTER.read(zipped(parts))


def test_macros_printer_settings_and_caches_are_not_written() -> None:
    parts = {
        "xl/vbaProject.bin": b"\0" + SECRET.encode("utf-16-le"),
        "xl/printerSettings/printerSettings1.bin": SECRET.encode("utf-16-le"),
        "xl/pivotCache/pivotCacheDefinition1.xml": f'<p><s v="{SECRET}"/></p>'.encode(),
    }
    with zipfile.ZipFile(io.BytesIO(book(_sums))) as archive:
        source = zipped({n: archive.read(n) for n in archive.namelist()} | parts)
    document = ADAPTER.read(source)
    assert "binary-part-not-read" in document.gaps
    assert SECRET in texts(document, "metadata")
    assert SECRET not in everything(rewritten(ADAPTER, source))
