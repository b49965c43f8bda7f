"""The register of what a case's document withholds (区分处理清单), as file or paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recognizers.detection import Detection
from recognizers.text import Sha256
from redaction.treatment import Accepted
from redaction.wire import unpack_proof
from review.check import Examined, describe
from review.decision import Verdict, effective
from review.errors import ChangedSinceShownError, NotFoundError
from review.redact import Redaction
from review.register import render
from review.service.detection import unpack_text
from review.service.matter import document_of, read_matter, reading
from review.service.production import plans_of

if TYPE_CHECKING:
    from review.case import CaseDocument
    from review.people import Actor
    from review.policy import Matter
    from review.service.office import Office


def register_of(actor: Actor, office: Office, document_id: str, suffix: str) -> bytes:
    """Return the register of a document's present output, ``.json`` or ``.docx``.

    Raises:
        NotAllowedError: the actor may not see the case.
        NotFoundError: there is no output, or something changed since it was made.
    """
    with office.store.read() as reader:
        case_id = document_of(reader, document_id).case
    with reading(actor, office, case_id) as (reader, case):
        matter = read_matter(reader, office, case)
    return render(redaction_of(office, matter, document_id), suffix)


def redaction_of(office: Office, matter: Matter, document_id: str) -> Redaction:
    """Return what was done to a document, put together again from the records.

    Raises:
        NotFoundError: there is no present output.
        ChangedSinceShownError: the plan is not the one that the output was written by.
    """
    output = matter.current_outputs().get(document_id)
    if output is None:
        raise NotFoundError(what="output")
    document = next(d for d in matter.documents if d.id == document_id)
    plan = plans_of(office, matter)[document_id]
    if plan.digest != output.plan:
        raise ChangedSinceShownError
    return Redaction(
        examined=_examined(office, matter, document),
        accepted=_accepted(matter, document),
        plan=plan,
        output=office.store.blobs.get(output.sha256),
        output_type=output.media_type,
        proof=unpack_proof(output.proof.encode()),
    )


def _examined(office: Office, matter: Matter, document: CaseDocument) -> Examined:
    raw = office.store.blobs.get(document.sha256)
    parsed = unpack_text(office.store.blobs.get(Sha256(document.text)))
    findings = tuple(f.finding() for f in matter.findings if f.document == document.id)
    detection = Detection(findings, document.profile, not_looked_for=document.gaps)
    return Examined(raw, describe(document.name, raw), parsed, detection)


def _accepted(matter: Matter, document: CaseDocument) -> tuple[Accepted, ...]:
    held = effective(matter.decisions)
    return tuple(
        Accepted(finding.finding(), decision.treatment, decision.basis)
        for finding in matter.findings
        if finding.document == document.id
        and (decision := held.get(finding.id)) is not None
        and decision.verdict is Verdict.WITHHOLD
        and decision.treatment is not None
    )
