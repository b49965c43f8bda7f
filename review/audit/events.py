"""Every kind of event, as a dataclass whose fields cannot hold document text.

Fields are numbers, digests, dates, and names that the program itself gave out
(``Ref``) or knows (``Code``). Whatever people type (reasons, opinions, titles,
names of files) is held elsewhere, encrypted; the trail holds a keyed commitment
to it. An event that holds anything else cannot be made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import ClassVar, Final, NewType

Ref = NewType("Ref", str)
"""A name that the program gave out: a case, a document, a login."""

Code = NewType("Code", str)
"""A word of the program's own vocabulary."""

Digest = NewType("Digest", str)
"""64 hexadecimal digits."""

Day = NewType("Day", str)
"""A date in ISO 8601."""

_SHAPES: Final = {
    "Ref": re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}"),
    "Code": re.compile(r"(?!.*[0-9]{7})[a-z][a-z0-9_.:/+,-]{0,127}|"),
    "Digest": re.compile(r"[0-9a-f]{64}"),
    "Day": re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What all events share: an action's name, and facts that are checked."""

    action: ClassVar[str]

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not _fits(str(field.type), value):
                # The value stays out of the message: it may be text.
                raise ValueError(f"{self.action}.{field.name} is no {field.type}")

    def facts(self) -> dict[str, str | int]:
        """Return the fields by name, as the chain stores them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def _fits(kind: str, value: str | int) -> bool:
    if kind == "int":
        return type(value) is int and 0 <= value < 2**53
    return isinstance(value, str) and _SHAPES[kind].fullmatch(value) is not None


def registry() -> dict[str, type[Event]]:
    """Return every kind of event by its action."""
    return {kind.action: kind for kind in Event.__subclasses__()}


@dataclass(frozen=True, slots=True)
class StoreCreated(Event):
    """A log began; ``log`` is its random name, which checkpoints carry."""

    action = "store.created"
    log: Ref


@dataclass(frozen=True, slots=True)
class PersonSaved(Event):
    """A person was added, or got other roles; ``active`` 0 means closed."""

    action = "person.saved"
    login: Ref
    roles: Code
    active: int


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """A person's password was set anew."""

    action = "person.password-set"
    login: Ref


@dataclass(frozen=True, slots=True)
class SessionOpened(Event):
    """A person proved their password."""

    action = "session.opened"
    login: Ref


@dataclass(frozen=True, slots=True)
class SessionRefused(Event):
    """A wrong password was given for a known login."""

    action = "session.refused"
    login: Ref


@dataclass(frozen=True, slots=True)
class DelegationSaved(Event):
    """``giver`` let ``taker`` sign as ``role`` from ``starts`` through ``ends``."""

    action = "delegation.saved"
    delegation: Ref
    giver: Ref
    taker: Ref
    role: Code
    starts: Day
    ends: Day


@dataclass(frozen=True, slots=True)
class CaseSaved(Event):
    """A case was opened, or its form was changed (``change``: the field, or "opened")."""

    action = "case.saved"
    case: Ref
    change: Code


@dataclass(frozen=True, slots=True)
class DocumentReceived(Event):
    """A file entered a case."""

    action = "document.received"
    case: Ref
    document: Ref
    sha256: Digest
    size: int


@dataclass(frozen=True, slots=True)
class DocumentRefused(Event):
    """A file could not be read; ``code`` is the error's."""

    action = "document.refused"
    document: Ref
    code: Code


@dataclass(frozen=True, slots=True)
class DocumentStopped(Event):
    """A state-secrecy mark: processing ended, text and bytes were removed."""

    action = "document.stopped"
    document: Ref
    sha256: Digest
    rule: Code


@dataclass(frozen=True, slots=True)
class DocumentRemoved(Event):
    """A document was taken out of its case, with its findings and decisions."""

    action = "document.removed"
    document: Ref


@dataclass(frozen=True, slots=True)
class DocumentRead(Event):
    """A file was read: how much of it, by what profile."""

    action = "document.read"
    document: Ref
    text: Digest
    blocks: int
    characters: int


@dataclass(frozen=True, slots=True)
class FindingsRecorded(Event):
    """A detection run, or a person (``origin``), put findings on record."""

    action = "findings.recorded"
    document: Ref
    origin: Code
    count: int


@dataclass(frozen=True, slots=True)
class FindingsDecided(Event):
    """A person decided ``count`` findings alike; earlier decisions are superseded."""

    action = "findings.decided"
    document: Ref
    verdict: Code
    treatment: Code
    count: int


@dataclass(frozen=True, slots=True)
class OutputProven(Event):
    """A redacted file was written by ``plan`` and proven."""

    action = "output.proven"
    document: Ref
    source: Digest
    plan: Digest
    output: Digest
    media_type: Code


@dataclass(frozen=True, slots=True)
class Viewed(Event):
    """A person was shown ``part`` of a document (or of a whole case, ``document``)."""

    action = "document.viewed"
    document: Ref
    part: Code
    digest: Digest


@dataclass(frozen=True, slots=True)
class Signed(Event):
    """A person signed ``digest`` at a step; ``principal`` is in whose place."""

    action = "case.signed"
    case: Ref
    step: Code
    role: Code
    principal: Ref
    digest: Digest
    opinion: Code
    viewed: int


@dataclass(frozen=True, slots=True)
class Returned(Event):
    """A person sent the case back to ``step``; signatures from there on are void."""

    action = "case.returned"
    case: Ref
    step: Code


@dataclass(frozen=True, slots=True)
class Referred(Event):
    """The case was put to the secrecy administration, or its answer came (``state``)."""

    action = "case.referred"
    case: Ref
    referral: Ref
    state: Code


@dataclass(frozen=True, slots=True)
class Consulted(Event):
    """A consultation went one step on (``state``)."""

    action = "consultation.saved"
    case: Ref
    consultation: Ref
    kind: Code
    state: Code
    outcome: Code
    due: Day


@dataclass(frozen=True, slots=True)
class ClockSaved(Event):
    """A term of the case was set, stopped or resumed (``change``)."""

    action = "clock.saved"
    case: Ref
    clock: Code
    change: Code
    day: Day


@dataclass(frozen=True, slots=True)
class Released(Event):
    """The signed files of a case were let out; ``digest`` is what was signed."""

    action = "case.released"
    case: Ref
    digest: Digest
    files: int


@dataclass(frozen=True, slots=True)
class Published(Event):
    """Where and when the released files were published was put on record."""

    action = "case.published"
    case: Ref
    day: Day
    expires: Day


@dataclass(frozen=True, slots=True)
class Withdrawn(Event):
    """A publication was taken back."""

    action = "case.withdrawn"
    case: Ref
    day: Day


@dataclass(frozen=True, slots=True)
class PaperMade(Event):
    """A paper was written, whose bytes ``sha256`` names."""

    action = "paper.made"
    case: Ref
    paper: Code
    sha256: Digest


@dataclass(frozen=True, slots=True)
class Archived(Event):
    """An archive package was made; ``manifest`` is the SM3 digest of its manifest."""

    action = "case.archived"
    case: Ref
    manifest: Digest


@dataclass(frozen=True, slots=True)
class ReportMade(Event):
    """An annual report or a monthly list was made."""

    action = "report.made"
    report: Code
    sha256: Digest


@dataclass(frozen=True, slots=True)
class BackedUp(Event):
    """A back-up was begun: it holds everything before this event."""

    action = "store.backed-up"
    scope: Code


@dataclass(frozen=True, slots=True)
class Restored(Event):
    """The store was restored from a back-up that ended at event ``length``."""

    action = "store.restored"
    length: int
