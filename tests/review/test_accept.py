"""Decisions: what is withheld, and what an office's own file may say about it."""

from __future__ import annotations

import json

import pytest

from recognizers.errors import ConfigError
from recognizers.finding import Category, Finding, Kind, Suggestion, Treatment, finding_id
from recognizers.text import BlockId, Document, Sha256, Span, TextBlock
from review.accept import Mode, accepted, parse_decisions

DOCUMENT = Document(
    Sha256("a" * 64), "text/plain", (TextBlock(BlockId("b"), "周志远，镇长李建国"),)
)


def finding(kind: Kind, start: int, end: int, suggestion: Suggestion) -> Finding:
    return Finding(
        kind,
        (Span(BlockId("b"), start, end),),
        0.9,
        "t/1",
        suggestion=suggestion,
        basis=("条例2019#15",),
    )


PRIVATE = finding(Kind.PERSON, 0, 3, Suggestion.WITHHOLD)
OFFICIAL = finding(Kind.PERSON, 6, 9, Suggestion.KEEP)
ASKED = finding(Kind.TRADE_SECRET, 4, 6, Suggestion.CONSULT)
REFERRED = finding(Kind.INTERNAL_MARK, 3, 4, Suggestion.REFER)
ALL = (PRIVATE, REFERRED, ASKED, OFFICIAL)


def decisions(**body: object) -> bytes:
    return json.dumps({"schema": "mishen.decisions/1", **body}).encode()


def kept(mode: Mode, raw: bytes | None = None) -> list[Finding]:
    parsed = parse_decisions(raw) if raw is not None else parse_decisions(decisions())
    return [a.finding for a in accepted(DOCUMENT, ALL, mode, parsed)]


def test_suggested_takes_what_is_to_be_withheld_or_asked_about() -> None:
    assert kept(Mode.SUGGESTED) == [PRIVATE, ASKED]


def test_all_takes_every_finding() -> None:
    assert kept(Mode.ALL) == list(ALL)


def test_a_decision_overrides_the_mode_both_ways() -> None:
    raw = decisions(
        source=DOCUMENT.sha256,
        decisions=[
            {
                "finding": finding_id(DOCUMENT.sha256, PRIVATE),
                "action": "keep",
                "reason": "本人同意",
            },
            {
                "finding": finding_id(DOCUMENT.sha256, OFFICIAL),
                "action": "withhold",
                "treatment": "pseudonym",
            },
        ],
    )
    chosen = accepted(DOCUMENT, ALL, Mode.SUGGESTED, parse_decisions(raw))
    assert [(a.finding, a.treatment) for a in chosen] == [
        (ASKED, Treatment.REMOVE),
        (OFFICIAL, Treatment.PSEUDONYM),
    ]


def test_a_reviewer_may_mark_a_place_by_hand() -> None:
    raw = decisions(
        manual=[
            {
                "block": "b",
                "start": 4,
                "end": 6,
                "category": "work_secret",
                "basis": ["条例2019#16.1"],
            }
        ]
    )
    marked = accepted(DOCUMENT, (), Mode.SUGGESTED, parse_decisions(raw))[0]
    assert (marked.finding.kind, marked.finding.category) == (Kind.MANUAL, Category.WORK_SECRET)
    assert marked.basis == ("条例2019#16.1",)


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        pytest.param(b"{", "", id="not-json"),
        pytest.param(b"[]", "schema", id="not-an-object"),
        pytest.param(b'{"schema": "mishen.decisions/9"}', "schema", id="unknown-schema"),
        pytest.param(
            decisions(decisions=[{"finding": "x"}]), "decisions[0].action", id="no-action"
        ),
        pytest.param(
            decisions(decisions=[{"finding": "x", "action": "burn"}]),
            "decisions[0].action",
            id="unknown-action",
        ),
        pytest.param(
            decisions(decisions=[{"finding": "x", "action": "withhold", "treatment": "burn"}]),
            "decisions[0].treatment",
            id="unknown-treatment",
        ),
        pytest.param(decisions(decisions=["x"]), "decisions[0].action", id="entry-is-no-object"),
        pytest.param(
            decisions(manual=[{"block": "b", "start": 3, "end": 3}]), "manual[0]", id="empty-span"
        ),
        pytest.param(decisions(manual=[{"start": 3}]), "manual[0]", id="no-block"),
    ],
)
def test_a_decisions_file_that_is_wrong_says_where(raw: bytes, path: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_decisions(raw)
    assert caught.value.facts["path"] == path


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        pytest.param(decisions(source="b" * 64), "source", id="another-file"),
        pytest.param(
            decisions(decisions=[{"finding": "0" * 16, "action": "keep"}]),
            "decisions[0].finding",
            id="unknown-finding",
        ),
        pytest.param(
            decisions(manual=[{"block": "b", "start": 5, "end": 99}]),
            "manual[0]",
            id="beyond-the-block",
        ),
        pytest.param(
            decisions(manual=[{"block": "c", "start": 0, "end": 1}]),
            "manual[0]",
            id="unknown-block",
        ),
    ],
)
def test_decisions_that_do_not_fit_the_file_are_refused(raw: bytes, path: str) -> None:
    with pytest.raises(ConfigError) as caught:
        accepted(DOCUMENT, ALL, Mode.SUGGESTED, parse_decisions(raw))
    assert caught.value.facts["path"] == path
