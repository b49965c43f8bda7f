"""Reading pixels: text, boxes that fit, and honesty about what was not read."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from recognizers.text import Layer
from redaction.errors import MissingToolError
from redaction.formats import ocr_engine
from redaction.formats.ocr import (
    LOW_CONFIDENCE,
    NOTHING_READ,
    is_blank,
    read_image,
    threads,
)
from redaction.formats.ocr_engine import engine
from tests.redaction.image.pictures import font, page

LINE = "申请人身份证号11010119000307771X"


@pytest.fixture(scope="module")
def line_page():
    image = page("关于公开的答复", LINE)
    return image, read_image(image, page=3, scale=0.5)


def test_lines_are_read_as_they_stand(line_page) -> None:
    _, found = line_page
    assert [b.text.replace(" ", "") for b in found.blocks] == ["关于公开的答复", LINE]
    assert found.gaps == ()


def test_blocks_are_of_the_picture_s_page_and_layer(line_page) -> None:
    _, found = line_page
    assert [(b.id, b.layer, b.page) for b in found.blocks] == [
        ("page3#ocr1", Layer.OCR, 3),
        ("page3#ocr2", Layer.OCR, 3),
    ]


def test_each_character_s_box_holds_its_ink_and_no_neighbour_s(line_page) -> None:
    image, found = line_page
    block = found.blocks[1]
    grey = np.asarray(image.convert("L"))
    start = 60.0
    for char, box in zip(block.text, block.boxes, strict=True):
        if char.isspace():
            continue
        end = start + font(32).getlength(char)
        left, right = box.x0 / 0.5, box.x1 / 0.5
        ink = np.flatnonzero(
            grey[int(box.top / 0.5) : int(box.bottom / 0.5), int(start) : int(end)].min(axis=0)
            < 128
        )
        assert len(ink), char
        assert left <= start + ink.min() + 2, char
        assert right >= start + ink.max() - 2, char
        assert right - left < 1.7 * (end - start) + 4, char
        start = end


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_and_its_boxes_lie_on_its_text(degrees: int) -> None:
    image = page("关于公开的答复", LINE, size=(1000, 300))
    found = read_image(image.rotate(degrees, expand=True), page=1, scale=1.0)
    text = "".join(b.text for b in found.blocks).replace(" ", "")
    assert "关于公开的答复" in text
    assert LINE in text
    turned = image.rotate(degrees, expand=True).convert("L")
    box = found.blocks[0].boxes[0]
    assert (
        turned.crop((int(box.x0), int(box.top), int(box.x1) + 1, int(box.bottom) + 1)).getextrema()[
            0
        ]
        < 128
    )


def test_white_on_black_is_read_too() -> None:
    image = Image.new("RGB", (700, 120), "black")
    ImageDraw.Draw(image).text((40, 40), "反白的文字", fill="white", font=font(32))
    assert [b.text for b in read_image(image, page=1, scale=1.0).blocks] == ["反白的文字"]


def test_text_on_a_transparent_ground_is_read() -> None:
    image = Image.new("RGBA", (700, 120), (0, 0, 0, 0))
    ImageDraw.Draw(image).text((40, 40), "透明底的文字", fill="black", font=font(32))
    assert [b.text for b in read_image(image, page=1, scale=1.0).blocks] == ["透明底的文字"]


def test_a_list_is_read_as_a_table_with_its_headers() -> None:
    image = page(size=(1000, 300))
    draw = ImageDraw.Draw(image)
    for row, cells in enumerate(
        [
            ("姓名", "身份证号码", "金额"),
            ("王小明", "11010119000307771X", "300元"),
            ("李大力", "110101189903077712", "500元"),
        ]
    ):
        for column, cell in enumerate(cells):
            draw.text(((60, 300, 800)[column], 40 + 70 * row), cell, fill="black", font=font(32))
    blocks = read_image(image, page=1, scale=0.4).blocks
    found = {b.text: (b.label, b.cell.row if b.cell else None) for b in blocks}
    assert found["李大力"] == ("姓名", 2)
    assert found["11010119000307771X"] == ("身份证号码", 1)


def test_smeared_writing_is_listed_as_doubtful_or_unread() -> None:
    image = page("看不清的文字内容", size=(700, 160)).filter(ImageFilter.GaussianBlur(7))
    found = read_image(image, page=1, scale=1.0)
    assert set(found.gaps) & {LOW_CONFIDENCE, NOTHING_READ}
    assert bool(found.low_confidence) == (LOW_CONFIDENCE in found.gaps)


def test_a_picture_without_text_is_said_to_be_unread() -> None:
    image = Image.linear_gradient("L").convert("RGB")
    assert NOTHING_READ in read_image(image, page=1, scale=1.0).gaps


@pytest.mark.parametrize("colour", ["white", "black", (250, 248, 240)])
def test_a_blank_sheet_is_no_gap(colour) -> None:
    found = read_image(Image.new("RGB", (300, 400), colour), page=1, scale=1.0)
    assert (found.blocks, found.gaps) == ((), ())


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 3), (33, 33)])
def test_tiny_pictures_do_no_harm(size: tuple[int, int]) -> None:
    assert read_image(Image.new("RGB", size, "white"), page=1, scale=1.0).blocks == ()


def test_one_grey_dot_is_enough_not_to_be_blank() -> None:
    image = Image.new("L", (50, 50), 255)
    assert is_blank(image)
    image.putpixel((9, 9), 100)
    assert not is_blank(image)


@pytest.mark.usefixtures("no_network")
def test_nothing_is_fetched() -> None:
    engine.cache_clear()
    assert read_image(page("本地模型", size=(400, 120)), page=1, scale=1.0).blocks


def test_a_missing_model_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_engine, "READER", "no-such-model.onnx")
    engine.cache_clear()
    with pytest.raises(MissingToolError) as caught:
        read_image(page("文字", size=(200, 100)), page=1, scale=1.0)
    assert caught.value.facts == {"tool": "no-such-model.onnx"}
    engine.cache_clear()


@pytest.mark.parametrize(
    ("wish", "least", "most"),
    [("3", 3, 3), ("", 1, 2), ("none", 1, 2), ("-1", 1, 2), ("0", 1, 2), ("\u0663", 1, 2)],
)
def test_threads_are_what_was_asked_for_or_few(
    monkeypatch: pytest.MonkeyPatch, wish: str, least: int, most: int
) -> None:
    monkeypatch.setenv("MISHEN_OCR_THREADS", wish)
    assert least <= threads() <= most


def test_reading_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    engine.cache_clear()
    read_image(page("安静", size=(300, 120)), page=1, scale=1.0)
    assert capfd.readouterr() == ("", "")
