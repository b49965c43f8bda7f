"""Carry out a plan: the way from the bytes that were read to the bytes that may go out."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf

from recognizers.text import Layer
from redaction.errors import StalePlanError
from redaction.formats.pdf.book import Book, read_book
from redaction.formats.pdf.cuts import Cut, Strip, cuts_of, strips_of
from redaction.formats.pdf.pdfium import Rendered
from redaction.formats.pdf.pixels import DPI
from redaction.formats.pdf.raster import redraw
from redaction.formats.pdf.scrub import scrub
from redaction.formats.pdf.standin import StandIn
from redaction.plan import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.text import BlockId, Box
    from redaction.formats.pdf.compose import Passage
    from redaction.plan import RedactionPlan


def write_book(source: bytes, plan: RedactionPlan) -> bytes:
    """Return ``source`` with ``plan`` carried out.

    Raises:
        StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
    """
    if plan.source != hashlib.sha256(source).hexdigest():
        raise StalePlanError(expected=plan.source)
    book = read_book(source)
    cuts = cuts_of(plan, book.passages)
    stand_in = StandIn(book.pdf)
    with Rendered(book.prepared) as rendered:
        for index, page in enumerate(book.pdf.pages):
            picture = rendered.image(index, DPI)
            size = (book.pages[index].width, book.pages[index].height)
            strips = strips_on(book, cuts, index + 1)
            redraw(book.pdf, page, picture, size, strips, kept_on(book, cuts, index + 1), stand_in)
    stand_in.finish()
    return finished(book.pdf)


def strips_on(book: Book, cuts: dict[BlockId, list[Cut]], number: int) -> list[Strip]:
    """Return the places of cuts on page ``number``."""
    return [
        strip
        for key, found in cuts.items()
        if book.passages[key].layer in PUBLISHED
        for strip in strips_of(book.passages[key], found)
        if strip.box.page == number
    ]


def kept_on(book: Book, cuts: dict[BlockId, list[Cut]], number: int) -> list[tuple[str, Box]]:
    """Return the characters that stay on page ``number``, with their boxes."""
    kept: list[tuple[str, Box]] = []
    for key, passage in book.passages.items():
        if passage.layer in PUBLISHED:
            kept += _kept(passage, cuts.get(key, ()), number)
    return kept


def _kept(passage: Passage, cuts: Sequence[Cut], number: int) -> list[tuple[str, Box]]:
    gone = {at for cut in cuts for at in range(cut.start, cut.end)}
    return [
        (char, box)
        for at, (char, box) in enumerate(zip(passage.text, passage.boxes, strict=True))
        if at not in gone and box.page == number
    ]


def finished(pdf: pikepdf.Pdf) -> bytes:
    """Return the file written whole: only what its pages need, no history."""
    scrub(pdf)
    buffer = io.BytesIO()
    pdf.save(
        buffer,
        encryption=False,
        fix_metadata_version=False,
        preserve_pdfa=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return buffer.getvalue()


__all__ = ["Layer", "finished", "kept_on", "strips_on", "write_book"]
