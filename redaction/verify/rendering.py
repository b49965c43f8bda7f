"""Rendered pages of a PDF before and after: the same outside the bars, not the same under them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np
import pypdfium2

from redaction.errors import LeakError, LossError, UnprovenError
from redaction.verify.pixels import changed_outside, mask_of, unchanged_inside

if TYPE_CHECKING:
    from recognizers.text import Box, Document
    from redaction.plan import RedactionPlan
    from redaction.verify.pixels import Grey, Rectangle

SCALE: Final = 1.5
"""Pixels a point."""

_MOST_PIXELS: Final = 8_000_000
_MARGIN: Final = 4
_STRAY: Final = 12  # pixels a page may differ by: rounding of hairlines at the edge of a bar


def boxes_by_page(document: Document, plan: RedactionPlan) -> dict[int, list[list[Box]]]:
    """Return for each page the boxes of each edit's characters."""
    blocks = document.by_id()
    pages: defaultdict[int, list[list[Box]]] = defaultdict(list)
    for edit in plan.edits:
        boxes = blocks[edit.span.block].boxes[edit.span.start : edit.span.end]
        for page in sorted({box.page for box in boxes}):
            pages[page].append([box for box in boxes if box.page == page])
    return pages


def compare_pages(document: Document, plan: RedactionPlan, source: bytes, output: bytes) -> int:
    """Return how many pages were compared.

    Raises:
        LossError: a page changed where no edit is.
        LeakError: a page did not change where an edit is.
        UnprovenError: a page could not be rendered.
    """
    edits = boxes_by_page(document, plan)
    try:
        before, after = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument(output)
        try:
            for index in range(len(after)):
                _compare(before[index], after[index], edits.get(index + 1, []))
            return len(after)
        finally:
            after.close()
            before.close()
    except pypdfium2.PdfiumError as error:
        raise UnprovenError(route="pixels") from error


def _compare(old: pypdfium2.PdfPage, new: pypdfium2.PdfPage, edits: list[list[Box]]) -> None:
    width, height = old.get_size()
    scale = min(SCALE, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    before, after = _grey(old, scale, notes=True), _grey(new, scale, notes=True)
    if before.shape != after.shape:
        raise LossError(route="pixels", count=1)
    boxes = [[_scaled(box, scale) for box in edit] for edit in edits]
    mask = mask_of(before.shape, (box for edit in boxes for box in edit), _MARGIN)
    if (changed := changed_outside(before, after, mask)) > _STRAY:
        # Comments go with their layer; what lay under them must still be there.
        changed = min(changed, changed_outside(_grey(old, scale, notes=False), after, mask))
    if changed > _STRAY:
        raise LossError(route="pixels", count=changed)
    standing = sum(_stands(before, after, edit) for edit in boxes)
    if standing:
        raise LeakError(route="pixels", count=standing)


def _stands(before: Grey, after: Grey, boxes: list[Rectangle]) -> bool:
    """Return whether most of an edit's characters still look as they did."""
    same = sum(unchanged_inside(before, after, box) for box in boxes)
    return same * 2 > len(boxes)


def _scaled(box: Box, scale: float) -> Rectangle:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale


def _grey(page: pypdfium2.PdfPage, scale: float, *, notes: bool) -> Grey:
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=notes, draw_annots=notes)
    try:
        return np.array(bitmap.to_numpy(), dtype=np.uint8).reshape(bitmap.height, bitmap.width, -1)[
            :, :, 0
        ]
    finally:
        bitmap.close()
