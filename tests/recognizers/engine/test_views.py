"""What recognizers are shown of a block, and the way back to its own characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import BlockId, Cell, Span, TextBlock
from recognizers.variants import simplify
from recognizers.views import view

BLOCK = BlockId("b")


def shown(text: str, label: str = "", page: int = 0) -> str:
    return view(TextBlock(BLOCK, text, label=label, page=page)).text


@pytest.mark.parametrize(
    ("text", "label", "seen"),
    [
        pytest.param("张三", "姓名", "姓名：张三", id="label-and-colon"),
        pytest.param("张三", "姓　名：", "姓 名：张三", id="label-with-its-own-colon"),
        pytest.param("１３８", "", "138", id="width-folded"),
        pytest.param("陳國強", "", "陈国强", id="traditional-simplified"),
        pytest.param("⽅案", "", "方案", id="radical-for-ideograph"),
        pytest.param("张\u200b三", "", "张三", id="invisible-left-out"),
        pytest.param("甲\x1e乙", "", "甲 乙", id="separator-is-a-blank"),
        pytest.param(
            "张三",
            "本表由填表人逐项如实填写，如有隐瞒或者虚报冒领，一经查实将依法追究有关人员责任",
            "张三",
            id="sentence-is-no-label",
        ),
    ],
)
def test_recognizers_see_plain_text(text: str, label: str, seen: str) -> None:
    assert shown(text, label) == seen


def test_a_header_cell_is_shown_without_a_label() -> None:
    block = TextBlock(BLOCK, "姓名", label="名单", cell=Cell("t", 0, 0, header=True))
    assert view(block).text == "姓名"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param(
            "本镇光明村村民王建\n国反映道路问题",
            "本镇光明村村民王建国反映道路问题",
            id="inside-a-full-line",
        ),
        pytest.param("王建国\n李志明", "王建国\n李志明", id="narrow-column-of-entries"),
        pytest.param(
            "经查情况属实特此证明。\n王建国",
            "经查情况属实特此证明。\n王建国",
            id="after-a-full-stop",
        ),
        pytest.param(
            "联系电话一为13800000000\n13900000000号",
            "联系电话一为13800000000\n13900000000号",
            id="between-numbers",
        ),
        pytest.param(
            "特此证明\n金寨县白塔畈镇人民政府办公室",
            "特此证明\n金寨县白塔畈镇人民政府办公室",
            id="after-a-short-line",
        ),
    ],
)
def test_only_breaks_that_the_layout_made_are_left_out(text: str, seen: str) -> None:
    assert shown(text, page=1) == seen


def test_breaks_stay_where_the_format_has_no_pages() -> None:
    text = "本镇光明村村民王建\n国反映道路问题"
    assert shown(text) == text


def test_a_match_that_reaches_into_the_label_is_cut_off_at_it() -> None:
    seen = view(TextBlock(BLOCK, "张三", label="姓名"))
    assert seen.span(1, 5) == Span(BLOCK, 0, 2)
    assert seen.span(0, 3) is None


@given(
    st.text(alphabet="王陳１２a，\n\u200b\u00ad ⽅", max_size=40),
    st.sampled_from(["", "姓名"]),
    st.sampled_from([0, 1]),
)
def test_every_character_shown_leads_back_to_one_that_reads_like_it(
    text: str, label: str, page: int
) -> None:
    seen = view(TextBlock(BLOCK, text, label=label, page=page))
    assert len(seen.origin) == len(seen.own)
    assert list(seen.origin) == sorted(set(seen.origin))
    for at, char in enumerate(seen.own):
        [source] = text[seen.origin[at]]
        assert simplify(source.translate({0xFF11: "1", 0xFF12: "2", 0xFF0C: ","})) == char


@given(st.text(max_size=60))
def test_simplifying_keeps_every_offset(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize("char", ["乾", "著", "王", "a", "。"])
def test_characters_of_simplified_text_stay(char: str) -> None:
    assert simplify(char) == char


def test_simplifying_twice_changes_nothing_more() -> None:
    everything = "".join(
        chr(code) for code in range(0x2E80, 0x10000) if not 0xD800 <= code < 0xE000
    )
    assert simplify(simplify(everything)) == simplify(everything)


def test_no_invisible_character_escapes_the_quick_look() -> None:
    from recognizers.fold import _is_invisible, fold

    hidden = [
        chr(c) for c in range(0x80, 0x110000) if not 0xD800 <= c < 0xE000 and _is_invisible(chr(c))
    ]
    assert len(hidden) > 300
    assert not [char for char in hidden if fold(f"王{char}丽").text != "王丽"]
