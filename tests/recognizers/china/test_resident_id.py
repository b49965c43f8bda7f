from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recognizers.china.checksum import resident_check
from recognizers.china.resident_id import ResidentIdRecognizer, ResidentNumber
from tests.recognizers.china.support import see, texts

ID = "341524190001010110"  # born in 1900
WRONG = "341524190001010111"
CHILD = "341524201501010011"

AROUND = st.sampled_from(["", "张某", "身份证号：", "（", "，电话", "。", "\n", "、", "系", "号"])
MARK = st.sampled_from(["", "", "", " ", "-", "\u3000", "\n", "\u200b", "·", "．", "—", " \n "])


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """Return a sound number and one way to write it."""
    day = draw(st.dates(min_value=dt.date(1850, 1, 1), max_value=dt.date(1925, 12, 31)))
    body = f"{draw(st.sampled_from(['11', '34', '54', '65']))}{draw(st.integers(0, 9999)):04}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    number = body + resident_check(body)
    wide = draw(st.booleans())
    shown = "".join(chr(ord(char) + 0xFEE0) if wide else char for char in number)
    return number, "".join(char + draw(MARK) for char in shown[:-1]) + shown[-1]


def test_the_child_of_these_tests_has_a_sound_number() -> None:
    assert ResidentNumber(CHILD).sound


@pytest.mark.parametrize(
    ("text", "part"),
    [
        pytest.param(ID, ID, id="bare"),
        pytest.param(f"身份证号码为{ID}，电话13800001234", ID, id="in-a-sentence"),
        pytest.param(f"张三{ID}李四", ID, id="glued-to-names"),
        pytest.param(f"（身份证号{ID}）", ID, id="in-brackets"),
        pytest.param(f"1.{ID}", ID, id="after-a-list-number"),
        pytest.param(f"2、{ID}", ID, id="after-a-chinese-list-number"),
        pytest.param("341524 1900 0101 0110", "341524 1900 0101 0110", id="spaced"),
        pytest.param("3415 2419 0001 0101 10", "3415 2419 0001 0101 10", id="spaced-like-a-card"),
        pytest.param(
            "３４１５２４１９０００１０１０１１０",
            "３４１５２４１９０００１０１０１１０",
            id="full-width",
        ),
        pytest.param("34152419000101\n0110", "34152419000101\n0110", id="broken-over-lines"),
        pytest.param(
            "3 4 1 5 2 4 1 9 0 0 0 1 0 1 0 1 1 0",
            "3 4 1 5 2 4 1 9 0 0 0 1 0 1 0 1 1 0",
            id="each-digit-apart",
        ),
        pytest.param("34152419010101002x", "34152419010101002x", id="small-x"),
        pytest.param("34152419010101002×", "34152419010101002×", id="times-sign-for-x"),
        pytest.param(f"姓名\n{ID}\n住址", ID, id="on-its-own-line"),
        pytest.param(f"ID:{ID}", ID, id="latin-label"),
    ],
)
def test_a_sound_number_is_found(text: str, part: str) -> None:
    start = text.index(part)

    assert [(s.start, s.end, s.score, s.grounds[0]) for s in see(ResidentIdRecognizer, text)] == [
        (start, start + len(part), 0.99, "check-character")
    ]


@given(AROUND, written(), AROUND)
@example("身份证号：", (ID, "34152419\n00010 10110"), "。")
def test_a_sound_number_is_found_at_its_place_however_written(
    before: str, number: tuple[str, str], after: str
) -> None:
    text = before + number[1] + after

    assert texts(ResidentIdRecognizer, text) == [number[1]]


