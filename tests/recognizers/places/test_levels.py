"""The parts of addresses, level by level."""

from __future__ import annotations

import pytest

from recognizers.places.levels import BELOW_VILLAGE, ORDER, keep_until, levels


def named(text: str) -> list[tuple[str, str]]:
    return [(part.name, text[part.start : part.end]) for part in levels(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param(
            "安徽省六安市金寨县白塔畈镇光明村桂花组12号",
            [
                ("province", "安徽省"),
                ("city", "六安市"),
                ("county", "金寨县"),
                ("town", "白塔畈镇"),
                ("village", "光明村"),
                ("group", "桂花组"),
                ("number", "12号"),
            ],
            id="countryside",
        ),
        pytest.param(
            "北京市朝阳区建国路88号院5号楼1单元302",
            [
                ("province", "北京市"),
                ("county", "朝阳区"),
                ("road", "建国路"),
                ("number", "88号院"),
                ("building", "5号楼"),
                ("unit", "1单元"),
                ("room", "302"),
            ],
            id="city",
        ),
        pytest.param(
            "朝阳区望京街道南湖西园二区205号楼3单元1102",
            [
                ("county", "朝阳区"),
                ("town", "望京街道"),
                ("compound", "南湖西园二区"),
                ("building", "205号楼"),
                ("unit", "3单元"),
                ("room", "1102"),
            ],
            id="estate-with-the-ending-of-a-district",
        ),
        pytest.param(
            "杜鹃大道18号丽景名都3幢1103室",
            [
                ("road", "杜鹃大道"),
                ("number", "18号"),
                ("building", "丽景名都3幢"),
                ("room", "1103室"),
            ],
            id="estate-without-an-ending",
        ),
        pytest.param(
            "白塔畈镇街道社区2幢",
            [("town", "白塔畈镇"), ("village", "街道社区"), ("building", "2幢")],
            id="community-named-street",
        ),
        pytest.param(
            "内蒙古锡林郭勒盟西乌旗巴彦苏木",
            [
                ("province", "内蒙古"),
                ("city", "锡林郭勒盟"),
                ("county", "西乌旗"),
                ("town", "巴彦苏木"),
            ],
            id="banner",
        ),
        pytest.param(
            "光明村第三村民小组", [("village", "光明村"), ("group", "第三村民小组")], id="group"
        ),
        pytest.param(
            "光明村王庄12号", [("village", "光明村"), ("number", "王庄12号")], id="hamlet"
        ),
        pytest.param(
            "桃园新村3-2-501", [("compound", "桃园新村"), ("room", "3-2-501")], id="dashes"
        ),
        pytest.param(
            "光明村桂花组通户道路", [("village", "光明村"), ("group", "桂花组")], id="road-works"
        ),
        pytest.param(
            "解放街12-3号", [("road", "解放街"), ("number", "12-3号")], id="number-in-two"
        ),
        pytest.param(
            "漕溪北路１２弄３号",
            [("road", "漕溪北路"), ("road", "１２弄"), ("number", "３号")],
            id="full-width",
        ),
        pytest.param(
            "龍華街道民治社區", [("town", "龍華街道"), ("village", "民治社區")], id="traditional"
        ),
        pytest.param(
            "安徽省 六安市", [("province", "安徽省"), ("city", "六安市")], id="with-a-space"
        ),
        pytest.param("12号向南行至人民路", [("number", "12号")], id="goes-on-as-a-sentence"),
        pytest.param("县", [], id="ending-alone"),
        pytest.param("", [], id="nothing"),
        pytest.param("王建国", [], id="no-place"),
    ],
)
def test_an_address_is_read_part_by_part(text: str, parts: list[tuple[str, str]]) -> None:
    assert named(text) == parts


@pytest.mark.parametrize("level", ORDER)
def test_what_is_kept_grows_with_the_level(level: str) -> None:
    text = "安徽省六安市金寨县白塔畈镇光明村桂花组幸福路花园小区12号3幢2单元5层501室"
    finer = ORDER[ORDER.index(level) + 1 :]
    assert all(keep_until(text, level) <= keep_until(text, other) for other in finer)
    assert keep_until(text, level) > 0


def test_a_part_finer_than_the_level_ends_what_is_kept() -> None:
    text = "光明村桂花组幸福小区"
    assert text[: keep_until(text, "village")] == "光明村"


def test_the_levels_below_a_village_are_those_a_list_must_not_show() -> None:
    assert {"group", "number", "room", "building"} <= BELOW_VILLAGE
    assert not {"province", "county", "town", "village"} & BELOW_VILLAGE


def test_an_endless_row_of_parts_is_cut() -> None:
    assert len(levels("光明村" + "1号" * 500)) < 30
