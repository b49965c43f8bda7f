"""What each paper says, as values for its fields: pure functions over a case's records."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category
from review.audit.chain import moment
from review.consultation import PartyKind
from review.decision import Verdict, effective
from review.messages import text, words
from review.policy import bundle_digest, valid_sign_offs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from review.case import CaseDocument, Publication
    from review.config import Office as Letterhead
    from review.consultation import Consultation
    from review.decision import Decision, FindingRecord, SignOff
    from review.policy import Matter

    Values = Mapping[str, str | Sequence[Mapping[str, str]]]

CHINA: Final = dt.timezone(dt.timedelta(hours=8))
_SENSITIVE: Final = frozenset(
    {"health", "disability", "religion", "biometric", "finance", "whereabouts", "bank_account"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A withheld finding with its place in words."""

    finding: FindingRecord
    decision: Decision
    place: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """A case and its surroundings, read for one paper.

    ``names`` are people's names by login; ``checkpoint`` is length, hash and
    time of the last checkpoint; ``fingerprint`` is its public key's.
    """

    matter: Matter
    publications: tuple[Publication, ...]
    names: Mapping[str, str]
    letterhead: Letterhead
    today: dt.date
    checkpoint: tuple[int, str, str]
    fingerprint: str
    withheld: tuple[Entry, ...] = ()
    consultation: Consultation | None = None
    number: str = ""


def day(value: dt.date | None) -> str:
    """Return a date in Chinese, a dash for none."""
    if value is None:
        return text("papers.none")
    return text("papers.date", year=value.year, month=value.month, day=value.day)


def time(stamped: str) -> str:
    """Return an event's moment in China's time."""
    if not stamped:
        return text("papers.none")
    local = moment(stamped).astimezone(CHINA)
    return f"{day(local.date())} {local:%H:%M:%S}"


def common(dossier: Dossier) -> dict[str, str]:
    """Return the fields that all papers about a case may name."""
    case, head = dossier.matter.case, dossier.letterhead
    blank = text("papers.blank")
    return {
        "case": case.id,
        "title": case.title,
        "department": case.department or blank,
        "office": head.name or blank,
        "contact": head.contact or blank,
        "phone": head.phone or blank,
        "address": head.address or blank,
        "appeal_organ": head.appeal_organ or blank,
        "court": head.court or blank,
        "today": day(dossier.today),
        "received_on": day(case.received_on),
        "formed_on": day(case.formed_on),
        "number": dossier.number or blank,
        "applicant": case.applicant_name or blank,
        "request": case.request or blank,
        "regime": text(f"papers.regime-{case.regime}"),
        "separation": text(f"papers.separation-{case.regime}"),
        "files": str(len(dossier.matter.documents)),
    }


def review_sheet(dossier: Dossier) -> Values:
    """Return the fields of 审查审批表."""
    matter, case = dossier.matter, dossier.matter.case
    length, head, at = dossier.checkpoint
    return {
        **common(dossier),
        **_found(matter),
        "document_class": words("document-classes", case.document_class),
        "kind": words("case-kinds", case.kind),
        "attribute": words("attributes", case.attribute),
        "chain": matter.chain.name,
        "urgent": case.urgent_reason if case.urgent else text("papers.no"),
        "origin": _origin(dossier),
        "publication": _published(dossier),
        "documents": [_document(matter, document) for document in matter.documents],
        "signatures": [_signature(dossier, s) for s in _standing(matter)],
        "digest": bundle_digest(matter),
        "steps": _steps(dossier),
        "checkpoint_length": str(length),
        "checkpoint_hash": head,
        "checkpoint_at": time(at),
        "key_fingerprint": dossier.fingerprint,
    }


def _standing(matter: Matter) -> tuple[SignOff, ...]:
    present = bundle_digest(matter)
    return valid_sign_offs(matter.sign_offs, matter.returns, present, matter.chain)


def _found(matter: Matter) -> dict[str, str]:
    counts = Counter(finding.category for finding in matter.findings)
    fields = {
        "found_secret": Category.STATE_SECRET,
        "found_work": Category.WORK_SECRET,
        "found_trade": Category.TRADE_SECRET,
        "found_personal": Category.PERSONAL,
        "found_internal": Category.INTERNAL,
    }
    return {
        name: text("papers.found", count=counts[category])
        if counts[category]
        else text("papers.not-found")
        for name, category in fields.items()
    }


def _origin(dossier: Dossier) -> str:
    case = dossier.matter.case
    if not case.origin:
        return words("consents", "not_needed")
    return text("papers.origin", organ=case.origin, consent=words("consents", case.consent))


def _published(dossier: Dossier) -> str:
    lines = [
        text("papers.publication", place=p.place, day=day(p.day), address=p.address)
        for p in dossier.publications
    ]
    return "\n".join(lines) or text("papers.none")


def _verdicts(matter: Matter, document: CaseDocument) -> Counter[Verdict]:
    held = effective(d for d in matter.decisions if d.document == document.id)
    return Counter(decision.verdict for decision in held.values())


def _document(matter: Matter, document: CaseDocument) -> dict[str, str]:
    output = matter.current_outputs().get(document.id)
    counts, none = _verdicts(matter, document), text("papers.none")
    return {
        "id": document.id,
        "name": document.name,
        "withheld": str(counts[Verdict.WITHHOLD]),
        "kept": str(counts[Verdict.KEEP]),
        "source": document.sha256,
        "plan": output.plan if output else none,
        "output": output.sha256 if output else none,
    }


