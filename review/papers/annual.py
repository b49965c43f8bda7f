"""The annual report's tables as a workbook and as a paper."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from review.annual import SUM, columns, layout
from review.messages import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as Docx
    from openpyxl.worksheet.worksheet import Worksheet

    from review.annual import Figures

    Row = Sequence[str | int]

_THIN: Final = Side(style="thin")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def tables(figures: Figures) -> Iterator[tuple[str, list[Row]]]:
    """Yield each table's title and rows, heads first."""
    form = layout()
    for group in form["active"]["groups"]:
        heads: Row = [group["name"], *group["columns"]]
        body = [_given(figures, row, len(group["columns"])) for row in group["rows"]]
        yield form["active"]["title"], [heads, *body]
    yield form["applications"]["title"], _applications(figures)
    disputes = form["disputes"]
    body = [_given(figures, row, len(disputes["columns"])) for row in disputes["rows"]]
    yield disputes["title"], [["", *disputes["columns"]], *body]


def _given(figures: Figures, row: dict[str, str], width: int) -> Row:
    return [row["name"], *figures.given.get(row["id"], (0,) * width)]


def _applications(figures: Figures) -> list[Row]:
    form = layout()["applications"]
    heads: Row = ["", *(column["name"] for column in form["columns"]), form["total"]]
    return [
        heads,
        *(
            [row["name"], *(figures.applications[row["id"], c] for c in (*columns(), SUM))]
            for row in form["rows"]
        ),
    ]


def as_xlsx(figures: Figures, office: str) -> bytes:
    """Return the tables as one sheet of a workbook."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = str(figures.year)
    sheet.append([text("annual.title", office=office, year=figures.year)])
    sheet["A1"].font = Font(bold=True, size=16)
    last = ""
    for title, body in tables(figures):
        if title != last:
            sheet.append([])
            sheet.append([title])
            sheet.cell(sheet.max_row, 1).font = Font(bold=True)
        last = title
        for row in body:
            sheet.append(list(row))
            for cell in sheet[sheet.max_row][: len(row)]:
                cell.border, cell.alignment = _BOX, Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions["A"].width = 48
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_docx(figures: Figures, office: str) -> bytes:
    """Return the tables as a paper."""
    paper = docx.Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = text("register.font"), Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), text("register.font"))
    paper.core_properties.author = ""
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(text("annual.title", office=office, year=figures.year))
    run.bold, run.font.size = True, Pt(18)
    last = ""
    for name, body in tables(figures):
        if name != last:
            paper.add_paragraph(name).runs[0].bold = True
        last = name
        _table(paper, body)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _table(paper: Docx, body: list[Row]) -> None:
    table = paper.add_table(rows=0, cols=max(map(len, body)))
    table.style = "Table Grid"
    for row in body:
        cells = table.add_row().cells
        for cell, value in zip(cells, row, strict=False):
            cell.text = str(value)
    paper.add_paragraph()
