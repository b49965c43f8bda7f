"""Read a whole case, and begin a change to one.

``changing`` is how every change to a case starts: the log is locked, the actor's
posts are read anew (they may have been withdrawn since signing in), and the
right to this case is checked.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.case import Case, CaseDocument, Release, standing
from review.consultation import Consultation
from review.decision import Decision, FindingRecord, Output, Referral, Return, SignOff
from review.errors import NotFoundError, OutOfOrderError
from review.policy import Action, Matter, check_may
from review.service.people import read_actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader, Writer


@dataclass(frozen=True, slots=True)
class Work:
    """A change to a case under way: the transaction, the case, and who acts."""

    writer: Writer
    case: Case
    actor: Actor


@contextmanager
def changing(actor: Actor, office: Office, case_id: str, action: Action) -> Iterator[Work]:
    """Begin a change; it is committed if the block ends well.

    Raises:
        NotFoundError: there is no such case.
        NotAllowedError: the actor may not do this to this case.
    """
    with office.store.write() as writer:
        present = read_actor(writer, actor.login)
        case = writer.get(Case, id=case_id)
        check_may(present, action, case, office.today())
        yield Work(writer, case, present)


@contextmanager
def reading(
    actor: Actor, office: Office, case_id: str, action: Action = Action.VIEW
) -> Iterator[tuple[Reader, Case]]:
    """Begin to read a case, for ``action``.

    Raises:
        NotFoundError: there is no such case.
        NotAllowedError: the actor may not do that to this case.
    """
    with office.store.read() as reader:
        case = reader.get(Case, id=case_id)
        check_may(read_actor(reader, actor.login), action, case, office.today())
        yield reader, case


def read_matter(reader: Reader, office: Office, case: Case) -> Matter:
    """Return all of ``case`` that its rules look at."""
    documents = standing(reader.all(CaseDocument, case=case.id))
    return Matter(
        case=case,
        chain=office.chain(case.chain),
        documents=documents,
        findings=tuple(f for d in documents for f in reader.all(FindingRecord, document=d.id)),
        decisions=tuple(x for d in documents for x in reader.all(Decision, document=d.id)),
        outputs=tuple(o for d in documents for o in reader.all(Output, document=d.id)),
        consultations=reader.all(Consultation, case=case.id),
        referrals=reader.all(Referral, case=case.id),
        sign_offs=reader.all(SignOff, case=case.id),
        returns=reader.all(Return, case=case.id),
    )


def document_of(reader: Reader, document_id: str) -> CaseDocument:
    """Return a document that is part of its case.

    Raises:
        NotFoundError: there is none, or it was removed.
    """
    document = reader.get(CaseDocument, id=document_id)
    if not document.counts:
        raise NotFoundError(what="document")
    return document


def check_not_released(reader: Reader, case: Case) -> None:
    """Refuse to change what was let out; a corrected publication is a new case.

    Raises:
        OutOfOrderError: the case was released.
    """
    if reader.all(Release, case=case.id):
        raise OutOfOrderError(expected="new-case")
