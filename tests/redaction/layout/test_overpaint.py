"""Bars cover what changes and nothing more; stand-ins are written on them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from recognizers.finding import Treatment
from recognizers.text import BlockId, Box, Layer, Span, TextBlock
from redaction.formats.edits import change_of
from redaction.formats.overpaint import cover, overpaint
from redaction.plan import Edit


def block(text: str, em: float = 10.0) -> TextBlock:
    boxes = tuple(Box(1, 20 + em * i, 20, 20 + em * (i + 1), 20 + em) for i in range(len(text)))
    return TextBlock(BlockId("b"), text, Layer.OCR, boxes=boxes, page=1)


def edit(start: int, end: int, stand_in: str = "") -> Edit:
    return Edit(Span(BlockId("b"), start, end), Treatment.REMOVE, stand_in)


@pytest.mark.parametrize(
    ("text", "start", "end", "stand_in", "change"),
    [
        pytest.param("电话13800138000", 2, 13, "138****8000", (5, 9, "****"), id="mask"),
        pytest.param("王小明", 0, 3, "王某某", (1, 3, "某某"), id="pseudonym"),
        pytest.param("江海市和平路12号", 0, 9, "江海市", (3, 9, ""), id="coarser"),
        pytest.param("王小明", 0, 3, "████", (0, 3, "████"), id="bar"),
        pytest.param("王小明", 0, 3, "王小明", (3, 3, ""), id="nothing-changes"),
        pytest.param("甲甲甲", 0, 3, "甲甲", (2, 3, ""), id="head-and-tail-may-not-overlap"),
        pytest.param("甲甲", 0, 2, "甲甲甲", (2, 2, "甲"), id="longer-than-before"),
    ],
)
def test_a_change_is_the_middle_that_differs(
    text: str, start: int, end: int, stand_in: str, change: tuple[int, int, str]
) -> None:
    assert change_of(edit(start, end, stand_in), text) == change


@given(st.text("甲乙*", min_size=1, max_size=8), st.text("甲乙*", max_size=8))
def test_making_the_change_makes_the_edit(old: str, new: str) -> None:
    change = change_of(edit(0, len(old), new), old)
    assert old[: change.start] + change.text + old[change.end :] == new


def black(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.convert("L").point(lambda level: 255 if level < 40 else 0).getbbox()


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_a_bar_is_black_in_every_kind_of_picture(mode: str) -> None:
    image = Image.new("RGB", (120, 60), "white").convert(mode)
    painted = overpaint(image, [(edit(1, 3), block("甲乙丙丁"))], 1.0)
    assert black(painted) == (30, 19, 50, 31)


def test_scale_is_pixels_per_point() -> None:
    painted = overpaint(Image.new("L", (240, 120), 255), [(edit(1, 3), block("甲乙丙丁"))], 2.0)
    assert black(painted) == (60, 38, 100, 62)


def test_a_bar_ends_at_the_edge_of_the_picture() -> None:
    painted = overpaint(Image.new("L", (45, 28), 255), [(edit(0, 4), block("甲乙丙丁"))], 1.0)
    assert black(painted) == (20, 19, 45, 28)


def test_characters_that_stay_are_not_covered() -> None:
    painted = overpaint(
        Image.new("L", (200, 60), 255), [(edit(0, 11, "138****8000"), block("13800138000"))], 1.0
    )
    assert painted.crop((20, 0, 50, 60)).getextrema() == (255, 255)
    assert painted.crop((90, 0, 200, 60)).getextrema() == (255, 255)


def test_each_line_of_an_edit_has_its_own_bar() -> None:
    lower = tuple(Box(1, 20 + 10 * i, 60, 30 + 10 * i, 70) for i in range(2))
    upper = block("甲乙").boxes
    both = TextBlock(
        BlockId("b"), "甲乙\n丙丁", Layer.OCR, boxes=(*upper, upper[-1], *lower), page=1
    )
    painted = overpaint(Image.new("L", (100, 100), 255), [(edit(1, 4), both)], 1.0)
    assert painted.getpixel((35, 25)) == painted.getpixel((25, 65)) == 0
    assert painted.getpixel((25, 25)) == painted.getpixel((35, 65)) == 255


def test_a_slanting_line_is_covered_along_its_slant() -> None:
    boxes = tuple(Box(1, 20 + 10 * i, 20 + 8 * i, 30 + 10 * i, 30 + 8 * i) for i in range(6))
    slanting = TextBlock(BlockId("b"), "甲乙丙丁戊己", Layer.OCR, boxes=boxes, page=1)
    painted = overpaint(Image.new("L", (100, 100), 255), [(edit(0, 6), slanting)], 1.0)
    assert painted.getpixel((25, 65)) == painted.getpixel((75, 25)) == 255
    assert all(painted.getpixel((25 + 10 * i, 25 + 8 * i)) == 0 for i in range(6))


def test_the_picture_given_is_left_as_it_was() -> None:
    image = Image.new("L", (80, 60), 255)
    overpaint(image, [(edit(0, 2), block("甲乙"))], 1.0)
    assert image.getextrema() == (255, 255)


def test_boxes_in_pixels_are_covered_as_given() -> None:
    painted = cover(Image.new("RGB", (50, 50), "white"), [Box(1, 10, 10, 20, 15)])
    assert black(painted) == (10, 10, 20, 15)
