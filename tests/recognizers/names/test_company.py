"""Names by the other names in their list."""

from __future__ import annotations

import pytest

from tests.recognizers.documents import document, found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("名单如下：张建军、高兴、李思远。", "高兴", id="word-between-names"),
        pytest.param("名单如下：温泉、张建军、李思远。", "温泉", id="word-before-names"),
        pytest.param("名单如下：张建军、李思远、江山。", "江山", id="word-at-the-end"),
        pytest.param("名单如下：张建军、汪 浪、李思远。", "汪 浪", id="padded"),
        pytest.param("名单如下：张建军、李思远、操世平。", "操世平", id="rare-surname"),
    ],
)
def test_an_odd_name_is_found_beside_plain_ones(text: str, expected: str) -> None:
    assert expected in found(document(text), "person")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("张建军、李思远、党员、村民参加。", "党员", id="role-after-names"),
        pytest.param("参加人员：张建军、李思远、水利局。", "水利局", id="organ-after-names"),
        pytest.param("项目：水利、安全、交通。", "安全", id="no-name-in-the-list"),
    ],
)
def test_a_word_in_a_list_is_left_alone(text: str, word: str) -> None:
    assert word not in found(document(text), "person")
