"""What an office counts of its own reviewing, for the inbox and the yearly summary.

The yearly summaries of practice state how much was disclosed, by what category,
and that nothing went out against a third party's refusal without a decision;
the figures here are counted from the records, not typed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from review.case import Case, CaseDocument, CaseId, CaseKind, Release, Withdrawal
from review.consultation import Consultation, Outcome
from review.decision import Decision, Verdict, effective
from review.policy import Action, check_may
from review.service.people import read_actor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Statistics:
    """The cases received in one year.

    ``categories`` counts released proactive cases by category, ``departments``
    all cases by department, ``verdicts`` the decisions that hold. ``overrides``
    counts disclosures against a third party's refusal in the public interest.
    ``stopped`` counts files that were given up for a secrecy mark.
    """

    year: int
    proactive: int
    applications: int
    released: int
    withdrawn: int
    urgent: int
    stopped: int
    overrides: int
    categories: Mapping[str, int]
    departments: Mapping[str, int]
    verdicts: Mapping[Verdict, int]


def statistics(actor: Actor, office: Office, year: int) -> Statistics:
    """Count the cases that were received in ``year``.

    Raises:
        NotAllowedError: the actor makes no reports.
    """
    with office.store.read() as reader:
        check_may(read_actor(reader, actor.login), Action.REPORT, None, office.today())
        cases = {c.id: c for c in reader.all(Case) if c.received_on.year == year}
        released = {r.case for r in reader.all(Release)} & set(cases)
        return Statistics(
            year=year,
            proactive=sum(c.kind is CaseKind.PROACTIVE for c in cases.values()),
            applications=sum(c.kind is CaseKind.APPLICATION for c in cases.values()),
            released=len(released),
            withdrawn=len({w.case for w in reader.all(Withdrawal)} & set(cases)),
            urgent=sum(c.urgent for c in cases.values()),
            stopped=_stopped(reader, cases),
            overrides=_overrides(reader, cases),
            categories=Counter(
                cases[name].category
                for name in sorted(released)
                if cases[name].kind is CaseKind.PROACTIVE
            ),
            departments=Counter(c.department for c in cases.values()),
            verdicts=_verdicts(reader, cases),
        )


def _stopped(reader: Reader, cases: Mapping[CaseId, Case]) -> int:
    return sum(d.case in cases for d in reader.all(CaseDocument, state="stopped"))


def _overrides(reader: Reader, cases: Mapping[CaseId, Case]) -> int:
    public = reader.all(Consultation, outcome=Outcome.PUBLIC_INTEREST.value)
    return sum(held.case in cases for held in public)


def _verdicts(reader: Reader, cases: Mapping[CaseId, Case]) -> Counter[Verdict]:
    counted: Counter[Verdict] = Counter()
    for document in reader.all(CaseDocument):
        if document.case in cases and document.counts:
            held = effective(reader.all(Decision, document=document.id))
            counted.update(decision.verdict for decision in held.values())
    return counted
