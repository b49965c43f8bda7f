"""``mishen case``: open cases, add files, show where things stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from review.case import Applicant, Attribute, CaseKind, Consent, DocumentClass, DocumentState
from review.console.session import a_day, as_user, choice, hint, named, opened, option, say, table
from review.service import cases, decisions, documents, signing

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(help=hint("case"))
def case() -> None:
    """Group the commands about cases."""


@case.command("new", help=hint("case-new"))
@click.argument("title")
@option("--attribute", type=choice(Attribute), default="active", help_code="attribute")
@option("--kind", type=choice(CaseKind), default="proactive", help_code="kind")
@option("--class", "paper", type=choice(DocumentClass), default="official", help_code="class")
@option("--chain", default="", help_code="chain")
@option("--profile", default="", help_code="profile")
@option("--received", default="", help_code="received")
@option("--formed", default="", help_code="formed")
@option("--urgent", default="", help_code="urgent")
@option("--origin", default="", help_code="origin")
@option("--category", default="", help_code="category")
@option("--applicant", type=choice(Applicant), default="none", help_code="applicant")
@option("--applicant-name", default="", help_code="applicant-name")
@option("--request", default="", help_code="request")
@as_user
def new(title: str, user: str, **form: str) -> None:
    """Open a case."""
    wanted = cases.NewCase(
        title=title,
        attribute=Attribute(form["attribute"]),
        kind=CaseKind(form["kind"]),
        document_class=DocumentClass(form["paper"]),
        chain=form["chain"],
        profile=form["profile"],
        received_on=a_day(form["received"]),
        formed_on=a_day(form["formed"]),
        urgent_reason=form["urgent"],
        origin=form["origin"],
        category=form["category"],
        applicant=Applicant(form["applicant"]),
        applicant_name=form["applicant_name"],
        request=form["request"],
    )
    with opened(user) as (actor, office):
        made = cases.open_case(actor, office, wanted)
    say("case-opened", case=made.id)


@case.command("add", help=hint("case-add"))
@click.argument("case_id")
@click.argument("path", type=_FILE)
@option("--annex-of", default="", help_code="annex-of")
@as_user
@click.pass_context
def add(ctx: click.Context, case_id: str, path: Path, annex_of: str, user: str) -> None:
    """Add a file to a case and read it."""
    upload = documents.Upload(path.name, path.read_bytes(), annex_of)
    with opened(user) as (actor, office):
        document = documents.add_document(actor, office, case_id, upload)
        if document.state is DocumentState.STOPPED:
            say("document-stopped", document=document.id, rule=document.reason)
            ctx.exit(6)
        if document.state is DocumentState.REFUSED:
            say("document-refused", document=document.id, reason=named("errors", document.reason))
            ctx.exit(3)
        found = decisions.items(actor, office, document.id)
    say("document-read", document=document.id, count=len(found))


@case.command("remove", help=hint("case-remove"))
@click.argument("document_id")
@as_user
def remove(document_id: str, user: str) -> None:
    """Take a file out of its case."""
    with opened(user) as (actor, office):
        documents.remove_document(actor, office, document_id)
    say("document-removed", document=document_id)


@case.command("list", help=hint("case-list"))
@option("--search", default="", help_code="search")
@as_user
def show_list(search: str, user: str) -> None:
    """List the cases that the person may see."""
    with opened(user) as (actor, office):
        found = cases.list_cases(actor, office, search)
    heads = ("case", "title", "state", "documents", "undecided")
    table(
        heads,
        (
            (s.case.id, s.case.title, named("case-states", s.state), s.documents, s.undecided)
            for s in found
        ),
    )


@case.command("show", help=hint("case-show"))
@click.argument("case_id")
@option("--findings", is_flag=True, help_code="findings")
@as_user
def show(case_id: str, user: str, *, findings: bool) -> None:
    """Show a case: its files, its signatures, and what stands against the next."""
    with opened(user) as (actor, office):
        docket = signing.docket(actor, office, case_id)
        matter = docket.matter
        say("case-title", case=case_id, title=matter.case.title)
        for document in matter.documents:
            state = named("document-states", document.state)
            say("case-document", document=document.id, name=document.name, state=state)
            if findings and document.text:
                documents.note_view(actor, office, document.id, "findings")
                _show_findings(decisions.items(actor, office, document.id))
        _show_docket(docket)


def _show_findings(found: tuple[decisions.Item, ...]) -> None:
    rows = (
        (
            item.finding.id,
            named("kinds", item.finding.kind),
            item.text,
            named("suggestions", item.finding.suggestion),
            named("verdicts", item.decision.verdict) if item.decision else "-",
        )
        for item in found
    )
    table(("finding", "kind", "text", "suggestion", "decision"), rows)


def _show_docket(docket: signing.Docket) -> None:
    for signature in docket.held:
        step = docket.matter.chain.step(signature.step).name
        say("case-signed", step=step, by=signature.by, at=signature.at, words=signature.words)
    if docket.fallen:
        say("case-fallen", count=len(docket.fallen))
    for obstacle in docket.obstacles:
        say("case-obstacle", reason=named("reasons", obstacle))
    step = docket.step.name if docket.step else named("case-states", "signed")
    say("case-next", step=step, digest=docket.digest)
    for number, words in enumerate(docket.step.wording if docket.step else (), 1):
        say("case-wording", number=number, words=words)


@case.command("change", help=hint("case-change"))
@click.argument("case_id")
@option("--title", help_code="title")
@option("--attribute", type=choice(Attribute), help_code="attribute")
@option("--consent", type=choice(Consent), help_code="consent")
@option("--urgent", help_code="urgent")
@option("--escalated", is_flag=True, help_code="escalated")
@as_user
def change(case_id: str, user: str, *, escalated: bool, **form: str | None) -> None:
    """Change the form of a case."""
    given = {name: value for name, value in form.items() if value is not None}
    with opened(user) as (actor, office):
        held = cases.get_case(actor, office, case_id).case
        wanted = replace(
            held,
            title=given.get("title", held.title),
            attribute=Attribute(given.get("attribute", held.attribute)),
            consent=Consent(given.get("consent", held.consent)),
            urgent=bool(given.get("urgent", held.urgent_reason)),
            urgent_reason=given.get("urgent", held.urgent_reason),
            escalated=held.escalated or escalated,
        )
        cases.change_case(actor, office, wanted)
    say("case-changed", case=case_id)


@case.command("settle", help=hint("case-settle"))
@click.argument("case_id")
@click.argument("result")
@option("--on", "day", required=True, help_code="day")
@as_user
def settle(case_id: str, result: str, day: str, user: str) -> None:
    """Put on record how an application was settled."""
    answered = a_day(day)
    with opened(user) as (actor, office):
        cases.settle(actor, office, case_id, result, answered or office.today())
    say("case-changed", case=case_id)
