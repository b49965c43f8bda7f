"""Carrying a plan out on an OFD.

The pages are laid out just as for reading, so that addresses mean the same
characters; what goes is taken out of the parsed trees; ``assemble`` then builds a
new package from what is left.
"""

from __future__ import annotations

import hashlib
import math
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.errors import StalePlanError
from redaction.formats.edits import change_of
from redaction.formats.ofd.assemble import BAR_FONT, assemble
from redaction.formats.ofd.book import open_book, volumes
from redaction.formats.ofd.geometry import POINTS
from redaction.formats.ofd.glyphs import correct
from redaction.formats.ofd.pages import Placed, Sheet, sheet_of
from redaction.formats.ofd.pictures import Picture, picture_of
from redaction.formats.ofd.private import fresh_ids, privatise, uses
from redaction.formats.ofd.runs import Ref, places
from redaction.formats.ofd.strike import StandIn, by_object, stand_in, strike
from redaction.formats.ofd.unseen import unseen
from redaction.formats.overpaint import cover, overpaint
from redaction.limits import count_page

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element
    from PIL import Image

    from recognizers.text import BlockId, Box
    from redaction.formats.ofd.book import Book, Page, Volume
    from redaction.plan import Edit, RedactionPlan

_UNSEEN: Final = 0


def written(source: bytes, plan: RedactionPlan) -> bytes:
    """Return the package with ``plan`` carried out.

    Raises:
        StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        RedactionError: as reading.
    """
    if plan.source != hashlib.sha256(source).hexdigest():
        raise StalePlanError
    book = open_book(source)
    edits = _by_page(plan.edits)
    shown: set[_Element] = set()
    works = [_Work(book, volume) for volume in volumes(book)]
    said = [text for work in works for text in correct(book, work.volume).said]
    for work in works:
        for page in work.volume.pages:
            shown |= work.page(page, edits.pop(page.number, []))
            count_page()
    _check_unseen({block.id for block in unseen(book, shown, said)[0]} if edits else set(), edits)
    return assemble(book, [(work.volume, work.pictures) for work in works], plan.digest)


def _by_page(edits: Iterable[Edit]) -> dict[int, list[Edit]]:
    """Return the edits by page; those to text that no page shows are under 0."""
    groups: dict[int, list[Edit]] = {}
    for edit in edits:
        head = edit.span.block.partition("#")[0].removeprefix("page")
        number = int(head) if head.isascii() and head.isdigit() else _UNSEEN
        groups.setdefault(number, []).append(edit)
    return groups


def _check_unseen(known: set[BlockId], edits: dict[int, list[Edit]]) -> None:
    """Make sure that what is left to edit is text that is dropped anyway.

    Raises:
        StalePlanError: a block is unknown.
    """
    if not {edit.span.block for group in edits.values() for edit in group} <= known:
        raise StalePlanError


