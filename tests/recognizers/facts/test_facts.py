"""Sensitive facts as texts say them, and texts that say nothing of the kind."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.facts import ALL
from recognizers.finding import Kind
from recognizers.recognizer import GROUNDS

RECOGNIZERS = [make() for make in ALL]
VECTORS = json.loads((Path(__file__).parents[2] / "vectors.json").read_text("utf-8"))["medical"]


def facts(text: str) -> list[tuple[str, str]]:
    """Return kind and text of every fact, offsets taken from the text as given."""
    found = [r for one in RECOGNIZERS for r in one.analyze(text, [])]
    return [(r.entity_type.lower(), text[r.start : r.end]) for r in found]


@pytest.mark.parametrize(
    ("text", "kind", "fact"),
    [
        pytest.param("诊断：慢性肾功能衰竭", "health", "慢性肾功能衰竭", id="diagnosis-field"),
        pytest.param("患有精神分裂症多年", "health", "精神分裂症", id="has"),
        pytest.param("2019年被查出肺癌晚期", "health", "肺癌", id="found-out"),
        pytest.param("ＨＩＶ阳性", "health", "ＨＩＶ阳性", id="full-width"),
        pytest.param("每周透析三次", "health", "透析", id="treatment"),
        pytest.param("因脑出血去世", "health", "脑出血", id="cause-of-death"),
        pytest.param("健康状况：长期卧床", "health", "长期卧床", id="state-of-health"),
        pytest.param("病种：尿毒症", "health", "尿毒症", id="sort-of-illness"),
        pytest.param("残疾等级：肢体二级", "disability", "肢体二级", id="grade-field"),
        pytest.param("系肢体残疾二级", "disability", "肢体残疾二级", id="grade"),
        pytest.param("二级残疾", "disability", "二级残疾", id="grade-first"),
        pytest.param("为聋哑人", "disability", "聋哑人", id="deaf"),
        pytest.param("婚姻状况：离异", "family", "离异", id="marriage-field"),
        pytest.param("丧偶多年", "family", "丧偶", id="widowed"),
        pytest.param("未婚先孕", "family", "未婚先孕", id="pregnancy"),
        pytest.param("长期遭受丈夫家暴", "family", "长期遭受丈夫家暴", id="violence"),
        pytest.param("致贫原因：因病", "poverty_cause", "因病", id="cause-field"),
        pytest.param("属因残致贫", "poverty_cause", "因残致贫", id="cause"),
        pytest.param("家庭十分困难", "poverty_cause", "家庭十分困难", id="hardship"),
        pytest.param("信仰基督教", "religion", "基督教", id="belief"),
        pytest.param("宗教信仰：佛教", "religion", "佛教", id="belief-field"),
        pytest.param(
            "2015年曾因盗窃被判处有期徒刑六个月",
            "criminal_record",
            "2015年曾因盗窃被判处有期徒刑六个月",
            id="conviction",
        ),
        pytest.param("系刑满释放人员", "criminal_record", "刑满释放人员", id="released"),
        pytest.param("有吸毒史", "criminal_record", "吸毒史", id="drugs"),
        pytest.param("血型：A型", "biometric", "A型", id="blood"),
        pytest.param("指纹编号：A1234567", "biometric", "指纹编号：A1234567", id="fingerprint"),
        pytest.param("家庭年收入：32000元", "finance", "32000元", id="income-field"),
        pytest.param("外债12.5万元", "finance", "外债12.5万元", id="debt"),
        pytest.param("银行存款余额为8000元", "finance", "银行存款余额为8000元", id="savings"),
        pytest.param("5月3日乘坐G1234次列车返回", "whereabouts", "乘坐G1234次列车返回", id="train"),
        pytest.param("左眼失明", "health", "左眼失明", id="one-eye"),
        pytest.param("行膝关节置换术后", "health", "行膝关节置换术", id="operation"),
        pytest.param("车祸致颅脑外伤", "health", "颅脑外伤", id="injury"),
        pytest.param("经鉴定构成轻伤二级", "health", "轻伤二级", id="degree-of-injury"),
        pytest.param("系限制民事行为能力人", "health", "限制民事行为能力人", id="legal-capacity"),
        pytest.param("持二级肢体残疾证", "disability", "二级肢体残疾", id="grade-and-sort"),
        pytest.param("曾两次流产", "family", "两次流产", id="miscarriages"),
        pytest.param("遭受性侵害", "family", "遭受性侵害", id="assault"),
        pytest.param("系抱养。", "family", "抱养", id="adopted"),
        pytest.param(
            "曾被公安机关行政拘留十日", "criminal_record", "曾被公安机关行政拘留十日", id="detained"
        ),
        pytest.param("血型为AB型", "biometric", "AB型", id="blood-in-prose"),
        pytest.param("到过中风险地区", "whereabouts", "到过中风险地区", id="was-there"),
        pytest.param("入住如家宾馆", "whereabouts", "入住如家宾馆", id="lodging"),
    ],
)
def test_facts_are_found_at_their_place(text: str, kind: str, fact: str) -> None:
    assert (kind, fact) in facts(text)


@pytest.mark.parametrize("text", [entry["text"] for entry in VECTORS["invalid"]])
def test_policy_text_holds_no_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("排查安全隐患", id="hidden-danger"),
        pytest.param("患难与共", id="in-adversity"),
        pytest.param("以患者为中心", id="patients"),
        pytest.param("健康状况：良好", id="healthy"),
        pytest.param("残疾等级：无", id="not-disabled"),
        pytest.param("残疾等级：/", id="dash"),
        pytest.param("加强慢性病管理", id="chronic-diseases"),
        pytest.param("离婚登记预约", id="registration-of-divorce"),
        pytest.param("困难群众生活", id="people-in-need"),
        pytest.param("家庭困难学生资助", id="aid-programme"),
        pytest.param("发展佛教文化旅游", id="culture"),
        pytest.param("全县财政收入12.5亿元", id="public-revenue"),
        pytest.param("乘势而上", id="word"),
        pytest.param("中风险地区", id="risk-area"),
        pytest.param("应用高新技术", id="technology"),
        pytest.param("因地制宜造成影响", id="effect"),
        pytest.param("采集指纹应当经本人同意", id="rule-on-fingerprints"),
        pytest.param("收入来源：无", id="no-income"),
        pytest.param("罚款12000元", id="fine"),
        pytest.param("补助金额：1260元", id="subsidy"),
    ],
)
def test_near_misses_hold_no_fact(text: str) -> None:
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "ground"),
    [("病种：肺癌", "label"), ("患有肺癌", "context"), ("肺癌", "term-only")],
)
def test_the_ground_says_how_sure_the_fact_is(text: str, ground: str) -> None:
    (result,) = [r for one in RECOGNIZERS for r in one.analyze(text, [])]
    assert result.recognition_metadata[GROUNDS] == (ground,)


def test_surer_grounds_score_higher() -> None:
    scores = [
        max(r.score for one in RECOGNIZERS for r in one.analyze(text, []))
        for text in ("病种：肺癌", "患有肺癌", "肺癌")
    ]
    assert scores == sorted(scores, reverse=True)


def test_every_kind_of_fact_has_a_recognizer() -> None:
    kinds = {kind for one in RECOGNIZERS for kind in one.kinds}
    assert kinds == {
        Kind.HEALTH,
        Kind.DISABILITY,
        Kind.FAMILY,
        Kind.POVERTY_CAUSE,
        Kind.RELIGION,
        Kind.CRIMINAL_RECORD,
        Kind.BIOMETRIC,
        Kind.FINANCE,
        Kind.WHEREABOUTS,
    }
    assert len({one.name for one in RECOGNIZERS}) == len(RECOGNIZERS)


@given(
    before=st.text(alphabet="他说，。\u200b 三月村里", max_size=12),
    after=st.text(alphabet="，。\u200b 后来去了", max_size=12),
)
def test_offsets_hold_whatever_stands_around(before: str, after: str) -> None:
    text = f"{before}患有尿毒症{after}"
    assert ("health", "尿毒症") in facts(text)


@given(st.text(alphabet="患癌症诊断：，。离婚残疾一二级级因被0123456789元\n", max_size=200))
def test_any_text_is_read_and_facts_do_not_overlap(text: str) -> None:
    for one in RECOGNIZERS:
        spans = sorted((r.start, r.end) for r in one.analyze(text, []))
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))
