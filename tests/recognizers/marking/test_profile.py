"""Profiles are proposed from what the paper itself says, with the reason."""

from __future__ import annotations

import pytest

from recognizers.finding import Capacity, Suggestion
from recognizers.marking.profile import heading, profiles, propose
from tests.recognizers.marking.made import Part, made

KEYS = {
    "general",
    "subsidy",
    "student-aid",
    "penalty",
    "licence",
    "procurement",
    "petition",
    "disclosure-answer",
    "personnel",
    "report",
}


def proposed(*parts: Part, file_name: str = "") -> tuple[str, tuple[str, ...]]:
    found = propose(made(*parts)[0], file_name)
    return found.profile.key, found.grounds


@pytest.mark.parametrize(
    ("title", "profile"),
    [
        ("石桥村2024年耕地地力保护补贴发放公示", "subsidy"),
        ("清水镇临时救助对象公示名单", "subsidy"),
        ("2024年春季普通高中国家助学金受助学生公示", "student-aid"),
        ("雨露计划拟补助学生名单公示", "student-aid"),
        ("某某县生态环境局行政处罚决定书", "penalty"),
        ("不予行政处罚决定书", "penalty"),
        ("某某县行政许可公示（2024年第3期）", "licence"),
        ("食品经营许可证注销公示", "licence"),
        ("某某县人民医院CT采购项目中标公告", "procurement"),
        ("竞争性磋商成交结果公告", "procurement"),
        ("关于对信访事项的处理意见书", "petition"),
        ("领导信箱网民留言回复选登", "petition"),
        ("政府信息公开申请部分公开答复书", "disclosure-answer"),
        ("关于张三等同志任免职的通知", "personnel"),
        ("2024年公开招聘事业单位人员拟聘用人员公示", "personnel"),
        ("2024年政府信息公开工作年度报告", "report"),
        ("某某县城乡居民基本养老保险实施办法", "report"),
        ("关于印发防汛应急预案的通知", "report"),
        ("关于一起意外事件的说明", "general"),
    ],
)
def test_the_title_proposes(title: str, profile: str) -> None:
    assert proposed(title, "有关情况如下。")[0] == profile


def test_the_reason_is_said() -> None:
    assert proposed("行政处罚决定书") == ("penalty", ("profile-title",))


def test_nothing_fitting_is_said_too() -> None:
    assert proposed("正文") == ("general", ("no-profile-fits",))


def test_labels_propose_where_no_title_stands() -> None:
    rows = [["户主", "补贴面积", "补贴标准", "补贴金额"], ["某某", "2", "10", "20"]]
    assert proposed(rows) == ("subsidy", ("profile-labels",))


def test_the_file_name_counts_as_title() -> None:
    assert proposed("正文", file_name="行政处罚决定书.docx")[0] == "penalty"


def test_prose_is_no_title() -> None:
    text = "全年办理行政处罚决定12件，行政许可35件，完成政府采购项目4个，发放各类补贴补助资金3680.5万元。"
    assert "处罚" not in heading(made("年度工作情况", text)[0])


def test_all_profiles_are_there_with_sources() -> None:
    assert set(profiles()) == KEYS
    assert all(profile.sources for profile in profiles().values())


@pytest.mark.parametrize("key", sorted(KEYS))
def test_protected_persons_are_withheld_under_every_profile(key: str) -> None:
    profile = profiles()[key]
    protected = (Capacity.MINOR, Capacity.INFORMANT, Capacity.VICTIM, Capacity.PATIENT)
    assert not [c for c in protected if profile.keeps(c)]
    assert profile.keeps(Capacity.OFFICIAL)


def test_only_appointments_publish_persons_in_no_known_capacity() -> None:
    open_ones = {key for key, p in profiles().items() if p.keeps(Capacity.UNKNOWN)}
    assert open_ones == {"personnel"}


def test_a_chosen_profile_holds_and_says_so() -> None:
    found = propose(made("行政处罚决定书")[0], chosen="report")
    assert (found.profile.key, found.grounds) == ("report", ("chosen",))


def test_a_profile_may_be_chosen_by_its_chinese_name() -> None:
    assert propose(made("正文")[0], chosen="行政处罚").profile.key == "penalty"


def test_suggestions_of_profiles_are_keep_or_withhold() -> None:
    values = {value for p in profiles().values() for value in p.persons.values()}
    assert values == {Suggestion.KEEP, Suggestion.WITHHOLD}