@dataclass(slots=True)
class _Work:
    """The edits to one document of the package, page by page."""

    book: Book
    volume: Volume
    pictures: dict[str, Image.Image] = field(default_factory=dict)  # repainted, by resource
    _ids: Iterator[str] = field(init=False)
    _shared: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self._ids = fresh_ids(self.book, self.volume)
        self._shared = uses(self.book, self.volume)

    def page(self, page: Page, edits: list[Edit]) -> set[_Element]:
        """Carry out the edits of one page; return the elements that it drew beforehand."""
        sheet = sheet_of(self.book, self.volume, page)
        shown = set(sheet.codes)
        hidden = any(placed.block.layer == Layer.HIDDEN for placed in sheet.texts)
        if not edits and not hidden:
            return shown
        privatise(self.book, self.volume, page, self._ids, self._shared)
        sheet = sheet_of(self.book, self.volume, page)
        texts = {placed.block.id: placed for placed in sheet.texts}
        in_text = [edit for edit in edits if edit.span.block in texts]
        in_pictures = [edit for edit in edits if edit.span.block not in texts]
        self._paint(sheet, page, in_pictures, list(_boxes(in_text, texts)))
        self._strike(sheet, in_text, texts)
        return shown

    def _strike(self, sheet: Sheet, edits: list[Edit], texts: dict[BlockId, Placed]) -> None:
        gone: set[Ref] = set()
        stand_ins: list[StandIn] = []
        for placed in sheet.texts:
            if placed.block.layer == Layer.HIDDEN:
                gone.update(ref for refs in placed.passage.sources for ref in refs or ())
        for edit in edits:
            placed = texts[edit.span.block]
            change = change_of(edit, placed.block.text)
            for refs in placed.passage.sources[change.start : change.end]:
                gone.update(refs or ())
            stand_ins += _stand_in(placed, change.start, change.end, change.text, sheet)
        for what in stand_ins:
            self._draw(what)
        for element, lost in by_object(gone).items():
            strike(element, lost)

    def _draw(self, what: StandIn) -> None:
        element = what.first.code.getparent()
        if element is None or element.getparent() is None:
            return
        drawn = stand_in(element, what, BAR_FONT, next(self._ids))
        if drawn is not None:
            element.addnext(drawn)

    def _paint(self, sheet: Sheet, page: Page, edits: list[Edit], bars: list[Box]) -> None:
        """Overwrite pixels under edits to pictures and under bars over text."""
        for number, drawn in enumerate(sheet.pictures, 1):
            prefix = f"page{page.number}#i{number}."
            mine = [edit for edit in edits if edit.span.block.startswith(prefix)]
            picture = picture_of(self.book, self.volume, drawn, page.number)
            if picture is None:
                continue
            under = [box for bar in bars if (box := picture.in_pixels(bar)) is not None]
            if not mine and not under:
                continue
            edits = [edit for edit in edits if edit not in mine]
            identity = next(self._ids)
            entry = self.volume.resources.media.get(picture.resource)
            if entry is not None:
                self.volume.resources.media[identity] = deepcopy(entry)
            self.pictures[identity] = cover(_repainted(picture, mine, prefix), under)
            drawn.element.set("ResourceID", identity)
        if edits:
            raise StalePlanError


def _repainted(picture: Picture, edits: list[Edit], prefix: str) -> Image.Image:
    from redaction.formats.ocr import read_image  # noqa: PLC0415 - loads the networks' runtime

    if not edits:
        return picture.image
    found = read_image(picture.image, page=picture.page, scale=picture.scale)
    blocks = {prefix + block.id.partition("#")[2]: block for block in found.blocks}
    try:
        marked = [(edit, blocks[edit.span.block]) for edit in edits]
    except KeyError as error:
        raise StalePlanError from error
    return overpaint(picture.image, marked, 1 / picture.scale)


def _boxes(edits: Iterable[Edit], texts: dict[BlockId, Placed]) -> Iterator[Box]:
    for edit in edits:
        block = texts[edit.span.block].block
        change = change_of(edit, block.text)
        yield from block.boxes[change.start : change.end]


def _stand_in(placed: Placed, start: int, end: int, text: str, sheet: Sheet) -> Iterator[StandIn]:
    """Yield what to draw for an edit: all of it on the first line that the edit touches."""
    stop = placed.block.text.find("\n", start, end)
    line = range(start, end if stop < 0 else stop)
    sources = [(i, refs) for i in line if (refs := placed.passage.sources[i])]
    if not sources or not text:
        return
    first = sources[0][1][0]
    boxes = [placed.block.boxes[i] for i, _ in sources]
    down = _runs_down(first)
    matrix = sheet.codes[first.code]
    unit = math.hypot(*matrix.direction(0.0, 1.0) if down else matrix.direction(1.0, 0.0))
    across = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
    along = max(box.bottom for box in boxes) - min(box.top for box in boxes)
    length = max(across, along) if len(boxes) > 1 else across
    yield StandIn(first, text, length / POINTS / max(unit, 1e-6), down)


def _runs_down(ref: Ref) -> bool:
    """Return whether the object's characters run along its own second axis."""
    element = ref.code.getparent()
    spots = [s for s in places(element) if s.code is ref.code] if element is not None else []
    if len(spots) < 2:
        return False
    return abs(spots[-1].y - spots[0].y) > abs(spots[-1].x - spots[0].x)
