"""Places in words, the report's fields, and what a terminal may be shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.detection import Detection
from recognizers.errors import StoppedError
from recognizers.finding import Finding, Kind, Suggestion
from recognizers.text import BlockId, Cell, Document, Layer, Sha256, Span, TextBlock
from review.place import Places
from review.report import Report, Source, Status, as_json, status_of
from review.screen import context, visible

BLOCKS = (
    TextBlock(BlockId("h"), "页眉文字", Layer.MARGIN),
    TextBlock(BlockId("p0"), "第一段", page=1),
    TextBlock(BlockId("p1"), "第二段\n换行", page=1),
    TextBlock(BlockId("c"), "周志远", label="姓名", cell=Cell("t", 2, 1)),
)
DOCUMENT = Document(Sha256("a" * 64), "text/plain", BLOCKS, pages=1)


def finding(*places: tuple[str, int, int], suggestion: Suggestion = Suggestion.WITHHOLD) -> Finding:
    spans = tuple(Span(BlockId(block), start, end) for block, start, end in places)
    return Finding(
        Kind.PERSON, spans, 0.9, "t/1", ("label",), suggestion=suggestion, basis=("条例2019#15",)
    )


def report(*findings: Finding) -> Report:
    detection = Detection(findings, "general")
    return Report(status_of(detection), Source("a.txt", "a" * 64), DOCUMENT, detection)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        pytest.param(("h", 0, 2), "页眉页脚或注释 第1段 第1–2字", id="header"),
        pytest.param(("p1", 3, 5), "第1页 第2段 第4–5字", id="page-and-paragraph"),
        pytest.param(("c", 0, 3), "表1第3行第2列 第1–3字", id="cell"),
    ],
)
def test_a_place_is_said_as_a_clerk_would_look_for_it(
    place: tuple[str, int, int], words: str
) -> None:
    assert Places(DOCUMENT).words(finding(place).span) == words


def test_a_report_lists_where_and_why() -> None:
    body = as_json(report(finding(("c", 0, 3))))
    (found,) = body["findings"]
    assert found["text"] == "周志远"
    assert found["where"] == {"block": "c", "start": 0, "end": 3, "layer": "body", "label": "姓名"}
    assert body["document"]["pages"] == 1


def test_a_finding_over_two_places_is_one_entry_with_both() -> None:
    (found,) = as_json(report(finding(("p0", 0, 2), ("p1", 0, 1))))["findings"]
    assert (found["text"], found["where"]["block"], found["also"][0]["block"]) == (
        "第一第",
        "p0",
        "p1",
    )


def test_only_kept_findings_leave_the_file_clean() -> None:
    assert report(finding(("c", 0, 3), suggestion=Suggestion.KEEP)).status is Status.CLEAN
    assert report(finding(("c", 0, 3), suggestion=Suggestion.REFER)).status is Status.FINDINGS


def test_a_stopped_report_holds_no_text() -> None:
    stopped = Report(Status.STOPPED, Source("a.docx", "b" * 64), error=StoppedError(rule="mark"))
    body = as_json(stopped)
    assert (body["findings"], stopped.exit_code) == ([], 6)
    assert "characters" not in body["document"]


def test_the_context_is_one_line_with_the_hit_apart() -> None:
    shown = report(finding(("p1", 1, 5)))
    assert context(shown, shown.findings[0]) == ("第", "二段 换", "行")


@given(st.text(max_size=40))
def test_nothing_shown_can_drive_a_terminal(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028"]
