"""Consulting those whose rights a publication touches.

Two kinds with opposite defaults (2019 regulation): a third party's silence for
15 working days leaves the decision with the organ (article 32), a joint organ's
silence is consent (article 34). Under the 2008 regulation (article 23) a refusal
needed no reason and there was no term. An organ may disclose against a refusal
where the public interest demands it, and then tells the third party in writing
what it discloses and why.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from recognizers.detection import Regime
from review.errors import InvalidValueError, MissingFieldError, OutOfOrderError

if TYPE_CHECKING:
    import datetime as dt

    from review.case import CaseId
    from review.people import ActorId


class PartyKind(StrEnum):
    """Who is consulted."""

    THIRD_PARTY = "third_party"
    JOINT_ORGAN = "joint_organ"


class Stage(StrEnum):
    """How far a consultation got."""

    OPENED = "opened"
    SENT = "sent"
    SERVED = "served"
    ANSWERED = "answered"
    CLOSED = "closed"


class Answer(StrEnum):
    """What came back."""

    NONE = "none"
    CONSENT = "consent"
    PARTIAL = "partial"
    REFUSED_WITH_REASON = "refused_with_reason"
    REFUSED = "refused"
    LAPSED = "lapsed"


class Outcome(StrEnum):
    """What the organ decided upon it."""

    OPEN = "open"
    DISCLOSE = "disclose"
    PARTIAL = "partial"
    WITHHOLD = "withhold"
    PUBLIC_INTEREST = "public_interest"

    @property
    def lets_out(self) -> bool:
        """Return whether at least a part may be disclosed."""
        return self in {Outcome.DISCLOSE, Outcome.PARTIAL, Outcome.PUBLIC_INTEREST}


@dataclass(frozen=True, slots=True)
class Consultation:
    """One party asked about some findings of a case.

    ``summary`` is what the letter says of the matter (never who applied).
    ``service`` is how the letter was served; the term runs from ``served_on``.
    ``notice_on`` is when a public-interest notice was given.
    """

    id: str
    case: CaseId
    kind: PartyKind
    party: str
    address: str
    summary: str
    findings: tuple[str, ...]
    by: ActorId
    opened_on: dt.date
    stage: Stage = Stage.OPENED
    sent_on: dt.date | None = None
    served_on: dt.date | None = None
    service: str = ""
    due_on: dt.date | None = None
    due_assured: bool = True
    answered_on: dt.date | None = None
    answer: Answer = Answer.NONE
    reply: str = ""
    outcome: Outcome = Outcome.OPEN
    reason: str = ""
    closed_on: dt.date | None = None
    notice_on: dt.date | None = None

    @property
    def is_open(self) -> bool:
        """Return whether no decision was taken upon it yet."""
        return self.stage is not Stage.CLOSED

    @property
    def owes_notice(self) -> bool:
        """Return whether a public-interest notice is still to be given."""
        return self.outcome is Outcome.PUBLIC_INTEREST and self.notice_on is None


_DECIDED_BY_ORGAN: Final = frozenset(
    {Outcome.DISCLOSE, Outcome.PARTIAL, Outcome.WITHHOLD, Outcome.PUBLIC_INTEREST}
)
_REFUSED: Final = frozenset({Outcome.WITHHOLD, Outcome.PUBLIC_INTEREST})

_THIRD_PARTY: Final = {
    Answer.CONSENT: frozenset({Outcome.DISCLOSE}),
    Answer.PARTIAL: frozenset({Outcome.PARTIAL, Outcome.PUBLIC_INTEREST}),
    Answer.REFUSED_WITH_REASON: _REFUSED | {Outcome.PARTIAL},
    Answer.REFUSED: _DECIDED_BY_ORGAN,
    Answer.LAPSED: _DECIDED_BY_ORGAN,
}
_THIRD_PARTY_2008: Final = _THIRD_PARTY | {
    Answer.REFUSED_WITH_REASON: _REFUSED,
    Answer.REFUSED: _REFUSED,
    Answer.LAPSED: frozenset(),
}
_JOINT_ORGAN: Final = {
    Answer.CONSENT: frozenset({Outcome.DISCLOSE}),
    Answer.PARTIAL: frozenset({Outcome.PARTIAL}),
    Answer.REFUSED_WITH_REASON: frozenset({Outcome.WITHHOLD, Outcome.PARTIAL}),
    Answer.REFUSED: frozenset({Outcome.WITHHOLD, Outcome.PARTIAL}),
    Answer.LAPSED: frozenset({Outcome.DISCLOSE}),
}


def allowed_outcomes(kind: PartyKind, answer: Answer, regime: Regime) -> frozenset[Outcome]:
    """Return what the organ may decide upon ``answer`` under ``regime``."""
    if kind is PartyKind.JOINT_ORGAN:
        table = _JOINT_ORGAN
    else:
        table = _THIRD_PARTY_2008 if regime is Regime.R2008 else _THIRD_PARTY
    return table.get(answer, frozenset())


def check_answer(consultation: Consultation, answer: Answer, reply: str, today: dt.date) -> None:
    """Refuse an answer that cannot be recorded on ``today``.

    Raises:
        OutOfOrderError: the letter was not served, or the term has not passed.
        MissingFieldError: a reasoned refusal without its reason.
        InvalidValueError: no answer at all.
    """
    if consultation.stage is not Stage.SERVED:
        raise OutOfOrderError(expected="served")
    if answer is Answer.NONE:
        raise InvalidValueError(field="answer")
    if answer is Answer.LAPSED and (consultation.due_on is None or today <= consultation.due_on):
        raise OutOfOrderError(expected="term-passed")
    if answer in {Answer.REFUSED_WITH_REASON, Answer.PARTIAL} and not reply.strip():
        raise MissingFieldError(field="reply")


def check_outcome(
    consultation: Consultation, outcome: Outcome, reason: str, regime: Regime
) -> None:
    """Refuse a decision that the answer does not allow.

    Raises:
        OutOfOrderError: no answer and no lapse is on record.
        InvalidValueError: the regulation does not allow this outcome.
        MissingFieldError: a decision of the organ's own without its reason.
    """
    if consultation.stage is not Stage.ANSWERED:
        raise OutOfOrderError(expected="answered")
    allowed = allowed_outcomes(consultation.kind, consultation.answer, regime)
    if outcome not in allowed:
        raise InvalidValueError(field="outcome")
    needs_reason = len(allowed) > 1 or outcome is Outcome.PUBLIC_INTEREST
    if needs_reason and not reason.strip():
        raise MissingFieldError(field="reason")
