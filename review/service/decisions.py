"""Decide findings, one or many at once, and mark what no recognizer found.

A decision supersedes the one before on the same finding; none is changed or
deleted. ``undo`` is therefore a decision again: the one that held before.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind, Suggestion, Treatment, finding_id
from recognizers.text import BlockId, Span
from review.audit.events import Code, FindingsDecided, FindingsRecorded, Ref
from review.case import CaseDocument, DocumentId, DocumentState, standing
from review.consultation import Consultation
from review.decision import Decision, FindingRecord, Verdict, effective, recorded
from review.errors import InvalidValueError, MissingFieldError, NotFoundError, OutOfOrderError
from review.messages import text
from review.policy import Action
from review.service.documents import text_of
from review.service.matter import changing, check_not_released, document_of, reading
from review.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recognizers.text import Document
    from review.people import Actor
    from review.service.matter import Work
    from review.service.office import Office

_MANUAL: Final = "person/1"
_SUGGESTED: Final = {Suggestion.WITHHOLD: Verdict.WITHHOLD, Suggestion.KEEP: Verdict.KEEP}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person says to one or many findings.

    An empty ``treatment`` or ``basis`` of a withholding answer takes the one that
    the finding proposes.
    """

    verdict: Verdict
    treatment: Treatment | None = None
    basis: tuple[str, ...] = ()
    reason: str = ""
    consultation: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with the decision that holds for it, if any, and the text it marks."""

    finding: FindingRecord
    decision: Decision | None
    text: str

    @property
    def is_settled(self) -> bool:
        """Return whether nothing more is awaited."""
        return self.decision is not None and self.decision.verdict.settles


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person marks by hand: where, of what category, on what ground."""

    spans: tuple[Span, ...]
    category: Category
    basis: tuple[str, ...]
    treatment: Treatment = Treatment.REMOVE


def items(actor: Actor, office: Office, document_id: str) -> tuple[Item, ...]:
    """Return a document's findings in reading order, with their decisions and text.

    Raises:
        NotAllowedError: the actor may not see the case.
        NotFoundError: the document was not read.
    """
    document = text_of(actor, office, document_id)
    with office.store.read() as reader:
        findings = reader.all(FindingRecord, document=document_id)
        held = effective(reader.all(Decision, document=document_id))
    blocks = document.by_id()
    order = {block.id: number for number, block in enumerate(document.blocks)}

    def words(finding: FindingRecord) -> str:
        return "".join(blocks[BlockId(b)].text[start:end] for b, start, end in finding.spans)

    def place(finding: FindingRecord) -> tuple[int, int]:
        block, start, _ = finding.spans[0]
        return order[BlockId(block)], start

    return tuple(Item(f, held.get(f.id), words(f)) for f in sorted(findings, key=place))


def decide(
    actor: Actor, office: Office, document_id: str, findings: Iterable[str], answer: Answer
) -> tuple[Decision, ...]:
    """Decide the named findings alike.

    Raises:
        NotAllowedError: the actor may not decide in this case.
        NotFoundError: the document has no such finding, the case no such consultation.
        MissingFieldError: a keeping answer without a reason.
        OutOfOrderError: the case was released.
    """
    wanted = set(findings)
    check_wording("reason", answer.reason)
    with _deciding(actor, office, document_id) as work:
        known = work.writer.all(FindingRecord, document=document_id)
        chosen = [f for f in known if f.id in wanted]
        if not wanted or {f.id for f in chosen} != wanted:
            raise NotFoundError(what="finding")
        _check_consultation(work, answer.consultation)
        return _save(work, document_id, [(f, answer) for f in chosen])


def _check_consultation(work: Work, name: str) -> None:
    held = work.writer.find(Consultation, id=name) if name else None
    if name and (held is None or held.case != work.case.id):
        raise NotFoundError(what="consultation")


