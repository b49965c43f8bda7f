"""What headers and labels say of the cells and fields that stand under or beside them."""

from __future__ import annotations

import pytest

from recognizers.base import find_all
from recognizers.table import label_sort, needs_tagger
from recognizers.views import view
from tests.recognizers.documents import (
    BlockId,
    Cell,
    Layer,
    TextBlock,
    document,
    field,
    found,
    table,
)


@pytest.mark.parametrize(
    ("label", "sort"),
    [
        ("姓名", "name"),
        ("姓　名：", "name"),
        ("户主姓名", "name"),
        ("申请人（签字）", "name"),
        ("法定代表人", "name"),
        ("负责人姓名", "name"),
        ("账户名称", "name"),
        ("联系人电话", ""),
        ("申请人身份证号", ""),
        ("姓名数", ""),
        ("与户主关系", ""),
        ("学生类别", ""),
        ("家庭住址", "address"),
        ("房屋坐落", "address"),
        ("金额（元）", ""),
        ("", ""),
        ("以下各栏由申请人如实填写并签字确认，本表一式两份", ""),
    ],
)
def test_a_label_says_what_its_values_are(label: str, sort: str) -> None:
    assert label_sort(label) == sort


@pytest.mark.parametrize(
    ("text", "label", "tagged"),
    [
        pytest.param("王大有", "姓名", False, id="name-column"),
        pytest.param("13800000000", "备注", False, id="no-chinese"),
        pytest.param("白塔畈镇光明村三组12号", "家庭住址", False, id="nothing-but-an-address"),
        pytest.param("光明村三组王大有家", "家庭住址", True, id="more-than-an-address"),
        pytest.param("由王大有代领", "备注", True, id="free-text"),
    ],
)
def test_the_model_is_spared_what_a_header_settles(text: str, label: str, tagged: bool) -> None:
    block = TextBlock(BlockId("c"), text, label=label, cell=Cell("t", 1, 0))
    assert needs_tagger(view(block)) is tagged


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        pytest.param("王大有", ["王大有"], id="plain"),
        pytest.param("王　大　有", ["王　大　有"], id="padded"),
        pytest.param("欧阳 明", ["欧阳 明"], id="surname-apart"),
        pytest.param("王大有 李小满", ["王大有", "李小满"], id="two-with-a-space"),
        pytest.param("王大有、李小满", ["王大有", "李小满"], id="two-with-a-comma"),
        pytest.param("王大有（户主）", ["王大有"], id="remark-in-brackets"),
        pytest.param("王大有局长", ["王大有"], id="with-a-title"),
        pytest.param("迪丽拜尔", ["迪丽拜尔"], id="by-sound"),
        pytest.param("艾合买提•吐尔逊", ["艾合买提•吐尔逊"], id="dotted"),
        pytest.param("Anna Smith", ["Anna Smith"], id="latin"),
        pytest.param("张杨若曦", ["张杨若曦"], id="both-parents-surnames"),
        pytest.param("牛二", ["牛二"], id="short"),
        pytest.param("王建\n国", ["王建\n国"], id="broken-by-a-narrow-column"),
        pytest.param("欧阳\n建国", ["欧阳\n建国"], id="broken-after-the-surname"),
        pytest.param("艾合买提·\n吐尔逊", ["艾合买提·\n吐尔逊"], id="broken-at-the-dot"),
        pytest.param("王大有\n李小满", ["王大有", "李小满"], id="one-on-each-line"),
        pytest.param("王强\n李明", ["王强", "李明"], id="short-ones-on-each-line"),
        pytest.param("1", [], id="number"),
        pytest.param("——", [], id="dashes"),
        pytest.param("/", [], id="slash"),
        pytest.param("光明村村民委员会", [], id="organ"),
        pytest.param("同上", [], id="ditto"),
    ],
)
def test_a_name_column_is_read_as_names(cell: str, names: list[str]) -> None:
    rows = table(["序号", "姓名"], ["1", cell])
    assert found(document(*rows), "person") == names


def test_an_organisation_in_an_applicant_column_stays_one() -> None:
    rows = table(["申请人"], ["金寨县大别山农业有限公司"])
    assert found(document(*rows), "organization") == ["金寨县大别山农业有限公司"]
    assert found(document(*rows), "person") == []


@pytest.mark.parametrize("header", ["户主", "向前", "王大有"])
def test_header_cells_are_no_persons(header: str) -> None:
    rows = table([header, "金额"], ["1", "2"])
    assert found(document(*rows), "person") == []


def test_a_column_finding_says_so_and_keeps_other_grounds() -> None:
    rows = table(["姓名"], ["余　芳"])
    [finding] = [f for f in find_all(document(*rows)).findings if f.kind.value == "person"]
    assert {"column", "padded-name"} <= set(finding.grounds)


def test_a_form_field_says_label_and_not_column() -> None:
    [finding] = find_all(document(field("王大有", "申请人"))).findings
    assert "label" in finding.grounds
    assert "column" not in finding.grounds


def test_a_column_of_words_is_not_made_one_of_names() -> None:
    rows = table(["方案", "向前", "1"], ["计划", "2", "3"], ["总则", "3", "3"], header=False)
    assert found(document(*rows), "person") == []


@pytest.mark.parametrize("layer", [Layer.METADATA, Layer.COMMENT, Layer.ATTRIBUTE])
def test_a_name_alone_in_a_property_or_comment_is_a_person(layer: Layer) -> None:
    block = TextBlock(BlockId("author"), "解雨宝", layer=layer)
    assert found(document(block), "person") == ["解雨宝"]
