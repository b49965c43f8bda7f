"""``mishen backup`` and ``restore``."""

from __future__ import annotations

from pathlib import Path

import click

from review.config import read_settings
from review.console.session import as_user, hint, opened, say
from review.service import keeping

_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(help=hint("backup"))
@click.argument("folder", type=_FOLDER)
@as_user
def backup(folder: Path, user: str) -> None:
    """Write a back-up."""
    with opened(user) as (actor, office):
        made = keeping.back_up(actor, office, folder)
    say("backed-up", path=str(made.folder), events=made.events, files=made.files)


@click.command(help=hint("restore"))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def restore(folder: Path) -> None:
    """Fill the empty store of the settings from a back-up."""
    made = keeping.restore(read_settings(), folder)
    say("restored", path=str(made.folder), events=made.events)