def decide_kind(
    actor: Actor, office: Office, document_id: str, kind: Kind, answer: Answer
) -> tuple[Decision, ...]:
    """Decide all findings of one kind in a document alike.

    Raises:
        NotFoundError: the document has none of that kind.
    """
    chosen = [i.finding.id for i in items(actor, office, document_id) if i.finding.kind is kind]
    return decide(actor, office, document_id, chosen, answer)


def decide_same_text(
    actor: Actor, office: Office, document_id: str, finding: str, answer: Answer
) -> tuple[Decision, ...]:
    """Decide a finding, and all of its kind with the same text, throughout the case alike.

    Raises:
        NotFoundError: the document has no such finding.
    """
    here = items(actor, office, document_id)
    model = next((item for item in here if item.finding.id == finding), None)
    if model is None:
        raise NotFoundError(what="finding")
    made: list[Decision] = []
    for other in _read_documents(actor, office, document_id):
        alike = [
            item.finding.id
            for item in items(actor, office, other)
            if item.text == model.text and item.finding.kind is model.finding.kind
        ]
        if alike:
            made += decide(actor, office, other, alike, answer)
    return tuple(made)


def accept_suggestions(actor: Actor, office: Office, document_id: str) -> tuple[Decision, ...]:
    """Decide every undecided finding as suggested; consulting and referring stay undecided.

    Raises:
        NotAllowedError: the actor may not decide in this case.
    """
    with _deciding(actor, office, document_id) as work:
        held = effective(work.writer.all(Decision, document=document_id))
        pairs = [
            (finding, Answer(_SUGGESTED[finding.suggestion], reason=_standard(finding)))
            for finding in work.writer.all(FindingRecord, document=document_id)
            if finding.suggestion in _SUGGESTED and finding.id not in held
        ]
        made: tuple[Decision, ...] = ()
        for verdict in _SUGGESTED.values():
            alike = [(f, a) for f, a in pairs if a.verdict is verdict]
            made += _save(work, document_id, alike) if alike else ()
        return made


def undo(actor: Actor, office: Office, document_id: str, finding: str) -> Decision:
    """Decide a finding as it was decided before its present decision.

    Raises:
        OutOfOrderError: there is no earlier decision to go back to.
    """
    with _deciding(actor, office, document_id) as work:
        history = sorted(
            (d for d in work.writer.all(Decision, document=document_id) if d.finding == finding),
            key=lambda d: d.event,
        )
        if len(history) < 2:
            raise OutOfOrderError(expected="earlier-decision")
        before = history[-2]
        known = work.writer.get(FindingRecord, id=finding, document=document_id)
        answer = Answer(
            before.verdict, before.treatment, before.basis, before.reason, before.consultation
        )
        return _save(work, document_id, [(known, answer)])[0]


