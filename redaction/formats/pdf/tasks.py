"""What there is to do on each page, from the cuts in its passages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recognizers.text import Layer
from redaction.errors import UnsupportedContentError
from redaction.formats.pdf.cuts import Cut, Strip, strips_of_cut
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
    from pictures that stays; ``kept`` all characters that stay.
    """

    gone: set[int] = field(default_factory=set)
    inserts: dict[int, Insert] = field(default_factory=dict)
    strips: list[Strip] = field(default_factory=list)
    over: list[Strip] = field(default_factory=list)
    unseen: list[tuple[str, Box]] = field(default_factory=list)
    kept: list[tuple[str, Box]] = field(default_factory=list)

    @property
    def task(self) -> Task:
        """What the rewriter is told."""
        return Task(frozenset(self.gone), self.inserts, self.strips)


def tasks_of(book: Book, cuts: Mapping[BlockId, Sequence[Cut]]) -> list[PageTask]:
    """Return the task of each page, in order.

    Raises:
        UnsupportedContentError: text is to go that a pattern or a mask draws.
    """
    tasks = [PageTask() for _ in book.pages]
    for key, passage in book.passages.items():
        if passage.why == NOT_PLACED and key in cuts:
            raise UnsupportedContentError(part="text-in-pattern")
        if passage.layer not in PUBLISHED:
            _drop(passage, tasks)
            continue
        found = cuts.get(key, ())
        for cut in found:
            _add(passage, cut, tasks)
        _stay(passage, found, tasks)
    return tasks


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
