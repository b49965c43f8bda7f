"""Change files: knows formats, plans and proofs, knows no user or database."""

from __future__ import annotations