def _signature(dossier: Dossier, signature: SignOff) -> dict[str, str]:
    name = _name(dossier, signature.by)
    if signature.principal != signature.by:
        principal = _name(dossier, signature.principal)
        name = text("papers.in-place-of", name=name, principal=principal)
    return {
        "step": dossier.matter.chain.step(signature.step).name,
        "words": signature.words,
        "name": name,
        "at": time(signature.at),
        "digest": signature.digest,
        "shown": _opened(signature) or text("papers.nothing-opened"),
    }


def _opened(signature: SignOff) -> str:
    pairs = (entry.partition(":") for entry in signature.shown)
    return text("papers.comma").join(f"{d} {words('view-parts', part)}" for d, _, part in pairs)


def _name(dossier: Dossier, login: str) -> str:
    return dossier.names.get(login, login)


def _steps(dossier: Dossier) -> list[dict[str, str]]:
    """Return returns, referrals and consultations in the order they were begun."""
    matter = dossier.matter
    rows = [
        (r.at, text("papers.step-return"), r.reason, _name(dossier, r.by)) for r in matter.returns
    ]
    rows += [
        (r.at, text("papers.step-referral"), f"{r.organ}\n{r.question}\n{r.answer}", r.by)
        for r in matter.referrals
    ]
    made = [
        {"what": what, "words": said, "by": f"{_name(dossier, by)}\n{time(at)}"}
        for at, what, said, by in sorted(rows)
    ]
    made += [_consulted(dossier, held) for held in matter.consultations]
    return made or [{"what": text("papers.none"), "words": "", "by": ""}]


def _consulted(dossier: Dossier, held: Consultation) -> dict[str, str]:
    said = text(
        "papers.consulted",
        party=held.party,
        served=day(held.served_on),
        due=day(held.due_on),
        answer=words("consultation-answers", held.answer),
        outcome=words("consultation-outcomes", held.outcome),
        reason=held.reason,
    )
    by = f"{_name(dossier, held.by)}\n{day(held.opened_on)}"
    return {"what": words("party-kinds", held.kind), "words": said, "by": by}


def consultation_letter(dossier: Dossier) -> Values:
    """Return the fields of 征求第三方意见书; the applicant's name is not among them."""
    held = _consultation(dossier)
    allowed = common(dossier)
    for field in ("applicant", "request", "title", "case"):
        del allowed[field]
    return {
        **allowed,
        "party": held.party,
        "summary": held.summary,
        "findings": str(len(held.findings)),
        "articles": _articles(dossier),
        "days": text("papers.days"),
        "due": day(held.due_on) if held.due_on else text("papers.due-unknown"),
        "lapse": text(f"papers.lapse-{held.kind}"),
        "service": held.service or text("papers.blank"),
        "address": dossier.letterhead.address or text("papers.blank"),
    }


def consultation_notice(dossier: Dossier) -> Values:
    """Return the fields of 征求意见告知书 to the applicant; the third party is not named."""
    return {**common(dossier), "articles": _articles(dossier)}


def public_interest_notice(dossier: Dossier) -> Values:
    """Return the fields of the notice to the third party (article 32)."""
    held = _consultation(dossier)
    allowed = common(dossier)
    for field in ("applicant", "request"):
        del allowed[field]
    planned = dossier.publications[0].day if dossier.publications else None
    return {
        **allowed,
        "party": held.party,
        "summary": held.summary,
        "findings": str(len(held.findings)),
        "articles": _articles(dossier),
        "reason": held.reason,
        "planned_on": day(planned) if planned else text("papers.blank"),
    }


def _consultation(dossier: Dossier) -> Consultation:
    if dossier.consultation is None:
        raise ValueError("this paper is about a consultation")
    return dossier.consultation


def _articles(dossier: Dossier) -> str:
    regime = dossier.matter.case.regime
    held = dossier.consultation
    kind = held.kind if held else PartyKind.THIRD_PARTY
    return text(f"papers.articles-{kind}-{regime}")


def partial_answer(dossier: Dossier) -> Values:
    """Return the fields of 部分公开答复书: each withheld item with its reason (article 37)."""
    items = [
        {
            "number": str(number),
            "place": entry.place,
            "category": words("categories", entry.finding.category),
            "basis": text("papers.comma").join(words("basis", b) for b in entry.decision.basis),
            "reason": words("withheld", entry.finding.category),
        }
        for number, entry in enumerate(dossier.withheld, 1)
    ]
    return {**common(dossier), "items": items}


def impact_assessment(dossier: Dossier) -> Values:
    """Return the fields of 个人信息保护影响评估记录 (个人信息保护法 55, 56)."""
    matter = dossier.matter
    persons: Counter[str] = Counter()
    for document in matter.documents:
        for kind, count in document.persons:
            persons[kind] = max(persons[kind], count)
    verdicts = sum((_verdicts(matter, d) for d in matter.documents), Counter[Verdict]())
    gaps = dict.fromkeys(gap for d in matter.documents for gap in d.gaps)
    expires = [p.expires for p in dossier.publications if p.expires]
    return {
        **common(dossier),
        "purpose": text("papers.purpose", kind=words("case-kinds", matter.case.kind)),
        "persons": _persons(persons),
        "sensitive": _persons({k: n for k, n in persons.items() if k in _SENSITIVE}),
        "withheld": str(verdicts[Verdict.WITHHOLD]),
        "kept": str(verdicts[Verdict.KEEP]),
        "risk": text("papers.risk" if verdicts[Verdict.KEEP] else "papers.risk-none"),
        "expires": day(max(expires)) if expires else text("papers.no-expiry"),
        "gaps": text("papers.comma").join(words("warnings", g) for g in gaps)
        or text("papers.none"),
    }


def _persons(persons: Mapping[str, int]) -> str:
    lines = [
        text("papers.persons", kind=words("kinds", kind), count=count)
        for kind, count in sorted(persons.items())
    ]
    return text("papers.comma").join(lines) or text("papers.none")
