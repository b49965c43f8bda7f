"""Open cases, change their forms, list them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recognizers.detection import regime_on
from review.annual import check_result
from review.audit.events import CaseSaved, Code, Ref
from review.case import (
    Applicant,
    Attribute,
    Case,
    CaseDocument,
    CaseId,
    CaseKind,
    Consent,
    DocumentClass,
    DocumentState,
    Publication,
    Release,
    Withdrawal,
    standing,
)
from review.deadline import ClockName
from review.errors import InvalidValueError, MissingFieldError
from review.policy import Action, Matter, check_may, may, next_step, undecided
from review.service.clocks import meet_clocks, start_first_clock
from review.service.matter import changing, check_not_released, read_matter, reading
from review.service.people import read_actor
from review.wording import check_wording

if TYPE_CHECKING:
    import datetime as dt

    from review.chain import Step
    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader, Writer


@dataclass(frozen=True, slots=True)
class NewCase:
    """The form of a new case; empty fields take the office's default."""

    title: str
    department: str = ""
    kind: CaseKind = CaseKind.PROACTIVE
    document_class: DocumentClass = DocumentClass.OFFICIAL
    attribute: Attribute = Attribute.UNDECIDED
    chain: str = ""
    profile: str = ""
    received_on: dt.date | None = None
    formed_on: dt.date | None = None
    urgent_reason: str = ""
    origin: str = ""
    category: str = ""
    applicant: Applicant = Applicant.NONE
    applicant_name: str = ""
    request: str = ""
    form: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: ``state`` is a code, ``step`` the awaited signature's id."""

    case: Case
    state: str
    step: str
    documents: int
    undecided: int
    released: bool
    withdrawn: bool


def open_case(actor: Actor, office: Office, new: NewCase) -> Case:
    """Open a case and start the clock that its kind has.

    Raises:
        NotAllowedError: the actor opens no cases.
        MissingFieldError: no title; an application without its applicant's kind.
        InvalidValueError: a department's clerk opens for another department.
        WordingError: the title carries a secrecy mark.
    """
    _check_form(new)
    chain = office.chain(new.chain or office.settings.chain)
    with office.store.write() as writer:
        present = read_actor(writer, actor.login)
        check_may(present, Action.OPEN, None, office.today())
        case = _case(writer, present, office, replace(new, chain=chain.id))
        check_may(present, Action.OPEN, case, office.today())
        _save(writer, present, case, "opened")
        start_first_clock(writer, present, case)
    return case


def _check_form(new: NewCase) -> None:
    if not new.title.strip():
        raise MissingFieldError(field="title")
    if (new.kind is CaseKind.APPLICATION) != (new.applicant is not Applicant.NONE):
        raise MissingFieldError(field="applicant")
    check_wording("title", new.title)


def _case(writer: Writer, actor: Actor, office: Office, new: NewCase) -> Case:
    received = new.received_on or office.today()
    return Case(
        id=_next_id(writer, received.year),
        title=new.title.strip(),
        kind=new.kind,
        document_class=new.document_class,
        attribute=new.attribute,
        department=new.department or actor.department,
        regime=regime_on(received),
        profile=new.profile,
        chain=new.chain,
        received_on=received,
        created_by=actor.login,
        created_at=writer.at,
        formed_on=new.formed_on,
        urgent=bool(new.urgent_reason.strip()),
        urgent_reason=new.urgent_reason,
        origin=new.origin,
        consent=Consent.ASKED if new.origin.strip() else Consent.NOT_NEEDED,
        category=new.category,
        applicant=new.applicant,
        applicant_name=new.applicant_name,
        request=new.request,
        form=new.form,
    )


def _next_id(writer: Writer, year: int) -> CaseId:
    taken = [case.id for case in writer.all(Case) if case.id.startswith(f"C{year}-")]
    last = max((int(name.partition("-")[2]) for name in taken), default=0)
    return CaseId(f"C{year}-{last + 1:04d}")


