"""What people decide: about findings, about plans, about whole cases.

Nothing here is ever changed: a later decision on the same finding supersedes an
earlier one, and a signature is void once its digest is no longer the case's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from recognizers.finding import (
    Capacity,
    Category,
    Finding,
    FindingId,
    Kind,
    Suggestion,
    Treatment,
)
from recognizers.text import BlockId, Sha256, Span
from review.errors import MissingFieldError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from review.case import CaseId, DocumentId
    from review.people import ActorId, Role


class Verdict(StrEnum):
    """A person's answer to a finding; only the first two settle it."""

    WITHHOLD = "withhold"
    KEEP = "keep"
    CONSULT = "consult"
    REFER = "refer"

    @property
    def settles(self) -> bool:
        """Return whether nothing more is awaited."""
        return self in {Verdict.WITHHOLD, Verdict.KEEP}


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding on record; ``origin`` is "recognizer" or "manual". Holds no text."""

    id: FindingId
    document: DocumentId
    kind: Kind
    category: Category
    suggestion: Suggestion
    treatment: Treatment
    capacity: Capacity
    basis: tuple[str, ...]
    grounds: tuple[str, ...]
    score: int  # millionths, so that it has one spelling
    recognizer: str
    origin: str
    spans: tuple[tuple[str, int, int], ...]
    event: int = 0

    def finding(self) -> Finding:
        """Return it as the recognizers speak of it."""
        return Finding(
            kind=self.kind,
            spans=tuple(Span(BlockId(block), start, end) for block, start, end in self.spans),
            score=self.score / 1_000_000,
            recognizer=self.recognizer,
            grounds=self.grounds,
            category=self.category,
            suggestion=self.suggestion,
            basis=self.basis,
            capacity=self.capacity,
            treatment=self.treatment,
        )


def recorded(
    name: FindingId, document: DocumentId, finding: Finding, origin: str, event: int
) -> FindingRecord:
    """Return ``finding`` as it is put on record under ``name``."""
    return FindingRecord(
        id=name,
        document=document,
        kind=finding.kind,
        category=finding.category,
        suggestion=finding.suggestion,
        treatment=finding.treatment,
        capacity=finding.capacity,
        basis=finding.basis,
        grounds=finding.grounds,
        score=round(finding.score * 1_000_000),
        recognizer=finding.recognizer,
        origin=origin,
        spans=tuple((span.block, span.start, span.end) for span in finding.spans),
        event=event,
    )


@dataclass(frozen=True, slots=True)
class Decision:
    """One person's answer to one finding.

    ``treatment`` is how the text is withheld, and None for other verdicts.
    Keeping a finding needs a reason (2019 article 5: disclosure is the rule, but
    the finding said otherwise). ``consultation`` names the consultation whose
    outcome the decision rests on, or "".
    """

    event: int
    finding: FindingId
    document: DocumentId
    verdict: Verdict
    treatment: Treatment | None
    basis: tuple[str, ...]
    reason: str
    consultation: str
    by: ActorId
    at: str

    def __post_init__(self) -> None:
        if self.verdict is Verdict.KEEP and not self.reason.strip():
            raise MissingFieldError(field="reason")
        if (self.verdict is Verdict.WITHHOLD) != (self.treatment is not None):
            raise MissingFieldError(field="treatment")
        if self.verdict is Verdict.WITHHOLD and not self.basis:
            raise MissingFieldError(field="basis")


def effective(decisions: Iterable[Decision]) -> dict[FindingId, Decision]:
    """Return the decision that holds for each finding: the last one."""
    return {d.finding: d for d in sorted(decisions, key=lambda d: d.event)}


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written by the plan ``plan`` and proven; ``proof`` are its facts."""

    event: int
    document: DocumentId
    source: Sha256
    plan: str
    sha256: Sha256
    media_type: str
    proof: str
    at: str


@dataclass(frozen=True, slots=True)
class View:
    """Someone was shown ``part`` of a document, or opened it; ``digest`` names what."""

    event: int
    case: CaseId
    document: str
    part: str
    digest: str
    by: ActorId
    at: str


class Opinion(StrEnum):
    """What a signature says."""

    AGREE = "agree"
    ESCALATE = "escalate"  # agree, and put it to the principal leader


@dataclass(frozen=True, slots=True)
class SignOff:
    """One person's word, at one step, for exactly what ``digest`` names.

    ``principal`` is in whose place they signed (their own login if in none).
    ``shown`` lists what they had opened of what they signed. ``checkpoint`` is
    the length of the log when they did.
    """

    event: int
    case: CaseId
    step: str
    role: Role
    by: ActorId
    principal: ActorId
    digest: str
    opinion: Opinion
    words: str
    shown: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Return:
    """The case was sent back to ``step``: signatures from that step on are void."""

    event: int
    case: CaseId
    step: str
    reason: str
    by: ActorId
    at: str


@dataclass(frozen=True, slots=True)
class Referral:
    """A question put to the secrecy administration (2019 article 17, third paragraph)."""

    id: str
    case: CaseId
    organ: str
    question: str
    by: ActorId
    at: str
    answer: str = ""
    answered_at: str = ""

    @property
    def is_open(self) -> bool:
        """Return whether the answer is still awaited."""
        return not self.answered_at
