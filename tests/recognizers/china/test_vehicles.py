from __future__ import annotations

import pytest

from recognizers.china.checksum import vin_check
from recognizers.china.vehicle_plate import VehiclePlateRecognizer
from recognizers.china.vin import VinRecognizer
from tests.recognizers.china.support import see, texts

VIN = "LSVAA0000A0000001"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("皖N12345", ["皖N12345"], id="ordinary"),
        pytest.param("驾驶皖N12345小型轿车", ["皖N12345"], id="glued"),
        pytest.param("皖N·12345", ["皖N·12345"], id="dot"),
        pytest.param("皖N•12345", ["皖N•12345"], id="bullet"),
        pytest.param("皖 N 12345", ["皖 N 12345"], id="spaced"),
        pytest.param("皖Ｎ１２３４５", ["皖Ｎ１２３４５"], id="full-width"),
        pytest.param("皖n12345", ["皖n12345"], id="small-letter"),
        pytest.param("皖NA1234", ["皖NA1234"], id="letter-first"),
        pytest.param("皖ND12345", ["皖ND12345"], id="new-energy"),
        pytest.param("皖N12345D", ["皖N12345D"], id="new-energy-large"),
        pytest.param("皖N1234挂", ["皖N1234挂"], id="trailer"),
        pytest.param("皖A0001警", ["皖A0001警"], id="police"),
        pytest.param("粤Z1234港", ["粤Z1234港"], id="hong-kong"),
        pytest.param("皖N12345、皖N23456", ["皖N12345", "皖N23456"], id="list"),
        pytest.param("车辆11皖N00123", ["皖N00123"], id="after-a-row-number"),
        pytest.param("使000001", ["使000001"], id="embassy"),
        pytest.param("WJ皖00001", ["WJ皖00001"], id="armed-police"),
        pytest.param("车牌号：军A12345", ["军A12345"], id="army-old"),
        pytest.param("车牌号：VA12345", ["VA12345"], id="army-new"),
        pytest.param("车牌号：皖NO1234", ["皖NO1234"], id="misread-under-a-label"),
    ],
)
def test_a_plate_is_found(text: str, parts: list[str]) -> None:
    assert texts(VehiclePlateRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("皖I12345", id="letter-i"),
        pytest.param("皖NO1234", id="letter-o"),
        pytest.param("皖N1234", id="6-characters"),
        pytest.param("皖N123456", id="8-digits"),
        pytest.param("粤B20200001号", id="licence-of-a-firm"),
        pytest.param("京B2-20200001", id="telecom-licence"),
        pytest.param("皖ICP备12345678号", id="website"),
        pytest.param("皖N***45", id="masked"),
        pytest.param("VA12345", id="army-without-a-label"),
        pytest.param("云A级旅游景区", id="grade"),
        pytest.param("皖建A2021号", id="document"),
        pytest.param("川AABCDE", id="letters"),
        pytest.param("新CCTV12", id="channel"),
        pytest.param("N12345", id="no-province"),
        pytest.param("使用000001", id="verb"),
        pytest.param("大使0000001", id="longer-number"),
        pytest.param("梯11皖N00123(21)", id="registered-lift"),
    ],
)
def test_what_is_no_plate_is_left_alone(text: str) -> None:
    assert texts(VehiclePlateRecognizer, text) == []


@pytest.mark.parametrize("text", ["WJ皖00001", "车牌号：军A12345", "车牌号：VA12345"])
def test_plates_of_the_armed_forces_are_marked(text: str) -> None:
    assert "military" in see(VehiclePlateRecognizer, text)[0].grounds


@pytest.mark.parametrize(
    ("text", "part", "score"),
    [
        pytest.param(VIN, VIN, 0.85, id="bare"),
        pytest.param(f"车架号：{VIN}", VIN, 0.97, id="label"),
        pytest.param(f"车辆识别代号{VIN.lower()}", VIN.lower(), 0.97, id="small-letters"),
        pytest.param(
            "车架号：LSVAA0001A0000001", "LSVAA0001A0000001", 0.6, id="wrong-check-under-a-label"
        ),
        pytest.param(
            "车架号：LSVAA0000AO000001", "LSVAA0000AO000001", 0.97, id="o-for-0-under-a-label"
        ),
    ],
)
def test_a_vehicle_number_is_found(text: str, part: str, score: float) -> None:
    assert [(text[s.start : s.end], s.score) for s in see(VinRecognizer, text)] == [(part, score)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("LSVAA0001A0000001", id="wrong-check"),
        pytest.param("LSVAA0000AO000001", id="letter-o"),
        pytest.param("11111111111111111", id="digits-alone"),
        pytest.param(f"{VIN}0", id="18-characters"),
        pytest.param(f"合同编号：{VIN}", id="contract-number"),
        pytest.param("ABCDEFGHJKLMNPRST", id="letters-alone"),
        pytest.param("车架号：无", id="no-number"),
    ],
)
def test_what_is_no_vehicle_number_is_left_alone(text: str) -> None:
    assert texts(VinRecognizer, text) == []


def test_the_number_of_these_tests_has_a_right_check() -> None:
    assert vin_check(VIN) == VIN[8]
