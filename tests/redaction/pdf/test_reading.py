"""A PDF comes out as the paragraphs, cells and strings beside the page that it holds."""

from __future__ import annotations

import pytest

from recognizers.text import Layer
from redaction.formats.pdf.adapter import PdfAdapter
from tests.redaction.pdf.makers import changed, lines, made, table


def _texts(source: bytes, layer: Layer = Layer.BODY) -> list[str]:
    return [block.text for block in PdfAdapter().read(source).blocks if block.layer is layer]


def test_a_paragraph_broken_over_lines_is_one_block() -> None:
    first = "经审核，现将名单公示如下：申请人甲某某住某某县某某镇某某村三组，联系"
    source = made(lines("公示", first, "电话见附表，公示期七天。"))
    assert f"{first}\n电话见附表，公示期七天。" in _texts(source)


def test_every_character_has_a_box_on_its_page() -> None:
    document = PdfAdapter().read(made(lines("第一页"), lines("第二页")))
    assert [block.page for block in document.blocks if block.layer is Layer.BODY] == [1, 2]
    for block in document.blocks:
        if block.layer is Layer.BODY:
            assert len(block.boxes) == len(block.text)
            assert {box.page for box in block.boxes} == {block.page}


def test_the_same_bytes_give_the_same_blocks() -> None:
    source = made(lines("姓名：甲某某"), table([["姓名", "电话"], ["乙某某", "0912"]]))
    assert PdfAdapter().read(source).blocks == PdfAdapter().read(source).blocks


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "by-gaps"])
def test_cells_carry_the_header_of_their_column(ruled: bool) -> None:
    rows = [
        ["姓名", "身份证号"],
        ["甲某某", "11010119000307001X"],
        ["乙某某", "110101190003070028"],
    ]
    blocks = PdfAdapter().read(made(table(rows, ruled=ruled))).blocks
    labels = {block.text: block.label for block in blocks if block.cell}
    assert labels["甲某某"] == "姓名"
    assert labels["110101190003070028"] == "身份证号"


def test_metadata_is_read() -> None:
    def name(pdf: object) -> None:
        pdf.docinfo["/Author"] = "李某某"  # type: ignore[attr-defined]

    assert "李某某" in _texts(changed(made(lines("正文")), name), Layer.METADATA)
