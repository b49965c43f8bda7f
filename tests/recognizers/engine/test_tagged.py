"""Organisations and places put together from what the model cuts apart."""

from __future__ import annotations

import pytest

from recognizers.places.organs import organ_at_end, organ_ending
from tests.recognizers.documents import document, found


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        pytest.param("被申请人：杭州市公安局西湖区分局，", "杭州市公安局西湖区分局", id="branch"),
        pytest.param(
            "金寨县白塔畈镇人民政府负责。", "金寨县白塔畈镇人民政府", id="town-government"
        ),
        pytest.param("县教育局负责备案。", "县教育局", id="bureau"),
        pytest.param(
            "中标人为安徽大别山建设工程有限公司。", "安徽大别山建设工程有限公司", id="company"
        ),
    ],
)
def test_an_organisation_is_one_finding(text: str, organisation: str) -> None:
    assert organisation in found(document(text), "organization")


def test_a_person_named_by_a_title_is_no_part_of_the_organisation_before_it() -> None:
    doc = document("县水利局局长贺龙飞签发。")
    assert found(doc, "person") == ["贺龙飞"]


def test_places_by_themselves_are_places() -> None:
    assert "浙江省杭州市西湖区" in found(document("位于浙江省杭州市西湖区。"), "place")


@pytest.mark.parametrize(
    ("text", "ending"),
    [
        ("分局负责", "分局"),
        ("社会保险服务中心受理", "社会保险服务中心"),
        ("局长主持", ""),
        ("的公司", ""),
        ("负责人", ""),
        ("与有关部门一道建立的委员会", ""),
    ],
)
def test_what_completes_an_organisation_is_short_and_ends_like_one(text: str, ending: str) -> None:
    match = organ_ending().match(text)
    assert (match[0] if match else "") == ending


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("大别山有限公司", True),
        ("县民政局", True),
        ("银行(分行)", True),
        ("王建国", False),
        ("", False),
    ],
)
def test_the_ending_tells_an_organisation(name: str, is_one: bool) -> None:
    assert bool(organ_at_end().search(name)) is is_one
