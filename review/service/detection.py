"""The one place where cases meet the reader, the recognizers and the writer.

Everything here works on bytes, outside of any transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from recognizers.detection import DetectionSettings
from redaction.plan import build_plan
from redaction.treatment import Accepted, edits
from redaction.wire import FrameReader, GarbledError, pack, pack_document, unpack_document
from review import check, redact
from review.decision import Verdict
from review.errors import DamagedBlobError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from recognizers.detection import Detection
    from recognizers.finding import FindingId
    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from redaction.pseudonym import Pseudonyms
    from redaction.verify import Proof
    from review.case import Case
    from review.decision import Decision, FindingRecord


@dataclass(frozen=True, slots=True)
class Examined:
    """What reading and looking through a file gave."""

    media_type: str
    document: Document
    detection: Detection


@dataclass(frozen=True, slots=True)
class Written:
    """A proven output, and the plan it was written by."""

    plan: RedactionPlan
    content: bytes
    media_type: str
    proof: Proof


class Examine(Protocol):
    """Reads a file and looks through it, as ``examine`` does."""

    def __call__(self, content: bytes, name: str, case: Case, words: Path | None) -> Examined:
        """Return what was read and found."""
        ...


class Write(Protocol):
    """Carries out a plan and proves the result, as ``write`` does."""

    def __call__(self, content: bytes, document: Document, plan: RedactionPlan) -> Written:
        """Return the proven output."""
        ...


def examine(content: bytes, name: str, case: Case, words: Path | None) -> Examined:
    """Read a file in a child process and look for what may not be published.

    Raises:
        RedactionError: the file is refused.
        RecognizerError: a recognizer failed, so nothing is known.
        StoppedError: a state-secrecy mark.
    """
    settings = DetectionSettings(case.regime, case.profile, words, name)
    found = check.examine(content, check.describe(name, content), settings)
    return Examined(found.source.media_type, found.document, found.detection)


def plan_of(
    document: Document,
    findings: Iterable[FindingRecord],
    held: Mapping[FindingId, Decision],
    pseudonyms: Pseudonyms,
) -> RedactionPlan:
    """Return the plan of all findings of ``document`` that are decided to be withheld."""
    withheld = [
        Accepted(finding.finding(), decision.treatment, decision.basis)
        for finding in findings
        if (decision := held.get(finding.id)) is not None
        and decision.verdict is Verdict.WITHHOLD
        and decision.treatment is not None
    ]
    return build_plan(document, edits(document, withheld, pseudonyms))


def write(content: bytes, document: Document, plan: RedactionPlan) -> Written:
    """Carry out ``plan`` on the bytes that ``document`` was read from, and prove the result.

    Both happen in child processes.

    Raises:
        RedactionError: refused, or not proven; nothing is returned then.
    """
    from redaction import sandbox  # noqa: PLC0415 - loaded when there is work to do

    output = sandbox.write(document.media_type, content, plan)
    output_type = redact.output_type_of(document.media_type)
    proof = sandbox.prove(document, plan, content, output, output_type)
    return Written(plan, output, output_type, proof)


def pack_text(document: Document) -> bytes:
    """Return a parsed document as bytes to be stored."""
    return b"".join(pack({}, pack_document(document)))


def unpack_text(content: bytes) -> Document:
    """Return the document that ``pack_text`` packed.

    Raises:
        DamagedBlobError: the bytes are no such document.
    """
    frame = next(FrameReader(len(content)).feed(content), None)
    try:
        return unpack_document(frame.parts if frame else ())
    except GarbledError:
        raise DamagedBlobError(place="text") from None
