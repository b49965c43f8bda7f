"""Addresses as one span, with the levels that a treatment can stop at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.base import find_all
from recognizers.places.levels import ORDER, keep_until, levels
from tests.recognizers.documents import document, found

FULL = "安徽省六安市金寨县白塔畈镇光明村桂花组12号"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        pytest.param(f"申请人住{FULL}。", FULL, id="province-to-house"),
        pytest.param("家住白塔畈镇光明村桂花组，", "白塔畈镇光明村桂花组", id="town-to-group"),
        pytest.param("现住幸福小区3栋2单元501室，", "幸福小区3栋2单元501室", id="estate-to-room"),
        pytest.param("寄至创新大道99号A座6楼。", "创新大道99号A座6楼", id="road-to-floor"),
        pytest.param(
            "送达地：文三路188号3幢2单元501室", "文三路188号3幢2单元501室", id="road-to-room"
        ),
        pytest.param(
            "位于北京市朝阳区建国路88号院5号楼1单元302的房屋",
            "北京市朝阳区建国路88号院5号楼1单元302",
            id="room-without-its-word",
        ),
        pytest.param(
            "與龍華街道民治社區5棟302室相鄰", "龍華街道民治社區5棟302室", id="traditional"
        ),
        pytest.param(
            "住河口镇北街居委会将军路4号，", "河口镇北街居委会将军路4号", id="grammar-in-a-name"
        ),
        pytest.param(
            "住址：某某县河口镇\n北街\n2-3号附1号",
            "某某县河口镇\n北街\n2-3号附1号",
            id="broken-over-lines",
        ),
        pytest.param("住河口镇站前街5委12组，", "河口镇站前街5委12组", id="committee-and-group"),
        pytest.param("住银杏小区三期12-1-302，", "银杏小区三期12-1-302", id="phase-of-an-estate"),
        pytest.param("住河口镇第六小区4排8号，", "河口镇第六小区4排8号", id="row-of-houses"),
        pytest.param("寄至中山路银座大厦12楼。", "中山路银座大厦12楼", id="floor-of-a-tower"),
        pytest.param("住光明村第三村民小组", "光明村第三村民小组", id="villagers-group"),
        pytest.param("住和平路１２号", "和平路１２号", id="road-that-begins-like-a-conjunction"),
    ],
)
def test_an_address_is_one_finding_from_end_to_end(text: str, address: str) -> None:
    assert found(document(text), "address") == [address]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("各县、区、镇、村要加强管理。", id="levels-as-such"),
        pytest.param("县委第三巡察组进驻河口镇。", id="committee-of-a-party"),
        pytest.param("河口镇工程二期3-5月完工。", id="phase-of-works"),
        pytest.param("公示期3-5天，张贴于河口镇公开栏。", id="term"),
        pytest.param("向前街村倾斜资金3号文件", id="grammar-before-a-village"),
        pytest.param("金寨县白塔畈镇光明村实施道路硬化。", id="village-is-a-place"),
        pytest.param("乘坐公交3号线到终点站。", id="bus-line"),
        pytest.param("贯彻中央1号文件精神。", id="document"),
        pytest.param("成立工作组，下设3个小组。", id="working-group"),
        pytest.param("5月12号召开2号楼施工例会。", id="date-and-building-under-work"),
        pytest.param("共有12户、3组数据。", id="counts"),
    ],
)
def test_what_is_no_address_is_left_alone(text: str) -> None:
    assert found(document(text), "address") == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("办公地址：红军大道18号县政务服务中心三楼。", id="labelled-office"),
        pytest.param(
            "请到县人力资源和社会保障局（红军大道18号）办理。", id="organ-before-brackets"
        ),
    ],
)
def test_an_address_that_an_office_gives_carries_the_ground(text: str) -> None:
    [address] = [f for f in find_all(document(text)).findings if f.kind.value == "address"]
    assert "office-address" in address.grounds


@pytest.mark.parametrize(
    ("level", "kept"),
    [
        ("county", "安徽省六安市金寨县"),
        ("town", "安徽省六安市金寨县白塔畈镇"),
        ("village", "安徽省六安市金寨县白塔畈镇光明村"),
        ("group", "安徽省六安市金寨县白塔畈镇光明村桂花组"),
        ("room", FULL),
    ],
)
def test_an_address_can_be_cut_below_any_level(level: str, kept: str) -> None:
    assert FULL[: keep_until(FULL, level)] == kept


def test_an_address_that_begins_below_the_level_keeps_nothing() -> None:
    assert keep_until("幸福小区3栋2单元501室", "village") == 0


def test_a_level_of_no_name_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="galaxy"):
        keep_until(FULL, "galaxy")


@given(st.text(alphabet="安徽省六安市金寨县白塔镇村组路号栋室０1２3 ，", max_size=40))
def test_levels_follow_one_another_inside_the_text(text: str) -> None:
    end = 0
    for part in levels(text):
        assert end <= part.start < part.end <= len(text)
        assert part.name in ORDER
        end = part.end
