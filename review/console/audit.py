"""``mishen audit``: read the trail, seal it, verify it, export it."""

from __future__ import annotations

from pathlib import Path

import click

from review.console.session import as_user, hint, named, office, opened, option, say, table
from review.service import trail

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.group(help=hint("audit"))
def audit() -> None:
    """Group the commands about the trail."""


@audit.command("log", help=hint("audit-log"))
@option("--case", "case_id", default="", help_code="audit-case")
@option("--from", "first", default=0, help_code="audit-from")
@as_user
def log(case_id: str, first: int, user: str) -> None:
    """Print events."""
    with opened(user) as (actor, place):
        events = trail.read_trail(actor, place, first=first, case_id=case_id)
    hidden = {"commitment", "scope"}
    rows = (
        (
            event.number,
            event.at,
            event.by,
            named("actions", event.action),
            " ".join(f"{k}={v}" for k, v in sorted(event.facts.items()) if k not in hidden),
        )
        for event in events
    )
    table(("number", "at", "by", "action", "facts"), rows)


@audit.command("verify", help=hint("audit-verify"))
@option("--checkpoint", "notes", multiple=True, type=_FILE, help_code="audit-checkpoint")
@as_user
def verify(notes: tuple[Path, ...], user: str) -> None:
    """Verify chain, checkpoints and every record."""
    texts = [path.read_text("utf-8", "replace") for path in notes]
    with opened(user) as (actor, place):
        found = trail.verify(actor, place, texts)
    say("audit-facts", length=found.length, last=found.last, checkpoints=found.checkpoints)
    say("audit-key", fingerprint=found.fingerprint)
    if found.backward:
        say("audit-backward", count=found.backward)
    for broken in found.differing:
        say("audit-differs", number=broken.number, why=named("reasons", broken.why))
    trail.check_sound(found)
    say("audit-sound")
    if found.uncovered:
        say("audit-uncovered", count=found.uncovered)
    say("audit-limits")


@audit.command("checkpoint", help=hint("audit-checkpoint-make"))
def checkpoint() -> None:
    """Sign the log's head and export the note; meant to run daily, by nobody in particular."""
    with office() as place:
        sealed = trail.make_checkpoint(place)
    say("checkpoint", length=sealed.length, path=str(sealed.path))
    click.echo(sealed.note)


@audit.command("export", help=hint("audit-export"))
@click.argument("folder", type=_FOLDER)
@as_user
def export(folder: Path, user: str) -> None:
    """Write the whole log with its key and the verifier, for an auditor to take away."""
    with opened(user) as (actor, place):
        paths = trail.export_log(actor, place, folder)
    for path in paths:
        click.echo(str(path))
