"""Open a PDF and bring it into the one shape that reading and writing start from.

What a reader of the page sees of annotations and form fields becomes page
content; notes, links and hidden annotations go. Their text is read before that
(``strings``). Reading and writing both call ``opened``, so both see the same
glyphs.
"""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary

from redaction.errors import EncryptedFileError, HostileFileError, UnreadableFileError
from redaction.formats.pdf import guard
from redaction.formats.pdf.fields import draw_fields
from redaction.formats.pdf.number import number, plain_name

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

# Libraries' remarks on damaged objects are no business of the user's screen.
for _name in ("pikepdf", "fontTools", "pdfminer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_UNSEEN: Final = 1 << 1 | 1 << 5  # hidden, no view
_NOTES: Final = frozenset(
    {
        "/Text",
        "/Popup",
        "/Link",
        "/FileAttachment",
        "/Sound",
        "/Movie",
        "/Screen",
        "/RichMedia",
        "/3D",
        "/TrapNet",
    }
)


def open_pdf(source: bytes) -> Pdf:
    """Return the file opened, decrypted if no password is needed to read it.

    Raises:
        EncryptedFileError: a password is needed.
        UnreadableFileError: the file is damaged.
        HostileFileError: it exceeds a limit.
    """
    guard.check(source)
    try:
        pdf = pikepdf.open(io.BytesIO(source))
        if number(pdf.Root.Pages.get("/Count")) > guard.MOST_PAGES:
            raise HostileFileError(reason="too-many-pages")
        count = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise EncryptedFileError from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, AttributeError) as error:
        raise UnreadableFileError(reason="damaged") from error
    if count == 0:
        raise UnreadableFileError(reason="no-pages")
    if count > guard.MOST_PAGES:
        raise HostileFileError(reason="too-many-pages")
    return pdf


def flatten(pdf: Pdf) -> bool:
    """Draw visible annotations into their pages, drop all others; return whether any was there."""
    touched = False
    form = isinstance(pdf.Root.get("/AcroForm"), Dictionary)
    for page in pdf.pages:
        listed = page.obj.get("/Annots")
        if listed is None:
            continue
        touched = True
        kept = [a for a in _annotations(page) if _is_drawn(a, form=form)]
        if kept:
            page.obj["/Annots"] = Array(kept)
        else:
            del page.obj["/Annots"]
    if touched:
        _draw(pdf)
    return touched


def _draw(pdf: Pdf) -> None:
    try:
        draw_fields(pdf)
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("all")
    except (pikepdf.PdfError, RuntimeError, TypeError, ValueError) as error:
        raise UnreadableFileError(reason="annotations") from error
    for page in pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Annots"]


def _annotations(page: Page) -> list[Object]:
    listed = page.obj.get("/Annots")
    if not isinstance(listed, Array):
        return []
    return [item for item in listed if isinstance(item, Dictionary)]


def _is_drawn(annotation: Object, *, form: bool) -> bool:
    kind = "/" + plain_name(annotation.get("/Subtype"))
    if kind in _NOTES or (kind == "/Widget" and not form):
        return False  # fields of no form are shown by some readers and not by others
    flags = annotation.get("/F", 0)
    if isinstance(flags, int) and flags & _UNSEEN:
        return False
    appearance = annotation.get("/AP")
    drawn = isinstance(appearance, Dictionary) and "/N" in appearance
    return drawn or kind == "/Widget"


def saved(pdf: Pdf) -> bytes:
    """Return the file as bytes, without encryption."""
    buffer = io.BytesIO()
    pdf.save(buffer, encryption=False, fix_metadata_version=False)
    return buffer.getvalue()
