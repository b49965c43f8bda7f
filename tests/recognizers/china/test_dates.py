from __future__ import annotations

import pytest

from recognizers.china.age import AgeRecognizer
from recognizers.china.birth_date import BirthDateRecognizer
from tests.recognizers.china.support import texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("出生日期：1901年2月3日", ["1901年2月3日"], id="label"),
        pytest.param("出生年月：1901.02", ["1901.02"], id="year-and-month"),
        pytest.param("出 生 年 月：1901-2", ["1901-2"], id="padded-label"),
        pytest.param("出生日期：19010203", ["19010203"], id="eight-digits"),
        pytest.param("出生年月：190102", ["190102"], id="six-digits"),
        pytest.param("生日：2月3日", ["2月3日"], id="no-year"),
        pytest.param("出生日期：1901/2/3", ["1901/2/3"], id="slashes"),
        pytest.param("出生日期：１９０１年２月３日", ["１９０１年２月３日"], id="full-width"),
        pytest.param("1965年3月生，汉族", ["1965年3月"], id="born-after"),
        pytest.param("张某，男，汉族，1965年3月5日出生", ["1965年3月5日"], id="curriculum"),
        pytest.param("张某，女，1965年3月，大专学历", ["1965年3月"], id="sex-before"),
        pytest.param("张某（男，回族，1965.03）", ["1965.03"], id="sex-and-people-before"),
        pytest.param("生于一九六五年三月", ["一九六五年三月"], id="chinese-digits"),
        pytest.param("19010203(出生)", ["19010203"], id="brackets-after"),
        pytest.param("1965年生", ["1965年"], id="year"),
        pytest.param("出生日期：65年3月", ["65年3月"], id="short-year"),
        pytest.param("出生日期：23806", ["23806"], id="days-of-a-spreadsheet"),
    ],
)
def test_a_birth_date_is_found(text: str, parts: list[str]) -> None:
    assert texts(BirthDateRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("成文日期：2020年1月2日", id="date-of-a-document"),
        pytest.param("2008年5月1日起施行", id="law"),
        pytest.param("2020年3月生产", id="production"),
        pytest.param("2020年3月生效", id="effect"),
        pytest.param("2019年出生率10.94‰", id="birth-rate"),
        pytest.param("2021年出生人口1062万", id="births"),
        pytest.param("于1965年3月5日成立", id="founding"),
        pytest.param("1965年3月5日", id="date"),
        pytest.param("2020年生猪存栏", id="pigs"),
        pytest.param("2020年生态环境", id="environment"),
        pytest.param("入党时间：1985.07", id="party"),
        pytest.param("参加工作时间1985年7月", id="work"),
        pytest.param("2021.03", id="number"),
        pytest.param("出生缺陷干预，2021年开展", id="programme"),
        pytest.param("生于忧患，死于安乐", id="saying"),
        pytest.param("编号190102", id="six-digits"),
    ],
)
def test_another_date_is_left_alone(text: str) -> None:
    assert texts(BirthDateRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("年龄：45", ["45"], id="column"),
        pytest.param("年龄：45岁", ["45岁"], id="column-with-the-word"),
        pytest.param("年 龄：45周岁", ["45周岁"], id="padded-label"),
        pytest.param("张某，男，63岁，", ["63岁"], id="in-a-sentence"),
        pytest.param("现年四十五岁", ["四十五岁"], id="chinese-digits"),
        pytest.param("年仅6岁", ["6岁"], id="child"),
        pytest.param("患者７８岁", ["７８岁"], id="full-width"),
    ],
)
def test_an_age_is_found(text: str, parts: list[str]) -> None:
    assert texts(AgeRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("年满18周岁以上", id="limit"),
        pytest.param("60岁以上老人", id="over-60"),
        pytest.param("60岁至69岁", id="range"),
        pytest.param("60-69岁", id="range-with-a-hyphen"),
        pytest.param("未满14周岁", id="under-14"),
        pytest.param("80岁高龄老人补贴", id="the-aged"),
        pytest.param("0-6岁儿童", id="children"),
        pytest.param("16岁或18岁", id="either"),
        pytest.param("退休年龄：60岁", id="retirement"),
        pytest.param("最高年龄为45岁", id="highest"),
        pytest.param("平均年龄45岁", id="average"),
        pytest.param("十四周岁", id="chinese-digits-without-a-label"),
        pytest.param("年龄：145", id="too-old"),
        pytest.param("年龄：60以上", id="limit-in-a-column"),
        pytest.param("45", id="number"),
        pytest.param("岁月", id="word"),
        pytest.param("年龄结构：45", id="structure"),
    ],
)
def test_an_age_that_sets_a_limit_is_left_alone(text: str) -> None:
    assert texts(AgeRecognizer, text) == []
