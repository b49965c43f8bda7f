"""The usual file name suffix of what the product writes."""

from __future__ import annotations

from typing import Final

from redaction.formats import registry

_SUFFIXES: Final = {
    registry.DOCX: ".docx",
    registry.XLSX: ".xlsx",
    registry.PPTX: ".pptx",
    registry.PDF: ".pdf",
    registry.OFD: ".ofd",
    registry.TEXT: ".txt",
    registry.CSV: ".csv",
    registry.MARKDOWN: ".md",
    registry.HTML: ".html",
    registry.PNG: ".png",
    registry.JPEG: ".jpg",
    registry.TIFF: ".tif",
    registry.BMP: ".bmp",
}


def suffix_of(media_type: str) -> str:
    """Return the suffix with its point, ".bin" for a type that is never written.

    >>> suffix_of("application/pdf")
    '.pdf'
    """
    return _SUFFIXES.get(media_type, ".bin")
