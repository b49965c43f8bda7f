"""``mishen papers``, ``annual-report`` and ``archive``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from review.console.session import as_user, hint, opened, option, say, table
from review.errors import InvalidValueError
from review.messages import words
from review.papers.template import KINDS, template_of
from review.service import archiving, registers, reporting
from review.service import papers as making

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_TARGET = click.Path(dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(help=hint("papers"))
def papers() -> None:
    """Group the commands about papers."""


@papers.command("make", help=hint("papers-make"))
@click.argument("case_id")
@click.argument("kind", type=click.Choice(making.CASE_PAPERS))
@option("--output", required=True, type=_TARGET, help_code="paper-output")
@option("--number", default="", help_code="number")
@option("--consultation", default="", help_code="consultation")
@as_user
def make(  # noqa: PLR0913 - one argument an option
    case_id: str, kind: str, user: str, *, output: Path, number: str, consultation: str
) -> None:
    """Make a paper of a case."""
    wanted = making.Wanted(kind, number, consultation)
    with opened(user) as (actor, office):
        made = making.make_paper(actor, office, case_id, wanted)
    _write(output, made.content)


@papers.command("register", help=hint("papers-register"))
@click.argument("document_id")
@option("--output", required=True, type=_TARGET, help_code="register-output")
@as_user
def register(document_id: str, output: Path, user: str) -> None:
    """Write the register of a document's output."""
    suffix = output.suffix.lower()
    if suffix not in {".json", ".docx"}:
        raise InvalidValueError(field="register-suffix")
    with opened(user) as (actor, office):
        content = registers.register_of(actor, office, document_id, suffix)
    _write(output, content)


@papers.command("list", help=hint("papers-list"))
@click.argument("case_id")
@as_user
def show_list(case_id: str, user: str) -> None:
    """List the papers of a case."""
    with opened(user) as (actor, office):
        kept = making.papers_of(actor, office, case_id)
    rows = ((p.event, words("paper-kinds", p.kind), p.by, p.at, p.sha256) for p in kept)
    table(("number", "kind", "by", "at", "sha256"), rows)


@papers.command("monthly", help=hint("papers-monthly"))
@click.argument("month")
@option("--output", required=True, type=_TARGET, help_code="paper-output")
@as_user
def monthly(month: str, output: Path, user: str) -> None:
    """Make the list of a month's cases."""
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise InvalidValueError(field="month") from None
    with opened(user) as (actor, office):
        made = making.monthly_list(actor, office, first.year, first.month)
    _write(output, made.content)


@papers.command("templates", help=hint("papers-templates"))
@click.argument("folder", type=_FOLDER)
def templates(folder: Path) -> None:
    """Write the templates that ship, to be edited; nothing is written over."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS:
        target = folder / f"{kind}.docx"
        if not target.exists():
            _write(target, template_of(kind))


@click.command("annual-report", help=hint("annual-report"))
@click.argument("year", type=int)
@option("--figures", type=_FILE, help_code="figures")
@option("--output", required=True, type=_FOLDER, help_code="annual-output")
@as_user
def annual_report(year: int, figures: Path | None, output: Path, user: str) -> None:
    """Count, check and print the annual report's tables."""
    given = figures.read_text("utf-8") if figures else ""
    with opened(user) as (actor, office):
        made = reporting.annual_report(actor, office, year, given)
    output.mkdir(parents=True, exist_ok=True)
    _write(output / f"annual-{year}.xlsx", made.xlsx.content)
    _write(output / f"annual-{year}.docx", made.docx.content)


@click.command(help=hint("archive"))
@click.argument("case_id")
@option("--output", required=True, type=_FOLDER, help_code="archive-output")
@as_user
def archive(case_id: str, output: Path, user: str) -> None:
    """Put a case into an archive package."""
    output.mkdir(parents=True, exist_ok=True)
    with opened(user) as (actor, office):
        made = archiving.archive_case(actor, office, case_id, output)
    say("archived", path=str(made.folder), manifest=made.manifest)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    say("written", path=str(path))
