from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.checksum import resident_check
from recognizers.china.mask_strength import candidates, visible
from recognizers.china.masked_number import MaskedNumberRecognizer
from tests.recognizers.china.support import see, texts


@pytest.mark.parametrize(
    ("masked", "count"),
    [
        pytest.param("34152419000101****", 1000, id="last-four"),
        pytest.param("3415241900010101**", 10, id="last-two"),
        pytest.param("34152419000101011*", 1, id="check-character"),
        pytest.param("34152420000101***0", 91, id="serial"),
        pytest.param("341524190001010110", 1, id="nothing-hidden"),
        pytest.param("341524190001010111", 0, id="no-number-fits"),
    ],
)
def test_candidates_are_counted(masked: str, count: int) -> None:
    assert candidates(masked) == count


def test_a_hidden_day_leaves_a_month_of_candidates_when_the_year_is_known() -> None:
    assert 31 <= candidates("3415242000****0110") <= 35


def test_hiding_the_birth_date_leaves_thousands() -> None:
    assert 3_200 < candidates("341524********0110") < 3_500


@given(st.integers(0, 999), st.sets(st.integers(14, 17), min_size=1))
def test_the_number_itself_is_always_among_the_candidates(serial: int, hidden: set[int]) -> None:
    body = f"34152419500315{serial:03}"
    number = body + resident_check(body)
    masked = "".join("*" if place in hidden else char for place, char in enumerate(number))

    assert 1 <= candidates(masked) <= 10 ** len(hidden)
    assert visible(masked) == 18 - len(hidden)


@pytest.mark.parametrize(
    ("text", "part", "ground"),
    [
        pytest.param("34152419000101****", "34152419000101****", "candidates-1000", id="last-four"),
        pytest.param(
            "34152419000101＊＊＊＊", "34152419000101＊＊＊＊", "candidates-1000", id="full-width"
        ),
        pytest.param("34152419000101XXXX", "34152419000101XXXX", "candidates-1000", id="letters-x"),
        pytest.param("34152419000101●●●●", "34152419000101●●●●", "candidates-1000", id="bullets"),
        pytest.param(
            "身份证3415241900010101**，", "3415241900010101**", "candidates-10", id="last-two"
        ),
        pytest.param("身份证号：34152419000101**", "34152419000101**", "weak-mask", id="cut-short"),
        pytest.param("1380000123*", "1380000123*", "candidates-10", id="phone"),
        pytest.param("62220200000000***18", "62220200000000***18", "candidates-100", id="card"),
    ],
)
def test_a_weak_mask_is_found(text: str, part: str, ground: str) -> None:
    seen = see(MaskedNumberRecognizer, text)

    assert [text[s.start : s.end] for s in seen] == [part]
    assert {"weak-mask", ground} <= set(seen[0].grounds)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("341524********0110", id="six-and-four"),
        pytest.param("341***********0110", id="three-and-four"),
        pytest.param("138****1234", id="phone"),
        pytest.param("622202*********0018", id="card"),
        pytest.param("**************0110", id="last-four-alone"),
        pytest.param("341524190001010110", id="not-masked"),
        pytest.param("34152419010101002X", id="check-character-x"),
        pytest.param("99152419000101****", id="no-such-province"),
        pytest.param("34152419001301****", id="month-13"),
        pytest.param("合同编号：34152420210315****", id="contract-number"),
        pytest.param("2021*03*15*0001*01", id="stars-between"),
        pytest.param("1**********", id="almost-all-hidden"),
        pytest.param("____________", id="blank-line"),
    ],
)
def test_a_strong_mask_is_no_finding(text: str) -> None:
    assert texts(MaskedNumberRecognizer, text) == []
