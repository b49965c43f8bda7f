"""xlsx: hiding places inside sheets and the workbook."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from recognizers.text import Layer
from tests.plants.package import Package
from tests.plants.plant import KEPT, plant

if TYPE_CHECKING:
    from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> Workbook:
    """Return a workbook with the sentences that must survive and a small list."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示表"
    for row, sentence in enumerate(KEPT, start=1):
        sheet.cell(row, 1, sentence)
    return book


def packed(book: Workbook) -> Package:
    buffer = io.BytesIO()
    book.save(buffer)
    return Package.open(buffer.getvalue())


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@plant("xlsx", "cell")
def _cell(secret: str) -> bytes:
    book = workbook()
    book.active["B5"] = secret
    return _saved(book)


@plant("xlsx", "part of a cell")
def _in_cell(secret: str) -> bytes:
    book = workbook()
    book.active["B5"] = f"申请人{secret}已补正材料"
    return _saved(book)


@plant("xlsx", "number cell", kind="digits")
def _number_cell(secret: str) -> bytes:
    book = workbook()
    # The bar, when a clean twin is made, is no number.
    book.active["B5"] = int(secret) if secret.isdigit() else secret
    return _saved(book)


@plant("xlsx", "hidden row", Layer.HIDDEN)
def _hidden_row(secret: str) -> bytes:
    book = workbook()
    book.active["A7"] = secret
    book.active.row_dimensions[7].hidden = True
    return _saved(book)


@plant("xlsx", "row of no height", Layer.BODY)
def _flat_row(secret: str) -> bytes:
    book = workbook()
    book.active["A7"] = secret
    book.active.row_dimensions[7].height = 0
    return _saved(book)


@plant("xlsx", "hidden column", Layer.HIDDEN)
def _hidden_column(secret: str) -> bytes:
    book = workbook()
    book.active["C1"] = secret
    book.active.column_dimensions["C"].hidden = True
    return _saved(book)


@plant("xlsx", "hidden sheet", Layer.HIDDEN)
def _hidden_sheet(secret: str) -> bytes:
    return _second_sheet("底稿", secret, "hidden")


@plant("xlsx", "very hidden sheet", Layer.HIDDEN)
def _very_hidden_sheet(secret: str) -> bytes:
    return _second_sheet("底稿", secret, "veryHidden")


@plant("xlsx", "second sheet")
def _other_sheet(secret: str) -> bytes:
    return _second_sheet("附表", secret, "visible")


@plant("xlsx", "name of a sheet")
def _sheet_name(secret: str) -> bytes:
    return _second_sheet(secret, "数据", "visible")


@plant("xlsx", "name of a sheet, in a formula")
def _sheet_name_formula(secret: str) -> bytes:
    book = workbook()
    book.create_sheet(secret)["A1"] = 3
    book.active["B9"] = f"='{secret}'!A1"
    return _saved(book)


def _second_sheet(name: str, text: str, state: str) -> bytes:
    book = workbook()
    sheet = book.create_sheet(name)
    sheet["A1"] = text
    sheet.sheet_state = state
    return _saved(book)


@plant("xlsx", "text of a comment", Layer.COMMENT)
def _comment(secret: str) -> bytes:
    book = workbook()
    book.active["A1"].comment = Comment(secret, "a")
    return _saved(book)


@plant("xlsx", "author of a comment", Layer.METADATA)
def _comment_author(secret: str) -> bytes:
    book = workbook()
    book.active["A1"].comment = Comment("意见", secret)
    return _saved(book)


@plant("xlsx", "defined name", Layer.ATTRIBUTE)
def _defined_name(secret: str) -> bytes:
    book = workbook()
    book.defined_names["nm"] = DefinedName("nm", attr_text=f'"{secret}"')
    return _saved(book)


@plant("xlsx", "comment of a defined name", Layer.ATTRIBUTE)
def _defined_comment(secret: str) -> bytes:
    book = workbook()
    book.defined_names["nm"] = DefinedName("nm", attr_text='"x"', comment=secret)
    return _saved(book)


def _validated(**given: str) -> bytes:
    book = workbook()
    rule = DataValidation("list", formula1=given.pop("formula1", '"甲,乙"'))
    for name, value in given.items():
        setattr(rule, name, value)
    rule.add("D1")
    book.active.add_data_validation(rule)
    return _saved(book)


@plant("xlsx", "list of a validation", Layer.ATTRIBUTE)
def _validation_list(secret: str) -> bytes:
    return _validated(formula1=f'"{secret},乙"')


@plant("xlsx", "prompt of a validation", Layer.ATTRIBUTE)
def _validation_prompt(secret: str) -> bytes:
    return _validated(prompt=secret)


@plant("xlsx", "title of a validation prompt", Layer.ATTRIBUTE)
def _validation_title(secret: str) -> bytes:
    return _validated(promptTitle=secret)


