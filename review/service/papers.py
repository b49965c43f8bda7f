"""Make the papers of a case, keep them encrypted, put them on record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId, Sha256, Span
from review.audit.checkpoint import fingerprint, open_checkpoint
from review.audit.events import Code, Digest, PaperMade, Ref, ReportMade
from review.case import Case, CaseId, Paper, Publication, Release, Withdrawal
from review.consultation import Consultation
from review.decision import Verdict, effective
from review.errors import InvalidValueError, NotFoundError
from review.messages import text
from review.papers import values
from review.papers.filling import fill
from review.papers.template import template_of
from review.papers.values import CHINA, Dossier, Entry
from review.people import Person
from review.place import Places
from review.policy import Action, check_may, may
from review.service.cases import Standing, standing_of
from review.service.detection import unpack_text
from review.service.documents import sha256_of
from review.service.matter import changing, read_matter, reading
from review.service.people import read_actor
from review.service.trail import make_checkpoint
from review.store.log import read_checkpoints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from review.people import Actor
    from review.policy import Matter
    from review.service.office import Office
    from review.store.transaction import Reader

_VALUES: Final[dict[str, Callable[[Dossier], values.Values]]] = {
    "review-sheet": values.review_sheet,
    "consultation-letter": values.consultation_letter,
    "consultation-notice": values.consultation_notice,
    "partial-answer": values.partial_answer,
    "public-interest-notice": values.public_interest_notice,
    "impact-assessment": values.impact_assessment,
}
CASE_PAPERS: Final = tuple(_VALUES)
"""The papers that are made for one case."""

_ABOUT_ONE_PARTY: Final = frozenset({"consultation-letter", "public-interest-notice"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper: its kind, its number in the office's book, and the consultation it is about."""

    kind: str
    number: str = ""
    consultation: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper."""

    kind: str
    content: bytes
    sha256: Sha256


def make_paper(actor: Actor, office: Office, case_id: str, wanted: Wanted) -> Made:
    """Make a paper of a case, and keep it.

    Raises:
        NotFoundError: no such paper, case, or consultation of this case.
        InvalidValueError: a letter to a party without its consultation.
        TemplateError: the office's template names a field that the paper lacks.
        WordingError: the paper would carry what could be a secrecy mark.
        NotAllowedError: the actor may not.
    """
    if wanted.kind not in _VALUES:
        raise NotFoundError(what="paper")
    if wanted.kind in _ABOUT_ONE_PARTY and not wanted.consultation:
        raise InvalidValueError(field="consultation")
    make_checkpoint(office)
    with reading(actor, office, case_id) as (reader, case):
        dossier = _dossier(reader, office, read_matter(reader, office, case), wanted)
    template = template_of(wanted.kind, office.settings.templates)
    filled = _VALUES[wanted.kind](dossier)
    content = fill(wanted.kind, template, filled, office.store.now().astimezone(CHINA))
    return _keep(actor, office, case_id, wanted.kind, content)


def _keep(actor: Actor, office: Office, case_id: str, kind: str, content: bytes) -> Made:
    with changing(actor, office, case_id, Action.PAPERS) as work:
        writer, name = work.writer, office.store.blobs.put(content)
        paper = Paper(writer.number, CaseId(case_id), kind, name, work.actor.login, writer.at)
        event = PaperMade(Ref(case_id), Code(kind), Digest(name))
        writer.save(work.actor.login, event, paper, scope=case_id)
    return Made(kind, content, name)


def papers_of(actor: Actor, office: Office, case_id: str) -> tuple[Paper, ...]:
    """Return the papers that were made for a case, oldest first.

    Raises:
        NotAllowedError: the actor may not see the case.
    """
    with reading(actor, office, case_id) as (reader, case):
        return reader.all(Paper, case=case.id)


def paper_content(actor: Actor, office: Office, case_id: str, event: int) -> bytes:
    """Return the docx of the paper that was made at ``event``.

    Raises:
        NotFoundError: this case has no such paper.
        NotAllowedError: the actor may not see the case.
    """
    for paper in papers_of(actor, office, case_id):
        if paper.event == event:
            return office.store.blobs.get(paper.sha256)
    raise NotFoundError(what="paper")


def _dossier(reader: Reader, office: Office, matter: Matter, wanted: Wanted) -> Dossier:
    public = office.store.keys.signer.public_key()
    point = open_checkpoint(read_checkpoints(reader.connection)[-1], public)
    consultation = None
    if wanted.consultation:
        consultation = reader.get(Consultation, id=wanted.consultation)
        if consultation.case != matter.case.id:
            raise NotFoundError(what="consultation")
    dossier = Dossier(
        matter=matter,
        publications=reader.all(Publication, case=matter.case.id),
        names={person.login: person.name for person in reader.all(Person)},
        letterhead=office.settings.office,
        today=office.today(),
        checkpoint=(point.length, point.last, point.at),
        fingerprint=fingerprint(public),
        consultation=consultation,
        number=wanted.number,
    )
    if wanted.kind == "partial-answer":
        return replace(dossier, withheld=tuple(_withheld(office, matter)))
    return dossier


def _withheld(office: Office, matter: Matter) -> list[Entry]:
    """Return every withheld finding with its place, file by file, in reading order."""
    held = effective(matter.decisions)
    entries: list[Entry] = []
    for number, document in enumerate(matter.documents, 1):
        parsed = unpack_text(office.store.blobs.get(Sha256(document.text)))
        places = Places(parsed)
        own = [f for f in matter.findings if f.document == document.id and f.id in held]
        spans = {f.id: Span(BlockId(f.spans[0][0]), *f.spans[0][1:]) for f in own}
        for finding in sorted(own, key=lambda f: places.order(spans[f.id])):
            if held[finding.id].verdict is Verdict.WITHHOLD:
                place = text("papers.file", number=number, place=places.words(spans[finding.id]))
                entries.append(Entry(finding, held[finding.id], place))
    return entries


# -- the monthly list -----------------------------------------------------------------


def monthly_list(actor: Actor, office: Office, year: int, month: int) -> Made:
    """Make the list of the cases that were opened in a month (汇总表).

    Raises:
        InvalidValueError: no such month.
        NotAllowedError: the actor may not.
    """
    if not 1 <= month <= 12:
        raise InvalidValueError(field="month")
    with office.store.read() as reader:
        present = read_actor(reader, actor.login)
        check_may(present, Action.REPORT, None, office.today())
        rows = [
            (standing_of(reader, office, case), reader.all(Release, case=case.id))
            for case in reader.all(Case)
            if (case.received_on.year, case.received_on.month) == (year, month)
            and may(present, Action.VIEW, case, office.today())
        ]
        withdrawn = {w.case for w in reader.all(Withdrawal)}
        matters: dict[str, Matter] = {
            s.case.id: read_matter(reader, office, s.case) for s, _ in rows
        }
    filled = _month(office, (year, month), rows, matters)
    filled["withdrawn"] = str(sum(s.case.id in withdrawn for s, _ in rows))
    template = template_of("monthly-list", office.settings.templates)
    content = fill("monthly-list", template, filled, office.store.now().astimezone(CHINA))
    return keep_report(actor, office, "monthly-list", content)


def _month(
    office: Office,
    month: tuple[int, int],
    rows: Sequence[tuple[Standing, Sequence[Release]]],
    matters: Mapping[str, Matter],
) -> dict[str, str | list[dict[str, str]]]:
    return {
        "office": office.settings.office.name or text("papers.blank"),
        "today": values.day(office.today()),
        "month": text("papers.month", year=month[0], month=month[1]),
        "opened": str(len(rows)),
        "released": str(sum(s.released for s, _ in rows)),
        "stopped": str(sum(s.state == "stopped" for s, _ in rows)),
        "rows": [_row(standing, releases, matters) for standing, releases in rows]
        or [dict.fromkeys(("case", "title", "department", "state", "withheld", "done"), "")],
    }


def _row(
    standing: Standing, releases: Sequence[Release], matters: Mapping[str, Matter]
) -> dict[str, str]:
    case = standing.case
    held = effective(matters[case.id].decisions)
    return {
        "case": case.id,
        "title": case.title,
        "department": case.department,
        "state": text(f"case-states.{standing.state}"),
        "withheld": str(sum(d.verdict is Verdict.WITHHOLD for d in held.values())),
        "done": values.time(releases[0].at) if releases else text("papers.none"),
    }


def keep_report(actor: Actor, office: Office, kind: str, content: bytes) -> Made:
    """Put on record that a report was made; it belongs to no case and is not kept."""
    name = sha256_of(content)
    with office.store.write() as writer:
        writer.save(actor.login, ReportMade(Code(kind), Digest(name)))
    return Made(kind, content, name)
