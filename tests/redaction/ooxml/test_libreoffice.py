"""What is written opens in an office program and shows what it should."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx as python_docx
import openpyxl
import pptx
import pypdfium2
import pytest

from redaction.formats.registry import DOCX, PPTX, XLSX, adapter_for
from tests.redaction.ooxml.build import redacted

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"


def _docx() -> bytes:
    document = python_docx.Document()
    document.add_heading(KEPT, 1)
    paragraph = document.add_paragraph("a")
    for char in SECRET:
        paragraph.add_run(char).bold = True
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = SECRET, "cell-kept"
    document.sections[0].header.paragraphs[0].text = "header-kept"
    return _saved(document)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B1"], sheet["B2"] = KEPT, SECRET, 2, "=B1*21"
    sheet["C1"] = "cell-kept"
    sheet.column_dimensions["A"].width = 40
    return _saved(book)


def _pptx() -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = KEPT
    slide.placeholders[1].text = SECRET + " cell-kept"
    return _saved(show)


def _saved(document: python_docx.document.Document | openpyxl.Workbook) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


FORMATS = {"docx": (DOCX, _docx), "xlsx": (XLSX, _xlsx), "pptx": (PPTX, _pptx)}


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", FORMATS)
def test_redacted_file_opens_and_shows_what_stays(name: str, tmp_path: Path) -> None:
    kind, make = FORMATS[name]
    output = redacted(adapter_for(kind), make(), SECRET, by="gone")
    text = _printed(output, name, tmp_path)
    assert SECRET not in text
    assert KEPT in text
    assert "cell-kept" in text
    assert "gone" in text


def _printed(package: bytes, suffix: str, place: Path) -> str:
    """Return the text of the pages that LibreOffice prints of ``package``."""
    path = place / f"a.{suffix}"
    path.write_bytes(package)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(place)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=120)
    pages = pypdfium2.PdfDocument((place / "a.pdf").read_bytes())
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in pages)
    finally:
        pages.close()
