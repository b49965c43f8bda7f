"""Small PDFs made for the tests, each with its trap."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
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
        pdf.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return buffer.getvalue()


def revised(old: bytes, new: bytes) -> bytes:
    """Return ``old`` with an update appended that shows the first page of ``new`` instead."""
    plain = changed(old, _uncompressed)
    with pikepdf.open(io.BytesIO(plain)) as pdf:
        number = pdf.pages[0].Contents.objgen[0]
        root, size = pdf.Root.objgen[0], int(pdf.trailer["/Size"])
    with pikepdf.open(io.BytesIO(new)) as pdf:
        content = pdf.pages[0].Contents.read_bytes()
    start = len(plain) + 1
    body = (
        b"%d 0 obj\n<</Length %d>>stream\n" % (number, len(content))
        + content
        + b"\nendstream\nendobj\n"
    )
    previous = int(plain.rsplit(b"startxref", 1)[1].split()[0])
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, start)
    end = b"trailer<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return plain + b"\n" + body + table + end % (size, root, previous, start + len(body))


def _uncompressed(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj["/Contents"] = pikepdf.Stream(pdf, page.Contents.read_bytes())


def scanned(picture: Image.Image, kind: str = "PNG", *, text: str = "") -> bytes:
    """Return a PDF whose page is ``picture``, with ``text`` beneath it, not drawn."""
    buffer = io.BytesIO()
    width, height = picture.width * 72 / 200, picture.height * 72 / 200
    paper = canvas.Canvas(buffer, pagesize=(width, height), invariant=1)
    if text:
        words = paper.beginText(50, height - 60)
        words.setFont(SONG, 12)
        words.setTextRenderMode(3)
        words.textLine(text)
        paper.drawText(words)
    file = io.BytesIO()
    picture.save(file, kind)
    file.seek(0)
    paper.drawImage(ImageReader(file), 0, 0, width, height)
    paper.showPage()
    paper.save()
    return buffer.getvalue()


def sheet(*texts: str, size: tuple[int, int] = (1200, 700)) -> Image.Image:
    """Return a picture of Latin ``texts``, one below the other."""
    picture = Image.new("RGB", size, "white")
    brush = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=44)
    for step, text in enumerate(texts):
        brush.text((80, 80 + 110 * step), text, fill="black", font=font)
    return picture


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
    "revised",
    "scanned",
    "sheet",
    "table",
]
