"""Words right before and right behind a span, found without trying every word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.lexicon import any_of, expand, pattern, table
from recognizers.marking.cue import Words, endings, same_value

WORDS = Words({"人": 1, "申请人": 2, "被申请人": 3, "镇长": 4})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("关于申请人", ("申请人", 2)),
        ("被申请人", ("被申请人", 3)),
        ("村里人", ("人", 1)),
        ("镇长们", None),
        ("", None),
    ],
)
def test_the_longest_word_at_the_end_counts(text: str, found: tuple[str, int] | None) -> None:
    assert WORDS.at_end(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("镇长李", ("镇长", 4)), ("申请人李", ("申请人", 2)), ("李镇长", None), ("", None)],
)
def test_the_longest_word_at_the_beginning_counts(text: str, found: tuple[str, int] | None) -> None:
    assert WORDS.at_start(text) == found


def test_a_word_is_found_inside_and_as_a_whole() -> None:
    assert WORDS.inside("由镇长带队")
    assert not WORDS.inside("由书记带队")
    assert WORDS.get("镇长") == 4
    assert WORDS.get("副镇长") is None


def test_no_words_find_nothing() -> None:
    empty: Words[int] = Words({})
    assert empty.at_end("镇长") is None
    assert not empty.inside("镇长")


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("申请人:  ", ["申请人"]),
        ("申请人(户主):", ["申请人(户主)", "申请人", "户主"]),
        ("【审核】", ["【审核】", "", "审核"]),
        ("户主)", ["户主)"]),
        ("", [""]),
    ],
)
def test_the_ways_to_read_an_ending(before: str, expected: list[str]) -> None:
    assert endings(before) == expected


@given(
    st.lists(st.text("申请人被镇长", min_size=1, max_size=4), max_size=8),
    st.text("申请人镇", max_size=12),
)
def test_look_ups_agree_with_trying_every_word(words: list[str], text: str) -> None:
    found = Words(same_value(words, value=True)).at_end(text)
    tried = sorted((w for w in words if text.endswith(w)), key=len)
    assert (found[0] if found else None) == (tried[-1] if tried else None)


def test_fragments_are_put_in_place_of_their_names() -> None:
    fragments = {"level": ["机密", "绝密"], "gap": "[ ]{0,2}", "mark": "{level}{gap}"}
    assert expand("^{mark}$", fragments) == "^(?:(?:机密|绝密)(?:[ ]{0,2}))$"


def test_unknown_names_and_quantifiers_stay_as_they_are() -> None:
    assert expand("a{2,3}{nothing}", {}) == "a{2,3}{nothing}"


def test_alternatives_are_literal_and_longest_first() -> None:
    assert any_of(["a.", "a.b"]) == r"(?:a\.b|a\.)"


@pytest.mark.parametrize(
    "name",
    [
        "secrecy/marks.toml",
        "marking/texts.toml",
        "marking/combination.toml",
        "facts/facts.toml",
        "trade/trade.toml",
    ],
)
def test_every_pattern_of_the_data_compiles(name: str) -> None:
    keys = list(table(name)["patterns"])
    assert [key for key in keys if pattern(name, key).groups >= 0] == keys


def test_a_missing_data_file_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        table("marking/none.toml")
