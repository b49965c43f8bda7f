"""``mishen release``, ``publish``, ``withdraw`` and ``due``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from review.console.session import a_day, as_user, hint, named, opened, option, say, table
from review.service import clocks, releasing
from review.suffix import suffix_of

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(help=hint("release"))
@click.argument("case_id")
@option("--output", required=True, type=_FOLDER, help_code="release-output")
@as_user
def release(case_id: str, output: Path, user: str) -> None:
    """Open the lock and write the signed files."""
    with opened(user) as (actor, office):
        made = releasing.release(actor, office, case_id)
        files = releasing.released_files(actor, office, case_id)
        output.mkdir(parents=True, exist_ok=True)
        for file in files:
            target = output / releasing.file_name(file, suffix_of(file.output.media_type))
            target.write_bytes(file.content)
            say("released-file", path=str(target), output=file.output.sha256)
    say("released", case=case_id, digest=made.digest)


@click.command(help=hint("publish"))
@click.argument("case_id")
@option("--place", required=True, help_code="place")
@option("--address", default="", help_code="web-address")
@option("--on", "day", default="", help_code="day")
@option("--expires", default="", help_code="expires")
@option("--look-again", default="", help_code="look-again")
@as_user
def publish(case_id: str, user: str, place: str, **days: str) -> None:
    """Put on record where a released case was published."""
    with opened(user) as (actor, office):
        where = releasing.Place(
            place,
            a_day(days["day"]) or office.today(),
            days["address"],
            a_day(days["expires"]),
            a_day(days["look_again"]),
        )
        releasing.publish(actor, office, case_id, where)
    say("published", case=case_id)


@click.command(help=hint("withdraw"))
@click.argument("case_id")
@option("--reason", required=True, help_code="reason")
@option("--on", "day", default="", help_code="day")
@as_user
def withdraw(case_id: str, reason: str, day: str, user: str) -> None:
    """Put on record that a publication was taken back."""
    with opened(user) as (actor, office):
        releasing.withdraw(actor, office, case_id, a_day(day) or office.today(), reason)
    say("withdrawn", case=case_id)


@click.command(help=hint("due"))
@option("--within", default=5, show_default=True, help_code="within")
@as_user
def due(within: int, user: str) -> None:
    """List the terms that end soon and the publications to look at."""
    with opened(user) as (actor, office):
        running = clocks.due_soon(actor, office, within)
        until = office.today() + dt.timedelta(days=within)
        expiring = releasing.expiring(actor, office, until)
    terms = ((r.clock.case, named("clocks", r.clock.name), r.due.day, r.left) for r in running)
    table(("case", "clock", "due", "left"), terms)
    if any(not r.due.assured for r in running):
        say("calendar-unknown")
    for entry in expiring:
        say("expiring", case=entry.case.id, place=entry.publication.place, day=str(entry.day))
