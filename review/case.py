"""A case: one matter to be published, its form, its files, and its terms.

Text that people typed (titles, names, reasons) stands in these records in
clear; the store encrypts it, and the trail holds only commitments to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from recognizers.detection import Regime
    from recognizers.text import Sha256
    from review.people import ActorId

CaseId = NewType("CaseId", str)
DocumentId = NewType("DocumentId", str)


class CaseKind(StrEnum):
    """What the publication is for."""

    PROACTIVE = "proactive"  # 主动公开
    APPLICATION = "application"  # 依申请公开


class DocumentClass(StrEnum):
    """Official papers and all else go different ways (公文类, 非公文类)."""

    OFFICIAL = "official"
    OTHER = "other"


class Attribute(StrEnum):
    """The public attribute that the originator set (公文公开属性)."""

    UNDECIDED = "undecided"
    ACTIVE = "active"  # 主动公开
    ON_REQUEST = "on_request"  # 依申请公开
    WITHHELD = "withheld"  # 不予公开


class Consent(StrEnum):
    """Whether another organ, whose matter it is, agreed."""

    NOT_NEEDED = "not_needed"
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


class Applicant(StrEnum):
    """Columns of the annual report's table of applications."""

    NONE = "none"
    NATURAL_PERSON = "natural_person"
    ENTERPRISE = "enterprise"
    RESEARCH = "research"
    WELFARE = "welfare"
    LEGAL_SERVICE = "legal_service"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Case:
    """One matter under review (一事一审), as its form says.

    ``category`` is the item of article 20 it counts under, ``result`` the row of
    the annual report an application was settled by ("" while open). ``form``
    holds further fields of the office's form, name and value.
    """

    id: CaseId
    title: str
    kind: CaseKind
    document_class: DocumentClass
    attribute: Attribute
    department: str
    regime: Regime
    profile: str
    chain: str
    received_on: dt.date
    created_by: ActorId
    created_at: str
    formed_on: dt.date | None = None
    urgent: bool = False
    urgent_reason: str = ""
    escalated: bool = False
    origin: str = ""
    consent: Consent = Consent.NOT_NEEDED
    category: str = ""
    applicant: Applicant = Applicant.NONE
    applicant_name: str = ""
    request: str = ""
    result: str = ""
    answered_on: dt.date | None = None
    form: tuple[tuple[str, str], ...] = ()


class DocumentState(StrEnum):
    """How far a file got."""

    RECEIVED = "received"
    READ = "read"
    REFUSED = "refused"  # could not be read: blocks the case until removed
    STOPPED = "stopped"  # a state-secrecy mark; bytes and text are gone
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class CaseDocument:
    """One file of a case; an annex names the document it belongs to.

    ``text`` names the blob of its parsed text, ``reason`` the code of a refusal
    or the rule of a stop. ``order`` counts from 0 within the case. ``persons``
    counts distinct persons by kind of information.
    """

    id: DocumentId
    case: CaseId
    order: int
    annex_of: str
    name: str
    sha256: Sha256
    size: int
    media_type: str
    state: DocumentState
    text: str = ""
    reason: str = ""
    profile: str = ""
    gaps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    persons: tuple[tuple[str, int], ...] = ()

    @property
    def counts(self) -> bool:
        """Return whether the file is part of the matter (not taken out of it)."""
        return self.state is not DocumentState.REMOVED


def standing(documents: Iterable[CaseDocument]) -> tuple[CaseDocument, ...]:
    """Return the files that are part of the matter, in order."""
    return tuple(sorted((d for d in documents if d.counts), key=lambda d: d.order))


@dataclass(frozen=True, slots=True)
class Release:
    """The lock was opened for exactly the files that ``digest`` was signed for."""

    event: int
    case: CaseId
    digest: str
    by: ActorId
    at: str


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when released files were published, and when that ends or is looked at again."""

    event: int
    case: CaseId
    place: str
    address: str
    day: dt.date
    expires: dt.date | None
    look_again: dt.date | None
    by: ActorId


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publication was taken back on ``day``."""

    event: int
    case: CaseId
    day: dt.date
    reason: str
    by: ActorId


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was made for a case; ``sha256`` names its blob."""

    event: int
    case: CaseId
    kind: str
    sha256: Sha256
    by: ActorId
    at: str