@pytest.mark.parametrize(
    ("text", "part", "ground"),
    [
        pytest.param(
            "身份证34l5241900O1010110", "34l5241900O1010110", "ocr-repaired", id="l-and-O"
        ),
        pytest.param(
            "3415241900010I0110", "3415241900010I0110", "ocr-repaired", id="I-without-a-label"
        ),
        pytest.param("341S24190001010110", "341S24190001010110", "ocr-repaired", id="S"),
        pytest.param("3.41524E+17", "3.41524E+17", "truncated", id="shown-in-scientific-notation"),
        pytest.param("身份证号：3.41E+17", "", "", id="too-few-digits-to-be-one"),
        pytest.param(
            "341524190001010000", "341524190001010000", "truncated", id="three-zeros-for-digits"
        ),
        pytest.param(f"身份证号：{WRONG}", WRONG, "check-character-wrong", id="wrong-check"),
        pytest.param(WRONG, WRONG, "check-character-wrong", id="wrong-check-without-a-label"),
        pytest.param(
            "身份证号：341524190013010019", "341524190013010019", "date-impossible", id="month-13"
        ),
        pytest.param(
            "证件号码：341524290101010015", "341524290101010015", "date-out-of-range", id="future"
        ),
        pytest.param("身份证号：991524190101010012", "", "", id="first-digit-of-foreigners"),
        pytest.param(
            "身份证号：34152419000101011", "34152419000101011", "length-wrong", id="a-digit-missing"
        ),
        pytest.param(
            "身份证号：3415241900010101101",
            "3415241900010101101",
            "length-wrong",
            id="a-digit-too-many",
        ),
        pytest.param(
            "身 份 证 号：341524 19000101 0111",
            "341524 19000101 0111",
            "check-character-wrong",
            id="spaced-and-wrong",
        ),
        pytest.param(f"编号：{ID}", ID, "check-character", id="a-list-may-call-it-a-number"),
    ],
)
def test_a_damaged_number_is_reported_with_the_reason(text: str, part: str, ground: str) -> None:
    seen = see(ResidentIdRecognizer, text)

    assert [text[s.start : s.end] for s in seen] == ([part] if part else [])
    assert all(ground in s.grounds for s in seen)


@pytest.mark.parametrize(
    ("worse", "better"),
    [
        pytest.param(WRONG, f"身份证号：{WRONG}", id="a-label-helps"),
        pytest.param(f"身份证号：{WRONG}", ID, id="a-right-check-is-worth-more-than-a-label"),
        pytest.param("34l524190001010110", ID, id="a-repair-costs"),
        pytest.param(f"合同编号：{ID}", ID, id="a-contradicting-label-costs"),
    ],
)
def test_scores_order_the_queue(worse: str, better: str) -> None:
    assert see(ResidentIdRecognizer, worse)[0].score < see(ResidentIdRecognizer, better)[0].score


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("合同编号：341524202103150012", id="contract-number"),
        pytest.param("合同编号：341524202103150015", id="contract-number-with-another-check"),
        pytest.param(f"合同编号：{CHILD}", id="contract-number-that-passes-the-check"),
        pytest.param(f"项目编号：{WRONG}", id="project-number"),
        pytest.param(f"档案号：{WRONG}", id="archive-number"),
        pytest.param(f"案卷编号{WRONG}", id="case-file-number"),
        pytest.param(f"编号：{WRONG}", id="plain-number"),
        pytest.param(f"订单号{WRONG}", id="order-number"),
        pytest.param(f"流水号：{WRONG}", id="serial-number"),
        pytest.param("34152419000101011", id="17-digits"),
        pytest.param("3415241900010101100", id="19-digits"),
        pytest.param("991524190101010012", id="no-such-province"),
        pytest.param("341524********0110", id="masked"),
        pytest.param("34152419000101****", id="masked-weakly-is-for-another"),
        pytest.param("810000190501010014", id="permit-of-hong-kong"),
        pytest.param("G341524190001010110", id="student-number"),
        pytest.param("341524190001010110000001", id="longer-code"),
        pytest.param("123456789012345678", id="counting-up"),
        pytest.param("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18", id="numbers-of-a-table"),
        pytest.param("6200 4500 3800 5200 10", id="amounts-of-a-row"),
        pytest.param("341524 2021 0315 0012", id="groups-that-fail-the-check"),
        pytest.param("2021-03-15 13:45:22 0315", id="times"),
        pytest.param("0.123456789012345678", id="decimals"),
        pytest.param("阿伏伽德罗常数6.02214E+23", id="a-constant"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert texts(ResidentIdRecognizer, text) == []


@given(st.integers(0, 16), st.integers(1, 9))
def test_no_number_with_one_wrong_digit_is_taken_for_sound(place: int, step: int) -> None:
    digit = str((int(ID[place]) + step) % 10)
    number = ID[:place] + digit + ID[place + 1 :]

    assert all(s.score <= 0.6 for s in see(ResidentIdRecognizer, number))


def test_two_numbers_in_a_list_are_two_findings() -> None:
    text = f"身份证号：{ID}、32128119010204048X"

    assert texts(ResidentIdRecognizer, text) == [ID, "32128119010204048X"]


def test_a_long_run_of_digits_is_searched_in_linear_time() -> None:
    assert texts(ResidentIdRecognizer, "3" * 50_000) == []
    assert texts(ResidentIdRecognizer, "3 " * 20_000) == []
