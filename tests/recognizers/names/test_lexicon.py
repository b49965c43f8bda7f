"""What the lexicon says of names, words and what stands around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.names import lexicon


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("王建国", 1),
        ("欧阳明", 2),
        ("上官", 2),
        ("爱新觉罗启", 4),
        ("的确", 0),
        ("", 0),
        ("a", 0),
        ("仉某", 1),
    ],
)
def test_a_surname_has_its_length(text: str, length: int) -> None:
    assert lexicon.surname_length(text) == length


def test_rare_surnames_can_be_left_out() -> None:
    assert lexicon.surname_length("来福", rare=False) == 0
    assert lexicon.surname_length("来福") == 1


@pytest.mark.parametrize(
    "name", ["方启新", "王平", "欧阳明远", "诸葛亮", "项红燕", "王国强", "毛启山"]
)
def test_names_are_plausible(name: str) -> None:
    assert lexicon.is_plausible(name)
    assert lexicon.is_likely(name)


@pytest.mark.parametrize(
    "word",
    [
        "方案",
        "安全",
        "方",
        "王建国强",
        "董事长",
        "金寨县",
        "高主任",
        "伍仟",
        "陆拾",
        "金额",
        "管部门",
        "时生效",
        "Wang",
        "王 平",
        "应当",
    ],
)
def test_words_are_not_likely_names(word: str) -> None:
    assert not lexicon.is_likely(word)


@pytest.mark.parametrize(
    ("text", "end", "well"),
    [
        pytest.param("方启新副镇长", 3, True, id="title"),
        pytest.param("王平主持会议", 2, True, id="verb"),
        pytest.param("王平，", 2, True, id="punctuation"),
        pytest.param("王平", 2, True, id="end"),
        pytest.param("王平于2020年", 2, True, id="preposition-and-number"),
        pytest.param("王有为：", 2, False, id="particle-before-punctuation"),
        pytest.param("程公司", 2, False, id="inside-a-word"),
        pytest.param("张裕能", 2, False, id="inside-a-name"),
    ],
)
def test_a_name_ends_before_what_does_not_belong_to_it(text: str, end: int, well: bool) -> None:
    assert lexicon.ends_well(text, end) is well


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("方启新副镇长主持", "方启新"),
        ("王平主持会议", "王平"),
        ("李明在会上说", "李明"),
        ("王建国任局长", "王建国"),
        ("王建任局长", "王建"),
        ("付强独任审判", "付强"),
        ("欧阳明远，", "欧阳明远"),
        ("上官婉，", "上官婉"),
        ("毛启山诉项红燕", "毛启山"),
        ("方案已通过", ""),
        ("的王平", ""),
    ],
)
def test_the_name_that_begins_a_text_is_cut_from_what_follows(text: str, name: str) -> None:
    assert text[: lexicon.name_end(text, 0, sure=False)] == name


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("副镇长方启新", "副镇长"),
        ("常务副县长", "常务副县长"),
        ("党委书记兼", "党委书记"),
        ("王局长", ""),
        ("", ""),
    ],
)
def test_a_title_ends_where_it_ends(text: str, title: str) -> None:
    assert text[: lexicon.title_at(text, 0)] == title


@pytest.mark.parametrize("name", ["张杨若曦", "王李子涵"])
def test_names_of_both_parents_are_known(name: str) -> None:
    assert lexicon.is_long_name(name)


@pytest.mark.parametrize("text", ["王府井街", "张家界市", "李子树下", "高速公路", "王建国"])
def test_other_words_of_four_are_no_names_of_both_parents(text: str) -> None:
    assert not lexicon.is_long_name(text)


@pytest.mark.parametrize("name", ["买买提", "阿依古丽", "罗纳尔多", "其其格"])
def test_names_written_by_sound_are_known(name: str) -> None:
    assert lexicon.is_by_sound(name)


@given(st.text(alphabet="王张欧阳建国强局长于的，a1 ", max_size=12), st.booleans())
def test_a_name_never_ends_before_it_begins_or_after_the_text(text: str, sure: bool) -> None:
    for start in range(len(text)):
        end = lexicon.name_end(text, start, sure=sure)
        assert start <= end <= len(text)
        assert end - start in (0, 2, 3, 4, 5, 6)


def test_the_data_hold_no_character_twice_as_surname_and_particle_of_speech() -> None:
    assert not set("的了是在") & set("".join(filter(lexicon.surname_length, "的了是在")))
