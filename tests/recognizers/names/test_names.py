"""Names as offices write them, and what only looks like one."""

from __future__ import annotations

import pytest

from tests.recognizers.documents import document, field, found, table


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("方启新副镇长主持会议。", ["方启新"], id="title-after"),
        pytest.param("会议由副局长王平主持。", ["王平"], id="title-before-two-characters"),
        pytest.param(
            "县委常委、副县长周海涛陪同调研。", ["周海涛"], id="title-before-three-characters"
        ),
        pytest.param("申请人：张建军，男，汉族。", ["张建军"], id="role-with-colon"),
        pytest.param("原告毛启山诉被告项红燕一案。", ["毛启山", "项红燕"], id="role-without-colon"),
        pytest.param("联系人：欧阳明远 电话：无", ["欧阳明远"], id="compound-surname"),
        pytest.param(
            "与会人员：张立三、李思远、赵前程等8人。",
            ["张立三", "李思远", "赵前程"],
            id="list-with-etc",
        ),
        pytest.param("余  芳", ["余  芳"], id="padded-two-characters"),
        pytest.param("陈　国　强", ["陈　国　强"], id="padded-with-ideographic-spaces"),
        pytest.param(
            "村民阿卜杜热合曼·买买提领取补贴。", ["阿卜杜热合曼·买买提"], id="dotted-middle-dot"
        ),
        pytest.param("户主阿依古丽•艾合买提。", ["阿依古丽•艾合买提"], id="dotted-bullet"),
        pytest.param("户主巴特尔．苏和。", ["巴特尔．苏和"], id="dotted-full-width-stop"),
        pytest.param("李某某反映，邻居王某占用通道。", ["李某某", "王某"], id="unnamed-persons"),
        pytest.param("聯繫人：陳國強，電話見附件。", ["陳國強"], id="traditional-characters"),
    ],
)
def test_a_name_is_found_with_its_exact_ends(text: str, names: list[str]) -> None:
    assert found(document(text), "person") == names


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("根据金政办秘〔2020〕32号文件精神。", id="document-number"),
        pytest.param("各县（区）人民政府，市政府各部门：", id="addressees"),
        pytest.param("公安局局长负责本辖区安全管理工作。", id="title-alone"),
        pytest.param("请财政局长办公会研究。", id="title-in-a-compound"),
        pytest.param("附　件　目　录　金　额　合　计", id="padded-words"),
        pytest.param("党建·引领乡村振兴", id="dotted-slogan"),
        pytest.param("申请人：应当在收到通知之日起十五日内提出。", id="role-before-a-verb"),
        pytest.param("向前推进万里长江大保护。", id="words-that-are-names-elsewhere"),
    ],
)
def test_what_is_no_name_is_left_alone(text: str) -> None:
    assert found(document(text), "person") == []


@pytest.mark.parametrize("label", ["姓名", "户主姓名", "申请人", "法定代表人", "联系人"])
@pytest.mark.parametrize(
    "name", ["向前", "万里", "黑子", "买买提", "John Smith", "上官 婉", "年 华"]
)
def test_a_field_for_names_makes_a_name_of_any_word(label: str, name: str) -> None:
    assert found(document(field(name, label)), "person") == [name]


@pytest.mark.parametrize("label", ["联系电话", "申请人类型", "负责人职务", "姓名数"])
def test_a_field_about_something_else_makes_no_name(label: str) -> None:
    assert found(document(field("向前", label)), "person") == []


@pytest.mark.parametrize("blank", ["无", "合计", "不详", "村集体", "本人"])
def test_a_blank_in_a_name_column_is_no_name(blank: str) -> None:
    rows = table(["序号", "户主"], ["1", "王大有"], ["2", blank])
    assert found(document(*rows), "person") == ["王大有"]


def test_a_column_of_names_without_a_header_carries_its_odd_ones() -> None:
    rows = table(["王建国", "1"], ["李明华", "2"], ["向前", "3"], ["赵志强", "4"], header=False)
    assert found(document(*rows), "person") == ["王建国", "李明华", "向前", "赵志强"]


def test_several_names_in_one_cell_are_several_findings() -> None:
    rows = table(["姓名"], ["张立三、李思远；王 五\n赵六一（组长）"])
    assert found(document(*rows), "person") == ["张立三", "李思远", "王 五", "赵六一"]
