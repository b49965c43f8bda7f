"""What there is to do on each page, from the cuts in its passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recognizers.text import Layer
from redaction.errors import UnsupportedContentError
from redaction.formats.pdf.cuts import Cut, Strip, strips_of_cut
from redaction.formats.pdf.matrix import covered
from redaction.formats.pdf.passage import NOT_PLACED
from redaction.formats.pdf.rewriter import Task
from redaction.formats.pdf.splice import Insert
from redaction.plan import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recognizers.text import BlockId, Box
    from redaction.formats.pdf.book import Book
    from redaction.formats.pdf.passage import Passage


@dataclass(slots=True)
class PageTask:
    """One page's part of a plan.

    ``strips`` are all places of cuts; ``over`` those that are drawn over the
    rewritten page (bars, and all that lies on pictures); ``unseen`` is text read
    from pictures that stays; ``kept`` all characters that stay; ``blind`` are
    strips over pixels for the sake of text that lies unseen over them.
    """

    gone: set[int] = field(default_factory=set)
    inserts: dict[int, Insert] = field(default_factory=dict)
    strips: list[Strip] = field(default_factory=list)
    over: list[Strip] = field(default_factory=list)
    unseen: list[tuple[str, Box]] = field(default_factory=list)
    kept: list[tuple[str, Box]] = field(default_factory=list)
    blind: list[Strip] = field(default_factory=list)

    def forget_beneath(self) -> None:
        """Drop what was read from pixels that are cut for another text's sake."""
        for strip in self.blind:
            self.unseen = [item for item in self.unseen if not _beneath(strip, item[1])]
            self.kept = [item for item in self.kept if not _beneath(strip, item[1])]

    @property
    def task(self) -> Task:
        """What the rewriter is told."""
        return Task(frozenset(self.gone), self.inserts, self.strips)


def _beneath(strip: Strip, box: Box) -> bool:
    bar = strip.box
    middle, height = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return bar.x0 <= middle <= bar.x1 and bar.top <= height <= bar.bottom


def tasks_of(book: Book, cuts: Mapping[BlockId, Sequence[Cut]]) -> list[PageTask]:
    """Return the task of each page, in order.

    Raises:
        UnsupportedContentError: text is to go that a pattern or a mask draws.
    """
    tasks = [PageTask() for _ in book.pages]
    for key, passage in book.passages.items():
        if passage.why == NOT_PLACED and key in cuts:
            raise UnsupportedContentError(part="text-in-pattern")
        found = cuts.get(key, ())
        if passage.layer not in PUBLISHED:
            _drop(passage, tasks)
            _cut_pixels(passage, found, tasks, book)
            continue
        for cut in found:
            _add(passage, cut, tasks)
        _stay(passage, found, tasks)
    for task in tasks:
        task.forget_beneath()
    return tasks


def _cut_pixels(passage: Passage, cuts: Sequence[Cut], tasks: list[PageTask], book: Book) -> None:
    """Cut what a scan shows where its own text layer, which goes, was to be cut."""
    if passage.layer is not Layer.HIDDEN:
        return
    for cut in cuts:
        for strip, _ in strips_of_cut(passage, cut):
            box = strip.box
            place = (box.x0, box.top, box.x1, box.bottom)
            if any(covered(place, rect) > 0.5 for rect in book.pages[box.page - 1].pictures):
                bar = Strip(box, "", bar=True)
                tasks[box.page - 1].strips.append(bar)
                tasks[box.page - 1].over.append(bar)
                tasks[box.page - 1].blind.append(bar)


def _drop(passage: Passage, tasks: list[PageTask]) -> None:
    for box, serials in zip(passage.boxes, passage.glyphs, strict=True):
        tasks[box.page - 1].gone.update(serials)


def _add(passage: Passage, cut: Cut, tasks: list[PageTask]) -> None:
    cut = _whole_glyphs(passage, cut)
    for at in range(cut.start, cut.end):
        tasks[passage.boxes[at].page - 1].gone.update(passage.glyphs[at])
    for strip, first in strips_of_cut(passage, cut):
        task = tasks[strip.box.page - 1]
        task.strips.append(strip)
        serials = passage.glyphs[first]
        if passage.layer is Layer.OCR or not serials:
            task.over.append(strip)
            continue
        if strip.bar:
            task.over.append(Strip(strip.box, "", bar=True))
        if strip.text:
            task.inserts[serials[0]] = Insert(strip, _length(passage, first, strip))


def _length(passage: Passage, first: int, strip: Strip) -> float:
    """Return the room along the line: down the page where the strip goes down."""
    box, start = strip.box, passage.boxes[first]
    across, down = box.x1 - box.x0, box.bottom - box.top
    grows_down = down - (start.bottom - start.top) > across - (start.x1 - start.x0)
    return down if grows_down else across


def _whole_glyphs(passage: Passage, cut: Cut) -> Cut:
    """Return ``cut`` widened to whole glyphs, the characters that stay added to its text."""
    start, end, text = cut.start, cut.end, cut.text
    while (
        start > 0 and passage.glyphs[start] and passage.glyphs[start - 1] == passage.glyphs[start]
    ):
        start -= 1
        text = passage.text[start] + text
    last = len(passage.text)
    while end < last and passage.glyphs[end] and passage.glyphs[end] == passage.glyphs[end - 1]:
        text += passage.text[end]
        end += 1
    return Cut(start, end, text, cut.bar)


def _stay(passage: Passage, cuts: Sequence[Cut], tasks: list[PageTask]) -> None:
    gone = {at for cut in cuts for at in range(cut.start, cut.end)}
    for at, (char, box) in enumerate(zip(passage.text, passage.boxes, strict=True)):
        if at not in gone:
            tasks[box.page - 1].kept.append((char, box))
            if passage.layer is Layer.OCR:
                tasks[box.page - 1].unseen.append((char, box))
