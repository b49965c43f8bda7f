from __future__ import annotations

import pytest

from benchmarks.detection.labels import Case, read
from benchmarks.detection.report import by, by_area, proposals
from benchmarks.detection.score import Score, area, score
from benchmarks.detection.tools import Answer, Mark
from recognizers.finding import Capacity, Kind, Suggestion
from recognizers.text import BlockId, Span


def mark(start: int, end: int, kind: Kind = Kind.PERSON, **more: object) -> Mark:
    return Mark(kind, (Span(BlockId("b0"), start, end),), **more)  # type: ignore[arg-type]


def judged(text: str, *marks: Mark, head: str = "general", stopped: bool = False) -> Score:
    (case,) = read(f"=== x-1 {head}\n{text}\n")
    return score([case], lambda _: Answer(marks, stopped))


@pytest.mark.parametrize(
    ("found", "touched", "exact", "wrong"),
    [
        pytest.param(mark(1, 3), 1, 1, 0, id="right"),
        pytest.param(mark(1, 4), 1, 0, 0, id="too-long"),
        pytest.param(mark(1, 2), 1, 0, 0, id="too-short"),
        pytest.param(mark(4, 6), 0, 0, 1, id="beside"),
        pytest.param(mark(1, 3, Kind.ADDRESS), 0, 0, 1, id="another-area"),
    ],
)
def test_a_name_is_touched_exact_or_false(
    found: Mark, touched: int, exact: int, wrong: int
) -> None:
    total = judged("请{person-:甲乙}到场签字", found).total.counts
    assert (total["touched"], total["exact"], total["false"]) == (touched, exact, wrong)


def test_an_identifier_counts_as_whole_by_findings_that_complete_each_other() -> None:
    text = "号{resident_id-:123 456}"
    parts = [mark(1, 4, Kind.OTHER_ID), mark(5, 8, Kind.BANK_ACCOUNT)]
    assert judged(text, *parts).areas["identifiers"].counts["whole"] == 1
    assert judged(text, parts[0]).areas["identifiers"].counts["whole"] == 0


@pytest.mark.parametrize(
    ("suggestion", "over", "hidden"),
    [
        pytest.param(Suggestion.WITHHOLD, 1, 1, id="withheld"),
        pytest.param(Suggestion.CONSULT, 1, 1, id="asked-about"),
        pytest.param(Suggestion.KEEP, 0, 0, id="kept"),
    ],
)
def test_hiding_an_official_is_counted(suggestion: Suggestion, over: int, hidden: int) -> None:
    found = mark(2, 4, suggestion=suggestion, capacity=Capacity.OFFICIAL)
    total = judged("局长{person+ official:甲乙}说", found).total.counts
    assert (total["over-marked"], total["officials hidden"]) == (over, hidden)
    assert total["capacity right"] == 1


@pytest.mark.parametrize(
    ("marks", "open_"),
    [
        pytest.param((mark(1, 3),), 0, id="hidden"),
        pytest.param((mark(1, 3, suggestion=Suggestion.KEEP),), 1, id="kept"),
        pytest.param((mark(1, 2),), 1, id="half"),
        pytest.param((), 1, id="overlooked"),
    ],
)
def test_what_is_left_open_is_counted(marks: tuple[Mark, ...], open_: int) -> None:
    assert judged("请{person-:甲乙}来", *marks).total.counts["left open"] == open_


def test_a_kept_finding_without_a_label_is_no_fault_unless_it_is_a_name() -> None:
    kept = {"suggestion": Suggestion.KEEP}
    assert judged("共五万元", mark(1, 3, Kind.USCC, **kept)).total.counts["false"] == 0
    assert judged("共五万元", mark(1, 3, **kept)).total.counts["false"] == 1


def test_organisations_count_only_where_all_are_labelled() -> None:
    text, found = "{organization+:甲公司}与乙公司", mark(4, 7, Kind.ORGANIZATION)
    assert "organisations" not in judged(text, found).areas
    everything = judged(text, found, head="general orgs").areas["organisations"]
    assert (everything.counts["labels"], everything.counts["false"]) == (1, 1)


def test_public_addresses_need_not_be_found_but_must_stay() -> None:
    text = "到{address+:某路1号}"
    assert judged(text).total.counts["labels"] == 0
    assert judged(text, mark(1, 5, Kind.ADDRESS)).total.counts["over-marked"] == 1


@pytest.mark.parametrize(
    ("head", "stopped", "count"),
    [
        pytest.param("report stop", False, "missed stop", id="missed"),
        pytest.param("report", True, "false stop", id="false"),
    ],
)
def test_stops_are_counted(head: str, stopped: bool, count: str) -> None:
    result = judged("正文", head=head, stopped=stopped)
    assert result.total.counts[count] == 1
    assert [slip.what for slip in result.slips] == ["stop"]


def test_every_slip_names_its_case_and_text() -> None:
    slips = judged("请{person-:甲乙}来丙", mark(4, 5)).slips
    assert [(s.what, s.text) for s in slips] == [
        ("overlooked", "甲乙"), ("left open", "甲乙"), ("false, withhold", "丙"),
    ]  # fmt: skip


def test_every_kind_that_is_labelled_has_an_area() -> None:
    assert area(Kind.RESIDENT_ID) == area(Kind.DOCUMENT_NUMBER) == "identifiers"
    assert area(Kind.PLACE) == ""


def test_the_report_has_a_line_for_each_area_and_share() -> None:
    result = judged("请{person-:甲乙}来", mark(1, 3))
    assert len([*by_area(result)]) == 8
    assert len([*proposals(result)]) == 7
    assert any(line.startswith("person") for line in by(result.kinds))


def test_the_better_of_two_answers_has_the_better_figures() -> None:
    def case() -> Case:
        return read("=== x-1 general\n{person-:甲乙}、{person-:丙丁}\n")[0]

    one = score([case()], lambda _: Answer((mark(0, 2),))).areas["names"]
    both = score([case()], lambda _: Answer((mark(0, 2), mark(3, 5)))).areas["names"]
    assert one.exact_f1 == pytest.approx(200 / 3)
    assert both.exact_f1 == pytest.approx(100)
    assert one.precision == both.precision == pytest.approx(100)
