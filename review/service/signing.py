"""Sign, return, and see what stands against it.

A signer is shown a digest and signs that digest: if anything changed in between,
the signature is refused. Each signature is followed by a checkpoint of the log,
exported beside the database, for the sign-off sheet to print.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.audit.events import Code, Digest, Ref, Returned, Signed
from review.case import CaseId
from review.decision import Opinion, Return, SignOff, View
from review.errors import InvalidValueError, MissingFieldError, OutOfOrderError
from review.policy import (
    Action,
    Matter,
    bundle_digest,
    changed_since,
    check_sign,
    next_step,
    obstacles,
    undecided,
    valid_sign_offs,
    way_of,
)
from review.service.matter import changing, check_not_released, read_matter, reading
from review.service.trail import make_checkpoint
from review.wording import check_wording

if TYPE_CHECKING:
    from redaction.plan import Sm3
    from review.chain import Step
    from review.decision import Decision
    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Docket:
    """What a signer is shown: the digest to sign, the way, and what stands against it.

    ``held`` are the signatures that still count, ``fallen`` those that do not.
    ``changes`` are the decisions since the last signature. ``unopened`` names
    documents whose present output this person has not opened.
    """

    matter: Matter
    digest: Sm3
    way: tuple[Step, ...]
    step: Step | None
    held: tuple[SignOff, ...]
    fallen: tuple[SignOff, ...]
    obstacles: tuple[str, ...]
    undecided: int
    changes: tuple[Decision, ...]
    unopened: tuple[str, ...]


def docket(actor: Actor, office: Office, case_id: str) -> Docket:
    """Return what ``actor`` has to know before signing.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with reading(actor, office, case_id) as (reader, case):
        matter = read_matter(reader, office, case)
        seen = _opened(reader, matter, actor)
    present = bundle_digest(matter)
    held = valid_sign_offs(matter.sign_offs, matter.returns, present, matter.chain)
    return Docket(
        matter=matter,
        digest=present,
        way=way_of(matter),
        step=next_step(matter),
        held=held,
        fallen=tuple(s for s in matter.sign_offs if s not in held),
        obstacles=obstacles(matter),
        undecided=len(undecided(matter.findings, matter.decisions)),
        changes=changed_since(matter, matter.sign_offs),
        unopened=tuple(d.id for d in matter.documents if d.id not in seen),
    )


def _opened(reader: Reader, matter: Matter, actor: Actor) -> dict[str, tuple[str, ...]]:
    """Return, by document, what the actor opened of what is to be signed now."""
    outputs = matter.current_outputs()
    present: set[tuple[str, str]] = {(d.id, d.sha256) for d in matter.documents}
    present |= {(name, output.sha256) for name, output in outputs.items()}
    views = reader.all(View, case=matter.case.id, by=actor.login)
    seen: dict[str, list[str]] = {}
    for view in views:
        if (view.document, view.digest) in present:
            seen.setdefault(view.document, []).append(view.part)
    return {name: tuple(dict.fromkeys(parts)) for name, parts in seen.items()}


@dataclass(frozen=True, slots=True)
class Word:
    """What a signer says: ``digest`` is what they were shown."""

    digest: str
    words: str
    opinion: Opinion = Opinion.AGREE


def sign(actor: Actor, office: Office, case_id: str, word: Word) -> SignOff:
    """Sign the step that is awaited, in the actor's own or a giver's place.

    Raises:
        UndecidedFindingsError: findings wait.
        OutOfOrderError: something else comes first.
        ChangedSinceShownError: the case is no longer what was shown.
        NotAllowedError: the step is another post's.
        SameSignerError: they signed another step.
        MissingFieldError: no words.
        WordingError: the words carry a secrecy mark.
    """
    if not word.words.strip():
        raise MissingFieldError(field="words")
    check_wording("words", word.words)
    with changing(actor, office, case_id, Action.SIGN) as work:
        writer = work.writer
        check_not_released(writer, work.case)
        matter = read_matter(writer, office, work.case)
        step, principal = check_sign(matter, work.actor, word.digest, office.today())
        opened = _opened(writer, matter, work.actor)
        _check_opinion(matter, step, word.opinion)
        signature = SignOff(
            event=writer.number,
            case=CaseId(case_id),
            step=step.id,
            role=step.role,
            by=work.actor.login,
            principal=principal,
            digest=word.digest,
            opinion=word.opinion,
            words=word.words,
            shown=tuple(sorted(f"{d}:{part}" for d, parts in opened.items() for part in parts)),
            at=writer.at,
        )
        event = Signed(
            Ref(case_id),
            Code(step.id),
            Code(step.role),
            Ref(principal),
            Digest(word.digest),
            Code(word.opinion),
            len(opened),
        )
        writer.save(work.actor.login, event, signature, scope=case_id)
    make_checkpoint(office)
    return signature


def _check_opinion(matter: Matter, step: Step, opinion: Opinion) -> None:
    """Only a chain with a conditional step knows anybody to put the case to."""
    if opinion is Opinion.ESCALATE and (
        step.conditional or not any(s.conditional for s in matter.chain.steps)
    ):
        raise InvalidValueError(field="opinion")


def return_case(actor: Actor, office: Office, case_id: str, step: str, reason: str) -> Return:
    """Send the case back to ``step``: signatures from that step on fall.

    Raises:
        NotAllowedError: the actor may not sign in this case.
        MissingFieldError: no reason.
        OutOfOrderError: nothing was signed at that step or after it.
        WordingError: the reason carries a secrecy mark.
    """
    if not reason.strip():
        raise MissingFieldError(field="reason")
    check_wording("reason", reason)
    with changing(actor, office, case_id, Action.SIGN) as work:
        writer = work.writer
        check_not_released(writer, work.case)
        matter = read_matter(writer, office, work.case)
        _check_return(matter, step)
        sent = Return(writer.number, CaseId(case_id), step, reason, work.actor.login, writer.at)
        event = Returned(Ref(case_id), Code(step))
        writer.save(work.actor.login, event, sent, scope=case_id)
    return sent


def _check_return(matter: Matter, step: str) -> None:
    matter.chain.step(step)
    order = [s.id for s in matter.chain.steps]
    held = valid_sign_offs(matter.sign_offs, matter.returns, bundle_digest(matter), matter.chain)
    if not any(order.index(s.step) >= order.index(step) for s in held):
        raise OutOfOrderError(expected="sign")
