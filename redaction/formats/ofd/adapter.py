"""The adapter for OFD (GB/T 33190).

Reads every page as it is shown, with templates, annotations, drawing units and
pictures, and beside it all text of the package that no page shows. Writes a new
package of what pages need and nothing else; signatures cannot survive a change
and are dropped, which the gap ``ofd-signature-dropped`` says beforehand. Text that
is drawn as shapes is not read; a page of shapes alone is said to be unread.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.text import Document, Sha256, TextBlock
from redaction.errors import EmptyDocumentError, UnsupportedContentError
from redaction.formats.ofd.book import open_book, volumes
from redaction.formats.ofd.glyphs import correct
from redaction.formats.ofd.pages import sheet_of
from redaction.formats.ofd.pictures import NOT_READ, picture_of, read_picture
from redaction.formats.ofd.unseen import unseen
from redaction.formats.registry import OFD
from redaction.limits import count_page
from redaction.plan import PUBLISHED

if TYPE_CHECKING:
    from lxml.etree import _Element

    from redaction.formats.ofd.book import Book, Page, Volume
    from redaction.formats.ofd.glyphs import Correction
    from redaction.plan import RedactionPlan

GLYPHS_DIFFER: Final = "ofd-glyphs-differ"
GLYPHS_UNCHECKED: Final = "ofd-glyphs-unchecked"
SHAPES_NOT_READ: Final = "ofd-shapes-not-read"
_FEW_SHAPES: Final = 12  # rules and frames; more, and they may be letters


class OfdAdapter:
    """Reads and rewrites ``.ofd`` files."""

    media_type: ClassVar[str] = OFD
    output_type: ClassVar[str] = OFD

    def read(self, source: bytes) -> Document:
        """Return the text of each page, then what no page shows.

        Raises:
            RedactionError: why the file is refused.
        """
        book = open_book(source)
        blocks: list[TextBlock] = []
        gaps: dict[str, None] = {}
        shown: set[_Element] = set()
        pages = 0
        said: list[str] = []
        for volume in volumes(book):
            correction = correct(book, volume)
            said += correction.said
            if correction.said:
                gaps[GLYPHS_DIFFER] = None
            if _is_unknown(book, volume, correction):
                gaps[GLYPHS_UNCHECKED] = None
            for page in volume.pages:
                found, missed = _page(book, volume, page, shown)
                blocks += found
                gaps.update(dict.fromkeys(missed))
                pages += 1
                count_page()
        if not any(block.layer in PUBLISHED and block.text.strip() for block in blocks):
            raise EmptyDocumentError
        beside, missed = unseen(book, shown, said)
        gaps.update(dict.fromkeys(missed))
        digest = Sha256(hashlib.sha256(source).hexdigest())
        return Document(digest, OFD, (*blocks, *beside), pages, tuple(gaps))

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return a new package with the edits made and nothing that pages do not show.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        from redaction.formats.ofd.writer import written  # noqa: PLC0415 - reading needs none of it

        return written(source, plan)


def _is_unknown(book: Book, volume: Volume, correction: Correction) -> bool:
    """Return whether nobody knows if some glyphs look like what the text codes say.

    Raises:
        UnsupportedContentError: they look otherwise.
    """
    if not correction.unmapped:
        return False
    from redaction.formats.ofd.likeness import Likeness, likeness  # noqa: PLC0415 - slow to load

    answers = {
        likeness(book.members[place], glyphs)
        for font, glyphs in correction.unmapped.items()
        if (place := volume.resources.font_file(font)) is not None
    }
    if Likeness.UNLIKE in answers:
        raise UnsupportedContentError(part="glyphs")
    return Likeness.UNKNOWN in answers


def _page(
    book: Book, volume: Volume, page: Page, shown: set[_Element]
) -> tuple[list[TextBlock], list[str]]:
    """Return the blocks of a page and what was not read on it; note the elements it draws."""
    sheet = sheet_of(book, volume, page)
    shown.update(sheet.codes)
    blocks = [placed.block for placed in sheet.texts]
    gaps: list[str] = []
    for number, drawn in enumerate(sheet.pictures, 1):
        picture = picture_of(book, volume, drawn, page.number)
        if picture is None:
            gaps.append(NOT_READ)
        elif picture.is_legible():
            found, read = read_picture(picture, number)
            blocks += found
            gaps += read.gaps
    if not blocks and sheet.shapes > _FEW_SHAPES:
        gaps.append(SHAPES_NOT_READ)
    return blocks, gaps
