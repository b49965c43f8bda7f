"""What ``mark`` promises whatever it is given: nothing lost, order kept, reasons given."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import DetectionSettings, Regime, regime_on
from recognizers.finding import Finding, Kind, Suggestion, Treatment
from recognizers.marking import NEVER_LOOKED_FOR, in_order, mark
from recognizers.marking.link import FACTS
from recognizers.marking.profile import profiles
from recognizers.text import BlockId, Cell, Document, Sha256, Span, TextBlock
from tests.recognizers.marking.made import made, marked

KINDS = [k for k in Kind if k not in FACTS and k not in (Kind.COMBINATION, Kind.CUSTOM)]
TEXTS = st.text(alphabet="镇长申请人余芳李建国，。：（）岁村1234567890 \n", min_size=1, max_size=30)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Document, list[Finding]]:
    """Return a document of paragraphs and cells with findings anywhere in it."""
    blocks: list[TextBlock] = []
    findings: list[Finding] = []
    for number, text in enumerate(draw(st.lists(TEXTS, min_size=1, max_size=6))):
        cell = Cell("t", number, 0) if draw(st.booleans()) else None
        label = draw(st.sampled_from(["", "姓名", "联系电话", "监督电话", "备注"]))
        blocks.append(TextBlock(BlockId(f"b{number}"), text, label=label, cell=cell))
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        kind = draw(st.sampled_from(KINDS))
        findings.append(Finding(kind, (Span(BlockId(f"b{number}"), start, end),), 0.9, "test/1"))
    return Document(Sha256("0" * 64), "text/plain", tuple(blocks)), findings


@given(documents(), st.sampled_from(sorted(profiles())), st.sampled_from(list(Regime)))
def test_nothing_is_lost_and_everything_gets_a_reason(
    made_up: tuple[Document, list[Finding]], profile: str, regime: Regime
) -> None:
    document, findings = made_up
    detection = mark(document, findings, DetectionSettings(profile=profile, regime=regime))
    kept = {(f.kind, f.spans) for f in detection.findings}
    assert {(f.kind, f.spans) for f in findings} <= kept
    assert all(f.basis for f in detection.findings)
    assert list(detection.findings) == in_order(document, detection.findings)
    if regime is Regime.R2008:
        assert not [a for f in detection.findings for a in f.basis if a.startswith("条例2019")]


@given(documents())
def test_marking_twice_proposes_the_same(made_up: tuple[Document, list[Finding]]) -> None:
    document, findings = made_up
    settings = DetectionSettings(profile="general")
    once = mark(document, findings, settings).findings
    own = [f for f in once if f.kind not in (Kind.COMBINATION, Kind.COPY_NUMBER)]
    again = mark(document, own, settings).findings
    first = [(f.kind, f.spans, f.suggestion, f.basis) for f in own]
    second = [(f.kind, f.spans, f.suggestion, f.basis) for f in again]
    assert set(first) <= set(second)


@given(documents())
def test_a_detection_holds_no_text(made_up: tuple[Document, list[Finding]]) -> None:
    document, findings = made_up
    detection = mark(document, findings, DetectionSettings(profile="general"))
    assert "余芳" not in repr(detection.findings)
    assert "李建国" not in repr(detection.warnings)


def test_gaps_of_the_reader_come_first_in_what_was_not_looked_for() -> None:
    block = TextBlock(BlockId("b"), "正文")
    document = Document(Sha256("0" * 64), "text/plain", (block,), gaps=("image-not-read",))
    detection = mark(document, [], DetectionSettings())
    assert detection.not_looked_for == ("image-not-read", *NEVER_LOOKED_FOR)


def test_an_empty_list_of_findings_gives_an_empty_answer() -> None:
    document, _ = made("正文")
    detection = mark(document, [], DetectionSettings())
    assert (detection.findings, dict(detection.persons), detection.warnings) == ((), {}, ())


def test_a_finding_of_several_spans_gets_one_proposal() -> None:
    document, _ = made("陈国", "强到场")
    spans = (Span(BlockId("p0"), 0, 2), Span(BlockId("p1"), 0, 1))
    finding = Finding(Kind.PERSON, spans, 0.9, "test/1")
    (proposed,) = mark(document, [finding], DetectionSettings(profile="general")).findings
    assert proposed.spans == spans
    assert proposed.treatment is Treatment.PSEUDONYM


@pytest.mark.parametrize(
    ("day", "regime"),
    [
        (dt.date(2019, 5, 14), Regime.R2008),
        (dt.date(2019, 5, 15), Regime.R2019),
        (dt.date(2026, 1, 1), Regime.R2019),
    ],
)
def test_the_regulation_in_force_on_a_day(day: dt.date, regime: Regime) -> None:
    assert regime_on(day) is regime


@pytest.mark.parametrize("profile", sorted(profiles()))
def test_names_that_stay_are_kept_and_names_that_go_get_a_stand_in(profile: str) -> None:
    parts = ("举报人[[person:周晓梅]]", "镇长[[person:李建国]]")
    informant, official = (f for f in marked(*parts, profile=profile).findings)
    assert (informant.suggestion, informant.treatment) == (
        Suggestion.WITHHOLD,
        Treatment.PSEUDONYM,
    )
    assert official.suggestion is Suggestion.KEEP


def test_the_score_never_changes_a_proposal() -> None:
    document, findings = made("据[[person:余芳]]说")
    low = [Finding(f.kind, f.spans, 0.01, f.recognizer) for f in findings]
    settings = DetectionSettings(profile="general")
    assert (
        mark(document, low, settings).findings[0].suggestion
        is mark(document, findings, settings).findings[0].suggestion
    )
