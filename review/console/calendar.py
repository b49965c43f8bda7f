"""``mishen calendar``: yearly tables of working days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from review.config import read_settings
from review.console.session import a_day, hint, option, say
from review.deadline import read_calendar
from review.errors import CalendarError
from review.service.office import CHINA, import_table


@click.group(help=hint("calendar"))
def calendar() -> None:
    """Group the commands about working days."""


@calendar.command("import", help=hint("calendar-import"))
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def take(path: Path) -> None:
    """Take in a yearly table."""
    try:
        source = path.read_text("utf-8")
    except UnicodeDecodeError:
        raise CalendarError(year=0, why="malformed") from None
    table = import_table(read_settings(), source)
    say("calendar-imported", year=table.year, off=len(table.holidays), on=len(table.workdays))


@calendar.command("count", help=hint("calendar-count"))
@click.argument("start")
@click.argument("days", type=click.IntRange(1, 400))
@option("--known", is_flag=True, help_code="calendar-known")
@click.pass_context
def count(ctx: click.Context, start: str, days: int, *, known: bool) -> None:
    """Print the last day of a term."""
    begin = a_day(start)
    known_days = read_calendar(read_settings().calendar_folder)
    due = known_days.add(begin or dt.datetime.now(CHINA).date(), days)
    click.echo(due.day.isoformat())
    if not due.assured:
        say("calendar-unknown")
        ctx.exit(3 if known else 0)
