"""Take files into a case, read them, look through them, show them.

Receiving and reading are two steps, so that a program that dies between them
loses nothing: ``unread`` lists what still waits, and reading twice changes
nothing. A file with a state-secrecy mark is given up at once: its bytes, text
and name are removed; what stays is its digest, the rule, and the time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from recognizers.errors import RecognizerError, StoppedError
from recognizers.finding import finding_id
from recognizers.text import Sha256
from redaction.errors import RedactionError
from review.audit.events import (
    Code,
    Digest,
    DocumentRead,
    DocumentReceived,
    DocumentRefused,
    DocumentRemoved,
    DocumentStopped,
    FindingsRecorded,
    Ref,
    Viewed,
)
from review.case import Case, CaseDocument, CaseId, DocumentId, DocumentState
from review.decision import View, recorded
from review.errors import InvalidValueError, NotFoundError
from review.policy import Action, check_may
from review.service import detection
from review.service.matter import changing, check_not_released, document_of
from review.service.people import read_actor
from review.store.store import SYSTEM

if TYPE_CHECKING:
    from recognizers.text import Document
    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader, Writer

ORIGINAL: Final = "original"
"""The part of a document that only those who review it are shown."""

_LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in; an annex names the document it belongs to."""

    name: str
    content: bytes = field(repr=False)
    annex_of: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > _LONGEST_NAME:
            raise InvalidValueError(field="name")


def add_document(actor: Actor, office: Office, case_id: str, upload: Upload) -> CaseDocument:
    """Take a file into a case and read it at once.

    Return the document in whatever state it got: read, refused, or stopped.

    Raises:
        NotAllowedError: the actor may not.
        OutOfOrderError: the case was released.
        InvalidValueError: the case has no such document to be annexed to.
    """
    received = receive(actor, office, case_id, upload)
    return read_document(office, received.id)


def receive(actor: Actor, office: Office, case_id: str, upload: Upload) -> CaseDocument:
    """Take a file into a case; ``read_document`` is to follow.

    Raises:
        NotAllowedError: the actor may not.
        OutOfOrderError: the case was released.
        InvalidValueError: the case has no such document to be annexed to.
    """
    with changing(actor, office, case_id, Action.EDIT) as work:
        check_not_released(work.writer, work.case)
        known = work.writer.all(CaseDocument, case=case_id)
        if upload.annex_of and upload.annex_of not in {d.id for d in known if d.counts}:
            raise InvalidValueError(field="annex_of")
        document = CaseDocument(
            id=DocumentId(f"D{work.writer.number}"),
            case=CaseId(case_id),
            order=len(known),
            annex_of=upload.annex_of,
            name=upload.name,
            sha256=office.store.blobs.put(upload.content),
            size=len(upload.content),
            media_type="",
            state=DocumentState.RECEIVED,
        )
        event = DocumentReceived(
            Ref(case_id), Ref(document.id), Digest(document.sha256), document.size
        )
        work.writer.save(work.actor.login, event, document, scope=case_id)
    return document


def unread(office: Office) -> tuple[CaseDocument, ...]:
    """Return the documents that still wait to be read, for a worker to take up."""
    with office.store.read() as reader:
        return reader.all(CaseDocument, state=DocumentState.RECEIVED.value)


def read_document(office: Office, document_id: str) -> CaseDocument:
    """Read a received document and put its findings on record; the program itself acts.

    A document in any other state is returned as it is.
    """
    with office.store.read() as reader:
        document = reader.get(CaseDocument, id=document_id)
        case = reader.get(Case, id=document.case)
    if document.state is not DocumentState.RECEIVED:
        return document
    content = office.store.blobs.get(document.sha256)
    try:
        examined = office.examine(content, document.name, case, office.settings.words)
    except StoppedError as error:
        return _stop(office, document, str(error.facts.get("rule", "")))
    except (RedactionError, RecognizerError) as error:
        return _refuse(office, document, error.code)
    return _record(office, document, examined)


def _record(office: Office, document: CaseDocument, examined: detection.Examined) -> CaseDocument:
    found, text = examined.detection, examined.document
    packed = detection.pack_text(text)
    read = replace(
        document,
        media_type=examined.media_type,
        state=DocumentState.READ,
        text=sha256_of(packed),
        profile=found.profile,
        gaps=tuple(dict.fromkeys((*text.gaps, *found.not_looked_for))),
        warnings=found.warnings,
        persons=tuple(sorted((kind.value, count) for kind, count in found.persons.items())),
    )
    event = DocumentRead(Ref(read.id), Digest(read.text), len(text.blocks), text.characters)
    with office.store.write() as writer:
        if not _still_waits(writer, document):
            return writer.get(CaseDocument, id=document.id)
        office.store.blobs.put(packed)
        writer.save(SYSTEM, event, read, scope=read.case)
        unique = {finding_id(read.sha256, f): f for f in found.findings}
        records = [
            recorded(name, read.id, f, "recognizer", writer.number) for name, f in unique.items()
        ]
        recording = FindingsRecorded(Ref(read.id), Code("recognizer"), len(records))
        writer.save(SYSTEM, recording, *records, scope=read.case)
    return read


