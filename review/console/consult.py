"""``mishen consult``: third parties and joint organs, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from review.console.session import a_day, as_user, choice, hint, named, opened, option, say, table
from review.consultation import Answer, Outcome, PartyKind
from review.service import consulting

if TYPE_CHECKING:
    from review.consultation import Consultation


@click.group(help=hint("consult"))
def consult() -> None:
    """Group the commands about consultations."""


@consult.command("open", help=hint("consult-open"))
@click.argument("case_id")
@option("--party", required=True, help_code="party")
@option("--summary", required=True, help_code="summary")
@option("--kind", type=choice(PartyKind), default="third_party", help_code="party-kind")
@option("--address", default="", help_code="address")
@option("--finding", "findings", multiple=True, help_code="finding")
@as_user
def open_one(  # noqa: PLR0913 - one argument an option
    case_id: str,
    user: str,
    *,
    party: str,
    summary: str,
    kind: str,
    address: str,
    findings: tuple[str, ...],
) -> None:
    """Open a consultation."""
    asking = consulting.Asking(PartyKind(kind), party, summary, findings, address)
    with opened(user) as (actor, office):
        made = consulting.consult(actor, office, case_id, asking)
    say("consultation-opened", consultation=made.id)


@consult.command("send", help=hint("consult-send"))
@click.argument("consultation_id")
@option("--on", "day", default="", help_code="day")
@as_user
def send(consultation_id: str, day: str, user: str) -> None:
    """Put on record that the letter was sent."""
    with opened(user) as (actor, office):
        when = a_day(day) or office.today()
        _tell(consulting.send_letter(actor, office, consultation_id, when))


@consult.command("serve", help=hint("consult-serve"))
@click.argument("consultation_id")
@option("--service", required=True, help_code="service")
@option("--on", "day", default="", help_code="day")
@as_user
def serve(consultation_id: str, service: str, day: str, user: str) -> None:
    """Put on record how and when the letter was served."""
    with opened(user) as (actor, office):
        when = a_day(day) or office.today()
        made = consulting.serve_letter(actor, office, consultation_id, when, service)
    _tell(made)
    if not made.due_assured:
        say("calendar-unknown")


@consult.command("answer", help=hint("consult-answer"))
@click.argument("consultation_id")
@click.argument("answer", type=choice(Answer))
@option("--reply", default="", help_code="reply")
@as_user
def answer_to(consultation_id: str, answer: str, reply: str, user: str) -> None:
    """Put the answer, or its absence, on record."""
    with opened(user) as (actor, office):
        _tell(consulting.answer_letter(actor, office, consultation_id, Answer(answer), reply))


@consult.command("close", help=hint("consult-close"))
@click.argument("consultation_id")
@click.argument("outcome", type=choice(Outcome))
@option("--reason", default="", help_code="reason")
@as_user
def close(consultation_id: str, outcome: str, reason: str, user: str) -> None:
    """Decide upon the answer."""
    with opened(user) as (actor, office):
        decided = Outcome(outcome)
        _tell(consulting.close_consultation(actor, office, consultation_id, decided, reason))


@consult.command("notice", help=hint("consult-notice"))
@click.argument("consultation_id")
@option("--on", "day", default="", help_code="day")
@as_user
def notice(consultation_id: str, day: str, user: str) -> None:
    """Put on record that the public-interest notice was given."""
    with opened(user) as (actor, office):
        when = a_day(day) or office.today()
        _tell(consulting.give_notice(actor, office, consultation_id, when))


@consult.command("list", help=hint("consult-list"))
@click.argument("case_id")
@as_user
def show_list(case_id: str, user: str) -> None:
    """List the consultations of a case."""
    with opened(user) as (actor, office):
        held = consulting.consultations_of(actor, office, case_id)
    heads = ("consultation", "party", "stage", "due", "answer", "outcome")
    table(
        heads,
        (
            (
                c.id,
                c.party,
                named("consultation-stages", c.stage),
                c.due_on or "-",
                named("consultation-answers", c.answer),
                named("consultation-outcomes", c.outcome),
            )
            for c in held
        ),
    )


def _tell(consultation: Consultation) -> None:
    stage = named("consultation-stages", consultation.stage)
    due = str(consultation.due_on or "-")
    say("consultation-saved", consultation=consultation.id, stage=stage, due=due)
