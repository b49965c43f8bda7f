"""Treatments edit no more than must go, and never less."""

from __future__ import annotations

from dataclasses import asdict

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from recognizers.finding import Category, Finding, Kind, Treatment
from recognizers.text import BlockId, Document, Sha256, Span, TextBlock
from redaction.plan import Edit, RedactionPlan, build_plan, canonical_json
from redaction.pseudonym import Pseudonyms, canonical, stand_in
from redaction.treatment import Accepted, bar, edits

B = BlockId("b")


def document(*texts: str) -> Document:
    blocks = tuple(TextBlock(BlockId(f"b{i}"), text) for i, text in enumerate(texts))
    return Document(Sha256("0" * 64), "text/plain", blocks)


def finding(kind: Kind, *spans: tuple[int, int, int], grounds: tuple[str, ...] = ()) -> Finding:
    return Finding(
        kind, tuple(Span(BlockId(f"b{b}"), s, e) for b, s, e in spans), 0.9, "t/1", grounds
    )


def applied(doc: Document, made: list[Edit]) -> list[str]:
    texts = {block.id: block.text for block in doc.blocks}
    for edit in reversed(build_plan(doc, made).edits):
        text = texts[edit.span.block]
        texts[edit.span.block] = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return list(texts.values())


def test_removal_puts_the_bar_of_its_category_in_place() -> None:
    doc = document("电话13800000011。")
    made = edits(doc, [Accepted(finding(Kind.MOBILE_PHONE, (0, 2, 13)), Treatment.REMOVE)])
    assert applied(doc, made) == [f"电话{bar(Category.PERSONAL)}。"]


def test_bars_have_one_width_per_category_whatever_they_replace() -> None:
    assert {len(bar(c)) for c in (Category.PERSONAL, Category.TRADE_SECRET, Category.INTERNAL)} == {
        4
    }


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        pytest.param(Kind.MOBILE_PHONE, "13800000011", "138****0011", id="phone-keeps-3-and-4"),
        pytest.param(Kind.MOBILE_PHONE, "138 0000 0011", "138 **** 0011", id="spaced-phone"),
        pytest.param(Kind.RESIDENT_ID, "341524190001010110", "341524****0110", id="id-6-and-4"),
        pytest.param(Kind.EMAIL, "zhou@example.com", "****", id="no-rule-hides-all"),
    ],
)
def test_a_mask_keeps_only_what_its_kind_allows(kind: Kind, text: str, shown: str) -> None:
    doc = document(text)
    made = edits(doc, [Accepted(finding(kind, (0, 0, len(text))), Treatment.MASK)])
    assert applied(doc, made) == [shown]


def test_a_mask_that_would_hide_too_little_becomes_a_removal() -> None:
    doc = document("1380011")
    made = edits(doc, [Accepted(finding(Kind.MOBILE_PHONE, (0, 0, 7)), Treatment.MASK)])
    assert applied(doc, made) == [bar(Category.PERSONAL)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("1903年4月5日", "1903年█隐私█", id="han-date"),
        pytest.param("1903-04-05", "1903-█隐私█", id="iso-date"),
        pytest.param("三月五日", "█隐私█", id="no-year-to-keep"),
        pytest.param("1903", "█隐私█", id="year-alone-leaves-nothing-to-hide-so-all-goes"),
    ],
)
def test_a_birth_date_is_cut_to_its_year(text: str, shown: str) -> None:
    doc = document(text)
    made = edits(doc, [Accepted(finding(Kind.BIRTH_DATE, (0, 0, len(text))), Treatment.GENERALISE)])
    assert applied(doc, made) == [shown]


def test_a_finding_of_several_spans_shows_one_stand_in() -> None:
    doc = document("341524190001", "010110")
    parts = finding(Kind.RESIDENT_ID, (0, 0, 12), (1, 0, 6))
    made = edits(doc, [Accepted(parts, Treatment.MASK)])
    assert applied(doc, made) == [bar(Category.PERSONAL), ""]


def test_two_persons_with_one_stand_in_are_numbered_and_one_person_is_not() -> None:
    doc = document("陈国强、陈 国 强、陈小满、赵永福")
    made = edits(
        doc,
        [
            Accepted(finding(Kind.PERSON, (0, s, e)), Treatment.PSEUDONYM)
            for s, e in ((0, 3), (4, 9), (10, 13), (14, 17))
        ],
    )
    assert applied(doc, made) == ["陈某某1、陈某某1、陈某某2、赵某某"]


@pytest.mark.parametrize(
    ("name", "surname", "shown"),
    [
        pytest.param("余芳", "余", "余某", id="two-characters"),
        pytest.param("欧阳秀兰", "欧阳", "欧阳某某", id="compound-surname"),
        pytest.param("阿卜杜热合曼·买买提", "", "阿某某", id="dotted-name-keeps-the-first"),
    ],
)
def test_stand_ins_keep_the_surname(name: str, surname: str, shown: str) -> None:
    assert stand_in(name, surname) == shown


@given(st.lists(st.text("陈李周吴国强芳", min_size=2, max_size=4), min_size=1, max_size=12))
def test_different_names_never_share_a_stand_in(names: list[str]) -> None:
    pseudonyms = Pseudonyms()
    pseudonyms.assign((name, name[0]) for name in names)
    shown = {canonical(name): pseudonyms.of(name) for name in names}
    assert len(set(shown.values())) == len(shown)


@given(st.lists(st.text("陈国强芳", min_size=2, max_size=3), min_size=1, max_size=6))
def test_a_second_file_keeps_the_stand_ins_of_the_first(names: list[str]) -> None:
    pseudonyms = Pseudonyms()
    pseudonyms.assign((name, name[0]) for name in names)
    before = {name: pseudonyms.of(name) for name in names}
    pseudonyms.assign([("陈新新", "陈"), *((name, name[0]) for name in names)])
    assert {name: pseudonyms.of(name) for name in names} == before


spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(
    lambda t: (t[0], min(31, t[0] + t[1]))
)


@given(st.lists(spans, min_size=1, max_size=8))
def test_a_plan_of_overlapping_removals_leaves_no_covered_character(
    wanted: list[tuple[int, int]],
) -> None:
    text = "".join(chr(0x4E00 + i) for i in range(31))
    doc = document(text)
    made = [Edit(Span(BlockId("b0"), s, e), Treatment.REMOVE, "█") for s, e in wanted]
    left = applied(doc, made)[0]
    covered = {text[i] for s, e in wanted for i in range(s, e)}
    assert set(left) - {"█"} == set(text) - covered


@given(st.lists(spans, min_size=1, max_size=6))
def test_a_plan_does_not_depend_on_the_order_of_its_edits(wanted: list[tuple[int, int]]) -> None:
    doc = document("某" * 31)
    made = [Edit(Span(BlockId("b0"), s, e), Treatment.REMOVE, "█") for s, e in wanted]
    assert build_plan(doc, made).digest == build_plan(doc, list(reversed(made))).digest


@given(
    st.lists(
        st.tuples(
            st.text(max_size=6), st.text(max_size=6), st.lists(st.text(max_size=6), max_size=2)
        ),
        max_size=4,
    )
)
def test_the_digest_is_over_the_canonical_json_of_the_standard(
    rows: list[tuple[str, str, list[str]]],
) -> None:
    made = tuple(
        Edit(Span(BlockId(block), n, n + 1), Treatment.REMOVE, replacement, tuple(basis))
        for n, (block, replacement, basis) in enumerate(rows)
    )
    plan = RedactionPlan(Sha256("0" * 64), made)
    assert canonical_json(plan) == rfc8785.dumps(asdict(plan))
