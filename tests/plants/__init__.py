"""Files that each hide one invented secret in one place, and sentences that must survive.

``all_plants`` lists them. A reader must report the secret or refuse the file; a
writer must leave none of it; a verifier must find it if it was left.
"""

from __future__ import annotations

from importlib import import_module

from tests.plants.plant import KEPT, Plant, registered

_MODULES = (
    "docx",
    "docx_parts",
    "xlsx",
    "xlsx_parts",
    "pptx",
    "pdf",
    "pdf_objects",
    "ofd",
    "pictures",
    "plain",
)


def all_plants() -> tuple[Plant, ...]:
    """Return every plant, those of one format together."""
    for name in _MODULES:
        import_module(f"tests.plants.{name}")
    return registered()


__all__ = ["KEPT", "Plant", "all_plants"]
