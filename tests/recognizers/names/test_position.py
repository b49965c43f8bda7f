"""Names by their place in a sentence, and what stands there and is no name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Kind
from recognizers.names.position import PlacedNameRecognizer

PLACED = PlacedNameRecognizer()


def names(text: str) -> list[str]:
    return sorted({text[m.start : m.end] for m in PLACED.matches(text)})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("当事人石林,男,1901年2月1日生", ["石林"], id="word-before-sex"),
        pytest.param("经查。高峰,女,52岁", ["高峰"], id="word-after-a-full-stop"),
        pytest.param("白云(身份证号见附件)", ["白云"], id="word-before-a-number"),
        pytest.param("签发人:高见", ["高见"], id="word-after-a-label"),
        pytest.param("家庭成员:方圆(离异)", ["方圆"], id="word-before-a-state"),
        pytest.param("患者水清源,住院三天", ["水清源"], id="rare-surname-after-a-role"),
        pytest.param("儿童车小北,6周岁", ["车小北"], id="child"),
        pytest.param("四至:东至占传林房屋,西至道路", ["占传林"], id="boundary"),
        pytest.param("你申请公开水长青户的协议", ["水长青"], id="household"),
        pytest.param("含鱼得草等3户姓名", ["鱼得草"], id="household-and-others"),
        pytest.param("接温女士举报,店内过期", ["温女士"], id="courtesy-of-an-informant"),
        pytest.param("举报人裘先生称", ["裘先生"], id="courtesy-after-a-role"),
        pytest.param("证人欧阳老师证实", ["欧阳老师"], id="courtesy-compound-surname"),
        pytest.param("县长水长清负责征兵", ["水长清"], id="title-before-a-rare-surname"),
        pytest.param("局长钟离清作预算报告", ["钟离清"], id="title-before-a-compound-surname"),
        pytest.param("占清和家住老街", ["占清和"], id="clause-opens"),
        pytest.param("当事人刁满曾因盗窃被罚", ["刁满"], id="role-before-an-act"),
    ],
)
def test_a_place_gives_a_name_away(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("申请人:本人", id="blank"),
        pytest.param("联系人:安全科", id="office"),
        pytest.param("联系人:王主任", id="surname-and-title"),
        pytest.param("经办人:于是", id="conjunction"),
        pytest.param("申请人应当,在三日内", id="verb-after-a-role"),
        pytest.param("村民家中,有三人", id="home-of-a-villager"),
        pytest.param("患者和家属,均已签字", id="another-role"),
        pytest.param("北至河道,东至农田", id="boundary-of-no-person"),
        pytest.param("包括贫困户、低保户", id="sorts-of-households"),
        pytest.param("公开水电户籍信息", id="register-of-households"),
        pytest.param("王先生为会议授课", id="courtesy-alone"),
        pytest.param("党员,男,30岁", id="role-before-sex"),
        pytest.param("部长办公会负责审议", id="meeting-after-a-title"),
        pytest.param("书记全面负责党委工作", id="adverb-after-a-title"),
        pytest.param("郑重委托贵单位", id="adverb-opens"),
        pytest.param("监护人的,提交其负责人的证明", id="verb-before-a-role"),
        pytest.param("当事人吴某于2010年起诉", id="name-left-out"),
        pytest.param("解放军出席", id="word-and-one-more"),
    ],
)
def test_what_is_no_name_is_left_alone(text: str) -> None:
    assert names(text) == []


@given(text=st.text(alphabet="王水石先生举报人患者户东至家,:()。男女\n", max_size=40))
def test_offsets_lie_in_the_text_and_hold_a_name(text: str) -> None:
    for match in PLACED.matches(text):
        assert match.kind is Kind.PERSON
        assert 0 <= match.start < match.end <= len(text)
        assert 2 <= match.end - match.start <= 4
