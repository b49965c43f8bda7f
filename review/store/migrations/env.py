"""Alembic's entry: it migrates the connection that ``review.store.schema`` hands it."""

from __future__ import annotations

from alembic import context

from review.store.tables import metadata


def run() -> None:
    """Run the migrations that are missing."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()


# Alembic runs this file; whoever merely imports it (a test of docstrings) migrates nothing.
if hasattr(context, "config"):
    run()
