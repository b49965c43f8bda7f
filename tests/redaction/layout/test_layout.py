"""Lines of characters become passages: order, paragraphs, columns, tables; nothing is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import Box
from redaction.formats.labels import is_label, is_label_row
from redaction.formats.layout import Line, passages

EM = 10.0


def line(text: str, x: float, y: float, em: float = EM) -> Line[int]:
    """Return a line of characters as wide as high, each with its number as source."""
    boxes = tuple(Box(1, x + em * i, y, x + em * (i + 1), y + em) for i in range(len(text)))
    return Line(text, boxes, tuple(range(len(text))))


def laid(*lines: Line[int]) -> list[str]:
    return [passage.text for passage in passages(list(lines), 1)]


FULL = "一二三四五六七八九十一二三四五六七八九十"  # twenty characters


def test_a_full_line_and_its_rest_are_one_passage() -> None:
    assert laid(line(FULL, 50, 100), line("余下的字", 50, 115)) == [FULL + "\n余下的字"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(line("没有写满", 50, 100), line(FULL, 50, 115), id="first-line-is-short"),
        pytest.param(line(FULL, 50, 100), line("首行缩进", 70, 115), id="second-line-is-indented"),
        pytest.param(line(FULL, 50, 100), line("隔得太远", 50, 160), id="too-far-below"),
        pytest.param(line(FULL, 50, 100, 18), line(FULL, 50, 125), id="another-size"),
        pytest.param(
            line(FULL[:-1] + "。", 50, 100), line("新的一句", 50, 115), id="sentence-has-ended"
        ),
        pytest.param(line("甲乙丙丁戊", 50, 100), line("己庚", 50, 115), id="too-short-to-be-full"),
    ],
)
def test_lines_that_do_not_continue_stay_apart(first: Line[int], second: Line[int]) -> None:
    assert laid(first, second) == [first.text, second.text]


def test_a_first_line_may_be_indented() -> None:
    assert laid(line(FULL[2:], 70, 100), line(FULL, 50, 115)) == [FULL[2:] + "\n" + FULL]


def test_a_fold_has_a_box_without_width_and_no_source() -> None:
    (passage,) = passages([line(FULL, 50, 100), line("余", 50, 115)], 1)
    at = passage.text.index("\n")
    assert passage.boxes[at].x0 == passage.boxes[at].x1 == 250
    assert passage.sources[at] is None
    assert passage.sources[at + 1] == 0


def test_pieces_side_by_side_are_one_line_with_a_space() -> None:
    (passage,) = passages([line("联系人：", 50, 100), line("王小明", 120, 100)], 1)
    assert passage.text == "联系人： 王小明"
    assert passage.boxes[4] == Box(1, 90, 100, 120, 110)
    assert passage.sources[4] is None


def test_lines_are_read_from_top_to_bottom_whatever_their_order() -> None:
    assert laid(line("下", 50, 200), line("上", 50, 100), line("中", 50, 150)) == ["上", "中", "下"]


def column(text: str, x: float, count: int = 5, top: float = 100) -> list[Line[int]]:
    return [line(f"{text}{n}" + FULL[:14], x, top + 15 * n) for n in range(count)]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left, right = column("左", 50), column("右", 230)
    assert laid(*[li for pair in zip(left, right, strict=True) for li in pair]) == [
        "\n".join(li.text for li in left),
        "\n".join(li.text for li in right),
    ]


def test_a_title_across_both_columns_comes_first_and_a_footer_last() -> None:
    title, foot = (
        line("横跨两栏的总标题文字" * 2, 60, 70),
        line("页脚也横跨两栏的文字" * 2, 60, 300),
    )
    found = laid(foot, *column("右", 230), title, *column("左", 50))
    assert [found[0], found[-1]] == [title.text, foot.text]
    assert found[1].startswith("左0")


def test_three_columns_are_three() -> None:
    found = laid(*column("甲", 50), *column("乙", 230), *column("丙", 410))
    assert [text[0] for text in found] == ["甲", "乙", "丙"]


def table(*rows: tuple[str, ...], x: float = 50, y: float = 100) -> list[Line[int]]:
    return [
        line(cell, x + 120 * c, y + 20 * r)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell
    ]


def cells(*lines: Line[int]) -> dict[str, tuple[str, int, int]]:
    return {
        p.text: (p.label, p.cell.row, p.cell.column) for p in passages(list(lines), 1) if p.cell
    }


def test_a_list_has_a_header_and_its_cells_its_labels() -> None:
    found = cells(
        *table(("序号", "姓名", "住址"), ("1", "王小明", "和平路"), ("2", "李大力", "胜利街"))
    )
    assert found["李大力"] == ("姓名", 2, 1)
    assert found["姓名"] == ("", 0, 1)


def test_an_empty_cell_shifts_nothing() -> None:
    found = cells(*table(("序号", "姓名", "备注"), ("1", "", "低保"), ("2", "李大力", "")))
    assert found["低保"] == ("备注", 1, 2)


def test_a_form_s_values_have_the_labels_beside_them() -> None:
    found = cells(*table(("姓名", "王小明", "性别", "男"), ("住址", "和平路", "电话", "一三八")))
    assert found["王小明"][0] == "姓名"
    assert found["和平路"][0] == "住址"
    assert found["一三八"][0] == "电话"


def test_a_value_below_a_value_is_no_label() -> None:
    found = cells(*table(("王小明", "三百元"), ("李大力", "五百元"), ("赵一鸣", "六百元")))
    assert {label for label, _, _ in found.values()} == {""}


def test_the_rest_of_a_cell_on_the_next_line_stays_in_its_column() -> None:
    lines = table(
        ("序号", "姓名", "住址"), ("1", "王小明", "江海市和平路"), ("2", "李大力", "江海市胜利街")
    )
    lines.insert(6, line("十二号院", 290, 130))
    assert cells(*lines)["十二号院"][2] == 2


def test_a_sentence_after_a_table_is_no_cell() -> None:
    found = passages(
        [*table(("姓名", "金额"), ("王小明", "三百元")), line("以上名单公示。", 50, 150)], 1
    )
    assert [p.text for p in found if p.cell is None] == ["以上名单公示。"]


def test_two_tables_have_two_names() -> None:
    lines = [
        *table(("姓名", "金额"), ("王小明", "三百元")),
        line(FULL + FULL, 50, 160),
        *table(("单位", "电话"), ("某局", "一二三"), y=200),
    ]
    names = {p.cell.table for p in passages(lines, 4) if p.cell}
    assert names == {"page4#table1", "page4#table2"}


pieces = st.lists(
    st.tuples(
        st.text("甲乙丙0：。 ", min_size=1, max_size=20),
        st.floats(0, 500),
        st.floats(0, 700),
        st.sampled_from([6.0, 10.0, 22.0]),
    ),
    max_size=25,
)


@given(pieces)
def test_every_character_is_in_exactly_one_passage(
    wild: list[tuple[str, float, float, float]],
) -> None:
    lines = [line(*piece) for piece in wild]
    found = passages(lines, 1)
    kept = [c for p in found for c, s in zip(p.text, p.sources, strict=True) if s is not None]
    assert Counter(kept) == Counter("".join(piece[0] for piece in wild))
    assert all(len(p.text) == len(p.boxes) == len(p.sources) for p in found)


@given(pieces)
def test_the_same_lines_give_the_same_passages(wild: list[tuple[str, float, float, float]]) -> None:
    lines = [line(*piece) for piece in wild]
    assert passages(lines, 1) == passages(lines, 1)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("姓名", True, id="a-word"),
        pytest.param("申请人姓名：", True, id="with-a-colon"),
        pytest.param("身 份 证 号", True, id="spaced-out"),
        pytest.param("金额（元）", True, id="with-a-unit"),
        pytest.param("家庭住址", True, id="longer-word-with-the-same-end"),
        pytest.param("随便什么：", True, id="any-word-with-a-colon"),
        pytest.param("王小明", False, id="a-name"),
        pytest.param("13800138000", False, id="a-number"),
        pytest.param("", False, id="nothing"),
        pytest.param("本单位承诺所填报的材料真实有效并对其负责人负责", False, id="a-sentence"),
    ],
)
def test_labels_are_told_from_values(text: str, answer: bool) -> None:
    assert is_label(text) is answer


def test_a_row_is_of_labels_if_most_are() -> None:
    assert is_label_row(["序号", "姓名", "王小明"])
    assert not is_label_row(["姓名", "王小明", "性别", "男"])
    assert not is_label_row(["姓名"])


@pytest.mark.parametrize(
    "parts", [("", (), ()), ("甲", (), (1,)), ("甲", (Box(1, 0, 0, 1, 1),), ())]
)
def test_a_line_is_whole_or_not_at_all(parts) -> None:
    with pytest.raises(ValueError, match="box"):
        Line(*parts)
