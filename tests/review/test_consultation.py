"""What may be recorded of a consultation, and decided upon it: the rules alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from recognizers.detection import Regime
from review.consultation import (
    Answer,
    Consultation,
    Outcome,
    PartyKind,
    Stage,
    allowed_outcomes,
    check_answer,
    check_outcome,
)
from review.errors import InvalidValueError, MissingFieldError, OutOfOrderError

DAY = dt.date(2026, 3, 24)
SERVED = Consultation(
    "T1", "C2026-0001", PartyKind.THIRD_PARTY, "某公司", "", "报价", (), "clerk", DAY,
    stage=Stage.SERVED, due_on=DAY,
)  # fmt: skip
BOTH = [Regime.R2019, Regime.R2008]


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.SERVED])
def test_an_answer_comes_after_service_and_once(stage: Stage) -> None:
    with pytest.raises(OutOfOrderError):
        check_answer(replace(SERVED, stage=stage), Answer.CONSENT, "", DAY)


def test_no_answer_is_none() -> None:
    with pytest.raises(InvalidValueError):
        check_answer(SERVED, Answer.NONE, "", DAY)


@pytest.mark.parametrize(
    ("due", "today", "lapsed"),
    [
        pytest.param(DAY, DAY - dt.timedelta(days=1), False, id="day-before"),
        pytest.param(DAY, DAY, False, id="last-day"),
        pytest.param(DAY, DAY + dt.timedelta(days=1), True, id="day-after"),
        pytest.param(None, DAY, False, id="no-term-under-the-2008-regulation"),
    ],
)
def test_a_term_lapses_after_its_last_day(
    due: dt.date | None, today: dt.date, lapsed: bool
) -> None:
    held = replace(SERVED, due_on=due)
    if lapsed:
        check_answer(held, Answer.LAPSED, "", today)
        assert allowed_outcomes(held.kind, Answer.LAPSED, Regime.R2019)
    else:
        with pytest.raises(OutOfOrderError):
            check_answer(held, Answer.LAPSED, "", today)


@pytest.mark.parametrize("answer", [Answer.PARTIAL, Answer.REFUSED_WITH_REASON])
def test_an_answer_that_says_more_says_it(answer: Answer) -> None:
    with pytest.raises(MissingFieldError):
        check_answer(SERVED, answer, "  ", DAY)
    check_answer(SERVED, answer, "系技术秘密", DAY)
    check_answer(SERVED, Answer.CONSENT, "", DAY)
    assert SERVED.is_open


@pytest.mark.parametrize("kind", list(PartyKind))
@pytest.mark.parametrize("regime", BOTH)
@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("outcome", list(Outcome))
def test_only_allowed_outcomes_are_decided(
    kind: PartyKind, regime: Regime, answer: Answer, outcome: Outcome
) -> None:
    held = replace(SERVED, kind=kind, stage=Stage.ANSWERED, answer=answer)
    if outcome in allowed_outcomes(kind, answer, regime):
        check_outcome(held, outcome, "理由", regime)
        assert outcome is not Outcome.OPEN
    else:
        with pytest.raises(InvalidValueError):
            check_outcome(held, outcome, "理由", regime)


@pytest.mark.parametrize("stage", [s for s in Stage if s is not Stage.ANSWERED])
def test_a_decision_comes_after_the_answer(stage: Stage) -> None:
    held = replace(SERVED, stage=stage, answer=Answer.CONSENT)
    with pytest.raises(OutOfOrderError):
        check_outcome(held, Outcome.DISCLOSE, "", Regime.R2019)


def test_a_choice_wants_a_reason_and_a_consequence_does_not() -> None:
    refused = replace(SERVED, stage=Stage.ANSWERED, answer=Answer.REFUSED_WITH_REASON)
    with pytest.raises(MissingFieldError):
        check_outcome(refused, Outcome.WITHHOLD, " ", Regime.R2019)
    consented = replace(SERVED, stage=Stage.ANSWERED, answer=Answer.CONSENT)
    check_outcome(consented, Outcome.DISCLOSE, "", Regime.R2019)
    assert not consented.owes_notice


def test_a_public_interest_decision_owes_a_notice_until_it_is_given() -> None:
    decided = replace(SERVED, stage=Stage.CLOSED, outcome=Outcome.PUBLIC_INTEREST)
    assert decided.owes_notice
    assert not replace(decided, notice_on=DAY).owes_notice
    assert not decided.is_open
