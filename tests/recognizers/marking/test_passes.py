"""Passes over the whole document: combinations, counts, layout, tables of trade secrets, links."""

from __future__ import annotations

import pytest

from recognizers.finding import Category, Finding, Kind, Suggestion
from recognizers.marking.combination import combinations
from recognizers.marking.counts import warnings
from recognizers.marking.index import Texts
from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock
from tests.recognizers.marking.made import Part, first, made, marked


def kinds(*parts: Part, profile: str = "general", grounds: tuple[str, ...] = ()) -> list[Kind]:
    return [f.kind for f in marked(*parts, profile=profile, grounds=grounds).findings]


# -- facts that concern somebody ---------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "grounds"),
    [
        pytest.param(["[[person:余芳]]患[[health:肺癌]]"], ("context",), id="named"),
        pytest.param(["其妻患[[health:肺癌]]"], ("context",), id="kin"),
        pytest.param(["一名78岁村民确诊[[health:肺癌]]"], ("context",), id="one-villager"),
        pytest.param(["您因[[health:肺癌]]住院"], ("term-only",), id="addressed"),
        pytest.param(["[[resident_id:某某]]，[[health:肺癌]]"], ("term-only",), id="by-number"),
        pytest.param(["余某患[[health:肺癌]]"], ("context",), id="half-named"),
        pytest.param(
            ["水生根患[[health:尿毒症]]，每周透析"], ("context",), id="name-not-known-as-one"
        ),
        pytest.param(["家庭成员：支持，[[health:肺癌]]"], ("context",), id="household-field"),
        pytest.param(["患者，男，45岁，[[health:肺癌]]"], ("term-only",), id="case-report"),
        pytest.param([("诊断", "[[health:肺癌]]")], ("label",), id="form-field"),
        pytest.param(
            [[["姓名", "备注"], ["[[person:余芳]]", "[[health:肺癌]]"]]], ("term-only",), id="row"
        ),
    ],
)
def test_facts_of_somebody_are_withheld(parts: list[Part], grounds: tuple[str, ...]) -> None:
    finding = first(marked(*parts, grounds=grounds), Kind.HEALTH)
    assert finding.suggestion is Suggestion.WITHHOLD


@pytest.mark.parametrize(
    ("parts", "grounds"),
    [
        pytest.param(["对患有[[health:高血压]]的老年人随访"], ("context",), id="policy"),
        pytest.param(["应当救助患[[health:肺癌]]的村民"], ("context",), id="duty"),
        pytest.param(
            ["镇长[[person:李建国]]要求做好[[health:肺结核]]防治"], ("term-only",), id="official"
        ),
        pytest.param([[["病种", "报销比例"], ["[[health:肺癌]]", "70%"]]], ("label",), id="tariff"),
        pytest.param(["[[disability:一级残疾]]每人每月80元"], ("context",), id="standard"),
    ],
)
def test_facts_of_nobody_are_let_go(parts: list[Part], grounds: tuple[str, ...]) -> None:
    found = marked(*parts, grounds=grounds).findings
    assert not [f for f in found if f.kind in (Kind.HEALTH, Kind.DISABILITY)]


def test_facts_found_by_other_means_are_never_let_go() -> None:
    assert Kind.HEALTH in kinds("[[health:肺癌]]", grounds=("plugged",))


# -- what stays and identifies ------------------------------------------------------------


def combined(*parts: Part, profile: str = "general") -> list[Finding]:
    found = marked(*parts, profile=profile).findings
    return [f for f in found if f.kind is Kind.COMBINATION]


def test_village_age_and_illness_of_an_unnamed_person_identify_him() -> None:
    (finding,) = combined("石桥村一名78岁的尿毒症患者去世。")
    assert set(finding.grounds) == {
        "combination",
        "combination-village",
        "combination-age",
        "combination-illness",
    }
    assert finding.suggestion is Suggestion.REFER


def test_initials_rank_and_date_identify() -> None:
    (finding,) = combined("2024年3月5日，原县财政局局长Z.W.（已停职）接受调查。")
    assert {"combination-rank", "combination-date"} <= set(finding.grounds)


def test_a_half_name_with_a_rank_and_a_village_identifies() -> None:
    assert combined("石桥村原会计王某侵占集体资金。")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("石桥村村民王某反映道路问题。", id="village-alone"),
        pytest.param("全村共有78岁以上老人12名，其中残疾人3名。", id="statistics"),
        pytest.param("某某县石桥村主任会议于2024年3月5日召开。", id="no-person"),
        pytest.param("村民[[person:余芳]]，[[age:78岁]]，患[[health:尿毒症]]。", id="all-withheld"),
    ],
)
def test_what_identifies_nobody_is_no_combination(text: str) -> None:
    assert combined(text) == []


def test_a_row_whose_name_goes_but_whose_age_and_village_stay_identifies() -> None:
    rows = [["姓名", "村", "学校"], ["[[person:程小雨]]", "石桥村", "清水小学"]]
    (finding,) = combined("孤儿基本生活费发放公示", rows, profile="subsidy")
    assert len(finding.spans) == 2