def _refuse(office: Office, document: CaseDocument, code: str) -> CaseDocument:
    refused = replace(document, state=DocumentState.REFUSED, reason=code)
    with office.store.write() as writer:
        if _still_waits(writer, document):
            event = DocumentRefused(Ref(document.id), Code(code))
            writer.save(SYSTEM, event, refused, scope=document.case)
    return refused


def _stop(office: Office, document: CaseDocument, rule: str) -> CaseDocument:
    """Give up every document with these bytes: the mark lies in the bytes."""
    with office.store.write() as writer:
        for same in writer.all(CaseDocument, sha256=document.sha256):
            if same.counts:
                _stop_one(writer, same, rule)
        stopped = writer.get(CaseDocument, id=document.id)
    office.store.sweep()
    return stopped


def _stop_one(writer: Writer, document: CaseDocument, rule: str) -> None:
    stopped = replace(
        document, state=DocumentState.STOPPED, reason=rule, name="", text="", persons=()
    )
    event = DocumentStopped(Ref(document.id), Digest(document.sha256), Code(rule))
    writer.save(SYSTEM, event, stopped, scope=document.case)


def _still_waits(writer: Writer, document: CaseDocument) -> bool:
    present = writer.get(CaseDocument, id=document.id)
    return present.state is DocumentState.RECEIVED


def remove_document(actor: Actor, office: Office, document_id: str) -> CaseDocument:
    """Take a document out of its case; signatures given before fall.

    Raises:
        NotAllowedError: the actor may not.
        OutOfOrderError: the case was released.
    """
    with office.store.read() as reader:
        case_id = document_of(reader, document_id).case
    with changing(actor, office, case_id, Action.EDIT) as work:
        check_not_released(work.writer, work.case)
        document = document_of(work.writer, document_id)
        removed = replace(document, state=DocumentState.REMOVED, text="")
        event = DocumentRemoved(Ref(document_id))
        work.writer.save(work.actor.login, event, removed, scope=case_id)
    return removed


def look_again(actor: Actor, office: Office, document_id: str) -> CaseDocument:
    """Read a document anew, as the case's profile and the office's words are now.

    It leaves the case and comes back under another number, so that the earlier
    findings and decisions stay as they were made; all is to be decided afresh.

    Raises:
        NotAllowedError: the actor may not.
        OutOfOrderError: the case was released.
        NotFoundError: the document was stopped: nothing of it is left.
    """
    with office.store.read() as reader:
        document = _seen(actor, office, reader, document_id)
    if document.state is DocumentState.STOPPED:
        raise NotFoundError(what="document")
    content = office.store.blobs.get(document.sha256)
    remove_document(actor, office, document_id)
    upload = Upload(document.name, content, document.annex_of)
    return add_document(actor, office, document.case, upload)


def text_of(actor: Actor, office: Office, document_id: str) -> Document:
    """Return the parsed text of a document.

    Raises:
        NotAllowedError: the actor may not see the case.
        NotFoundError: the document was not read, or was stopped.
    """
    with office.store.read() as reader:
        document = _seen(actor, office, reader, document_id)
    if not document.text:
        raise NotFoundError(what="text")
    return detection.unpack_text(office.store.blobs.get(Sha256(document.text)))


def original_of(actor: Actor, office: Office, document_id: str) -> bytes:
    """Return the bytes that came in to one who reviews, and put on record that they were opened.

    Raises:
        NotAllowedError: the actor reviews or signs nothing in this case.
        NotFoundError: the document was stopped.
    """
    document = note_view(actor, office, document_id, ORIGINAL)
    return office.store.blobs.get(document.sha256)


def note_view(actor: Actor, office: Office, document_id: str, part: str) -> CaseDocument:
    """Put on record that the actor was shown ``part`` ("original", "findings", ...).

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with office.store.write() as writer:
        action = Action.READ_ORIGINAL if part == ORIGINAL else Action.VIEW
        document = _seen(actor, office, writer, document_id, action)
        if document.state is DocumentState.STOPPED:
            raise NotFoundError(what="document")
        save_view(writer, actor, document, part, document.sha256)
    return document


def save_view(writer: Writer, actor: Actor, document: CaseDocument, part: str, digest: str) -> None:
    """Write that the actor was shown something whose SHA-256 is ``digest``."""
    view = View(
        event=writer.number,
        case=document.case,
        document=document.id,
        part=part,
        digest=digest,
        by=actor.login,
        at=writer.at,
    )
    event = Viewed(Ref(document.id), Code(part), Digest(digest))
    writer.save(actor.login, event, view, scope=document.case)


def _seen(
    actor: Actor,
    office: Office,
    reader: Reader,
    document_id: str,
    action: Action = Action.VIEW,
) -> CaseDocument:
    document = document_of(reader, document_id)
    case = reader.get(Case, id=document.case)
    check_may(read_actor(reader, actor.login), action, case, office.today())
    return document


def sha256_of(content: bytes) -> Sha256:
    """Return the name that ``content`` goes by."""
    return Sha256(hashlib.sha256(content).hexdigest())
