from __future__ import annotations

import pytest

from recognizers.china.resident_id_15 import ResidentId15Recognizer, to_18
from tests.recognizers.china.support import see, texts

ID = "341524000101011"


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(f"身份证号：{ID}", ID, 0.95, id="label"),
        pytest.param(f"身份证{ID}", ID, 0.95, id="glued-label"),
        pytest.param("身份证号：341524 000101 011", "341524 000101 011", 0.95, id="spaced"),
        pytest.param(
            "身份证号：３４１５２４０００１０１０１１",
            "３４１５２４０００１０１０１１",
            0.95,
            id="full-width",
        ),
        pytest.param(
            "身份证号：341524\n000101011", "341524\n000101011", 0.95, id="broken-over-lines"
        ),
        pytest.param(f"身份证号：32128119010204048X、{ID}", ID, 0.8, id="second-of-a-list"),
        pytest.param(ID, ID, 0.45, id="bare"),
        pytest.param(
            "身份证号：341524013201001", "341524013201001", 0.5, id="impossible-date-under-a-label"
        ),
    ],
)
def test_a_number_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(ResidentId15Recognizer, text)] == [
        (part, score)
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("341524013201001", id="day-32"),
        pytest.param("341524011301001", id="month-13"),
        pytest.param("34152401010101", id="14-digits"),
        pytest.param("3415240001010111", id="16-digits"),
        pytest.param(f"合同编号：{ID}", id="contract-number"),
        pytest.param(f"工商注册号：{ID}", id="registration-number"),
        pytest.param(f"IMEI：{ID}", id="device-number"),
        pytest.param(f"账号：{ID}", id="account"),
        pytest.param(f"金额{ID}.00", id="amount"),
        pytest.param("341524 000101 011", id="spaced-without-a-label"),
        pytest.param("3 4 1 5 2 4 0 0 0 1 0 1 0 1 1 0", id="part-of-a-longer-spaced-number"),
        pytest.param("991524000101011", id="no-such-province"),
        pytest.param("A341524000101011", id="inside-a-code"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert texts(ResidentId15Recognizer, text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [("341524000101011", "341524190001010110"), ("321281010204048", "32128119010204048X")],
)
def test_the_number_of_18_characters_that_replaced_it(old: str, new: str) -> None:
    assert to_18(old) == new