@plant("xlsx", "error message of a validation", Layer.ATTRIBUTE)
def _validation_error(secret: str) -> bytes:
    return _validated(error=secret)


@plant("xlsx", "number format", Layer.BODY)
def _number_format(secret: str) -> bytes:
    book = workbook()
    book.active["E1"] = 5
    book.active["E1"].number_format = f'0"{secret}"'
    return _saved(book)


@plant("xlsx", "number format no cell uses", Layer.ATTRIBUTE)
def _idle_format(secret: str) -> bytes:
    pack = packed(workbook())
    formats = (
        f'<numFmts count="1"><numFmt numFmtId="200" formatCode="0&quot;{secret}&quot;"/></numFmts>'
    )
    text = pack.parts["xl/styles.xml"].decode()
    text = text.replace('<numFmts count="0"/>', "").replace('<numFmts count="0" />', "")
    pack.parts["xl/styles.xml"] = text.replace("<fonts", formats + "<fonts", 1).encode()
    return pack.pack()


@plant("xlsx", "name of a cell style", Layer.ATTRIBUTE)
def _cell_style(secret: str) -> bytes:
    from openpyxl.styles import NamedStyle

    book = workbook()
    book.active["A1"].style = NamedStyle(name=secret)
    return _saved(book)


@plant("xlsx", "formula", Layer.ATTRIBUTE)
def _formula(secret: str) -> bytes:
    book = workbook()
    book.active["F1"] = f'="{secret}"&A2'
    return _saved(book)


@plant("xlsx", "cached value of a formula")
def _cached(secret: str) -> bytes:
    book = workbook()
    book.active["F1"] = "=A2"
    pack = packed(book)
    text = pack.parts[SHEET].decode()
    for empty in ("<v></v>", "<v/>", "<v />"):
        text = text.replace(f"</f>{empty}", f"</f><v>{secret}</v>")
    assert secret in text
    pack.parts[SHEET] = text.replace('r="F1"', 'r="F1" t="str"').encode()
    return pack.pack()


@plant("xlsx", "address of a link", Layer.ATTRIBUTE)
def _link(secret: str) -> bytes:
    book = workbook()
    book.active["G1"] = "链接"
    book.active["G1"].hyperlink = f"http://example.invalid/{secret}"
    return _saved(book)


@plant("xlsx", "tooltip of a link", Layer.ATTRIBUTE)
def _link_tip(secret: str) -> bytes:
    book = workbook()
    book.active["G1"] = "链接"
    book.active["G1"].hyperlink = "http://example.invalid/"
    book.active["G1"].hyperlink.tooltip = secret
    return _saved(book)


@plant("xlsx", "printed header", Layer.MARGIN)
def _print_header(secret: str) -> bytes:
    book = workbook()
    book.active.oddHeader.center.text = secret
    return _saved(book)


@plant("xlsx", "printed footer of even pages", Layer.MARGIN)
def _print_footer(secret: str) -> bytes:
    book = workbook()
    book.active.HeaderFooter.differentOddEven = True
    book.active.evenFooter.left.text = secret
    return _saved(book)


@plant("xlsx", "conditional format", Layer.ATTRIBUTE)
def _conditional(secret: str) -> bytes:
    book = workbook()
    book.active.conditional_formatting.add("A1", CellIsRule("equal", [f'"{secret}"']))
    return _saved(book)


@plant("xlsx", "value of a filter", Layer.ATTRIBUTE)
def _filter(secret: str) -> bytes:
    book = workbook()
    book.active.auto_filter.ref = "A1:A3"
    book.active.auto_filter.add_filter_column(0, [secret])
    return _saved(book)


@plant("xlsx", "scenario comment", Layer.ATTRIBUTE)
def _scenario(secret: str) -> bytes:
    pack = packed(workbook())
    scenario = f'<scenarios><scenario name="s" count="1" user="u" comment="{secret}"><inputCells r="A1" val="1"/></scenario></scenarios>'
    pack.replace(SHEET, "</sheetData>", "</sheetData>" + scenario)
    return pack.pack()


@plant("xlsx", "name of the sheet in code", Layer.ATTRIBUTE)
def _code_name(secret: str) -> bytes:
    pack = packed(workbook())
    text = pack.parts[SHEET].decode()
    at = text.index("<sheetPr") + len("<sheetPr")
    pack.parts[SHEET] = (text[:at] + f' codeName="{secret}"' + text[at:]).encode()
    return pack.pack()


@plant("xlsx", "creator", Layer.METADATA)
def _creator(secret: str) -> bytes:
    book = workbook()
    book.properties.creator = secret
    return _saved(book)


@plant("xlsx", "description", Layer.METADATA)
def _description(secret: str) -> bytes:
    book = workbook()
    book.properties.description = secret
    return _saved(book)
