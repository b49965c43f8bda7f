"""Packages within packages: opened by whichever adapter knows their main part.

What an embedded package shows is not on the page that embeds it, so its text is
read for review only; the package itself is never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.errors import UnsupportedContentError
from redaction.formats.ooxml.docx import DocxAdapter
from redaction.formats.ooxml.package import open_package
from redaction.formats.ooxml.parts import MAIN_TYPES
from redaction.formats.ooxml.pptx import PptxAdapter
from redaction.formats.ooxml.xlsx import XlsxAdapter

if TYPE_CHECKING:
    from redaction.formats.ooxml.office import Opened


def open_embedded(content: bytes, depth: int) -> Opened:
    """Return the package in ``content``, which lies ``depth`` packages deep.

    Raises:
        RedactionError: it cannot be read, or is of another kind.
    """
    package = open_package(content)
    kind = MAIN_TYPES.get(package.content_type(package.main_part()))
    for adapter in (DocxAdapter(), XlsxAdapter(), PptxAdapter()):
        if adapter.main_type == kind:
            return adapter.open(content, depth)
    raise UnsupportedContentError(part="embedded")
