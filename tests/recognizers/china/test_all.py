"""What holds for every recognizer of ``recognizers.china``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recognizers.china import ALL
from recognizers.china.mobile_phone import MobilePhoneRecognizer
from recognizers.finding import Kind
from recognizers.fold import fold
from recognizers.recognizer import GROUNDS, NAME
from tests.recognizers.china.support import kinds_at, one, see, see_all

STATUTES = Path(__file__).parents[4] / "shared" / "text" / "statutes"
PUBLIC = {
    Kind.DOCUMENT_NUMBER,
    Kind.SERVICE_NUMBER,
    Kind.USCC,
    Kind.ORG_CODE,
    Kind.BUSINESS_REGISTRATION,
    Kind.COURT_CASE_NUMBER,
}
PIECES = (
    "身份证号：", "341524190001010110", "34152419000101****", "账号", "电话", "13800001234", "0564-", "7356789",
    "皖N", "12345", "〔2020〕", "号", "第", "出生", "1901年2月3日", "岁", "45", "X", "×", "O", "\x1e", "\n", " ", "：",
    "（", "）", "/", "-", ".", "*", "@", "qq.com", "a", "１", "\u200b", "东经", "115.900000", ":", "::", "E+17", "3.41524",
)  # fmt: skip
MIXED = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=14).map("".join)

# An invented page of an office: full of numbers, none of them a person's.
OFFICE_PAGE = """
关于下达2021年度第三批财政衔接推进乡村振兴补助资金的通知
金财农〔2021〕156号
各乡镇人民政府、县直有关单位：
根据《关于印发〈财政专项扶贫资金管理办法〉的通知》（财农〔2017〕8号）和皖财农〔2021〕312号文件，现将2021年度
第三批资金1,234.56万元（其中中央资金800万元、省级资金434.56万元）下达给你们，项目编号：JZ2021-0315-001至
JZ2021-0315-120，合同编号：341524202103150012，预算编码341524210000000012345，列2021年政府收支分类科目
2130505，政府预算支出经济分类50302。按照3.2.1.1条款执行，实施期为2021年3月15日至2021年12月31日，共涉及23个
乡镇、226个村、11000户，户均补助1122.33元，完成率98.76%。采购编号：AHJZ-CG-2021-0098，中标金额
3680.50万元，标段编号341524190001010111，流水号2021031514302212345，票据号码34012345678901234。
项目建设地点：梅山镇红村路1号至99号段，建筑面积12345.67平方米，比例尺1：10000，设计时速60km/h，
工程量清单第110项至第120项，单价110元，共12345元；12315件投诉中已办结12300件。
60周岁以上老人每人每月补贴60元，80岁以上高龄老人每人每月100元，16周岁以下儿童免费。
依据GB/T 9704-2012、GB 11643-1999，执行标准号Q/341524-2021。宗地号341524001001GB00001，
档案号：341524-2021-Y-0012，卷号0012，页码1-120。电话费13800元、邮电费9600元。
资金拨付情况表（单位：元）：10000 20000 30000 40000 50000 60000 70000 80000 90000
2017 2018 2019 2020 2021 2022；6200 4500 3800 5200；2021-03-15 13:45:22；V2.3.1.5版本。
2019年出生率10.94‰，2021年出生人口1.06万人；股票代码600519；ISBN 978-7-5093-1234-5。
联系电话：0564-7356789，传真：0564-7356790，监督电话：12345、12388、400-820-8820。
电子邮箱：jzczj@example.gov.cn　邮编：237300　网址：http://www.example.gov.cn/public/6617841/36481234.html
统一社会信用代码：11341524003000014F　皖ICP备12345678号　京公网安备11010502030143号
"""


@given(MIXED)
@example("")
@example("\x1e\x1e")
@example("身份证号：" + "*" * 18)
def test_each_match_lies_within_the_text_and_says_why(text: str) -> None:
    for recognizer in ALL:
        for seen in see(recognizer, text):
            assert 0 <= seen.start < seen.end <= len(text)
            assert "\x1e" not in text[seen.start : seen.end]
            assert seen.kind in recognizer.kinds
            assert 0 < seen.score <= 1
            assert seen.grounds


@given(MIXED, MIXED)
def test_one_block_says_nothing_of_the_next(left: str, right: str) -> None:
    shift = len(left) + 1
    after = [s._replace(start=s.start + shift, end=s.end + shift) for s in see_all(right)]

    together = see_all(f"{left}\x1e{right}")

    # Whether a short number is one to call depends on its being all that is said.
    assert sorted(s for s in together if s.kind != Kind.SERVICE_NUMBER) == sorted(
        s for s in see_all(left) + after if s.kind != Kind.SERVICE_NUMBER
    )


def test_names_are_unique_and_versioned() -> None:
    names = [recognizer.name for recognizer in ALL]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"china\.[a-z0-9-]+/[1-9][0-9]*", name) for name in names)


def test_a_recognizer_runs_as_presidio_runs_it() -> None:
    text = "手机：１３８\u200b００００１２３４。"
    mobile = one(MobilePhoneRecognizer)

    (result,) = mobile.analyze(text, entities=["MOBILE_PHONE"])

    assert text[result.start : result.end] == "１３８\u200b００００１２３４"
    assert result.recognition_metadata[NAME] == "china.mobile-phone/1"
    assert result.recognition_metadata[GROUNDS] == ("number-plan", "context")
    assert mobile.analyze(text, entities=["PERSON"]) == []


def test_an_office_page_full_of_numbers_holds_no_number_of_a_person() -> None:
    private = [s for s in see_all(OFFICE_PAGE) if s.kind not in PUBLIC]

    assert sorted((s.kind.value, OFFICE_PAGE[s.start : s.end]) for s in private) == [
        ("email", "jzczj@example.gov.cn"),
        ("landline", "0564-7356789"),
        ("landline", "0564-7356790"),
    ]


def test_what_is_public_on_the_page_is_named() -> None:
    for part, kind in (
        ("金财农〔2021〕156号", Kind.DOCUMENT_NUMBER),
        ("财农〔2017〕8号", Kind.DOCUMENT_NUMBER),
        ("11341524003000014F", Kind.USCC),
        ("400-820-8820", Kind.SERVICE_NUMBER),
        ("12388", Kind.SERVICE_NUMBER),
    ):
        assert kind in kinds_at(OFFICE_PAGE, part)


@pytest.mark.skipif(not STATUTES.is_dir(), reason="the statutes are not beside the repository")
def test_statutes_hold_no_number_of_a_person() -> None:
    private: list[tuple[str, str]] = []
    for path in sorted(STATUTES.glob("*.txt")):
        text = fold(path.read_text("utf-8")).text
        private += [
            (match.kind.value, text[match.start : match.end])
            for recognizer in ALL
            for match in one(recognizer).matches(text)
            if match.kind not in PUBLIC
        ]

    assert private == []
