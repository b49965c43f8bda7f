"""Write and prove the files that people sign for.

All files of a case are written together, because one person's stand-in is the
same in all of them. Nothing is kept if a decision was made meanwhile.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from recognizers.text import Sha256
from redaction.pseudonym import Pseudonyms
from review.audit.events import Code, Digest, OutputProven, Ref
from review.case import DocumentState
from review.decision import Output, effective
from review.errors import ChangedSinceShownError, NotFoundError, OutOfOrderError
from review.policy import Action, Matter, check_decided
from review.service import detection
from review.service.documents import save_view
from review.service.matter import changing, check_not_released, document_of, read_matter, reading

if TYPE_CHECKING:
    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from review.case import CaseDocument
    from review.people import Actor
    from review.service.detection import Written
    from review.service.matter import Work
    from review.service.office import Office


def plans(actor: Actor, office: Office, case_id: str) -> dict[str, RedactionPlan]:
    """Return the plan of each document as decided so far; nothing is written.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    return plans_of(office, _read(actor, office, case_id, Action.VIEW))


def produce(actor: Actor, office: Office, case_id: str) -> tuple[Output, ...]:
    """Write and prove every file of the case as decided, and put that on record.

    Where nothing changed since, the present outputs stay as they are.

    Raises:
        UndecidedFindingsError: findings wait.
        OutOfOrderError: a file was not read, or the case was released.
        ChangedSinceShownError: something was decided meanwhile; call again.
        RedactionError: a file could not be written or proven; nothing is kept.
    """
    matter = _read(actor, office, case_id, Action.EDIT)
    check_decided(matter.findings, matter.decisions)
    if any(d.state is not DocumentState.READ for d in matter.documents):
        raise OutOfOrderError(expected="read")
    written = {
        document: _written(office, matter, document, plan)
        for document, plan in plans_of(office, matter).items()
    }
    with changing(actor, office, case_id, Action.EDIT) as work:
        check_not_released(work.writer, work.case)
        present = read_matter(work.writer, office, work.case)
        if _decided(present) != _decided(matter):
            raise ChangedSinceShownError
        current = present.current_outputs()
        return tuple(
            made if (made := written[d.id]) == current.get(d.id) else _save(work, office, d, made)
            for d in present.documents
        )


def _read(actor: Actor, office: Office, case_id: str, action: Action) -> Matter:
    with reading(actor, office, case_id, action) as (reader, case):
        return read_matter(reader, office, case)


def plans_of(office: Office, matter: Matter) -> dict[str, RedactionPlan]:
    """Return the plan of each read document, with stand-ins shared throughout the case."""
    held, pseudonyms = effective(matter.decisions), Pseudonyms()
    return {
        document.id: detection.plan_of(
            _text(office, document),
            [f for f in matter.findings if f.document == document.id],
            {f: d for f, d in held.items() if d.document == document.id},
            pseudonyms,
        )
        for document in matter.documents
        if document.state is DocumentState.READ
    }


def _text(office: Office, document: CaseDocument) -> Document:
    return detection.unpack_text(office.store.blobs.get(Sha256(document.text)))


def _decided(matter: Matter) -> tuple[object, ...]:
    return (matter.last_change(), tuple((d.id, d.sha256) for d in matter.documents))


def _written(office: Office, matter: Matter, name: str, plan: RedactionPlan) -> Output | Written:
    """Return an earlier output of the same plan, or write one."""
    for output in reversed(matter.outputs):
        if (output.document, output.plan, output.source) == (name, plan.digest, plan.source):
            return output
    document = next(d for d in matter.documents if d.id == name)
    content = office.store.blobs.get(document.sha256)
    return office.write(content, _text(office, document), plan)


def _save(work: Work, office: Office, document: CaseDocument, made: Output | Written) -> Output:
    writer = work.writer
    if isinstance(made, Output):
        plan, name = made.plan, made.sha256
        media_type, proof = made.media_type, made.proof
    else:
        plan, name = made.plan.digest, office.store.blobs.put(made.content)
        media_type, proof = made.media_type, json.dumps(made.proof.as_json(), sort_keys=True)
    output = Output(
        event=writer.number,
        document=document.id,
        source=document.sha256,
        plan=plan,
        sha256=name,
        media_type=media_type,
        proof=proof,
        at=writer.at,
    )
    event = OutputProven(
        Ref(document.id),
        Digest(document.sha256),
        Digest(plan),
        Digest(name),
        Code(media_type),
    )
    writer.save(work.actor.login, event, output, scope=work.case.id)
    return output


def output_of(actor: Actor, office: Office, document_id: str) -> tuple[Output, bytes]:
    """Return a document's present output and its bytes, and record that they were opened.

    Raises:
        NotAllowedError: the actor may not see the case.
        NotFoundError: there is none, or something changed since it was made.
    """
    with office.store.read() as reader:
        case_id = document_of(reader, document_id).case
    with changing(actor, office, case_id, Action.VIEW) as work:
        matter = read_matter(work.writer, office, work.case)
        output = matter.current_outputs().get(document_id)
        if output is None:
            raise NotFoundError(what="output")
        document = document_of(work.writer, document_id)
        save_view(work.writer, work.actor, document, "output", output.sha256)
    return output, office.store.blobs.get(output.sha256)
