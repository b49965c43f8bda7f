from __future__ import annotations

import pytest

from recognizers.china.landline import LandlineRecognizer
from tests.recognizers.china.support import see, texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        pytest.param("0564-7356789", ["0564-7356789"], id="hyphen"),
        pytest.param("（0564）7356789", ["（0564）7356789"], id="full-width-brackets"),
        pytest.param("0564－7356789", ["0564－7356789"], id="full-width-hyphen"),
        pytest.param("0564 7356789", ["0564 7356789"], id="space"),
        pytest.param("0551-62345678", ["0551-62345678"], id="8-digits"),
        pytest.param("010-6234 5678", ["010-6234 5678"], id="grouped"),
        pytest.param("021-62345678-8001", ["021-62345678-8001"], id="extension-by-hyphen"),
        pytest.param("0564-7356789转801", ["0564-7356789转801"], id="extension-by-word"),
        pytest.param("+86-564-7356789", ["+86-564-7356789"], id="country-code"),
        pytest.param("电话：05647356789", ["05647356789"], id="glued-under-a-label"),
        pytest.param("电话：7356789", ["7356789"], id="local-under-a-label"),
        pytest.param("办公室电话62345678，", ["62345678"], id="local-glued"),
        pytest.param("电话：0564-7356789、7356790", ["0564-7356789", "7356790"], id="list"),
        pytest.param(
            "电话：0564-7356789/7356790转1", ["0564-7356789", "7356790转1"], id="slash-list"
        ),
        pytest.param("0564-\n7356789", ["0564-\n7356789"], id="broken-over-lines"),
        pytest.param("联系人张三0564-7356789", ["0564-7356789"], id="glued-to-a-name"),
    ],
)
def test_a_number_is_found(text: str, parts: list[str]) -> None:
    assert texts(LandlineRecognizer, text) == parts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2020-10000001", id="year"),
        pytest.param("0100-0000001", id="no-such-area"),
        pytest.param("010-7356789", id="7-digits-where-8-belong"),
        pytest.param("7356789", id="local-without-a-label"),
        pytest.param("共7356789元", id="amount"),
        pytest.param("电话费7356元", id="phone-bill"),
        pytest.param("编号0564-735678", id="too-short"),
        pytest.param("2021-03-15", id="date"),
        pytest.param("合同编号：0564-7356789", id="contract-number"),
        pytest.param("341524-0134-00000000", id="item-code"),
        pytest.param("10564-7356789", id="inside-a-longer-number"),
        pytest.param("0.564 7356789", id="decimals"),
        pytest.param("A0564-7356789", id="code"),
        pytest.param("0564-73567890123", id="longer"),
        pytest.param("邮编：237300", id="postcode"),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert texts(LandlineRecognizer, text) == []


@pytest.mark.parametrize(
    ("text", "home"),
    [
        pytest.param("家庭电话：0564-7356789", True, id="family"),
        pytest.param("住宅电话：7356789", True, id="home-local"),
        pytest.param("宅电0564-7356789", True, id="short-word"),
        pytest.param("办公电话：0564-7356789", False, id="office"),
        pytest.param("0564-7356789", False, id="bare"),
    ],
)
def test_the_number_of_a_home_is_marked(text: str, home: bool) -> None:
    assert ["home-context" in s.grounds for s in see(LandlineRecognizer, text)] == [home]
