"""Carry out a plan: the way from the bytes that were read to the bytes that may go out.

Each page is written anew without the glyphs that go. Pages for which that is not
possible, or after which something else looks different, are rebuilt as pictures.
"""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Stream

from redaction.errors import StalePlanError
from redaction.formats.pdf.book import read_book
from redaction.formats.pdf.context import Context
from redaction.formats.pdf.cuts import cuts_of
from redaction.formats.pdf.errors import NeedsRasterError
from redaction.formats.pdf.fontscrub import scrub_fonts
from redaction.formats.pdf.gate import looks_alike
from redaction.formats.pdf.geometry import to_page
from redaction.formats.pdf.layer import TextLayer
from redaction.formats.pdf.pdfium import Rendered
from redaction.formats.pdf.pixels import dpi_for
from redaction.formats.pdf.raster import redraw
from redaction.formats.pdf.rewriter import Rewriter
from redaction.formats.pdf.scene import Scene
from redaction.formats.pdf.scrub import scrub
from redaction.formats.pdf.standin import StandIn
from redaction.formats.pdf.tasks import PageTask, tasks_of
from redaction.limits import count_page

if TYPE_CHECKING:
    from redaction.formats.pdf.book import Book
    from redaction.formats.pdf.fonts import Code, Font
    from redaction.plan import RedactionPlan


def write_book(source: bytes, plan: RedactionPlan) -> bytes:
    """Return ``source`` with ``plan`` carried out.

    Raises:
        StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
    """
    if plan.source != hashlib.sha256(source).hexdigest():
        raise StalePlanError(expected=plan.source)
    book = read_book(source)
    tasks = tasks_of(book, cuts_of(plan, book.passages))
    with Rendered(book.prepared) as before:
        return _Writer(book, tasks, before).write()


class _Writer:
    """One run over all pages."""

    def __init__(self, book: Book, tasks: list[PageTask], before: Rendered) -> None:
        self.book, self.tasks, self.before = book, tasks, before
        self.stand_in = StandIn(book.pdf)
        self.used: dict[int, tuple[Font, set[Code]]] = {}
        self.fonts: dict[int, set[int]] = {}  # by page
        self.pictures: set[int] = set()

    def write(self) -> bytes:
        """Return the finished file."""
        context = Context(self.book.pdf)
        redraw_first = {i for i, page in enumerate(self.book.pages) if page.raster}
        for index in range(len(self.tasks)):
            if index in redraw_first or not self._rewrite(context, index):
                redraw_first.add(index)
        refused = scrub_fonts(self.book.pdf, self.used)
        redraw_first |= {page for page, fonts in self.fonts.items() if fonts & refused}
        self._redraw(redraw_first)
        output = self._finished()
        unlike = self._unlike(output)
        if unlike:
            self._redraw(unlike)
            output = self._finished()
        return output

    def _rewrite(self, context: Context, index: int) -> bool:
        count_page()
        page, task = self.book.pdf.pages[index], self.tasks[index]
        read = self.book.pages[index]
        scene = Scene(index + 1, read.width, read.height)
        rewriter = Rewriter(context, scene, task.task, self.stand_in)
        try:
            content, resources = rewriter.rewrite(page, to_page(page))
        except NeedsRasterError:
            return False
        for key, (font, codes) in rewriter.used.items():
            self.used.setdefault(key, (font, set()))[1].update(codes)
        self.fonts[index] = set(rewriter.used)
        layer = TextLayer(self.stand_in, read.height)
        for strip in (*task.over, *(insert.strip for insert in rewriter.left)):
            layer.add_strip(strip)
        layer.add_unseen(task.unseen)
        content = layer.over(content, resources, to_page(page))
        page.obj["/Contents"] = self.book.pdf.make_indirect(Stream(self.book.pdf, content))
        page.obj["/Resources"] = resources
        return True

    def _redraw(self, pages: set[int]) -> None:
        for index in sorted(pages - self.pictures):
            count_page()
            read, task = self.book.pages[index], self.tasks[index]
            picture = self.before.image(index, dpi_for(read.width, read.height))
            redraw(self.book.pdf, index, picture, (read.width, read.height), task, self.stand_in)
        self.pictures |= pages

    def _unlike(self, output: bytes) -> set[int]:
        with Rendered(output) as after:
            return {
                index
                for index, task in enumerate(self.tasks)
                if index not in self.pictures
                and not looks_alike(self.before, after, index, task.strips)
            }

    def _finished(self) -> bytes:
        """Return the file written whole: only what its pages need, no history."""
        self.stand_in.finish()
        scrub(self.book.pdf)
        buffer = io.BytesIO()
        self.book.pdf.save(
            buffer,
            encryption=False,
            fix_metadata_version=False,
            preserve_pdfa=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
        )
        return buffer.getvalue()
