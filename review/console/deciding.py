"""``mishen decide``, ``mark`` and ``produce``: what is withheld, and the files that follow."""

from __future__ import annotations

import click

from recognizers.finding import Category, Kind, Treatment
from review.console.session import as_user, choice, hint, opened, option, say
from review.decision import Verdict
from review.service import decisions, production


@click.command(help=hint("decide"))
@click.argument("document_id")
@option("--finding", "findings", multiple=True, help_code="finding")
@option("--kind", type=choice(Kind), help_code="finding-kind")
@option("--suggested", is_flag=True, help_code="suggested")
@option("--verdict", type=choice(Verdict), help_code="verdict")
@option("--treatment", type=choice(Treatment), help_code="treatment")
@option("--basis", multiple=True, help_code="basis")
@option("--reason", default="", help_code="reason")
@as_user
def decide(  # noqa: PLR0913 - one argument an option
    document_id: str,
    user: str,
    *,
    findings: tuple[str, ...],
    kind: str | None,
    verdict: str | None,
    treatment: str | None,
    basis: tuple[str, ...],
    reason: str,
    suggested: bool,
) -> None:
    """Decide findings of a document."""
    if suggested == bool(verdict) or (verdict and bool(findings) == bool(kind)):
        raise click.UsageError(hint("decide-usage"))
    with opened(user) as (actor, office):
        if verdict is None:
            made = decisions.accept_suggestions(actor, office, document_id)
        else:
            treated = Treatment(treatment) if treatment else None
            answer = decisions.Answer(Verdict(verdict), treated, basis, reason)
            if kind:
                made = decisions.decide_kind(actor, office, document_id, Kind(kind), answer)
            else:
                made = decisions.decide(actor, office, document_id, findings, answer)
        items = decisions.items(actor, office, document_id)
    say("decided", count=len(made), left=sum(not item.is_settled for item in items))


@click.command(help=hint("mark"))
@click.argument("document_id")
@click.argument("words")
@option("--category", type=choice(Category), default="personal", help_code="mark-category")
@option("--basis", multiple=True, required=True, help_code="basis")
@option("--treatment", type=choice(Treatment), default="remove", help_code="treatment")
@as_user
def mark(  # noqa: PLR0913 - one argument an option
    document_id: str,
    words: str,
    user: str,
    *,
    category: str,
    basis: tuple[str, ...],
    treatment: str,
) -> None:
    """Mark every place where some words stand."""
    note = decisions.Mark((), Category(category), basis, Treatment(treatment))
    with opened(user) as (actor, office):
        made = decisions.add_by_search(actor, office, document_id, words, note)
    say("marked", count=len(made))


@click.command(help=hint("produce"))
@click.argument("case_id")
@as_user
def produce(case_id: str, user: str) -> None:
    """Write and prove the files of a case."""
    with opened(user) as (actor, office):
        outputs = production.produce(actor, office, case_id)
    for output in outputs:
        say("produced", document=output.document, plan=output.plan, output=output.sha256)
