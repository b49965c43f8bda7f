"""List what a PDF hides: in particular text that a bad redaction left under its bars.

For any file, also somebody else's. Tells codes, places and counts, never text.
Does not use OCR: that a font lies, or what pictures show, is not found here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pikepdf import Dictionary, Name

from recognizers.text import Box, Layer
from redaction.formats.pdf.book import scene_of
from redaction.formats.pdf.compose import compose
from redaction.formats.pdf.context import Context
from redaction.formats.pdf.opening import flatten, open_pdf, saved
from redaction.formats.pdf.pdfium import Rendered
from redaction.formats.pdf.strings import asides
from redaction.formats.pdf.visibility import DPI, settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Pdf

    from redaction.formats.pdf.passage import Passage
    from redaction.formats.pdf.scene import Scene

_END: Final = re.compile(rb"startxref\s{1,4}[0-9]{1,12}\s{1,4}%%EOF")
_BESIDE: Final = {
    Layer.COMMENT: "note",
    Layer.ATTRIBUTE: "attribute",
    Layer.METADATA: "metadata",
}


@dataclass(frozen=True, slots=True)
class Hidden:
    """One thing that is in the file and not to be seen.

    ``page`` counts from 1 and is 0 where it belongs to none; ``characters`` is how
    much text it is, 0 where it is none (an attachment, an earlier revision).
    """

    code: str
    page: int
    box: Box | None
    characters: int


def inspect(source: bytes) -> tuple[Hidden, ...]:
    """Return what ``source`` hides, pages first.

    Raises:
        RedactionError: one of its subclasses says why the file is refused.
    """
    pdf = open_pdf(source)
    beside = [*_beside(pdf), *_structures(pdf, source)]
    changed = flatten(pdf) or pdf.is_encrypted
    context = Context(pdf)
    scenes = [scene_of(context, index) for index in range(len(pdf.pages))]
    found: list[Hidden] = []
    with Rendered(saved(pdf) if changed else source) as rendered:
        for scene in scenes:
            found += _on_page(scene, rendered)
    return (*found, *beside)


def _on_page(scene: Scene, rendered: Rendered) -> Iterator[Hidden]:
    settle(scene, lambda: rendered.image(scene.page - 1, DPI))
    for passage in compose(scene):
        if passage.layer is Layer.HIDDEN and passage.text.strip():
            yield Hidden(f"text-{passage.why}", scene.page, _around(passage), len(passage.text))
    for text in scene.attributes:
        yield Hidden("replacement-text", scene.page, None, len(text))


def _around(passage: Passage) -> Box:
    boxes = passage.boxes
    return Box(
        passage.page,
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def _beside(pdf: Pdf) -> Iterator[Hidden]:
    counts: Counter[tuple[str, int]] = Counter()
    for aside in asides(pdf):
        counts[_BESIDE[aside.layer], aside.page] += len(aside.text)
    for (code, page), characters in counts.items():
        yield Hidden(code, page, None, characters)


def _structures(pdf: Pdf, source: bytes) -> Iterator[Hidden]:
    """Yield what is hidden but no text that we read."""
    yield from [Hidden("attachment", 0, None, 0)] * len(pdf.attachments)
    revisions = len(_END.findall(source))
    usual = 2 if b"/Linearized" in source[:2048] else 1
    if revisions > usual:
        yield Hidden("earlier-revision", 0, None, 0)
    if any(_is_script(obj) for obj in pdf.objects):
        yield Hidden("script", 0, None, 0)
    for number, page in enumerate(pdf.pages, 1):
        if "/Thumb" in page.obj:
            yield Hidden("thumbnail", number, None, 0)
        if "/PieceInfo" in page.obj:
            yield Hidden("private-data", number, None, 0)
    if "/PieceInfo" in pdf.Root:
        yield Hidden("private-data", 0, None, 0)


def _is_script(obj: object) -> bool:
    return isinstance(obj, Dictionary) and obj.get("/S") == Name.JavaScript
