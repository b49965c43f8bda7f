"""Where cases are kept: one schema on SQLite and PostgreSQL, and encrypted blobs beside it."""

from __future__ import annotations
