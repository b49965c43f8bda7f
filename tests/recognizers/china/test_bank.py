from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.china.bank_account import BankAccountRecognizer
from recognizers.china.bank_card import BankCardRecognizer
from recognizers.china.checksum import luhn_check
from tests.recognizers.china.support import see, texts

CARD = "6222020000000000018"
WRONG = "6222020000000000019"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(CARD, [CARD], id="bare"),
        pytest.param(f"已转入{CARD}，", [CARD], id="glued"),
        pytest.param("6222 0200 0000 0000 018", ["6222 0200 0000 0000 018"], id="groups-of-four"),
        pytest.param(
            "6222-0200-00000000018", ["6222-0200-00000000018"], id="odd-groups-of-a-known-issuer"
        ),
        pytest.param("622202000\n0000000018", ["622202000\n0000000018"], id="broken-over-lines"),
        pytest.param(
            "６２２２０２０００００００００００１８",
            ["６２２２０２０００００００００００１８"],
            id="full-width",
        ),
        pytest.param("4111111111111111元旦发放", ["4111111111111111"], id="visa"),
        pytest.param("5105105105105100", ["5105105105105100"], id="mastercard"),
        pytest.param("6222020000000010000", ["6222020000000010000"], id="cut-by-a-spreadsheet"),
    ],
)
def test_a_card_is_found(text: str, parts: list[str]) -> None:
    assert texts(BankCardRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(WRONG, id="luhn-fails"),
        pytest.param("0000000000000000000", id="no-issuer"),
        pytest.param("6222020000", id="too-short"),
        pytest.param("62220200000000000180", id="too-long"),
        pytest.param(f"订单号：{CARD}", id="order-number"),
        pytest.param(f"流水号{CARD}", id="serial-number"),
        pytest.param(f"金额：{CARD}", id="amount"),
        pytest.param(f"A{CARD}", id="inside-a-code"),
        pytest.param(f"{CARD}.5", id="decimals"),
        pytest.param("341524190001010110", id="resident-number"),
        pytest.param("6200 4500 3800 5200", id="amounts-of-a-row"),
        pytest.param("6901234567892", id="bar-code"),
        pytest.param("2.9270412584859251", id="decimals-that-pass-the-check"),
        pytest.param("622202********0018", id="masked"),
        pytest.param("1234567890123456", id="counting-up"),
        pytest.param("20210315143022123456", id="time-stamp"),
    ],
)
def test_what_is_no_card_is_left_alone(text: str) -> None:
    assert texts(BankCardRecognizer, text) == []


@given(st.integers(0, 10**12 - 1), st.sampled_from(["622848", "621700", "621098"]))
def test_a_card_with_one_wrong_digit_is_not_taken_for_one(rest: int, issuer: str) -> None:
    body = f"{issuer}{rest:012}"
    check = luhn_check(body)

    assert texts(BankCardRecognizer, body + check) == [body + check]
    assert texts(BankCardRecognizer, body + str((int(check) + 3) % 10)) in ([], [body + "0"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("账号：1314000000000000001", ["1314000000000000001"], id="label"),
        pytest.param("账　　号：1314000000000000001", ["1314000000000000001"], id="padded-label"),
        pytest.param("帐号:34000001040000001", ["34000001040000001"], id="other-character"),
        pytest.param("账号12345 6789 0123 4567", ["12345 6789 0123 4567"], id="groups"),
        pytest.param("一卡通账号：3415240001", ["3415240001"], id="10-digits"),
        pytest.param(
            "开户行：农行金寨支行 账号 12-345601040012345", ["12-345601040012345"], id="hyphen"
        ),
        pytest.param(
            "开户行农行金寨县支行123456010400123", ["123456010400123"], id="past-the-bank"
        ),
        pytest.param("12345601040012345（账号）", ["12345601040012345"], id="brackets-after"),
        pytest.param(f"卡号：{WRONG}", [WRONG], id="luhn-fails-under-a-label"),
        pytest.param("卡号：6.22202E+18", ["6.22202E+18"], id="scientific-notation"),
        pytest.param("社保卡金融账户：6222020000000000018", [CARD], id="card-of-social-security"),
        pytest.param(
            "账号：１３１４０００００００００１", ["１３１４０００００００００１"], id="full-width"
        ),
    ],
)
def test_an_account_is_found_by_its_label(text: str, parts: list[str]) -> None:
    assert texts(BankAccountRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("文号：12000000000000000001", id="document-number"),
        pytest.param("账户余额：1234567890.00元", id="balance"),
        pytest.param("账户金额1234567890元", id="amount"),
        pytest.param("12000000000000000001", id="no-label"),
        pytest.param("账号：已注销", id="no-number"),
        pytest.param("账号：12345678", id="8-digits"),
        pytest.param("登录账号：1234567890", id="login"),
        pytest.param("系统账号：1234567890123", id="system-account"),
        pytest.param("账号管理办法。编号1234567890123", id="another-sentence"),
        pytest.param("账户\x1e12345678901234", id="another-block"),
        pytest.param("银行存款合计1234567890", id="sum"),
        pytest.param("开户行：农行某支行 0564-7356789", id="phone-of-the-bank"),
    ],
)
def test_what_no_label_calls_an_account_is_left_alone(text: str) -> None:
    assert texts(BankAccountRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "1 测某 341524190001010110 20000123456710300000012 500",
            ["20000123456710300000012"],
            id="after-the-resident-number",
        ),
        pytest.param(
            "测某,20000123456710300000012,341524190001010110",
            ["20000123456710300000012"],
            id="before-it-in-a-text-of-commas",
        ),
        pytest.param("1 测某 20000123456710300000012 500", [], id="no-person-on-the-line"),
        pytest.param(
            "测某 341524190001010110\n20000123456710300000012 500", [], id="on-another-line"
        ),
        pytest.param(
            "测某 341524190001010110 合同编号 20000123456710300000012 500", [], id="labelled"
        ),
        pytest.param("测某 341524190001010110 123456789012元", [], id="amount"),
        pytest.param("测某 341524190001010110 13800001234", [], id="phone"),
        pytest.param("测某 341524190001010111 123456789012345", [], id="no-sound-number"),
    ],
)
def test_a_long_number_in_the_row_of_a_person_is_an_account(text: str, parts: list[str]) -> None:
    assert texts(BankAccountRecognizer, text) == parts


@pytest.mark.parametrize(
    ("number", "ground"),
    [
        pytest.param(CARD, "luhn", id="right"),
        pytest.param(WRONG, "luhn-failed", id="wrong"),
        pytest.param("6222020000000010000", "truncated", id="cut"),
    ],
)
def test_the_ground_says_what_the_check_digit_says(number: str, ground: str) -> None:
    assert see(BankAccountRecognizer, f"银行卡号：{number}")[0].grounds == ("label", ground)
