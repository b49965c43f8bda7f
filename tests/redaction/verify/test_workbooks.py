"""What sheets show: visible cells, and dates though the file holds numbers."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest

from redaction.formats.registry import XLSX
from redaction.verify.dates import spelled_date
from redaction.verify.look import look
from redaction.verify.sheets import column_of
from redaction.verify.strand import Sight


def seen(book: openpyxl.Workbook) -> Sight:
    buffer = io.BytesIO()
    book.save(buffer)
    return look(buffer.getvalue(), XLSX)


def test_visible_cells_are_shown_in_order_and_counted() -> None:
    book = openpyxl.Workbook()
    book.active.append(["姓名", "编号"])
    book.active.append(["某甲", 7])
    sight = seen(book)
    assert [t for t in sight.shown() if t != "Sheet"] == ["姓名", "编号", "某甲", "7"]
    assert sight.cells == 4


def test_hidden_rows_columns_sheets_and_merged_cells_are_not_shown() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["C1"], sheet["E5"] = "显示", "隐藏行", "隐藏列", "并入"
    sheet["D5"] = "合并"
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["C"].hidden = True
    book.create_sheet("底稿")["A1"] = "隐藏表"
    book["底稿"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    data = _merged(buffer.getvalue(), "D5:E5")
    sight = look(data, XLSX)
    assert [t for t in sight.shown() if t != "Sheet"] == ["显示", "合并"]
    assert sight.extras == {
        "hidden-rows": 1,
        "hidden-columns": 1,
        "hidden-sheets": 1,
        "properties": 1,
    }


def _merged(data: bytes, place: str) -> bytes:
    from tests.plants.package import Package

    pack = Package.open(data)
    merge = f'</sheetData><mergeCells count="1"><mergeCell ref="{place}"/></mergeCells>'
    pack.replace("xl/worksheets/sheet1.xml", "</sheetData>", merge)
    return pack.pack()


@pytest.mark.parametrize("form", ["1990-03-07", "1990年3月7日", "1990/3/7", "3/7/90"])
def test_a_date_is_spelled_as_formats_draw_it(form: str) -> None:
    assert form in spelled_date("32939").split("\x1f")


@pytest.mark.parametrize("days", ["", "x", "-1", "1e99", "nan"])
def test_what_is_no_date_is_not_spelled(days: str) -> None:
    assert spelled_date(days) == ""


def test_only_cells_with_a_date_format_are_spelled() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = dt.date(1990, 3, 7)
    book.active["A2"] = 32939
    shown = [t for t in seen(book).shown() if t != "Sheet"]
    assert "1990年3月7日" in shown[0]
    assert shown[1] == "32939"


@pytest.mark.parametrize(("place", "number"), [("A1", 1), ("Z9", 26), ("AB12", 28), ("7", 0)])
def test_columns_are_numbered_from_their_letters(place: str, number: int) -> None:
    assert column_of(place) == number
