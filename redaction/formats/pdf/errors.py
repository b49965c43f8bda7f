"""A signal within this package."""

from __future__ import annotations


class NeedsRasterError(Exception):
    """A page that has to be rebuilt as a picture; carries a code, never leaves this package."""
