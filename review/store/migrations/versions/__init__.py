"""One module a migration, oldest first."""

from __future__ import annotations
