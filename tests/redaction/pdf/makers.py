"""Small PDFs made for the tests, each with its trap."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
from reportlab.platypus import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SONG = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(SONG))

Draw = "Callable[[canvas.Canvas], None]"


def made(*pages: Callable[[canvas.Canvas], None], size: tuple[float, float] = (595, 842)) -> bytes:
    """Return a PDF with one page for each drawing."""
    buffer = io.BytesIO()
    paper = canvas.Canvas(buffer, pagesize=size, invariant=1)
    for draw in pages:
        paper.setFont(SONG, 12)
        draw(paper)
        paper.showPage()
    paper.save()
    return buffer.getvalue()


def lines(*texts: str, x: float = 60, top: float = 760, font: str = SONG, size: float = 12):
    """Return a drawing of ``texts`` one below the other."""

    def draw(paper: canvas.Canvas) -> None:
        paper.setFont(font, size)
        for step, text in enumerate(texts):
            paper.drawString(x, top - step * size * 1.6, text)

    return draw


def table(rows: Sequence[Sequence[str]], *, top: float = 700, ruled: bool = True):
    """Return a drawing of a table."""

    def draw(paper: canvas.Canvas) -> None:
        style = [("FONT", (0, 0), (-1, -1), SONG, 11)]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
        drawn = Table([list(row) for row in rows], style=style)
        _, height = drawn.wrapOn(paper, 450, 600)
        drawn.drawOn(paper, 60, top - height)

    return draw


def changed(source: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return ``source`` after ``change`` has been at it."""
    with pikepdf.open(io.BytesIO(source)) as pdf:
        change(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return buffer.getvalue()


__all__ = [
    "SONG",
    "Array",
    "Dictionary",
    "Name",
    "Stream",
    "String",
    "changed",
    "lines",
    "made",
    "table",
]
