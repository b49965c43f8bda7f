"""Texts are made comparable without making different texts the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.verify.normal import BARRIER, compact, squeeze, windows

SQUEEZED = [
    ("full width digits", "１３８００１３８０００", "13800138000"),
    ("dashes and blanks", "138-0013 8000", "13800138000"),
    ("case", "ZhangSan@Example.CN", "zhangsanexamplecn"),
    ("invisible marks", "张\u200b三\ufeff丰", "张三丰"),
    ("Chinese punctuation", "（张三，男）", "张三男"),
    ("a bar", "电话█████：", "电话"),
    ("the Chinese zero stays", "二〇二四年", "二〇二四年"),
    ("radicals become characters", "\u2f42件", "文件"),
    ("nothing", "  \u3000—", ""),
]


@pytest.mark.parametrize(
    ("text", "form"), [row[1:] for row in SQUEEZED], ids=[r[0] for r in SQUEEZED]
)
def test_separators_and_width_do_not_matter(text: str, form: str) -> None:
    assert squeeze(text) == form


def test_a_barrier_survives_both_forms() -> None:
    assert squeeze(f"张{BARRIER}三") == f"张{BARRIER}三"
    assert compact(f"张{BARRIER}三") == f"张{BARRIER}三"


def test_what_must_stay_keeps_its_punctuation() -> None:
    assert compact(" 第一条：\u3000为了，\n规范。 ") == compact("第一条：为了，规范。")
    assert compact("甲、乙") != compact("甲乙")


@given(st.text())
def test_blanks_never_change_a_form(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert compact(" ".join(text)) == compact("\n".join(text))


def test_windows_do_not_cross_barriers() -> None:
    assert windows(f"abcd{BARRIER}ef", 3) == {"abc", "bcd"}
    assert windows("ab", 3) == set()


@given(st.text(alphabet="甲乙丙1", min_size=5, max_size=30))
def test_every_run_of_the_text_is_a_window(text: str) -> None:
    found = windows(text, 4)
    assert all(text[i : i + 4] in found for i in range(len(text) - 3))
    assert all(run in text for run in found)
