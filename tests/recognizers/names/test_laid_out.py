from __future__ import annotations

import pytest

from recognizers.names.laid_out import LaidOutNameRecognizer


def names(text: str) -> list[str]:
    return [text[m.start : m.end] for m in LaidOutNameRecognizer().matches(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("联 系 人:余 重", ["余 重"], id="spaced-label"),
        pytest.param("姓 名:解 冻  性 别:男", ["解 冻"], id="next-field"),
        pytest.param("承 办 人: 李思远", ["李思远"], id="name-unspaced"),
        pytest.param("联系人:汪 海 波", ["汪 海 波"], id="label-unspaced"),
        pytest.param("名单:储立三、汪 浪、漆 家 富。", ["汪 浪", "漆 家 富"], id="list"),
        pytest.param("欧阳思远:\n您好", ["欧阳思远"], id="salutation-compound"),
        pytest.param("答复书\x1e李思远:\x1e你的申请收悉", ["李思远"], id="salutation-of-a-block"),
    ],
)
def test_a_name_is_found_by_its_line(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("金 额:五 万", id="label-of-money"),
        pytest.param("监 督 电 话:0564-0000001", id="telephone"),
        pytest.param("主 要 内 容:安 全", id="label-of-a-text"),
        pytest.param("单 价、数 量、金 额。", id="list-of-columns"),
        pytest.param("时间:\n地点:", id="headings"),
        pytest.param("申请材料:\n一、户口簿", id="heading-of-a-list"),
        pytest.param("联系人:", id="empty-field"),
        pytest.param("李思远:我认为可以", id="speech-in-a-line"),
    ],
)
def test_what_is_laid_out_like_a_name_but_is_none(text: str) -> None:
    assert names(text) == []
