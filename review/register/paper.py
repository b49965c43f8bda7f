"""The register as a paper that an office files: A4 across, one row an item."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from review.messages import text, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document as Docx
    from docx.table import _Row as Row

_COLUMNS: Final = ("number", "place", "kind", "category", "basis", "reason", "treatment")
_WIDTHS: Final = (1.2, 5.6, 2.8, 2.2, 4.6, 6.0, 2.8)  # centimetres, 25.2 in all


def as_docx(body: Mapping[str, Any]) -> bytes:
    """Return the register ``body`` (``mishen.register/1``) as a docx."""
    paper = _page()
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(text("register.title"))
    run.bold, run.font.size = True, Pt(20)
    for line in _head(body):
        paper.add_paragraph(line).paragraph_format.space_after = Pt(2)
    _table(paper, body["items"])
    for line in _foot(body):
        paper.add_paragraph(line).paragraph_format.space_after = Pt(2)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page() -> Docx:
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = text("register.font"), Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), text("register.font"))
    paper.core_properties.author = text("register.author")
    return paper


def _head(body: Mapping[str, Any]) -> list[str]:
    return [
        text("register.source", name=body["source"]["name"]),
        text("register.source-digest", digest=body["source"]["sha256"]),
        text("register.output-digest", digest=body["output"]["sha256"]),
        text("register.plan", plan=body["plan"], made=_minute(body["made"])),
        text(
            "register.count", count=len(body["items"]), profile=words("profiles", body["profile"])
        ),
    ]


def _minute(moment: str) -> str:
    return dt.datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M")


def _table(paper: Docx, items: Sequence[Mapping[str, Any]]) -> None:
    table = paper.add_table(rows=1, cols=len(_COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _fill(table.rows[0], [text(f"register.column-{name}") for name in _COLUMNS], bold=True)
    _repeat(table.rows[0])
    for item in items:
        _fill(table.add_row(), _cells(item))


def _cells(item: Mapping[str, Any]) -> list[str]:
    return [
        str(item["number"]),
        item["place"],
        words("kinds", item["kind"]),
        words("categories", item["category"]),
        text("register.comma").join(words("basis", code) for code in item["basis"]),
        item["reason"],
        words("treatments", item["treatment"]),
    ]


def _fill(row: Row, values: Sequence[str], *, bold: bool = False) -> None:
    for cell, value, width in zip(row.cells, values, _WIDTHS, strict=True):
        cell.width = Cm(width)
        run = cell.paragraphs[0].add_run(value)
        run.bold, run.font.size = bold, Pt(9)


def _repeat(row: Row) -> None:
    """Make the heading row appear again at the top of each page."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no public way
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)


def _ways(proof: Mapping[str, Any]) -> int:
    return len(proof["routes"]) + bool(proof.get("compared"))


def _foot(body: Mapping[str, Any]) -> list[str]:
    lines = [""]
    if body["dropped"]:
        listed = text("register.comma").join(
            text("register.dropped-layer", layer=words("layers", d["layer"]), count=d["blocks"])
            for d in body["dropped"]
        )
        lines.append(text("register.dropped", listed=listed))
    lines.append(text("register.proof", routes=_ways(body["proof"])))
    gaps = [words("not_looked_for", code) for code in body["not_looked_for"]]
    if gaps:
        lines.append(text("register.gaps", listed=text("register.comma").join(gaps)))
    lines.append(text("register.signatures"))
    return lines
