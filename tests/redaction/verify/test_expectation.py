"""What must go and what must stay follow from the document and the plan alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Treatment
from recognizers.text import BlockId, Document, Layer, Sha256, Span, TextBlock
from redaction.plan import BAR, Edit, RedactionPlan, build_plan
from redaction.verify.expectation import changed_range, expect, occurrences, reach_of
from redaction.verify.normal import squeeze
from redaction.verify.strand import Sort

SOURCE = Sha256("0" * 64)


def document(*texts: str, layer: Layer = Layer.BODY) -> Document:
    blocks = tuple(TextBlock(BlockId(f"b{n}"), text, layer) for n, text in enumerate(texts))
    return Document(SOURCE, "text/plain", blocks)


def plan(made: Document, *edits: tuple[int, int, int, str]) -> RedactionPlan:
    return build_plan(
        made,
        [Edit(Span(BlockId(f"b{n}"), a, b), Treatment.REMOVE, text) for n, a, b, text in edits],
    )


def forms(made: Document, done: RedactionPlan) -> dict[str, int]:
    return {needle.form: needle.allowed for needle in expect(made, done).needles}


REACHES = [
    ("one character", "张", Sort.SHOWN),
    ("five digits", "12345", Sort.SHOWN),
    ("six digits", "100083", Sort.TEXT),
    ("a mobile number", "13800138000", Sort.BINARY),
    ("a name of two", "张三", Sort.SYNTAX),
    ("a name of three", "张三丰", Sort.BINARY),
    ("a plate", "京a12345", Sort.BINARY),
    ("a word formats use", "document", Sort.TEXT),
    ("digits all the same", "000000000000", Sort.SHOWN),
    ("a name every program writes", "microsoft", Sort.SHOWN),
]


@pytest.mark.parametrize(("form", "reach"), [r[1:] for r in REACHES], ids=[r[0] for r in REACHES])
def test_the_shorter_a_text_the_fewer_routes_seek_it(form: str, reach: Sort) -> None:
    assert reach_of(form) is reach


def test_a_text_that_stays_elsewhere_is_allowed_there_as_often() -> None:
    made = document("局长张三丰签发。", "申请人张三丰。")
    assert forms(made, plan(made, (1, 3, 6, BAR)))["张三丰"] == 1


def test_a_longer_name_that_stays_allows_the_shorter_within() -> None:
    made = document("张三丰局长", "张三")
    assert forms(made, plan(made, (1, 0, 2, BAR)))["张三"] == 1


def test_a_number_over_two_blocks_is_sought_joined_and_in_its_parts() -> None:
    made = document("电话138001", "38000转")
    found = forms(made, plan(made, (0, 2, 8, BAR), (1, 0, 5, "")))
    assert found["13800138000"] == 0
    assert found["138001"] == 0


def test_a_mask_forbids_the_whole_and_allows_its_ends() -> None:
    made = document("电话13800138000。")
    found = forms(made, plan(made, (0, 2, 13, "138****8000")))
    assert "13800138000" in found
    assert "138" not in found


def test_numbers_are_sought_backwards_and_in_chinese_too() -> None:
    made = document("13800138001")
    found = forms(made, plan(made, (0, 0, 11, BAR)))
    assert "10083100831" in found
    assert "一三八〇〇一三八〇〇一" in found


def test_short_texts_are_counted_only_where_they_show() -> None:
    made = document("年龄：45岁", "第45条")
    found = expect(made, plan(made, (0, 3, 5, BAR)))
    assert not found.needles
    assert [(w.text, w.allowed, w.edits) for w in found.weak] == [("45", 1, 1)]


def test_a_number_does_not_count_within_a_longer_one() -> None:
    assert occurrences("45", "45岁，1450元，0.45") == 2
    assert occurrences("甲", "甲甲") == 2


def test_dropped_layers_leave_runs_but_what_also_stays_leaves_none() -> None:
    comment = TextBlock(BlockId("c"), "请王某某处长再核实这一段的数字", Layer.COMMENT)
    made = document("请王某某处长再核实")
    both = Document(SOURCE, "text/plain", (*made.blocks, comment))
    runs = expect(both, RedactionPlan(SOURCE, ())).dropped_runs
    assert "实这一段的数字"[:7] not in runs
    assert any("这一段的数字" in run for run in runs)
    assert all(run not in squeeze("请王某某处长再核实") for run in runs)


def test_kept_stretches_are_what_no_edit_covers() -> None:
    made = document("申请人：张三丰，已受理。")
    kept = expect(made, plan(made, (0, 4, 7, BAR))).kept
    assert [piece.text for piece in kept] == ["申请人:", ",已受理。"]


CHANGES = [
    ("all of it", "张三", BAR, (0, 2)),
    ("the middle", "13800138000", "138****8000", (3, 7)),
    ("the end", "河北省某县某村12号", "河北省某县某村", (7, 10)),
    ("nothing left standing twice", "aa", "a", (1, 2)),
    ("nothing", "甲", "甲", (1, 1)),
]


@pytest.mark.parametrize(
    ("text", "replacement", "changed"), [r[1:] for r in CHANGES], ids=[r[0] for r in CHANGES]
)
def test_only_what_a_replacement_changes_counts(
    text: str, replacement: str, changed: tuple[int, int]
) -> None:
    assert changed_range(text, replacement) == changed


@given(st.text(alphabet="ab1", max_size=12), st.text(alphabet="ab1*", max_size=12))
def test_the_changed_range_lies_within_and_its_ends_agree(text: str, replacement: str) -> None:
    start, end = changed_range(text, replacement)
    assert 0 <= start <= end <= len(text)
    assert replacement.startswith(text[:start])
    assert replacement.endswith(text[end:])


@given(st.lists(st.text(alphabet="甲乙丙12 ，", max_size=20), min_size=1, max_size=4), st.data())
def test_kept_and_gone_together_are_the_published_text(
    texts: list[str], data: st.DataObject
) -> None:
    made = document(*texts)
    chosen = []
    for number, text in enumerate(texts):
        if text:
            start = data.draw(st.integers(0, len(text) - 1))
            end = data.draw(st.integers(start + 1, len(text)))
            chosen.append((number, start, end, BAR))
    found = expect(made, plan(made, *chosen))
    total = sum(len(piece.text) for piece in found.kept) + found.gone[0].total()
    assert total == sum(len(text.replace(" ", "")) for text in texts)
