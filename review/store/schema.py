"""Bring a database to the schema this program needs (Alembic)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from review.store.database import WRITES

if TYPE_CHECKING:
    from sqlalchemy import Engine

HEAD: Final = "0001"
"""The newest migration; a test compares it with the migrations themselves."""

MIGRATIONS: Final = Path(__file__).with_name("migrations")
_LOCK: Final = 0x6D697368  # any number that other programs do not use
VERSION_TABLE: Final = "alembic_version"


def is_current(engine: Engine) -> bool:
    """Return whether the database has the newest schema."""
    with engine.connect() as connection:
        if VERSION_TABLE not in inspect(connection).get_table_names():
            return False
        found = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
        return found == HEAD


def upgrade(engine: Engine) -> None:
    """Run the migrations that are missing, in one transaction, one program at a time."""
    # Alembic takes a fifth of a second to import; most runs do not need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
