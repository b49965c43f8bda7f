"""Rendered pages of a PDF before and after: the same outside the bars, not the same under them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import numpy as np
import pikepdf
import pypdfium2

from redaction.errors import LossError, UnprovenError
from redaction.verify.pixels import (
    MARGIN,
    boxes_by_page,
    count_solid,
    difference,
    judge,
    mask_of,
    scaled,
)

if TYPE_CHECKING:
    from recognizers.text import Box, Document
    from redaction.plan import RedactionPlan
    from redaction.verify.pixels import Grey

SCALE: Final = 1.5
"""Pixels a point."""

_MOST_PIXELS: Final = 8_000_000


def compare_pages(document: Document, plan: RedactionPlan, source: bytes, output: bytes) -> int:
    """Return how many pages were compared.

    Raises:
        LossError: a page changed where no edit is.
        LeakError: a page did not change where an edit is.
        UnprovenError: a page could not be rendered.
    """
    edits = boxes_by_page(document, plan)
    try:
        before, after = opened(source), pypdfium2.PdfDocument(output)
        before.init_forms()  # or pdfium draws no fields
        try:
            for index in range(len(after)):
                _compare(before[index], after[index], edits.get(index + 1, []))
            return len(after)
        finally:
            after.close()
            before.close()
    except pypdfium2.PdfiumError as error:
        raise UnprovenError(route="pixels") from error


def opened(data: bytes) -> pypdfium2.PdfDocument:
    """Return the file for drawing; one that opens without a password is decrypted first."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        plain = io.BytesIO()
        try:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                pdf.save(plain)
        except (pikepdf.PdfError, pikepdf.PasswordError) as error:
            raise UnprovenError(route="pixels") from error
        return pypdfium2.PdfDocument(plain.getvalue())


def _compare(old: pypdfium2.PdfPage, new: pypdfium2.PdfPage, edits: list[list[Box]]) -> None:
    width, height = old.get_size()
    scale = min(SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    before, after = _grey(old, scale, notes=True), _grey(new, scale, notes=True)
    if before.shape != after.shape:
        raise LossError(route="pixels", count=1)
    boxes = scaled(edits, scale)
    mask = mask_of(before.shape, (box for edit in boxes for box in edit), MARGIN)
    bad = difference(before, after) & ~mask
    if count_solid(bad):
        # Comments go with their layer; what lay under them must still be there.
        bad &= difference(_grey(old, scale, notes=False), after)
    judge(count_solid(bad), before, after, boxes)


def _grey(page: pypdfium2.PdfPage, scale: float, *, notes: bool) -> Grey:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=notes, draw_annots=notes)
    try:
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width, -1)[
            :, :, 0
        ]
    finally:
        bitmap.close()
