"""The text of a PDF's pages as pdfium extracts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2

from redaction.errors import UnprovenError
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.verify.strand import Sight


def show_pages(data: bytes, sight: Sight) -> None:
    """Add the text of each page.

    Raises:
        UnprovenError: pdfium cannot open the file or one of its pages.
    """
    try:
        for number, text in enumerate(_pages(data), start=1):
            sight.pages = number
            sight.add("pdfium-text", Sort.SHOWN, text, number)
    except pypdfium2.PdfiumError as error:
        raise UnprovenError(route="pdfium-text") from error


def texts(data: bytes) -> list[str]:
    """Return the text of each page, or nothing where pdfium cannot open ``data``."""
    try:
        return list(_pages(data))
    except pypdfium2.PdfiumError:
        return []


def _pages(data: bytes) -> Iterator[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()