def change_case(actor: Actor, office: Office, wanted: Case) -> Case:
    """Put the form of a case as ``wanted`` says; signatures given before fall if it matters.

    Number, kind, regime, and who opened it when stay as they are.

    Raises:
        NotAllowedError: the actor may not.
        OutOfOrderError: the case was released.
        MissingFieldError: no title, or urgent without its reason.
        WordingError: the title carries a secrecy mark.
    """
    if not wanted.title.strip():
        raise MissingFieldError(field="title")
    if wanted.urgent and not wanted.urgent_reason.strip():
        raise MissingFieldError(field="urgent_reason")
    check_wording("title", wanted.title)
    office.chain(wanted.chain)
    with changing(actor, office, wanted.id, Action.EDIT) as work:
        check_not_released(work.writer, work.case)
        if _fixed(wanted) != _fixed(work.case):
            raise InvalidValueError(field="case")
        _save(work.writer, work.actor, wanted, "form")
    return wanted


def settle(actor: Actor, office: Office, case_id: str, result: str, day: dt.date) -> Case:
    """Put on record how an application was settled (a row of the annual report) and when.

    That meets the term of the answer.

    Raises:
        InvalidValueError: not an application, or no row of the report.
        NotAllowedError: the actor may not.
    """
    check_result(result)
    with changing(actor, office, case_id, Action.PAPERS) as work:
        if work.case.kind is not CaseKind.APPLICATION:
            raise InvalidValueError(field="kind")
        settled = replace(work.case, result=result, answered_on=day)
        _save(work.writer, work.actor, settled, "settled")
        meet_clocks(work.writer, work.actor, settled, ClockName.ANSWER, day)
    return settled


def _fixed(case: Case) -> tuple[object, ...]:
    return (case.kind, case.regime, case.created_by, case.created_at, case.result)


def _save(writer: Writer, actor: Actor, case: Case, change: str) -> None:
    writer.save(actor.login, CaseSaved(Ref(case.id), Code(change)), case, scope=case.id)


def get_case(actor: Actor, office: Office, case_id: str) -> Matter:
    """Return a case with all that belongs to it.

    Raises:
        NotFoundError: there is no such case.
        NotAllowedError: the actor may not see it.
    """
    with reading(actor, office, case_id) as (reader, case):
        return read_matter(reader, office, case)


def list_cases(
    actor: Actor, office: Office, words: str = "", *, limit: int = 200
) -> tuple[Standing, ...]:
    """Return the newest cases that the actor may see; ``words`` of number or title."""
    with office.store.read() as reader:
        present = read_actor(reader, actor.login)
        seen = [c for c in reader.all(Case) if may(present, Action.VIEW, c, office.today())]
        found = [c for c in seen if words in c.title or words in c.id]
        return tuple(standing_of(reader, office, c) for c in found[::-1][:limit])


def standing_of(reader: Reader, office: Office, case: Case) -> Standing:
    """Return where ``case`` stands; a released one is not looked into any further."""
    if reader.all(Release, case=case.id):
        return _after_release(reader, case)
    matter = read_matter(reader, office, case)
    step = next_step(matter)
    return Standing(
        case=case,
        state=_state(matter, step),
        step=step.id if step else "",
        documents=len(matter.documents),
        undecided=len(undecided(matter.findings, matter.decisions)),
        released=False,
        withdrawn=False,
    )


def _after_release(reader: Reader, case: Case) -> Standing:
    withdrawn = bool(reader.all(Withdrawal, case=case.id))
    published = bool(reader.all(Publication, case=case.id))
    state = "withdrawn" if withdrawn else "published" if published else "released"
    files = len(standing(reader.all(CaseDocument, case=case.id)))
    return Standing(case, state, "", files, 0, released=True, withdrawn=withdrawn)


def _state(matter: Matter, step: Step | None) -> str:
    """Return the one word for where an unreleased case stands."""
    if any(d.state is DocumentState.STOPPED for d in matter.documents):
        return "stopped"
    if not matter.sign_offs:
        return "open"
    return "signing" if step else "signed"


def documents_of(actor: Actor, office: Office, case_id: str) -> tuple[CaseDocument, ...]:
    """Return the files of a case, in order.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with reading(actor, office, case_id) as (reader, case):
        return standing(reader.all(CaseDocument, case=case.id))
