"""``mishen sign``, ``return`` and ``refer``: the chain."""

from __future__ import annotations

import click

from review.console.session import as_user, hint, opened, option, say
from review.decision import Opinion
from review.service import referring, signing


@click.command(help=hint("sign"))
@click.argument("case_id")
@option("--words", default="", help_code="words")
@option("--standard", default=0, help_code="standard")
@option("--escalate", is_flag=True, help_code="escalate")
@option("--digest", default="", help_code="digest")
@option("--yes", is_flag=True, help_code="yes")
@as_user
def sign(  # noqa: PLR0913 - one argument an option
    case_id: str,
    words: str,
    user: str,
    *,
    standard: int,
    digest: str,
    escalate: bool,
    yes: bool,
) -> None:
    """Sign the step that is awaited."""
    with opened(user) as (actor, office):
        docket = signing.docket(actor, office, case_id)
        shown = digest or docket.digest
        step = docket.step.name if docket.step else ""
        say("sign-shown", case=case_id, step=step, digest=shown, count=len(docket.matter.findings))
        if docket.unopened:
            say("sign-unopened", documents=" ".join(docket.unopened))
        if not (yes or digest):
            click.confirm(hint("sign-confirm"), abort=True)
        said = words or _standard(docket, standard)
        opinion = Opinion.ESCALATE if escalate else Opinion.AGREE
        signature = signing.sign(actor, office, case_id, signing.Word(shown, said, opinion))
    say("signed", case=case_id, step=step, number=signature.event)


def _standard(docket: signing.Docket, number: int) -> str:
    """Return the standard opinion of that number (from 1), "" for none."""
    known = docket.step.wording if docket.step else ()
    return known[number - 1] if 0 < number <= len(known) else ""


@click.command("return", help=hint("return"))
@click.argument("case_id")
@option("--to", "step", required=True, help_code="to-step")
@option("--reason", required=True, help_code="reason")
@as_user
def send_back(case_id: str, step: str, reason: str, user: str) -> None:
    """Send a case back."""
    with opened(user) as (actor, office):
        signing.return_case(actor, office, case_id, step, reason)
    say("returned", case=case_id, step=step)


@click.group(help=hint("refer"))
def refer() -> None:
    """Group the commands about referrals."""


@refer.command("ask", help=hint("refer-ask"))
@click.argument("case_id")
@option("--question", required=True, help_code="question")
@option("--organ", default="", help_code="organ")
@as_user
def ask(case_id: str, question: str, organ: str, user: str) -> None:
    """Put a question to the secrecy administration."""
    with opened(user) as (actor, office):
        made = referring.refer(actor, office, case_id, question, organ)
    say("referred", case=case_id, referral=made.id)


@refer.command("answer", help=hint("refer-answer"))
@click.argument("case_id")
@click.argument("referral_id")
@option("--answer", required=True, help_code="answer")
@as_user
def answer_to(case_id: str, referral_id: str, answer: str, user: str) -> None:
    """Put the answer on record."""
    with opened(user) as (actor, office):
        referring.answer_referral(actor, office, case_id, referral_id, answer)
    say("answered", referral=referral_id)
