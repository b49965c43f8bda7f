"""An append-only log in which each event seals the ones before it.

Event ``n`` carries the hash of event ``n - 1``, so changing, dropping,
inserting or reordering any event breaks a hash after it. What the chain alone
cannot show is that its end was cut off, or that all of it was written anew:
both need a checkpoint that was kept elsewhere (``review.audit.checkpoint``).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from redaction.plan import Sm3
from review.audit.canonical import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from review.audit.canonical import Json

GENESIS: Final = Sm3("0" * 64)
KIND: Final = "mishen-audit-event/1"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One thing that happened; ``facts`` are digests, counts and codes, not text.

    ``at`` is UTC in ISO 8601 with microseconds and a final "Z". Numbers count
    from 0 without gaps.
    """

    number: int
    at: str
    by: str
    action: str
    facts: Mapping[str, str | int]
    previous: Sm3

    def body(self) -> dict[str, Json]:
        """Return what the hash covers."""
        return {
            "number": self.number,
            "at": self.at,
            "by": self.by,
            "action": self.action,
            "facts": dict(self.facts),
            "previous": self.previous,
        }

    @property
    def hash(self) -> Sm3:
        """SM3 over the event's canonical JSON (RFC 8785)."""
        return digest(KIND, self.body())


@dataclass(frozen=True, slots=True)
class Broken:
    """Where a log stops being trustworthy, and why (a code)."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Verified:
    """A sound chain: its length, last hash, and how many checkpoints it met.

    ``checkpointed`` is the length that the last checkpoint covers; of what
    comes after it, a cut would not be seen.
    """

    length: int
    last: Sm3
    checkpoints: int
    checkpointed: int


def verify_chain(
    events: Iterable[tuple[AuditEvent, str]],
    checkpoints: Mapping[int, str] | None = None,
    *,
    first: int = 0,
    previous: str = GENESIS,
) -> Broken | Verified:
    """Return the first break, or what was verified.

    ``events`` come with their stored hashes; ``checkpoints`` maps lengths to
    last hashes, of checkpoints whose signatures the caller has verified. A
    part of a log is verified by giving the number of its ``first`` event and
    the hash ``previous`` to it; it then proves nothing about what came before.
    """
    awaited = dict(checkpoints or {})
    length, met, covered = first, 0, first
    for event, stored in events:
        why = _why_broken(event, stored, length, previous)
        if why:
            return Broken(length, why)
        previous, length = stored, length + 1
        if length in awaited:
            if awaited.pop(length) != previous:
                return Broken(event.number, "differs-from-checkpoint")
            met, covered = met + 1, length
    if any(at > length for at in awaited):
        return Broken(length, "cut-off")
    return Verified(length, Sm3(previous), met, covered)


def _why_broken(event: AuditEvent, stored: str, number: int, previous: str) -> str:
    if event.number != number:
        return "missing-event"
    if event.previous != previous:
        return "unlinked"
    try:
        return "" if event.hash == stored else "altered"
    except ValueError:  # what stands there has no canonical spelling, so it was never hashed
        return "altered"


def stamp(moment: dt.datetime) -> str:
    """Return ``moment`` as events spell it.

    >>> stamp(dt.datetime(2026, 1, 2, 3, 4, tzinfo=dt.UTC))
    '2026-01-02T03:04:00.000000Z'
    """
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(stamped: str) -> dt.datetime:
    """Return the moment that ``stamp`` spelled.

    Raises:
        ValueError: it is none.
    """
    return dt.datetime.fromisoformat(stamped)
