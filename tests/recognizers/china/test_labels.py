from __future__ import annotations

import pytest

from recognizers.china.labels import NONE, label_after, label_before, topic_of
from recognizers.china.words import one_of, table, words


@pytest.mark.parametrize(
    ("before", "topic"),
    [
        pytest.param("身份证号:", "identity", id="form-label"),
        pytest.param("身 份 证 号:", "identity", id="padded-label"),
        pytest.param("账    号:", "account", id="label-padded-wide"),
        pytest.param("身份\n证号:", "identity", id="label-broken-over-lines"),
        pytest.param("其公民身份号码为", "identity", id="in-a-sentence"),
        pytest.param("电话0564,身份证号", "identity", id="the-nearest-wins"),
        pytest.param("身份证号、电话:", "phone", id="the-nearest-wins-again"),
        pytest.param("账户余额:", "amount", id="the-longest-of-those-that-end-alike"),
        pytest.param("微信公众号:", "public_social", id="longer-word-of-another-topic"),
        pytest.param("Tel:", "phone", id="latin-of-any-case"),
        pytest.param("合同编号:", "serial", id="number-of-a-thing"),
        pytest.param("编号:", "counter", id="number-of-anything"),
        pytest.param("社会保障卡卡号(金融):", "account", id="brackets-within-a-label"),
    ],
)
def test_the_word_before_a_number_says_what_it_is(before: str, topic: str) -> None:
    assert label_before(before + "123", len(before)).topic == topic


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("", id="nothing"),
        pytest.param("今天天气很好", id="other-words"),
        pytest.param(
            "已核身份证。编码规则见附件,共计若干个,其中", id="earlier-sentence-and-no-label"
        ),
        pytest.param("身份证号:\x1e", id="another-block"),
        pytest.param("身份证号" + "甲" * 60, id="too-far"),
    ],
)
def test_no_label_is_near(before: str) -> None:
    found = label_before(before + "123", len(before))

    assert found == NONE or found.topic != "identity"


@pytest.mark.parametrize(
    ("before", "adjacent", "close"),
    [
        pytest.param("账号:", True, True, id="right-before"),
        pytest.param("账号为:", True, True, id="is"),
        pytest.param("账号(农业银行):", True, True, id="in-brackets"),
        pytest.param("账号:农业银行金寨支行", True, False, id="a-name-between"),
        pytest.param("账号:622,", False, False, id="a-number-between"),
        pytest.param("账号变更,金额", False, False, id="a-comma-between"),
    ],
)
def test_how_near_a_label_stands(before: str, adjacent: bool, close: bool) -> None:
    label = label_before(before + "1", len(before))

    assert (
        label.adjacent and label.topic == "account",
        label.close and label.topic == "account",
    ) == (
        adjacent,
        close,
    )


def test_no_label_is_neither_adjacent_nor_close() -> None:
    assert not NONE.adjacent
    assert not NONE.close


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        pytest.param("123(身份证号)", "identity", id="brackets-after"),
        pytest.param("123 (出生)", "birth", id="brackets-after-a-space"),
        pytest.param("123(某)", "", id="another-word"),
        pytest.param("123", "", id="nothing"),
    ],
)
def test_a_label_may_stand_in_brackets_after_the_number(text: str, topic: str) -> None:
    assert label_after(text, 3) == topic
    assert topic_of(text, 0, 3) == topic


def test_each_word_belongs_to_one_topic() -> None:
    listed = [word for topic in table("topics").values() for word in set(topic)]

    assert sorted(listed) == sorted(set(listed))


@pytest.mark.parametrize("name", sorted(table("forms")))
def test_no_list_of_words_is_empty_or_holds_an_empty_word(name: str) -> None:
    assert words(name)
    assert all(words(name))
    assert one_of(name)
