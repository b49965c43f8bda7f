from __future__ import annotations

import pytest

from recognizers.china.service_number import ServiceNumberRecognizer
from tests.recognizers.china.support import texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("400-820-8820", ["400-820-8820"], id="400"),
        pytest.param("800 820 8820", ["800 820 8820"], id="800-with-spaces"),
        pytest.param("客服4008208820", ["4008208820"], id="400-glued"),
        pytest.param("拨打12345政务服务便民热线", ["12345"], id="12345"),
        pytest.param("12388举报电话", ["12388"], id="12388-before-the-word"),
        pytest.param("请拨打110报警", ["110"], id="110"),
        pytest.param("热线：95598", ["95598"], id="95598"),
        pytest.param("投诉电话：12315、12345", ["12315", "12345"], id="list"),
        pytest.param("电话：12345\n传真：无", ["12345"], id="line"),
        pytest.param(" 12345\n", ["12345"], id="nothing-else"),
    ],
)
def test_a_number_is_found(text: str, parts: list[str]) -> None:
    assert texts(ServiceNumberRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("共110户", id="count"),
        pytest.param("12345元", id="amount"),
        pytest.param("12345.67", id="decimals"),
        pytest.param("12,345", id="thousands"),
        pytest.param("甲\x1e12345\x1e乙", id="a-cell-among-others"),
        pytest.param("112345", id="inside-a-longer-number"),
        pytest.param("12345-1", id="part-of-a-code"),
        pytest.param("金额：12345", id="amount-column"),
        pytest.param("编号12345", id="plain-number"),
        pytest.param("面积95800平方米", id="area"),
        pytest.param("4000000001元", id="400-amount"),
        pytest.param("合同编号：4008208820", id="contract-number"),
        pytest.param("邮编：120000", id="postcode"),
        pytest.param("第110条", id="article"),
        pytest.param("110kV输电线路", id="voltage"),
        pytest.param("2021年114项", id="items"),
        pytest.param("1：12000", id="scale"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert texts(ServiceNumberRecognizer, text) == []