def test_an_age_beside_a_mask_leaves_few_candidates() -> None:
    rows = [["姓名", "身份证号", "年龄"], ["[[person:余芳]]", "341524********1232", "[[age:78]]"]]
    detection = marked("低保公示", rows, profile="subsidy")
    finding = first(detection, Kind.COMBINATION)
    assert "candidates-32" in finding.grounds
    assert finding.suggestion is Suggestion.WITHHOLD
    assert "age-beside-mask" in detection.warnings


def test_a_mask_alone_is_left() -> None:
    rows = [["姓名", "身份证号"], ["[[person:余芳]]", "341524********1232"]]
    assert combined("低保公示", rows, profile="subsidy") == []


# -- how many persons ---------------------------------------------------------------------


def test_persons_are_counted_by_rows_and_names() -> None:
    rows = [["姓名", "账号"]] + [
        [f"[[person:余芳{n}]]", "[[bank_account:6222]]"] for n in range(30)
    ]
    detection = marked("低保公示", rows, profile="subsidy")
    assert detection.persons[Kind.BANK_ACCOUNT] == 30
    assert detection.warnings == ("persons-25",)


def test_one_person_named_often_counts_once() -> None:
    detection = marked("村民[[person:余芳]]", "村民[[person:余 芳]]")
    assert detection.persons == {Kind.PERSON: 1}


def test_what_stays_is_not_counted() -> None:
    assert marked("镇长[[person:李建国]]").persons == {}


@pytest.mark.parametrize(
    ("counted", "expected"),
    [
        ({Kind.WHEREABOUTS: 24}, []),
        ({Kind.WHEREABOUTS: 25}, ["persons-25"]),
        ({Kind.BANK_ACCOUNT: 50}, ["persons-50"]),
        ({Kind.HEALTH: 250}, ["persons-250"]),
        ({Kind.HEALTH: 499, Kind.DISABILITY: 500}, ["persons-500"]),
        ({Kind.PERSON: 2499}, []),
        ({Kind.PERSON: 5000, Kind.FINANCE: 30}, ["persons-25", "persons-5000"]),
    ],
)
def test_thresholds(counted: dict[Kind, int], expected: list[str]) -> None:
    assert warnings(counted) == expected


# -- place on the page ----------------------------------------------------------------------


def test_a_copy_number_at_the_top_hints_at_a_classified_original() -> None:
    detection = marked("000012", "某某县人民政府文件", "正文")
    assert first(detection, Kind.COPY_NUMBER).suggestion is Suggestion.REFER
    assert "copy-number" in detection.warnings


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("一", "二", "三", "四", "000012"), id="further-down"),
        pytest.param(("000001(股票代码)", "正文"), id="with-other-words"),
        pytest.param(("20240012", "正文"), id="eight-digits"),
    ],
)
def test_other_numbers_are_no_copy_numbers(parts: tuple[str, ...]) -> None:
    assert Kind.COPY_NUMBER not in kinds(*parts)


# -- tables that are secrets as a whole --------------------------------------------------------


PRICES = [
    ["序号", "名称", "综合单价", "成本价"],
    ["1", "阀门", "12元", "9元"],
    ["合计", "", "12元", "9元"],
]


def test_the_rows_of_a_price_break_up_are_consulted_about() -> None:
    document, findings = made("分项报价表", PRICES)
    del findings
    detection = marked("分项报价表", PRICES)
    (finding,) = detection.findings
    assert [document.text_at(span) for span in finding.spans] == ["12元", "9元"]
    assert (finding.suggestion, finding.category) == (Suggestion.CONSULT, Category.TRADE_SECRET)


@pytest.mark.parametrize("title", ["中标公告：分项报价表", "采购需求及综合单价", "预算公开"])
def test_announcements_and_plain_lists_stay(title: str) -> None:
    assert kinds(title, PRICES) == []


def test_a_column_of_costs_is_told_under_any_title() -> None:
    document, _ = made("设备清单", PRICES)
    (finding,) = marked("设备清单", PRICES).findings
    assert [document.text_at(span) for span in finding.spans] == ["9元"]


def test_a_column_of_prices_alone_is_public() -> None:
    assert kinds("设备清单", [["名称", "单价"], ["阀门", "12元"]]) == []


def test_a_long_sheet_is_marked_in_linear_time() -> None:
    rows = [["姓名", "身份证号", "金额"]]
    rows += [
        [f"[[person:余芳{n}]]", "[[resident_id:341524190001010110]]", "1"] for n in range(2000)
    ]
    detection = marked("低保公示", rows, profile="subsidy")
    assert len(detection.findings) == 4000


def test_hidden_layers_are_not_looked_at_for_combinations() -> None:
    block = TextBlock(BlockId("h"), "石桥村一名78岁的尿毒症患者", layer=Layer.COMMENT)
    document = Document(Sha256("0" * 64), "text/plain", (block,))
    assert combinations(Texts(document), []) == []
