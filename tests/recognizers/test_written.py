"""Numbers made at random, written as people write them, among what may stand beside them.

Whatever the width, the separators and the neighbours: the number is found from
its first character to its last, and nothing beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st

from recognizers.china.checksum import luhn_check, org_code_check, resident_check, uscc_check
from recognizers.finding import Kind
from tests.recognizers.china.support import kinds_at, see_all

if TYPE_CHECKING:
    from collections.abc import Callable

BEFORE = st.sampled_from(
    ["", "（", "，", "。", "1.", "2、", "(3)", "① ", "第12批 ", "2021年3月15日，", "金额3000元，", "测某", "1 测某 男 ",
     "编号001 ", "No.1 ", "序号1,", "\n", "户主测某，", "A：", "“", "【", "/", "|", "*", "-", "- ", "**", "—", "→", "=",
     "http://x.example/?id=", "：", "3组 ", "某村5号 ", "12,", "\x1e"]
)  # fmt: skip
AFTER = st.sampled_from(
    ["", "。", "，", "、", "）", "（男）", "测乙", "，2021年", "\n2", "\n测某", " 1", " 100.00", " 2021-03-15", " 13900001235",
     "/", "|", "*", "**", "-", "—", "”", "】", "；", "：", ".", ",12", "号", "的", "等3人", "元旦", "\x1e1"]
)  # fmt: skip
INVISIBLE = "\u200b\u200c\ufeff\u00ad"


def _wide(number: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) for char in number)


def _grouped(number: str, lengths: tuple[int, ...], mark: str) -> str:
    parts, at = [], 0
    for length in lengths:
        parts.append(number[at : at + length])
        at += length
    return mark.join(part for part in (*parts, number[at:]) if part)


@st.composite
def _broken(draw: st.DrawFn, number: str) -> str:
    at = draw(st.integers(1, len(number) - 1))
    return number[:at] + draw(st.sampled_from(["\n", " \n", "\n ", *INVISIBLE])) + number[at:]


def _written(number: str, *groupings: tuple[int, ...], marks: str) -> st.SearchStrategy[str]:
    """Return ``number`` as it is, wide, broken, or in one of the groupings."""
    grouped = [_grouped(number, lengths, mark) for lengths in groupings for mark in marks]
    return st.one_of(
        st.just(number), st.just(_wide(number)), _broken(number), st.sampled_from(grouped)
    )


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    day = draw(st.dates(dt.date(1850, 1, 1), dt.date(1925, 12, 31)))
    area = (
        draw(st.sampled_from(["11", "34", "42", "51", "65"])) + f"{draw(st.integers(0, 9999)):04}"
    )
    body = f"{area}{day:%Y%m%d}{draw(st.integers(0, 999)):03}"
    number = body + resident_check(body)
    return draw(_written(number, (6, 8), (4, 4, 4, 4), (6, 4, 4), marks=" -\u3000.·—/"))


@st.composite
def mobile_numbers(draw: st.DrawFn) -> str:
    number = (
        draw(st.sampled_from(["130", "158", "177", "189", "199"]))
        + f"{draw(st.integers(0, 99_999_999)):08}"
    )
    return draw(
        st.one_of(
            _written(number, (3, 4), (3,), (7,), marks=" -\u3000·—"),
            st.sampled_from(["+86", "+86 ", "86-", "0086"]).map(lambda country: country + number),
        )
    )


@st.composite
def cards(draw: st.DrawFn) -> str:
    body = (
        draw(st.sampled_from(["622848", "621700", "622202", "621098"]))
        + f"{draw(st.integers(0, 10**12 - 1)):012}"
    )
    return draw(_written(body + luhn_check(body), (4, 4, 4, 4), (6,), marks=" -\u3000"))


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    inner = draw(st.text("0123456789ABCDEFGHJ", min_size=7, max_size=7)) + "A"
    first = f"{draw(st.sampled_from(['91', '92', '12', '52']))}34{draw(st.integers(0, 9999)):04}"
    body = first + inner + org_code_check(inner)
    code = body + uscc_check(body)
    return draw(st.sampled_from([code, code.lower(), _wide(code), code[:9] + "\u200b" + code[9:]]))


@st.composite
def plates(draw: st.DrawFn) -> str:
    place = draw(st.sampled_from("皖京沪苏")) + draw(st.sampled_from("ABCN"))
    return (
        place
        + draw(st.sampled_from(["", "·", " ", "\u200b"]))
        + f"{draw(st.integers(0, 99_999)):05}"
    )


def _found(kind: Kind, before: str, number: str, after: str) -> bool:
    """Return whether ``kind`` is claimed for exactly ``number``."""
    text = before + number + after
    start, end = len(before), len(before) + len(number)
    return any(s.kind == kind and (s.start, s.end) == (start, end) for s in see_all(text))


@given(BEFORE, resident_numbers(), AFTER)
@example("**", "341524190001010110", "**")
@example("1 测某 男 ", "341524 19000101 0110", " 13900001235")
def test_resident_numbers(before: str, number: str, after: str) -> None:
    assert _found(Kind.RESIDENT_ID, before, number, after)


@given(BEFORE, mobile_numbers(), AFTER)
@example("（", "+8613800001234", "、")
def test_mobile_numbers(before: str, number: str, after: str) -> None:
    assert _found(Kind.MOBILE_PHONE, before, number, after)


@given(BEFORE, cards(), AFTER)
@example("编号001 ", "622202000000000001\n8", " 1")
def test_cards(before: str, number: str, after: str) -> None:
    assert _found(Kind.BANK_ACCOUNT, before, number, after)


@given(BEFORE, credit_codes(), AFTER)
@example("1.", "91340000MA0000015U", "；")
def test_credit_codes(before: str, number: str, after: str) -> None:
    assert _found(Kind.USCC, before, number, after)


@given(BEFORE, plates(), AFTER)
def test_plates(before: str, number: str, after: str) -> None:
    assert _found(Kind.VEHICLE_PLATE, before, number, after)


LABELLED: list[tuple[str, Kind, Callable[[int], str]]] = [
    ("账号：", Kind.BANK_ACCOUNT, lambda n: f"1314{n:013}"),
    ("家庭电话：", Kind.LANDLINE, lambda n: f"0564-7{n % 1_000_000:06}"),
    ("住院号：", Kind.MEDICAL_RECORD_NUMBER, lambda n: f"ZY{n:08}"),
    ("学号：", Kind.STUDENT_NUMBER, lambda n: f"2020{n:08}"),
    ("QQ：", Kind.SOCIAL_ACCOUNT, lambda n: str(10_000 + n)),
    ("回乡证：", Kind.HOME_RETURN_PERMIT, lambda n: f"H{n % 10**8:08}"),
    ("护照号：", Kind.PASSPORT, lambda n: f"E{n % 10**8:08}"),
    ("军官证：", Kind.MILITARY_ID, lambda n: f"军字第{n % 10**7:07}号"),
    ("结婚证字号：", Kind.OTHER_ID, lambda n: f"J341524-2010-{n % 10**6:06}"),
]


@given(st.sampled_from(LABELLED), st.integers(0, 9_999_999), st.booleans(), st.booleans())
def test_numbers_that_only_a_label_tells(
    row: tuple[str, Kind, Callable[[int], str]], value: int, wide: bool, padded: bool
) -> None:
    label, kind, make = row
    number = _wide_ascii(make(value)) if wide else make(value)
    shown = "\u3000".join(label) if padded else label

    assert kind in kinds_at(f"{shown}{number}。", number)


def _wide_ascii(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)
