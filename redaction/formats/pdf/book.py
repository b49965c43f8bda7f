"""A PDF as read: its passages with their ids, and how each page has to be written.

``read_book`` is what ``PdfAdapter.read`` and ``write`` have in common: the same
bytes always give the same passages and ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId, Box, Layer
from redaction.errors import EmptyDocumentError
from redaction.formats.pdf import pixels
from redaction.formats.pdf.binding import bind
from redaction.formats.pdf.compose import compose
from redaction.formats.pdf.context import Context
from redaction.formats.pdf.crosscheck import agreement, is_odd, lacks
from redaction.formats.pdf.geometry import page_size, to_page
from redaction.formats.pdf.opening import flatten, open_pdf, saved
from redaction.formats.pdf.passage import NOT_PLACED, Passage
from redaction.formats.pdf.pdfium import Rendered
from redaction.formats.pdf.scene import Scene
from redaction.formats.pdf.strings import Aside, asides
from redaction.formats.pdf.visibility import DPI, settle
from redaction.formats.pdf.walker import Walker
from redaction.limits import count_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from pikepdf import Pdf
    from PIL import Image

    from redaction.formats.pdf.matrix import Rect

Seen = dict[tuple[object, ...], pixels.Reading]
"""What OCR made of pictures by their likeness: a letterhead is read once."""
AGREES: Final = 0.7
"""Share of what OCR reads that a page's own text must hold to be believed."""
LEGIBLE: Final = 0.3
"""Share of the page's own text that OCR must have read for its word to count."""
ELSEWHERE: Final = frozenset({"text-in-pattern", "text-in-mask", "text-in-glyph"})
SHOWN: Final = frozenset({Layer.BODY, Layer.OCR})


@dataclass(slots=True)
class PageRead:
    """One page: its passages, gap codes, and why it cannot be rewritten in place ("" if it can)."""

    passages: list[Passage]
    width: float
    height: float
    gaps: set[str] = field(default_factory=set)
    raster: str = ""
    pictures: list[Rect] = field(default_factory=list)


@dataclass(slots=True)
class Book:
    """The whole file: passages by id in reading order, asides, pages, and the prepared file."""

    pdf: Pdf
    prepared: bytes
    passages: dict[BlockId, Passage]
    asides: list[Aside]
    pages: list[PageRead]

    @property
    def gaps(self) -> tuple[str, ...]:
        """Codes of what could not be looked into."""
        found = {gap for page in self.pages for gap in page.gaps}
        return tuple(sorted(found))


def read_book(source: bytes) -> Book:
    """Return ``source`` read through.

    Raises:
        RedactionError: one of its subclasses says why the file is refused.
    """
    pdf = open_pdf(source)
    beside = list(asides(pdf))
    attached = bool(len(pdf.attachments))
    changed = flatten(pdf) or pdf.is_encrypted
    prepared = saved(pdf) if changed else source
    context = Context(pdf)
    scenes = [scene_of(context, number) for number in range(len(pdf.pages))]
    seen: Seen = {}
    with Rendered(prepared) as rendered:
        pages = [_read_page(scene, rendered, seen) for scene in scenes]
    if attached:
        pages[0].gaps.add("attachment-not-read")
    bound = bind([page.passages for page in pages], [page.height for page in pages])
    passages = _named(bound)
    if not any("".join(p.text.split()) for p in bound):
        raise EmptyDocumentError
    return Book(pdf, prepared, passages, beside, pages)


def scene_of(context: Context, index: int) -> Scene:
    """Return a page (from 0) as interpreted, before anything has been rendered."""
    count_page()
    page = context.pdf.pages[index]
    width, height = page_size(page)
    scene = Scene(index + 1, width, height)
    Walker(context, scene).page(page, to_page(page))
    return scene


def _read_page(scene: Scene, rendered: Rendered, seen: Seen) -> PageRead:
    index = scene.page - 1

    @lru_cache(maxsize=1)
    def render(dpi: int) -> Image.Image:
        return rendered.image(index, dpi)

    settle(scene, lambda: render(DPI))
    page = PageRead(compose(scene), scene.width, scene.height)
    page.pictures = pixels.pictures_of(scene)
    page.passages += _attributes(scene)
    _add_pictures(page, scene, render, seen)
    _doubt(page, scene, rendered.text(index), render)
    return page


def _attributes(scene: Scene) -> list[Passage]:
    """Return replacement and alternative texts of marked content."""
    corner = Box(scene.page, 0.0, 0.0, 0.0, 0.0)
    found = [(text, "") for text in scene.attributes] + [(t, NOT_PLACED) for t in scene.elsewhere]
    return [
        Passage(text, (corner,) * len(text), ((),) * len(text), Layer.ATTRIBUTE, why=why)
        for text, why in found
        if text.strip()
    ]


def _add_pictures(
    page: PageRead, scene: Scene, render: Callable[[int], Image.Image], seen: Seen
) -> None:
    places = page.pictures
    if not places:
        return
    key = pixels.likeness(scene)
    reading = seen.get(key) if key else None
    if reading is None:
        reading = pixels.read_places(scene, places, render, blank=True)
        seen[key] = reading
    _take(page, pixels.on_page(reading, scene.page))


def _take(page: PageRead, reading: pixels.Reading) -> None:
    visible = any(p.layer is Layer.BODY for p in page.passages)
    page.gaps |= set(reading.gaps)
    if not reading.done:
        page.gaps.add("image-not-read" if visible else "page-not-read")
    elif not visible and not reading.passages and reading.gaps:
        page.gaps.add("page-not-read")
    at = next(
        (i for i, p in enumerate(page.passages) if p.layer is Layer.HIDDEN), len(page.passages)
    )
    page.passages[at:at] = reading.passages


def _doubt(page: PageRead, scene: Scene, second: str, render: Callable[[int], Image.Image]) -> None:
    """Find out whether the page's text is what one sees; where it is not, OCR speaks."""
    whole = [(0.0, 0.0, scene.width, scene.height)]
    if scene.flags & ELSEWHERE:
        page.raster = "text-elsewhere"
        _take(page, pixels.read_places(scene, whole, render, blank=True))
        return
    ours = [*(glyph.text for glyph in scene.glyphs), *scene.attributes]
    if lacks(ours, second):
        page.raster = "extractors-disagree"
    elif not is_odd(scene):
        return
    reading = pixels.read_places(scene, whole, render, blank=False)
    visible = "".join(p.text for p in page.passages if p.layer in SHOWN)
    read = "".join(p.text for p in reading.passages)
    if not reading.done or len(read) < LEGIBLE * len(visible):
        page.gaps.add("page-text-unsure")
    elif agreement(visible, read) < AGREES:
        page.gaps |= {"page-text-from-pixels", *reading.gaps}
        page.raster = "text-is-not-what-is-seen"
        page.passages = [*reading.passages, *(_unbelieved(p) for p in page.passages)]


def _unbelieved(passage: Passage) -> Passage:
    if passage.layer in SHOWN:
        return replace(passage, layer=Layer.HIDDEN, why="not-what-is-seen")
    return passage


def _named(bound: list[Passage]) -> dict[BlockId, Passage]:
    counts: dict[int, int] = {}
    named: dict[BlockId, Passage] = {}
    for passage in bound:
        counts[passage.page] = counts.get(passage.page, 0) + 1
        named[BlockId(f"page{passage.page}#b{counts[passage.page]}")] = passage
    return named
