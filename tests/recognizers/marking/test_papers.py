"""Whole invented papers of every profile, through the engine: what goes and what stays."""

from __future__ import annotations

from functools import cache

import pytest

from recognizers.base import find_all
from recognizers.detection import Detection, DetectionSettings, Regime
from recognizers.finding import Capacity, Finding, Kind, Suggestion, Treatment
from recognizers.places.levels import keep_until
from recognizers.text import Document, Span
from tests.recognizers.marking.papers import PAPERS, Paper

GOES = frozenset({Suggestion.WITHHOLD, Suggestion.CONSULT})


@cache
def detection(name: str) -> Detection:
    paper = next(p for p in PAPERS if p.name == name)
    return find_all(paper.document, DetectionSettings())


def gone(document: Document, finding: Finding) -> list[Span]:
    """Return what of a finding disappears: of an address only the part behind its level."""
    if finding.treatment is not Treatment.GENERALISE or finding.kind is not Kind.ADDRESS:
        return list(finding.spans)
    level = "village" if "keep-until-village" in finding.grounds else "county"
    kept = keep_until(document.text_at(finding.span), level)
    span = finding.span
    return [Span(span.block, span.start + kept, span.end)] if span.start + kept < span.end else []


def spans_gone(paper: Paper) -> list[Span]:
    found = detection(paper.name).findings
    return [s for f in found if f.suggestion in GOES for s in gone(paper.document, f)]


def occurrences(document: Document, text: str) -> list[Span]:
    return [
        Span(block.id, at, at + len(text))
        for block in document.blocks
        for at in [block.text.find(text)]
        if at >= 0
    ]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_the_profile_is_proposed_from_the_paper(paper: Paper) -> None:
    assert detection(paper.name).profile == paper.profile


@pytest.mark.parametrize(
    ("paper", "text"),
    [pytest.param(p, text, id=f"{p.name}-{n}") for p in PAPERS for n, text in enumerate(p.goes)],
)
def test_what_must_not_be_published_goes(paper: Paper, text: str) -> None:
    spans = spans_gone(paper)
    for place in occurrences(paper.document, text):
        covered = {i for s in spans if s.overlaps(place) for i in range(s.start, s.end)}
        assert covered.issuperset(range(place.start, place.end))


@pytest.mark.parametrize(
    ("paper", "text"),
    [pytest.param(p, text, id=f"{p.name}-{n}") for p in PAPERS for n, text in enumerate(p.stays)],
)
def test_what_must_be_public_stays(paper: Paper, text: str) -> None:
    spans = spans_gone(paper)
    places = occurrences(paper.document, text)
    assert places
    assert not [s for s in spans for place in places if s.overlaps(place)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_finding_says_why_and_under_which_article(paper: Paper) -> None:
    for finding in detection(paper.name).findings:
        assert finding.grounds
        assert finding.basis


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_findings_are_in_reading_order(paper: Paper) -> None:
    order = {block.id: number for number, block in enumerate(paper.document.blocks)}
    places = [(order[f.span.block], f.span.start) for f in detection(paper.name).findings]
    assert places == sorted(places)


def test_under_the_old_regulation_old_articles_are_cited() -> None:
    paper = next(p for p in PAPERS if p.name == "disclosure-answer")
    found = find_all(paper.document, DetectionSettings(regime=Regime.R2008)).findings
    cited = {article for finding in found for article in finding.basis}
    assert {"条例2008#14", "条例2008#22"} <= cited
    assert not [article for article in cited if article.startswith("条例2019")]


def test_a_clean_report_leaves_nothing_to_decide() -> None:
    found = detection("annual-report").findings
    assert {finding.suggestion for finding in found} == {Suggestion.KEEP}


def test_what_was_not_looked_for_is_always_said() -> None:
    assert "photographs" in detection("policy").not_looked_for


def test_officials_of_all_papers_are_kept() -> None:
    found = [f for paper in PAPERS for f in detection(paper.name).findings]
    officials = [f for f in found if f.capacity is Capacity.OFFICIAL and f.kind is Kind.PERSON]
    assert len(officials) >= 35
    assert {f.suggestion for f in officials} == {Suggestion.KEEP}
