"""The format adapter for PDF.

Reads every page, and every string beside the pages. Writes a file without
history in which the glyphs of the edits are gone, and everything no reader sees.
Does not read what is inside attachments: they are dropped, and a gap says so.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

import pikepdf

from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock
from redaction.errors import UnreadableFileError
from redaction.formats.pdf.book import read_book
from redaction.formats.registry import PDF

if TYPE_CHECKING:
    from collections.abc import Callable

    from redaction.formats.pdf.book import Book
    from redaction.formats.pdf.passage import Passage
    from redaction.plan import RedactionPlan


class PdfAdapter:
    """Reads and rewrites ``.pdf`` files."""

    media_type: ClassVar[str] = PDF
    output_type: ClassVar[str] = PDF

    def read(self, source: bytes) -> Document:
        """Return each paragraph and cell of each page, and each string beside them."""
        book = guarded(lambda: read_book(source))
        blocks = [_block(key, passage) for key, passage in book.passages.items()]
        return Document(
            Sha256(hashlib.sha256(source).hexdigest()),
            self.media_type,
            (*blocks, *_asides(book)),
            len(book.pages),
            book.gaps,
        )

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return ``source`` with the edits made and everything unseen dropped."""
        from redaction.formats.pdf.writing import write_book  # noqa: PLC0415 - not to read

        return guarded(lambda: write_book(source, plan))


Result = TypeVar("Result")

# What the libraries raise, and our own reading of them, over objects of the wrong kind.
_DAMAGE: Final = (
    pikepdf.PdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


def guarded(work: Callable[[], Result]) -> Result:
    """Return what ``work`` returns; a structure that makes no sense is a refusal.

    Raises:
        UnreadableFileError: some object is not of the kind that it has to be.
    """
    try:
        return work()
    except _DAMAGE as error:
        raise UnreadableFileError(reason="damaged-structure") from error


def _block(key: BlockId, passage: Passage) -> TextBlock:
    return TextBlock(
        key,
        passage.text,
        passage.layer,
        passage.label,
        passage.boxes if passage.layer is not Layer.ATTRIBUTE else (),
        passage.cell,
        passage.page,
    )


def _asides(book: Book) -> list[TextBlock]:
    return [
        TextBlock(BlockId(f"beside#{aside.where}"), aside.text, aside.layer, page=aside.page)
        for aside in book.asides
    ]
