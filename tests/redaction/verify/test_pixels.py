"""Pictures are compared so that noise is no difference and a missing stroke is one."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Document, Layer, Sha256, Span, TextBlock
from redaction.errors import LeakError, LossError, UnprovenError
from redaction.plan import BAR, Edit, RedactionPlan, build_plan
from redaction.verify.frames import compare_frames
from redaction.verify.pixels import changed_outside, mask_of, unchanged_inside
from tests.plants.media import drawn, jpeg, png

SECRET = (40, 225, 560, 300)  # where drawn() puts its third line
LINES = ("PUBLIC NOTICE 2024", "ISSUED BY THE OFFICE", "940303297745")
SCALE = 72 / 96


def grey(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("L"), dtype=np.uint8)


def barred(image: Image.Image, box: tuple[int, int, int, int] = SECRET) -> Image.Image:
    copy = image.copy()
    ImageDraw.Draw(copy).rectangle(box, fill="black")
    return copy


def nothing(image: Image.Image) -> np.ndarray:
    return mask_of(grey(image).shape, [], 0)


def test_a_picture_does_not_differ_from_itself_coded_again() -> None:
    image = drawn(LINES)
    again = Image.open(io.BytesIO(jpeg(image)))
    assert changed_outside(grey(image), grey(again), nothing(image)) == 0


def test_a_shift_by_less_than_a_pixel_is_no_difference() -> None:
    image = drawn(LINES)
    moved = image.transform(
        image.size, Image.Transform.AFFINE, (1, 0, 0.4, 0, 1, 0.3), Image.Resampling.BILINEAR
    )
    assert changed_outside(grey(image), grey(moved), nothing(image)) == 0


def test_a_missing_word_is_a_difference() -> None:
    image = drawn(LINES)
    white = image.copy()
    ImageDraw.Draw(white).rectangle((40, 140, 160, 190), fill="white")
    assert changed_outside(grey(image), grey(white), nothing(image)) > 100


def test_what_lies_under_the_mask_does_not_count() -> None:
    image = drawn(LINES)
    mask = mask_of(grey(image).shape, [SECRET], 3)
    assert changed_outside(grey(image), grey(barred(image)), mask) == 0


def test_a_place_that_shows_the_same_is_unchanged_and_a_blank_one_tells_nothing() -> None:
    image = drawn(LINES)
    assert unchanged_inside(grey(image), grey(image), SECRET)
    assert not unchanged_inside(grey(image), grey(barred(image)), SECRET)
    assert not unchanged_inside(grey(image), grey(image), (700, 20, 760, 40))


def scanned(source: bytes) -> tuple[Document, RedactionPlan]:
    """Return a page whose third line is to go."""
    import hashlib

    left, top, right, bottom = (edge * SCALE for edge in SECRET)
    step = (right - left) / len(LINES[2])
    boxes = tuple(
        Box(1, left + n * step, top, left + (n + 1) * step, bottom) for n in range(len(LINES[2]))
    )
    block = TextBlock(BlockId("page1#ocr1"), LINES[2], Layer.OCR, boxes=boxes, page=1)
    digest = Sha256(hashlib.sha256(source).hexdigest())
    made = Document(digest, "image/png", (block,), pages=1)
    edit = Edit(Span(block.id, 0, len(block.text)), Treatment.REMOVE, BAR)
    return made, build_plan(made, [edit])


def test_a_bar_in_the_right_place_is_proof() -> None:
    source = png(drawn(LINES))
    assert compare_frames(*scanned(source), source, png(barred(drawn(LINES)))) == 1


def test_pixels_left_as_they_were_are_a_leak() -> None:
    source = png(drawn(LINES))
    with pytest.raises(LeakError) as caught:
        compare_frames(*scanned(source), source, source)
    assert caught.value.facts["route"] == "pixels"


def test_a_bar_over_something_else_is_a_loss() -> None:
    source = png(drawn(LINES))
    with pytest.raises(LossError):
        compare_frames(*scanned(source), source, png(barred(drawn(LINES), (40, 40, 400, 300))))


def test_a_picture_of_another_size_is_a_loss() -> None:
    source = png(drawn(LINES))
    with pytest.raises(LossError):
        compare_frames(*scanned(source), source, png(drawn(LINES, width=880)))


def test_a_picture_that_does_not_open_proves_nothing() -> None:
    source = png(drawn(LINES))
    with pytest.raises(UnprovenError):
        compare_frames(*scanned(source), source, source[:200])
