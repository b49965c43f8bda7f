"""Alembic's entry: it migrates the connection that ``review.store.schema`` hands it."""

from __future__ import annotations

from alembic import context

from review.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
