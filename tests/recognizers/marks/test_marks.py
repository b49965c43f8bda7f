"""Internal marks, drafts, attributes, urgency, other organs' papers, internal matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from recognizers.marks import ALL
from recognizers.recognizer import GROUNDS

RECOGNIZERS = [make() for make in ALL]
VECTORS = json.loads((Path(__file__).parents[2] / "vectors.json").read_text("utf-8"))


def marks(text: str) -> list[tuple[str, str]]:
    found = [r for one in RECOGNIZERS for r in one.analyze(text, [])]
    return [(r.recognition_metadata[GROUNDS][0], text[r.start : r.end]) for r in found]


def grounds(text: str) -> set[str]:
    return {ground for ground, _ in marks(text)}


@pytest.mark.parametrize("text", VECTORS["internal_mark"]["valid"])
def test_internal_marks_of_every_form(text: str) -> None:
    expected = {"internal-mark", "draft", "attribute-withheld", "attribute-on-request"}
    assert grounds(text) & expected


@pytest.mark.parametrize("text", [e["text"] for e in VECTORS["internal_mark"]["invalid"]])
def test_words_that_are_no_internal_mark(text: str) -> None:
    assert marks(text) == []


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("（此件公开发布）", "attribute-public"),
        ("（此件主动公开）", "attribute-public"),
        ("（此件删减后公开）", "attribute-reduced"),
        ("（此件依申请公开）", "attribute-on-request"),
        ("（此件不予公开）", "attribute-withheld"),
        ("公开方式：主动公开", "attribute-public"),
        ("信息公开选项：不予公开", "attribute-withheld"),
    ],
)
def test_disclosure_attributes(text: str, ground: str) -> None:
    assert grounds(text) == {ground}


@pytest.mark.parametrize("text", VECTORS["disclosure_attribute_mark"]["valid"])
def test_attributes_of_every_form_are_found(text: str) -> None:
    assert any(ground.startswith("attribute-") for ground in grounds(text))


@pytest.mark.parametrize("text", ["特急", "加　急", "特提", "平急"])
def test_degrees_of_urgency_stand_alone(text: str) -> None:
    assert grounds(text) == {"urgency"}


@pytest.mark.parametrize("text", ["份号：000012", "第000003号"])
def test_labelled_copy_numbers(text: str) -> None:
    assert grounds(text) == {"copy-number"}


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        pytest.param("关于转发《县政府办关于防汛的通知》的通知", "forwarded", id="title"),
        pytest.param("现将市局《关于加强管理的通知》转发给你们", "forwarded", id="passing-on"),
        pytest.param("根据某部机密级文件精神", "derived", id="cites-classified"),
        pytest.param("机密★10年（已解密）", "mark-lifted", id="lifted-mark"),
        pytest.param("该方案尚在研究论证阶段，尚在讨论", "process", id="under-discussion"),
        pytest.param("上述拟调整情况暂不对外公布", "internal", id="not-for-the-public"),
        pytest.param("值班系统登录密码：Abc12345", "work-secret", id="password"),
        pytest.param("警力部署：东门4人、西门6人", "work-secret", id="deployment"),
        pytest.param("拟于6月3日凌晨开展突击检查", "work-secret", id="surprise-inspection"),
        pytest.param("（内部掌握：预留机动指标3个）", "internal", id="kept-inside"),
        pytest.param("清水镇党委会议记录", "process-paper", id="minutes-verbatim"),
        pytest.param("关于解决防汛经费的请示", "process-paper", id="request-for-instructions"),
        pytest.param("2024年5月工资发放表", "affairs-paper", id="payroll"),
    ],
)
def test_other_organs_and_internal_matter(text: str, ground: str) -> None:
    assert ground in grounds(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("主动公开政府信息280条", id="sentence"),
        pytest.param("加强内部管理", id="internal-management"),
        pytest.param("内部控制制度", id="internal-control"),
        pytest.param("十万火急", id="idiom"),
        pytest.param("关于公开征求《办法（征求意见稿）》意见的公告", id="public-draft"),
        pytest.param("向社会公开征求意见（征求意见稿）", id="public-consultation"),
        pytest.param("000001(股票代码)", id="stock-code"),
        pytest.param("行政机关不得对外公布涉及国家秘密的信息", id="rule-of-law"),
        pytest.param("印发给你们，请认真贯彻执行", id="own-paper"),
        pytest.param("依法公开，接受监督", id="prose-on-publicity"),
        pytest.param("密码应用安全性评估", id="cryptography"),
        pytest.param("县政府常务会议纪要", id="published-minutes"),
        pytest.param("定于6月3日开展安全生产大检查", id="announced-inspection"),
        pytest.param("健全检查方案，优化巡逻路线", id="no-detail"),
        pytest.param("做好会议记录和归档工作。", id="word-in-prose"),
        pytest.param("依法保护国家秘密和其他不宜公开的信息", id="statute"),
    ],
)
def test_near_misses_are_no_marks(text: str) -> None:
    assert marks(text) == []


def test_a_mark_is_found_in_its_own_line_of_a_block() -> None:
    assert ("internal-mark", "内部资料") in marks("某某局\n内部资料\n正文")


def test_a_draft_mark_covers_the_words_in_the_brackets() -> None:
    assert ("draft", "送审稿") in marks("实施方案（送审稿）")


def test_no_mark_is_reported_twice() -> None:
    found = marks("内部资料，注意保存，不得外传")
    assert len(found) == len(set(found)) == 2
