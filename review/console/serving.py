"""``mishen serve`` and ``mishen worker``: the workbench, and more hands for it."""

from __future__ import annotations

import secrets
import threading

import click

from review.config import read_settings
from review.console.session import hint, option, say
from review.people import Person
from review.service.office import Office, open_office
from review.service.people import add_first_administrator


@click.command(help=hint("serve"))
@option("--host", default="127.0.0.1", show_default=True, help_code="host")
@option("--port", default=8765, show_default=True, help_code="port")
@option("--database", default="", help_code="database")
@option("--certificate", default="", help_code="certificate")
@option("--certificate-key", default="", help_code="certificate-key")
def serve(host: str, port: int, database: str, certificate: str, certificate_key: str) -> None:
    """Start the workbench."""
    import uvicorn  # noqa: PLC0415 - heavy

    from review.daily import DailyCheckpoint  # noqa: PLC0415 - heavy
    from review.jobs import Durable  # noqa: PLC0415 - heavy
    from review.web.app import create_app  # noqa: PLC0415 - heavy

    office = _office(database)
    _first_administrator(office)
    jobs = Durable(office)
    daily = DailyCheckpoint(office)
    say("serving", host=host, port=port)
    try:
        uvicorn.run(
            create_app(office, jobs),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            ssl_certfile=certificate or None,
            ssl_keyfile=certificate_key or None,
        )
    finally:
        daily.stop()
        jobs.close()
        office.close()


@click.command(help=hint("worker"))
@option("--database", default="", help_code="database")
def worker(database: str) -> None:
    """Take up background work until stopped."""
    from review.jobs import Durable  # noqa: PLC0415 - heavy

    office = _office(database)
    jobs = Durable(office)
    say("working")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        say("stopping")
    finally:
        jobs.close()
        office.close()


def _office(database: str) -> Office:
    given = {"database_url": database} if database else {}
    return open_office(read_settings(given))


def _first_administrator(office: Office) -> None:
    """Give an empty store its administrator; the password is shown this once."""
    with office.store.read() as reader:
        if reader.all(Person):
            return
    password = secrets.token_urlsafe(9)
    add_first_administrator(office, "admin", "admin", password)
    say("first-administrator", login="admin", password=password)