def history(actor: Actor, office: Office, document_id: str, finding: str) -> tuple[Decision, ...]:
    """Return all decisions on a finding, oldest first.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with office.store.read() as reader:
        case = document_of(reader, document_id).case
    with reading(actor, office, case) as (reader, _):
        known = reader.all(Decision, document=document_id)
    return tuple(sorted((d for d in known if d.finding == finding), key=lambda d: d.event))


def add_finding(actor: Actor, office: Office, document_id: str, mark: Mark) -> FindingRecord:
    """Put on record what a person marked; it is withheld as the mark says.

    Raises:
        InvalidValueError: a span outside of the document.
        MissingFieldError: no ground.
    """
    return _add(actor, office, document_id, [mark])[0]


def add_by_search(
    actor: Actor, office: Office, document_id: str, words: str, mark: Mark
) -> tuple[FindingRecord, ...]:
    """Mark every place where ``words`` stand; the spans of ``mark`` itself are not used.

    Raises:
        InvalidValueError: nothing to look for.
        NotFoundError: the words stand nowhere.
    """
    if not words.strip():
        raise InvalidValueError(field="words")
    spans = _places(text_of(actor, office, document_id), words)
    if not spans:
        raise NotFoundError(what="words")
    marks = [replace(mark, spans=(span,)) for span in spans]
    return _add(actor, office, document_id, marks)


def _places(document: Document, words: str) -> list[Span]:
    spans: list[Span] = []
    for block in document.blocks:
        start = block.text.find(words)
        while start >= 0:
            spans.append(Span(block.id, start, start + len(words)))
            start = block.text.find(words, start + len(words))
    return spans


def _add(
    actor: Actor, office: Office, document_id: str, marks: Sequence[Mark]
) -> tuple[FindingRecord, ...]:
    lengths = {b.id: len(b.text) for b in text_of(actor, office, document_id).blocks}
    for mark in marks:
        if not mark.basis:
            raise MissingFieldError(field="basis")
        if any(span.end > lengths.get(span.block, 0) for span in mark.spans):
            raise InvalidValueError(field="span")
    with _deciding(actor, office, document_id) as work:
        writer, source = work.writer, document_of(work.writer, document_id).sha256
        known = {f.id for f in writer.all(FindingRecord, document=document_id)}
        fresh = {finding_id(source, found): found for found in map(_marked, marks)}
        records = [
            recorded(name, DocumentId(document_id), found, "manual", writer.number)
            for name, found in fresh.items()
            if name not in known
        ]
        if not records:
            raise OutOfOrderError(expected="marked-already")
        event = FindingsRecorded(Ref(document_id), Code("manual"), len(records))
        writer.save(work.actor.login, event, *records, scope=work.case.id)
        _save(work, document_id, [(r, Answer(Verdict.WITHHOLD)) for r in records])
    return tuple(records)


def _marked(mark: Mark) -> Finding:
    return Finding(
        kind=Kind.MANUAL,
        spans=mark.spans,
        score=1.0,
        recognizer=_MANUAL,
        category=mark.category,
        basis=mark.basis,
        treatment=mark.treatment,
    )


def _standard(finding: FindingRecord) -> str:
    if finding.suggestion is not Suggestion.KEEP:
        return ""
    return text("decisions.keep-as-suggested")


def _save(
    work: Work, document_id: str, pairs: Sequence[tuple[FindingRecord, Answer]]
) -> tuple[Decision, ...]:
    """Write decisions that share a verdict, as one event."""
    writer = work.writer
    made = tuple(
        Decision(
            event=writer.number,
            finding=finding.id,
            document=finding.document,
            verdict=answer.verdict,
            treatment=_treatment(finding, answer),
            basis=answer.basis or finding.basis,
            reason=answer.reason,
            consultation=answer.consultation,
            by=work.actor.login,
            at=writer.at,
        )
        for finding, answer in pairs
    )
    first = made[0]
    event = FindingsDecided(
        Ref(document_id), Code(first.verdict), Code(first.treatment or ""), len(made)
    )
    writer.save(work.actor.login, event, *made, scope=work.case.id)
    return made


def _treatment(finding: FindingRecord, answer: Answer) -> Treatment | None:
    if answer.verdict is not Verdict.WITHHOLD:
        return None
    return answer.treatment or finding.treatment


@contextmanager
def _deciding(actor: Actor, office: Office, document_id: str) -> Iterator[Work]:
    with office.store.read() as reader:
        case_id = document_of(reader, document_id).case
    with changing(actor, office, case_id, Action.DECIDE) as work:
        check_not_released(work.writer, work.case)
        if document_of(work.writer, document_id).state is not DocumentState.READ:
            raise OutOfOrderError(expected="read")
        yield work


def _read_documents(actor: Actor, office: Office, document_id: str) -> tuple[str, ...]:
    """Return the read documents of the same case."""
    with office.store.read() as reader:
        case_id = document_of(reader, document_id).case
    with reading(actor, office, case_id) as (reader, _):
        known = standing(reader.all(CaseDocument, case=case_id))
    return tuple(d.id for d in known if d.state is DocumentState.READ)
