"""From a Presidio result to a finding: kinds, grounds, scores and coverage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presidio_analyzer import Pattern, PatternRecognizer, RecognizerResult

from recognizers.base import as_finding, find_all
from recognizers.coverage import Coverage
from recognizers.finding import Category, Finding, Kind
from recognizers.text import BlockId, Span, TextBlock
from recognizers.views import view
from tests.recognizers.documents import document

BLOCK = BlockId("b")


def result(entity_type: str, score: float = 0.5) -> RecognizerResult:
    names = {RecognizerResult.RECOGNIZER_NAME_KEY: "Stock"}
    return RecognizerResult(entity_type, 0, 3, score, recognition_metadata=names)


@pytest.mark.parametrize(
    ("entity_type", "kind"),
    [
        ("PERSON", Kind.PERSON),
        ("RESIDENT_ID", Kind.RESIDENT_ID),
        ("LOCATION", Kind.PLACE),
        ("PHONE_NUMBER", Kind.MOBILE_PHONE),
        ("EMAIL_ADDRESS", Kind.EMAIL),
        ("CREDIT_CARD", Kind.BANK_ACCOUNT),
        ("EMPLOYEE_CODE", Kind.CUSTOM),
    ],
)
def test_a_stock_result_becomes_a_finding_of_a_known_kind(entity_type: str, kind: Kind) -> None:
    finding = as_finding(view(TextBlock(BLOCK, "abcdef")), result(entity_type))
    assert finding is not None
    assert finding.kind is kind
    assert finding.grounds == ("plugged",)
    assert finding.recognizer == "presidio.Stock"
    assert finding.category is Category.PERSONAL


@pytest.mark.parametrize(("score", "kept"), [(0.0, 0.01), (0.5, 0.5), (1.0, 1.0), (1.5, 1.0)])
def test_any_score_fits_the_range_of_a_finding(score: float, kept: float) -> None:
    finding = as_finding(view(TextBlock(BLOCK, "abcdef")), result("PERSON", score))
    assert finding is not None
    assert finding.score == kept


def test_a_result_inside_the_label_is_no_finding() -> None:
    assert as_finding(view(TextBlock(BLOCK, "abc", label="联系电话")), result("PERSON")) is None


def test_an_offices_own_recognizer_reports_through_the_engine() -> None:
    code = PatternRecognizer(
        "EMPLOYEE_CODE", supported_language="zh", patterns=[Pattern("code", r"\bBT[0-9]{4}\b", 0.7)]
    )
    doc = document("职工编号BT0001的同志请到场。")
    custom = [f for f in find_all(doc, plugged=[code]).findings if f.kind is Kind.CUSTOM]
    assert [doc.text_at(f.span) for f in custom] == ["BT0001"]


spans = st.builds(
    lambda block, start, length: Span(BlockId(block), start, start + length),
    st.sampled_from("ab"),
    st.integers(0, 20),
    st.integers(1, 6),
)


@given(st.lists(spans, max_size=8), spans)
def test_coverage_says_what_comparing_with_every_span_says(some: list[Span], asked: Span) -> None:
    findings = [Finding(Kind.PERSON, (span,), 0.5, "test/1") for span in some]
    assert Coverage(findings).touches(asked) is any(asked.overlaps(span) for span in some)
