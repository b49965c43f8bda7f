"""Templates of papers: the office's own docx, or one built from the form that ships."""

from __future__ import annotations

import io
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from review.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from docx.document import Document as Docx

KINDS: Final = (
    "review-sheet",
    "consultation-letter",
    "consultation-notice",
    "partial-answer",
    "public-interest-notice",
    "impact-assessment",
    "monthly-list",
)
"""All papers; the register (区分处理清单) is ``review.register``'s."""

_ALIGNMENTS: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_WIDTH: Final = 16.0  # centimetres between the margins of an A4 page


def template_of(kind: str, own: Path | None = None) -> bytes:
    """Return the template of a paper: the office's ``<kind>.docx`` in ``own``, or ours.

    Raises:
        NotFoundError: there is no such paper.
    """
    if kind not in KINDS:
        raise NotFoundError(what="paper")
    edited = own / f"{kind}.docx" if own else None
    if edited is not None and edited.is_file():
        return edited.read_bytes()
    return build(form(kind))


@cache
def form(kind: str) -> Mapping[str, Any]:
    """Return the description of a paper: its title and parts."""
    source = files("review.papers").joinpath(f"forms/{kind}.toml").read_text("utf-8")
    return tomllib.loads(source)


def build(described: Mapping[str, Any]) -> bytes:
    """Return a docx with the fields of ``described`` in it, not yet filled."""
    paper = _page(described)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(described["title"])
    run.bold, run.font.size = True, Pt(20)
    for part in described["parts"]:
        if "rows" in part:
            _table(paper, part)
        else:
            _paragraph(paper, part)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _page(described: Mapping[str, Any]) -> Docx:
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    style = paper.styles["Normal"]
    font = described.get("font", "Noto Serif CJK SC")
    style.font.name, style.font.size = font, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
    paper.core_properties.author = ""
    paper.core_properties.title = described["title"]
    return paper


def _paragraph(paper: Docx, part: Mapping[str, Any]) -> None:
    paragraph = paper.add_paragraph(part["text"])
    paragraph.alignment = _ALIGNMENTS[part.get("align", "left")]
    paragraph.paragraph_format.space_after = Pt(4)
    if part.get("indent"):
        paragraph.paragraph_format.first_line_indent = Pt(24)


def _table(paper: Docx, part: Mapping[str, Any]) -> None:
    rows: Sequence[Sequence[str]] = part["rows"]
    columns = max(map(len, rows))
    table = paper.add_table(rows=0, cols=columns)
    table.style = "Table Grid"
    table.autofit = False
    shares = part.get("widths") or [1.0] * columns
    widths = [Cm(_WIDTH * share / sum(shares)) for share in shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        if len(row) < columns:
            cells[len(row) - 1].merge(cells[-1])
        for cell, text in zip(cells, row, strict=False):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(part.get("size", 10.5))
    paper.add_paragraph()
