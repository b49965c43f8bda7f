"""Alembic's migrations of the store's schema."""

from __future__ import annotations
