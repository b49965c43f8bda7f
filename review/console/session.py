"""What every case command needs: the office opened, and who is asking.

The person is named by ``--user`` (or ``MISHEN_USER``) and proves it by password:
typed, or read from the file that ``MISHEN_PASSWORD_FILE`` names. A password is
never an argument: arguments are seen by everybody on the machine.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from review.config import read_settings
from review.errors import InvalidValueError, StoreError
from review.keys import STORE_KEY
from review.messages import text, words
from review.service.office import open_office
from review.service.people import sign_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from enum import StrEnum
    from typing import TypeVar

    from review.people import Actor
    from review.service.office import Office

    F = TypeVar("F", bound=Callable[..., object])
    E = TypeVar("E", bound=StrEnum)

PASSWORD_FILE: Final = "MISHEN_PASSWORD_FILE"


def say(code: str, **facts: str | int) -> None:
    """Print the words for ``console.code``."""
    click.echo(text(f"console.{code}", **facts))


def hint(code: str) -> str:
    """Return the help text ``console.help-code``."""
    return text(f"console.help-{code}")


def option(*names: str, help_code: str, **settings: Any) -> Callable[[F], F]:
    """Return a click option whose help comes from the catalogue."""
    return click.option(*names, help=hint(help_code), **settings)


def choice(kind: type[E]) -> click.Choice[str]:
    """Return a click choice of an enum's words."""
    return click.Choice([member.value for member in kind])


as_user = option("--user", envvar="MISHEN_USER", required=True, help_code="user")


@contextmanager
def opened(user: str) -> Iterator[tuple[Actor, Office]]:
    """Open the office for the person ``user``, once their password is proven."""
    with office() as place:
        yield sign_in(place, user, read_password(text("console.password"))), place


@contextmanager
def office(*, create: bool = False) -> Iterator[Office]:
    """Open the office for nobody in particular.

    Raises:
        StoreError: there is none here; a command in the wrong folder begins no new one.
    """
    settings = read_settings()
    if not create and not (settings.key_folder / STORE_KEY).exists():
        raise StoreError(why="no-store")
    place = open_office(settings)
    try:
        yield place
    finally:
        place.close()


def read_password(prompt: str, *, confirm: bool = False) -> str:
    """Return a password from the file that the environment names, or as it is typed."""
    named = os.environ.get(PASSWORD_FILE)
    if named:
        return Path(named).read_text("utf-8").rstrip("\r\n")
    return str(click.prompt(prompt, hide_input=True, confirmation_prompt=confirm))


def a_day(value: str | None) -> dt.date | None:
    """Return the date that was typed, None if none was.

    Raises:
        InvalidValueError: it is no date.
    """
    if not value:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise InvalidValueError(field="day") from None


def table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print rows under their heads, tab-separated: to be read and to be cut."""
    click.echo("\t".join(text(f"console.head-{head}") for head in heads))
    for row in rows:
        click.echo("\t".join(_plain(value) for value in row))


def _plain(value: object) -> str:
    """Return a value as one cell; control characters would move the cursor."""
    return "".join(char if char.isprintable() else "\ufffd" for char in str(value))


def named(area: str, code: str) -> str:
    """Return the words for a code, or the code itself."""
    return words(area, code) if code else ""
