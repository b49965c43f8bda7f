"""Nasty ways to write what may not be published, and nasty things that may: all recognizers at once.

Each row says which stretch must be covered and what it is; what the engine
makes of several claims on the same characters is tested elsewhere.
"""

from __future__ import annotations

import pytest

from recognizers.finding import Kind
from tests.recognizers.china.support import kinds_at, see_all

ID = "341524190001010110"
CARD = "6222020000000000018"

NUMBERS = {
    Kind.RESIDENT_ID: [
        ("申请人：测某某，身份证号 34152419000101O110，住址略", "34152419000101O110"),
        (
            "居民身份证：三四一五二四一九〇〇〇一〇一〇一一〇",
            "三四一五二四一九〇〇〇一〇一〇一一〇",
        ),
        ("身份证号：341524/19000101/0110", "341524/19000101/0110"),
        ("身份证号：341524\u300019000101\u30000110", "341524\u300019000101\u30000110"),
        ("身份证号:341524--19000101--0110", "341524--19000101--0110"),
        (f"证号{ID}（复印件附后）", ID),
        ("3415241900\u00ad01010110", "3415241900\u00ad01010110"),
        (f"身份证号{ID}和32128119010204048X", "32128119010204048X"),
        (f"公民身份号码（社会信用代码）：{ID}", ID),
        (f"身份证号码(后附复印件)：{ID}", ID),
        (f"sfz{ID}", ID),
        (f"IDNO.{ID}", ID),
        ("身份证：34152419010101002 X", "34152419010101002 X"),
        ("身份证号:34152419010101002-Ｘ", "34152419010101002-Ｘ"),
        ("身份证：34152419010101002Ⅹ", "34152419010101002Ⅹ"),
        (f"**{ID}**", ID),
        (f"附件：张某_{ID}.jpg", ID),
        (f"http://www.example.gov.cn/a/{ID}.html", ID),
        (f"1 测某 {ID} 13800001234 {CARD}", ID),
        (f"姓名测某身份证{ID}电话13800001234", ID),
        ("身份证号：341524 19000101 011\n0", "341524 19000101 011\n0"),
        ("341,524,190,001,010,110", "341,524,190,001,010,110"),
        ("身份证号：3.41524190001010E+17", "3.41524190001010E+17"),
        ("身\u3000份\u3000证\u3000号：341524190001010111", "341524190001010111"),
        ("身份证号：\u200b341524190001010111", "341524190001010111"),
        ("身份证\n号码：341524190001010111", "341524190001010111"),
        ("𝟑𝟒𝟏𝟓𝟐𝟒𝟏𝟗𝟎𝟎𝟎𝟏𝟎𝟏𝟎𝟏𝟏𝟎", "𝟑𝟒𝟏𝟓𝟐𝟒𝟏𝟗𝟎𝟎𝟎𝟏𝟎𝟏𝟎𝟏𝟏𝟎"),
    ],
    Kind.MOBILE_PHONE: [
        ("联系方式：138.0000.1234", "138.0000.1234"),
        ("联系方式：1380000 1234", "1380000 1234"),
        ("联系方式：（138）0000-1234", "（138）0000-1234"),
        ("联系方式：138_0000_1234", "138_0000_1234"),
        ("电话：138－0000－1234", "138－0000－1234"),
        ("电话：0086 138 0000 1234", "0086 138 0000 1234"),
        ("测某/13800001234", "13800001234"),
        ("测某13800001234、测乙13900001235", "13900001235"),
        ("**13800001234**", "13800001234"),
        ("电话：138OOOO1234", "138OOOO1234"),
        ("幺三八零零零零幺二三四", "幺三八零零零零幺二三四"),
        ("壹叁捌零零零零壹贰叁肆", "壹叁捌零零零零壹贰叁肆"),
        ("138零零零零1234", "138零零零零1234"),
        ("一三八 〇〇〇〇 一二三四", "一三八 〇〇〇〇 一二三四"),
        ("电话：1380000123413900001235", "1380000123413900001235"),
        ("微信（同手机）：13800001234", "13800001234"),
        ("支付宝：13800001234", "13800001234"),
        ("١٣٨٠٠٠٠١٢٣٤", "١٣٨٠٠٠٠١٢٣٤"),
        ("+852 1234 5678", "+852 1234 5678"),
        ("集团短号：612345", "612345"),
        (
            "1\u200b3\u200b8\u200b0\u200b0\u200b0\u200b0\u200b1\u200b2\u200b3\u200b4",
            "1\u200b3\u200b8\u200b0\u200b0\u200b0\u200b0\u200b1\u200b2\u200b3\u200b4",
        ),
    ],
    Kind.LANDLINE: [
        ("电话:(0564)735-6789", "(0564)735-6789"),
        ("电话：0564.7356789", "0564.7356789"),
        ("电话: 021-62345678*8001", "021-62345678*8001"),
        ("电话: 021-62345678（分机8001）", "021-62345678（分机8001）"),
        ("电话：7356789、7356790", "7356790"),
        ("电\u3000话：7356789", "7356789"),
        ("住宅电话0564一7356789或7356790", "0564一7356789"),
        ("住宅电话0564一7356789或7356790", "7356790"),
    ],
    Kind.BANK_ACCOUNT: [
        ("银行卡号：6222.0200.0000.0000.018", "6222.0200.0000.0000.018"),
        ("开户银行：农行某某支行营业部，账户：12 3456 0104 0012 345", "12 3456 0104 0012 345"),
        (f"收款账户：测某，{CARD}，农业银行", CARD),
        ("账（卡）号：1234567890123", "1234567890123"),
        (f"社保卡（银行）账号{CARD}", CARD),
        ("存折（一卡通）号：34152400012345678", "34152400012345678"),
        ("账号：62220200O0000000018", "62220200O0000000018"),
        (f"账号：{CARD} 13800001234", CARD),
        ("卡号：6.22202E+18", "6.22202E+18"),
        ("账\u3000号\n1314000000000000001", "1314000000000000001"),
        ("6259 5500 0000 0017 13800001234", "6259 5500 0000 0017"),
        (f"{CARD}（银行卡号）", CARD),
    ],
    Kind.EMAIL: [
        ("电子邮件zhangsan@example.com.cn。", "zhangsan@example.com.cn"),
        ("QQ邮箱：12345678@qq.com", "12345678@qq.com"),
        ("支付宝账号：zhangsan@example.com", "zhangsan@example.com"),
        ("ceshi[at]163.com", "ceshi[at]163.com"),
        ("ce.shi＃126.com", "ce.shi＃126.com"),
    ],
    Kind.SOCIAL_ACCOUNT: [
        ("QQ/微信：12345678", "12345678"),
        ("V信：zhang_san88", "zhang_san88"),
        ("WeChat: zhang_san88", "zhang_san88"),
    ],
    Kind.VEHICLE_PLATE: [
        ("皖N12345号小型普通客车", "皖N12345"),
        ("一辆皖N1B234轿车", "皖N1B234"),
        ("皖N B1234", "皖N B1234"),
        ("皖Ｎ·１２３４５", "皖Ｎ·１２３４５"),
    ],
    Kind.PASSPORT: [("护照号码：E1234 5678", "E1234 5678"), ("护照（E12345678）", "E12345678")],
    Kind.BIRTH_DATE: [
        ("出生：一九〇一年二月三日", "一九〇一年二月三日"),
        ("1901.02生", "1901.02"),
        ("生日是1901年2月3日", "1901年2月3日"),
        ("出\u3000生\n年\u3000月 1901.02", "1901.02"),
    ],
    Kind.DISABILITY_CERTIFICATE: [(f"残疾人证号：{ID}41B1", f"{ID}41B1")],
    Kind.STUDENT_NUMBER: [(f"学籍号G{ID}，", f"G{ID}")],
    Kind.IP_ADDRESS: [("网关192.168.0.1，掩码255.255.255.0", "192.168.0.1")],
    Kind.MAC_ADDRESS: [("mac aa:bb:cc:dd:ee:ff", "aa:bb:cc:dd:ee:ff")],
    Kind.COORDINATES: [("东经115°54.123′，北纬31°42.456′", "东经115°54.123′，北纬31°42.456′")],
}
HARMLESS = [
    pytest.param("项目341524-2021-0315-0012号", id="project-in-groups"),
    pytest.param("合同编号：341524202103150012", id="contract-built-like-an-id"),
    pytest.param("律师执业证号：13415201010123456", id="lawyers-licence"),
    pytest.param("（2021）第123456789012345号", id="number-after-a-year"),
    pytest.param("订单20210315143022123456已完成", id="time-stamped-order"),
    pytest.param("17727.232044", id="decimals"),
    pytest.param("2.9270412584859251", id="long-decimals"),
    pytest.param("1,380,000,123.40元", id="amount-with-commas"),
    pytest.param("13800001234元", id="amount-like-a-phone"),
    pytest.param("3680.50", id="price"),
    pytest.param("共110户400人12345元", id="counts-like-hotlines"),
    pytest.param("2021/03/15 08:30:00", id="time"),
    pytest.param("6200 4500 3800 5200", id="row-of-amounts"),
    pytest.param("2017 2018 2019 2020 2021", id="row-of-years"),
    pytest.param("GB/T 22239-2019、GB 11643-1999", id="standards"),
    pytest.param("ISBN 978-7-5093-1234-5", id="book"),
    pytest.param("第1380000项至第1234项", id="items"),
    pytest.param("京ICP备12345678号-1", id="website"),
    pytest.param("60至69周岁老人每人每月100元", id="age-limits"),
    pytest.param("2021年出生缺陷防治", id="programme"),
    pytest.param("生于忧患，死于安乐", id="saying"),
    pytest.param("版本号：10.2.3.4", id="version"),
    pytest.param("341524********0110", id="strong-mask"),
    pytest.param("138****1234", id="strong-phone-mask"),
    pytest.param("二〇二一年三月十五日", id="date-in-chinese"),
    pytest.param("共一百三十八万零一百二十三元", id="amount-in-chinese"),
    pytest.param("云A级、川B类、新C级", id="grades"),
    pytest.param("微信公众号：金寨发布", id="public-account"),
    pytest.param("0.341524", id="ratio"),
    pytest.param("统一编号341524001001", id="cadastral-area"),
]
ROWS = [
    pytest.param(kind, text, part, id=f"{kind.value}-{number}")
    for kind, rows in NUMBERS.items()
    for number, (text, part) in enumerate(rows, 1)
]


@pytest.mark.parametrize(("kind", "text", "part"), ROWS)
def test_a_nasty_form_is_found_at_its_place(kind: Kind, text: str, part: str) -> None:
    assert kind in kinds_at(text, part)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_nasty_harmless_text_is_left_alone(text: str) -> None:
    assert see_all(text) == []


@pytest.mark.parametrize("kind", sorted(NUMBERS), ids=lambda kind: kind.value)
def test_nothing_else_is_claimed_outside_the_number(kind: Kind) -> None:
    for text, part in NUMBERS[kind]:
        start = text.index(part)
        around = [
            seen
            for seen in see_all(text)
            if seen.kind == kind and seen.start < start + len(part) and seen.end > start
        ]
        assert all(start <= s.start and s.end <= start + len(part) for s in around), text
