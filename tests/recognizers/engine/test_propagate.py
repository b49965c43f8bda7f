"""What is found once is found everywhere, however it is written there."""

from __future__ import annotations

import pytest

from recognizers.base import find_all
from tests.recognizers.documents import BlockId, Layer, TextBlock, document, field, found, table


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param("向前的情况已经核实。", id="bare"),
        pytest.param("张 国 安", id="padded"),
        pytest.param("張國安家庭", id="traditional"),
        pytest.param("张\u200b国安家庭", id="invisible-character-inside"),
    ],
)
def test_a_name_from_a_column_is_found_in_the_text(elsewhere: str) -> None:
    name = "张国安"
    doc = document(*table(["姓名"], [name]), elsewhere.replace("向前", name))
    assert len(found(doc, "person")) == 2


@pytest.mark.parametrize(
    ("written", "again"),
    [
        pytest.param("110101190003070037", "1101 0119 0003 0700 37", id="grouped"),
        pytest.param("110101190003070037", "１１０１０１１９０００３０７００３７", id="full-width"),
        pytest.param("6217-0000-0000-0000-003", "6217000000000000003", id="bare"),
    ],
)
def test_a_number_is_found_again_whatever_separates_its_digits(written: str, again: str) -> None:
    doc = document(
        field(written, "账号" if written.startswith("62") else "身份证号"),
        TextBlock(BlockId("note"), f"备注编号{again}", layer=Layer.COMMENT),
    )
    assert again in found(doc, "resident_id", "bank_account")


@pytest.mark.parametrize("layer", [Layer.MARGIN, Layer.COMMENT, Layer.METADATA, Layer.HIDDEN])
def test_a_name_is_found_in_unseen_layers(layer: Layer) -> None:
    doc = document(field("黑子", "姓名"), TextBlock(BlockId("unseen"), "author=黑子", layer=layer))
    assert found(doc, "person") == ["黑子", "黑子"]


def test_what_was_carried_says_so_and_is_less_sure() -> None:
    doc = document(field("黑子", "姓名"), "请黑子来领。")
    first, second = [f for f in find_all(doc).findings if f.kind.value == "person"]
    assert "propagated" in second.grounds
    assert second.score < first.score


def test_a_number_is_not_found_inside_a_longer_one() -> None:
    doc = document(field("13800000000", "联系电话"), "合同编号9913800000000123")
    assert found(doc, "mobile_phone") == ["13800000000"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("要严格执行规定。", 1, id="the-word"),
        pytest.param("当事人严格未到场。", 2, id="after-a-role"),
        pytest.param("严格同志已签收。", 2, id="before-a-title"),
        pytest.param("严格", 2, id="alone"),
    ],
)
def test_a_name_that_is_a_word_is_carried_only_where_a_name_stands(text: str, count: int) -> None:
    assert len(found(document(field("严格", "姓名"), text), "person")) == count


def test_a_name_left_out_is_not_carried() -> None:
    doc = document("李某反映噪音扰民。", "某县李某村。")
    assert found(doc, "person") == ["李某"]


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        pytest.param("王建国（绰号“二狗子”）到案。二狗子供述。", "二狗子", id="nickname"),
        pytest.param("王建国，曾用名王大毛，男。", "王大毛", id="former-name"),
    ],
)
def test_another_word_for_a_person_is_a_person(text: str, alias: str) -> None:
    assert alias in found(document(text), "person")


def test_an_alias_is_carried_on_too() -> None:
    doc = document("王建国（绰号“二狗子”）到案。", "经查，二狗子供述属实。")
    assert found(doc, "person").count("二狗子") == 2


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        pytest.param("张国安反映情况，老张表示满意。", "老张", id="familiar"),
        pytest.param("张国安反映情况，张师傅表示满意。", "张师傅", id="courtesy"),
        pytest.param("经办人张国安，请与张主任联系。", "张主任", id="title"),
    ],
)
def test_a_surname_with_a_title_of_a_known_person_is_reported_low(text: str, partial: str) -> None:
    doc = document(text)
    scores = {doc.text_at(f.span): f.score for f in find_all(doc).findings}
    assert scores[partial] <= 0.5


def test_a_role_in_a_contract_is_no_alias() -> None:
    doc = document("王建国（以下简称乙方）承租房屋。")
    assert found(doc, "person") == ["王建国"]


def test_a_line_of_its_own_before_a_date_is_a_signature() -> None:
    doc = document("特此证明。", "邹 家 成", "2020年5月6日")
    assert found(doc, "person") == ["邹 家 成"]


@pytest.mark.parametrize(
    "listed", ["张立三、李思远、向前", "张立三、向前、李思远", "张立三，李思远，向前等三人"]
)
def test_the_odd_one_in_a_list_of_names_is_a_name(listed: str) -> None:
    assert "向前" in found(document(f"走访了{listed}。"), "person")
