"""Open the lock, record where it was published, take it back.

What is let out is read from the signed outputs by their digest; there is no
other way for a file to leave a case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.audit.events import Day, Digest, Published, Ref, Released, Withdrawn
from review.case import Case, CaseDocument, CaseId, Publication, Release, Withdrawal
from review.deadline import ClockName
from review.errors import (
    ChangedSinceShownError,
    MissingFieldError,
    NotReleasedError,
    OutOfOrderError,
)
from review.policy import Action, bundle_digest, check_release, may
from review.service.clocks import meet_clocks
from review.service.matter import changing, read_matter, reading
from review.service.people import read_actor
from review.service.trail import make_checkpoint
from review.wording import check_wording

if TYPE_CHECKING:
    import datetime as dt

    from review.decision import Output
    from review.people import Actor
    from review.policy import Matter
    from review.service.office import Office
    from review.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class ReleasedFile:
    """One file that was let out."""

    document: CaseDocument
    output: Output
    content: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when something was published; ``expires`` ends a publicity period."""

    place: str
    day: dt.date
    address: str = ""
    expires: dt.date | None = None
    look_again: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Expiring:
    """A publication whose end or next look has come."""

    case: Case
    publication: Publication
    day: dt.date


def release(actor: Actor, office: Office, case_id: str) -> Release:
    """Open the lock for exactly the files that every step has signed for.

    Raises:
        NotAllowedError: the actor does not publish.
        OutOfOrderError: a signature is missing, something comes first, or it was done.
    """
    with changing(actor, office, case_id, Action.RELEASE) as work:
        writer = work.writer
        if writer.all(Release, case=case_id):
            raise OutOfOrderError(expected="new-case")
        matter = read_matter(writer, office, work.case)
        outputs = check_release(matter)
        digest = bundle_digest(matter)
        made = Release(writer.number, CaseId(case_id), digest, work.actor.login, writer.at)
        event = Released(Ref(case_id), Digest(digest), len(outputs))
        writer.save(work.actor.login, event, made, scope=case_id)
    make_checkpoint(office)
    return made


def released_files(actor: Actor, office: Office, case_id: str) -> tuple[ReleasedFile, ...]:
    """Return the files of a released case: the signed bytes, or nothing.

    Raises:
        NotReleasedError: the case was not released.
        ChangedSinceShownError: the case is no longer what was signed.
        DamagedBlobError: stored bytes were altered.
    """
    with reading(actor, office, case_id) as (reader, case):
        matter = read_matter(reader, office, case)
        outputs = _signed_outputs(reader, matter)
    return tuple(
        ReleasedFile(document, output, office.store.blobs.get(output.sha256))
        for document, output in zip(matter.documents, outputs, strict=True)
    )


def _signed_outputs(reader: Reader, matter: Matter) -> tuple[Output, ...]:
    releases = reader.all(Release, case=matter.case.id)
    if not releases:
        raise NotReleasedError
    if releases[0].digest != bundle_digest(matter):
        raise ChangedSinceShownError
    return check_release(matter)


def file_name(released: ReleasedFile, suffix: str) -> str:
    """Return the name of a released file: its document's number, never the name that came in.

    A name may hold what the file no longer does.
    """
    return f"{released.document.id}{suffix}"


def publish(actor: Actor, office: Office, case_id: str, place: Place) -> Publication:
    """Put on record where and when the released files were published, which meets its term.

    Raises:
        NotReleasedError: the case was not released.
        MissingFieldError: no place.
        NotAllowedError: the actor does not publish.
    """
    if not place.place.strip():
        raise MissingFieldError(field="place")
    check_wording("place", place.place)
    with changing(actor, office, case_id, Action.PUBLISH) as work:
        writer = work.writer
        if not writer.all(Release, case=case_id):
            raise NotReleasedError
        made = Publication(
            event=writer.number,
            case=CaseId(case_id),
            place=place.place,
            address=place.address,
            day=place.day,
            expires=place.expires,
            look_again=place.look_again,
            by=work.actor.login,
        )
        expires = place.expires.isoformat() if place.expires else ""
        event = Published(Ref(case_id), Day(place.day.isoformat()), Day(expires))
        writer.save(work.actor.login, event, made, scope=case_id)
        meet_clocks(writer, work.actor, work.case, ClockName.PROACTIVE, place.day)
    return made


def withdraw(actor: Actor, office: Office, case_id: str, day: dt.date, reason: str) -> Withdrawal:
    """Put on record that a publication was taken back.

    Raises:
        NotReleasedError: the case was not released.
        MissingFieldError: no reason.
        NotAllowedError: the actor may not.
    """
    if not reason.strip():
        raise MissingFieldError(field="reason")
    check_wording("reason", reason)
    with changing(actor, office, case_id, Action.WITHDRAW) as work:
        writer = work.writer
        if not writer.all(Release, case=case_id):
            raise NotReleasedError
        made = Withdrawal(writer.number, CaseId(case_id), day, reason, work.actor.login)
        event = Withdrawn(Ref(case_id), Day(day.isoformat()))
        writer.save(work.actor.login, event, made, scope=case_id)
    return made


def expiring(actor: Actor, office: Office, until: dt.date) -> tuple[Expiring, ...]:
    """Return the standing publications that end, or are to be looked at again, by ``until``."""
    found: list[Expiring] = []
    with office.store.read() as reader:
        present = read_actor(reader, actor.login)
        for case in reader.all(Case):
            if may(present, Action.VIEW, case, office.today()):
                found += _expiring(reader, case, until)
    return tuple(sorted(found, key=lambda e: e.day))


def _expiring(reader: Reader, case: Case, until: dt.date) -> list[Expiring]:
    if reader.all(Withdrawal, case=case.id):
        return []
    return [
        Expiring(case, publication, day)
        for publication in reader.all(Publication, case=case.id)
        for day in (publication.expires, publication.look_again)
        if day is not None and day <= until
    ]
