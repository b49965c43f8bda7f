"""Pages are drawn before and after: nothing else may change, and the bar must cover."""

from __future__ import annotations

import hashlib

import pytest

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Document, Sha256, Span, TextBlock
from redaction.errors import LeakError, LossError, UnprovenError
from redaction.plan import BAR, Edit, RedactionPlan, build_plan
from redaction.verify.rendering import compare_pages
from tests.plants.pdf_page import Pages, shown

SECRET = "张卫国甲"
LEFT, TOP, SIZE = 60.0, 842 - 512.0, 12.0


def page(*, secret: bool = True, bar: bool = False, kept: bool = True, note: bytes = b"") -> bytes:
    """Return a page with the secret at its place, under a bar, or without it."""
    pages = Pages((SECRET,))
    if not kept:
        pages.pdf.pages[0].obj.Contents = pages.pdf.make_stream(b"")
    if secret:
        pages.pdf.pages[0].contents_add(
            b"q BT /F1 12 Tf 60 500 Td %s Tj ET Q\n" % pages.codes(SECRET)
        )
    if bar:
        pages.pdf.pages[0].contents_add(b"q 0 g 60 498 48 14 re f Q\n")
    pages.pdf.pages[0].contents_add(note)
    return pages.save()


def asked(source: bytes, replacement: str = BAR) -> tuple[Document, RedactionPlan]:
    boxes = tuple(
        Box(1, LEFT + n * SIZE, TOP, LEFT + (n + 1) * SIZE, TOP + 14) for n in range(len(SECRET))
    )
    block = TextBlock(BlockId("page1#b3"), SECRET, boxes=boxes, page=1)
    document = Document(
        Sha256(hashlib.sha256(source).hexdigest()), "application/pdf", (block,), pages=1
    )
    edit = Edit(Span(block.id, 0, len(SECRET)), Treatment.REMOVE, replacement)
    return document, build_plan(document, [edit])


def test_a_page_with_the_secret_drawn_out_is_proven() -> None:
    source = page()
    assert compare_pages(*asked(source), source, page(secret=False)) == 1
    assert compare_pages(*asked(source), source, page(secret=False, bar=True)) == 1


def test_a_secret_that_still_shows_is_a_leak() -> None:
    source = page()
    with pytest.raises(LeakError):
        compare_pages(*asked(source), source, page())


def test_what_a_replacement_keeps_may_still_show() -> None:
    source = page()
    with pytest.raises(LeakError):
        compare_pages(*asked(source, "张卫████"), source, page())


def test_kept_lines_that_vanish_are_a_loss() -> None:
    source = page()
    with pytest.raises(LossError):
        compare_pages(*asked(source), source, page(secret=False, kept=False))


def test_something_new_on_the_page_is_a_loss_of_likeness() -> None:
    source = page()
    with pytest.raises(LossError):
        compare_pages(*asked(source), source, page(secret=False, note=b"0 g 300 300 60 60 re f\n"))


def test_a_file_that_cannot_be_drawn_proves_nothing() -> None:
    source = page()
    with pytest.raises(UnprovenError):
        compare_pages(*asked(source), source, b"%PDF-1.7 nothing")


def test_every_page_is_compared() -> None:
    def two(text: str) -> bytes:
        pages = Pages((SECRET, "第二页末"))
        pages.add(shown(pages, (text,)))
        return pages.save()

    source = two("第二页")
    with pytest.raises(LossError):
        compare_pages(*asked(source), source, two("末"))
