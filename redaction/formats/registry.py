"""Which adapter reads which media type.

The table holds import paths, so that a run loads only the libraries its file
needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from redaction.errors import UnsupportedContentError

if TYPE_CHECKING:
    from redaction.formats.base import FormatAdapter

_OOXML: Final = "application/vnd.openxmlformats-officedocument."
DOCX: Final = _OOXML + "wordprocessingml.document"
XLSX: Final = _OOXML + "spreadsheetml.sheet"
PPTX: Final = _OOXML + "presentationml.presentation"
PDF: Final = "application/pdf"
OFD: Final = "application/ofd"
TEXT: Final = "text/plain"
CSV: Final = "text/csv"
MARKDOWN: Final = "text/markdown"
HTML: Final = "text/html"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TIFF: Final = "image/tiff"
BMP: Final = "image/bmp"
DOC: Final = "application/msword"
XLS: Final = "application/vnd.ms-excel"
PPT: Final = "application/vnd.ms-powerpoint"
WPS: Final = "application/vnd.ms-works"
ET: Final = "application/vnd.wps-et"
DPS: Final = "application/vnd.wps-dps"
RTF: Final = "application/rtf"
ODT: Final = "application/vnd.oasis.opendocument.text"
ODS: Final = "application/vnd.oasis.opendocument.spreadsheet"
ODP: Final = "application/vnd.oasis.opendocument.presentation"

ADAPTERS: Final = {
    DOCX: "redaction.formats.ooxml.docx:DocxAdapter",
    XLSX: "redaction.formats.ooxml.xlsx:XlsxAdapter",
    PPTX: "redaction.formats.ooxml.pptx:PptxAdapter",
    PDF: "redaction.formats.pdf.adapter:PdfAdapter",
    OFD: "redaction.formats.ofd.adapter:OfdAdapter",
    TEXT: "redaction.formats.text:PlainTextAdapter",
    MARKDOWN: "redaction.formats.text:MarkdownAdapter",
    CSV: "redaction.formats.text:CsvAdapter",
    HTML: "redaction.formats.html:HtmlAdapter",
    PNG: "redaction.formats.image:PngAdapter",
    JPEG: "redaction.formats.image:JpegAdapter",
    TIFF: "redaction.formats.image:TiffAdapter",
    BMP: "redaction.formats.image:BmpAdapter",
    DOC: "redaction.formats.legacy:DocAdapter",
    WPS: "redaction.formats.legacy:WpsAdapter",
    RTF: "redaction.formats.legacy:RtfAdapter",
    ODT: "redaction.formats.legacy:OdtAdapter",
    XLS: "redaction.formats.legacy:XlsAdapter",
    ET: "redaction.formats.legacy:EtAdapter",
    ODS: "redaction.formats.legacy:OdsAdapter",
    PPT: "redaction.formats.legacy:PptAdapter",
    DPS: "redaction.formats.legacy:DpsAdapter",
    ODP: "redaction.formats.legacy:OdpAdapter",
}


SUFFIXES: Final = {
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".pdf": PDF,
    ".ofd": OFD,
    ".txt": TEXT,
    ".csv": CSV,
    ".md": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".bmp": BMP,
    ".doc": DOC,
    ".wps": WPS,
    ".rtf": RTF,
    ".odt": ODT,
    ".xls": XLS,
    ".et": ET,
    ".ods": ODS,
    ".ppt": PPT,
    ".dps": DPS,
    ".odp": ODP,
}
"""What a file's name promises; ``sniff`` decides by content what it is."""


def adapter_for(media_type: str) -> FormatAdapter:
    """Return the adapter of ``media_type``.

    Raises:
        UnsupportedContentError: no adapter reads it.
    """
    try:
        module, name = ADAPTERS[media_type].split(":")
    except KeyError:
        raise UnsupportedContentError(part="format") from None
    adapter: FormatAdapter = getattr(import_module(module), name)()
    return adapter
