"""What goes on overleaf: tables keep their headers, broken rows and paragraphs become whole."""

from __future__ import annotations

import pytest

from recognizers.text import Box, Cell, Layer
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.formats.pdf.binding import bind
from redaction.formats.pdf.passage import Passage
from tests.redaction.pdf.makers import lines, made, table
from tests.redaction.pdf.probe import redacted, seen_text

ROWS = [["姓名", "身份证号", "住址"], *([f"甲{n}", f"证{n}", f"村{n}"] for n in "一二三")]


def _cell(
    text: str, page: int, row: int, column: int, *, header: bool = False, label: str = ""
) -> Passage:
    boxes = tuple(
        Box(
            page,
            50 + 100 * column + 10 * i,
            100 + 20 * row,
            60 + 100 * column + 10 * i,
            110 + 20 * row,
        )
        for i in range(len(text))
    )
    place = Cell(f"page{page}#table1@(25, 75, 125)", row, column, header=header)
    return Passage(text, boxes, tuple((i,) for i in range(len(text))), Layer.BODY, label, place)


def _page(page: int, rows: list[list[str]], *, header: bool) -> list[Passage]:
    heads = rows[0] if header else ["", "", ""]
    return [
        _cell(
            text,
            page,
            number,
            column,
            header=header and number == 0,
            label="" if header and number == 0 else heads[column],
        )
        for number, row in enumerate(rows)
        for column, text in enumerate(row)
        if text
    ]


def test_a_table_overleaf_keeps_the_headers_of_its_columns() -> None:
    bound = bind([_page(1, ROWS, header=True), _page(2, ROWS[1:], header=False)], [842, 842])
    second = [p for p in bound if p.page == 2]
    assert {p.label for p in second} == {"姓名", "身份证号", "住址"}
    assert {p.cell.table for p in bound if p.cell} == {"page1#table1"}
    assert [p.cell.row for p in second if p.cell] == [4, 4, 4, 5, 5, 5, 6, 6, 6]


def test_a_row_that_a_page_break_parted_is_one_row() -> None:
    overleaf = [["", "后半", "三组"], *ROWS[1:]]
    bound = bind([_page(1, ROWS, header=True), _page(2, overleaf, header=False)], [842, 842])
    assert "后半" in [p.text for p in bound]  # two of three columns go on: too many for a rest
    overleaf[0] = ["", "后半", ""]
    bound = bind([_page(1, ROWS, header=True), _page(2, overleaf, header=False)], [842, 842])
    (whole,) = [p for p in bound if p.page == 1 and p.text.startswith("证三")]
    assert whole.text == "证三\n后半"
    assert [box.page for box in whole.boxes] == [1, 1, 1, 2, 2]


def test_another_table_overleaf_is_another_table() -> None:
    other = [_cell("甲", 2, 0, 0), _cell("乙", 2, 0, 1)]
    other = [
        Passage(p.text, p.boxes, p.glyphs, p.layer, p.label, Cell("page2#table1@(1, 2)", 0, i))
        for i, p in enumerate(other)
    ]
    bound = bind([_page(1, ROWS, header=True), other], [842, 842])
    assert [p.label for p in bound if p.page == 2] == ["", ""]
    assert {p.cell.table for p in bound if p.cell} == {"page1#table1", "page2#table1"}


@pytest.mark.parametrize(
    ("second", "joined"),
    [("某秘，公示期为七天", True), ("    另起一段的文字", False)],
    ids=["goes-on", "indented"],
)
def test_paragraphs_overleaf(second: str, joined: bool) -> None:
    full = "一、本办法自公布之日起施行，由县民政局负责解释，此前规定与本办法不符的，甲"
    x = 60 + (48 if second.startswith(" ") else 0)
    document = PdfAdapter().read(made(lines(full, full), lines(second.strip(), x=x)))
    texts = [b.text for b in document.blocks if b.layer is Layer.BODY]
    assert (len(texts) == 1) is joined


def test_what_goes_on_overleaf_is_cut_in_a_real_table() -> None:
    source = made(table(ROWS), table([["甲四", "证四", "村四"], ["甲五", "证五", "村五"]], top=780))
    output = redacted(source, "证四")
    assert "证四" not in seen_text(output)
    assert "甲四" in seen_text(output)
    assert "村四" in seen_text(output)
