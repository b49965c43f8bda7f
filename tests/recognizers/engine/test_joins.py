"""Numbers, names and addresses broken over blocks: one finding with a span on each side."""

from __future__ import annotations

import pytest

from recognizers.base import find_all
from tests.recognizers.documents import BlockId, Cell, Layer, TextBlock, document, found, table

ID_NUMBER = "110101190003070037"


def pages(*texts: str) -> list[TextBlock]:
    return [
        TextBlock(BlockId(f"page{number}"), text, page=number)
        for number, text in enumerate(texts, start=1)
    ]


@pytest.mark.parametrize("cut", [6, 10, 14, 17])
def test_an_id_number_broken_over_two_paragraphs_is_one_finding(cut: int) -> None:
    doc = document(f"身份证号码{ID_NUMBER[:cut]}", f"{ID_NUMBER[cut:]}，住本村。")
    assert found(doc, "resident_id") == [f"{ID_NUMBER[:cut]}|{ID_NUMBER[cut:]}"]


def test_the_joined_finding_says_that_it_was_joined() -> None:
    doc = document(f"身份证号码{ID_NUMBER[:10]}", ID_NUMBER[10:])
    [finding] = [f for f in find_all(doc).findings if f.kind.value == "resident_id"]
    assert "joined" in finding.grounds
    assert [span.block for span in finding.spans] == ["p0", "p1"]


def test_an_id_number_broken_over_two_cells_is_joined_by_its_check_character() -> None:
    rows = table(["甲", "乙"], [ID_NUMBER[:6], ID_NUMBER[6:]])
    assert found(document(*rows), "resident_id") == [f"{ID_NUMBER[:6]}|{ID_NUMBER[6:]}"]


def test_an_id_number_broken_over_two_rows_is_joined_by_its_check_character() -> None:
    rows = table(["姓名", "证件号"], ["王大有", ID_NUMBER[:10]], ["", ID_NUMBER[10:]])
    assert f"{ID_NUMBER[:10]}|{ID_NUMBER[10:]}" in found(document(*rows), "resident_id")


def test_numbers_of_neighbouring_cells_are_not_joined_without_proof() -> None:
    rows = table(["面积", "金额"], ["138000", "12345"], ["110101", "190003070039"])
    assert not [
        text for text in found(document(*rows), "resident_id", "mobile_phone") if "|" in text
    ]


def test_two_whole_numbers_below_each_other_stay_two() -> None:
    doc = document("电话13800000000", "13900000000")
    assert sorted(found(doc, "mobile_phone")) == ["13800000000", "13900000000"]


@pytest.mark.parametrize(
    ("first", "second", "kind", "text"),
    [
        pytest.param(
            "以上情况由我镇光明村村民王建", "国提供，特此说明。", "person", "王建|国", id="name"
        ),
        pytest.param(
            "当事人现住金寨县白塔畈镇幸福小区3",
            "栋2单元501室，靠打工为生。",
            "address",
            "金寨县白塔畈镇幸福小区3|栋2单元501室",
            id="address",
        ),
    ],
)
def test_what_a_page_turn_breaks_is_one_finding(
    first: str, second: str, kind: str, text: str
) -> None:
    assert found(document(*pages(first, second)), kind) == [text]


def test_a_page_number_between_the_pages_does_not_hinder() -> None:
    blocks = pages("以上情况由我镇光明村村民王建", "国提供，特此说明。")
    number = TextBlock(BlockId("number"), "— 1 —", page=1)
    assert found(document(blocks[0], number, blocks[1]), "person") == ["王建|国"]


def test_a_sentence_that_ends_with_its_page_is_not_joined() -> None:
    doc = document(*pages("联系人：王建。", "国家规定的其他情形。"))
    assert found(doc, "person") == ["王建"]


def test_margins_do_not_come_between_the_halves() -> None:
    margin = TextBlock(BlockId("head"), "第2页", layer=Layer.MARGIN)
    doc = document(f"身份证号码{ID_NUMBER[:10]}", margin, ID_NUMBER[10:])
    assert found(doc, "resident_id") == [f"{ID_NUMBER[:10]}|{ID_NUMBER[10:]}"]


def test_a_cell_is_given_by_its_place() -> None:
    assert table(["甲"], ["1"])[1].cell == Cell("t1", 1, 0)
