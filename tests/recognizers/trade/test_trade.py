"""Clues to trade secrets, and what must be public."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recognizers.finding import Category
from recognizers.recognizer import CATEGORY, GROUNDS
from recognizers.trade import ALL

RECOGNIZERS = [make() for make in ALL]
VECTORS = json.loads((Path(__file__).parents[2] / "vectors.json").read_text("utf-8"))


def clues(text: str) -> list[tuple[str, str]]:
    found = [r for one in RECOGNIZERS for r in one.analyze(text, [])]
    return [(r.recognition_metadata[GROUNDS][0], text[r.start : r.end]) for r in found]


@pytest.mark.parametrize(
    ("text", "ground", "part"),
    [
        pytest.param("商业秘密", "trade-mark", "商业秘密", id="stamp"),
        pytest.param("机密（公司内部）", "trade-mark", "机密（公司内部）", id="company-level"),
        pytest.param("【商业秘密】", "trade-mark", "商业秘密", id="stamp-in-brackets"),
        pytest.param(
            "该配方属于我公司商业秘密。", "trade-clause", "该配方属于我公司商业秘密", id="claim"
        ),
        pytest.param(
            "以上内容未经我公司书面许可不得对外披露。",
            "trade-clause",
            "以上内容未经我公司书面许可不得对外披露",
            id="forbids-disclosure",
        ),
        pytest.param("公司生产成本为12.5元", "trade-price", "生产成本为12.5元", id="cost"),
        pytest.param("我公司毛利率28.6%。", "trade-price", "毛利率28.6%", id="margin"),
        pytest.param(
            "我厂配方为：甲料30份、乙料20份。",
            "trade-technique",
            "配方为：甲料30份、乙料20份",
            id="recipe",
        ),
        pytest.param(
            "乙方反应温度控制在85至90摄氏度",
            "trade-technique",
            "反应温度控制在85至90摄氏度",
            id="process",
        ),
        pytest.param(
            "公司主要客户包括甲厂、乙厂。",
            "trade-customer",
            "主要客户包括甲厂、乙厂",
            id="customers",
        ),
        pytest.param(
            "分项报价：设备费32.5万元，安装费6.8万元。",
            "trade-breakup",
            "分项报价：设备费32.5万元，安装费6.8万元",
            id="break-up",
        ),
        pytest.param(
            "乙方供货价为每吨3280元", "trade-price", "供货价为每吨3280元", id="supply-price"
        ),
        pytest.param("标底为1268.5万元", "trade-scoring", "标底为1268.5万元", id="base-price"),
        pytest.param(
            "本材料含商业秘密，请勿公开",
            "trade-clause",
            "本材料含商业秘密，请勿公开",
            id="holds-secrets",
        ),
        pytest.param("该公司净利润为320万元", "trade-finance", "净利润为320万元", id="profit"),
        pytest.param(
            "评委甲打分92分、88分", "trade-scoring", "评委甲打分92分、88分", id="single-marks"
        ),
    ],
)
def test_clues_are_found_at_their_place(text: str, ground: str, part: str) -> None:
    assert (ground, part) in clues(text)


@pytest.mark.parametrize("text", [e["text"] for e in VECTORS["trade_secret_terms"]["invalid"]])
def test_what_must_be_public_is_no_clue(text: str) -> None:
    assert clues(text) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("涉及商业秘密、个人隐私的，不予公开。", id="legal-ground"),
        pytest.param("经营者不得侵犯商业秘密。", id="statute"),
        pytest.param("本项目不涉及商业秘密。", id="denied"),
        pytest.param("中标供应商为某某公司，中标金额98.6万元。", id="award"),
        pytest.param("规模以上工业企业利润率5.2%", id="statistics"),
        pytest.param("全县企业实现利润12亿元", id="macro"),
        pytest.param("最高限价120万元", id="price-ceiling"),
        pytest.param("对当事人某某公司处罚款5000元，没收违法所得1260元", id="penalty"),
        pytest.param("项目预算成本控制在120万元以内", id="budget"),
        pytest.param("评审专家名单：甲、乙、丙", id="names-of-judges"),
        pytest.param("优化生产工艺，降低成本", id="no-detail"),
        pytest.param("客户满意度95%", id="satisfaction"),
        pytest.param("中标人分项报价公示如下：设备费32.5万元", id="announced-break-up"),
        pytest.param("部门预算成本构成：人员经费120万元", id="budget-break-up"),
        pytest.param("该公司生产工艺为：原料破碎、筛分、包装", id="process-without-figures"),
        pytest.param("当事人销售额为12万元，违法所得1260元", id="facts-of-a-penalty"),
    ],
)
def test_near_misses_are_no_clues(text: str) -> None:
    assert clues(text) == []


def test_prices_count_only_where_a_company_is_spoken_of() -> None:
    assert clues("毛利率为28.6%") == []
    assert clues("公司毛利率为28.6%") != []


def test_clues_are_trade_secrets_by_category() -> None:
    (result,) = [r for one in RECOGNIZERS for r in one.analyze("我公司毛利率28.6%", [])]
    assert result.recognition_metadata[CATEGORY] is Category.TRADE_SECRET


def test_names_of_recognizers_differ() -> None:
    assert len({one.name for one in RECOGNIZERS}) == len(ALL)
