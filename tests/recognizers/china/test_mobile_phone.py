from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.mobile_phone import MobilePhoneRecognizer
from tests.recognizers.china.support import see, texts

PREFIXES = ["130", "145", "150", "162", "166", "170", "180", "190", "199"]
AROUND = st.sampled_from(
    ["", "手机：", "联系", "（", "）", "，", "。", "、", "或", "\n", "转告张某"]
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("手机13800001234", ["13800001234"], id="glued-label"),
        pytest.param("张三13800001234李四", ["13800001234"], id="glued-names"),
        pytest.param("138 0000 1234", ["138 0000 1234"], id="spaces"),
        pytest.param("138-0000-1234", ["138-0000-1234"], id="hyphens"),
        pytest.param("138．0000．1234", ["138．0000．1234"], id="full-width-dots"),
        pytest.param("１３８００００１２３４", ["１３８００００１２３４"], id="full-width"),
        pytest.param("138\u200b00001234", ["138\u200b00001234"], id="zero-width-space"),
        pytest.param("1380000\n1234", ["1380000\n1234"], id="broken-over-lines"),
        pytest.param(
            "手机 1 3 8 0 0 0 0 1 2 3 4", ["1 3 8 0 0 0 0 1 2 3 4"], id="each-digit-apart"
        ),
        pytest.param("+86 138 0000 1234", ["+86 138 0000 1234"], id="country-code"),
        pytest.param("008613800001234", ["008613800001234"], id="country-code-00"),
        pytest.param("(+86)13800001234", ["(+86)13800001234"], id="country-code-in-brackets"),
        pytest.param("013800001234", ["013800001234"], id="dialled-with-0"),
        pytest.param(
            "13800001234/13900001234", ["13800001234", "13900001234"], id="two-with-a-slash"
        ),
        pytest.param(
            "13800001234 13900001234", ["13800001234", "13900001234"], id="two-with-a-space"
        ),
        pytest.param("电话：0564-7356789、13800001234", ["13800001234"], id="beside-a-landline"),
        pytest.param("手机13800001234QQ同号", ["13800001234"], id="glued-to-qq"),
        pytest.param("Tel13800001234", ["13800001234"], id="glued-to-tel"),
        pytest.param("1.13800001234", ["13800001234"], id="after-a-list-number"),
        pytest.param("微信（13800001234）", ["13800001234"], id="in-brackets"),
        pytest.param(
            "手机号：1410000000001", ["1410000000001"], id="internet-of-things-with-a-label"
        ),
    ],
)
def test_a_number_is_found(text: str, parts: list[str]) -> None:
    assert texts(MobilePhoneRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("12000001234", id="prefix-12"),
        pytest.param("15400001234", id="prefix-154"),
        pytest.param("19400001234", id="prefix-194"),
        pytest.param("1380000123", id="10-digits"),
        pytest.param("138000012345", id="12-digits"),
        pytest.param("013800001234567", id="inside-a-longer-number"),
        pytest.param("138****1234", id="masked"),
        pytest.param("13800001234元", id="amount"),
        pytest.param("13800001234.50", id="decimals"),
        pytest.param("0.13800001234", id="after-the-decimal-point"),
        pytest.param("金额：13800001234", id="amount-column"),
        pytest.param("合同编号：13800001234", id="contract-number"),
        pytest.param("学号：15012345678", id="student-number"),
        pytest.param("订单号13800001234", id="order-number"),
        pytest.param("SN13800001234", id="serial-code"),
        pytest.param("13800001234A", id="code-with-a-letter"),
        pytest.param("1950-0315-1234567", id="longer-groups"),
        pytest.param("3680.50", id="small-amount"),
        pytest.param("1 3 8 0 0 0 0 1 2 3 4 5 6", id="part-of-a-longer-spaced-number"),
        pytest.param("1480000000001", id="time-stamp"),
        pytest.param("13 80 00 01 23 4", id="odd-groups"),
        pytest.param("17727.232044", id="decimals-of-eleven-digits"),
        pytest.param("110105195012345678", id="inside-a-resident-number"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert texts(MobilePhoneRecognizer, text) == []


@given(
    AROUND,
    st.sampled_from(PREFIXES),
    st.integers(0, 9999_9999),
    st.sampled_from(["{}{}{}", "{} {} {}", "{}-{}-{}", "{}—{}—{}", "{}\n{}{}", "{}·{}·{}"]),
    AROUND,
)
def test_a_number_is_found_at_its_place_however_written(
    before: str, prefix: str, rest: int, form: str, after: str
) -> None:
    shown = form.format(prefix, f"{rest:08}"[:4], f"{rest:08}"[4:])

    assert texts(MobilePhoneRecognizer, before + shown + after) == [shown]


def test_a_label_raises_the_score() -> None:
    labelled, bare = (
        see(MobilePhoneRecognizer, t)[0] for t in ("电话：13800001234", "13800001234")
    )

    assert (labelled.score, labelled.grounds) == (0.95, ("number-plan", "context"))
    assert (bare.score, bare.grounds) == (0.85, ("number-plan",))
