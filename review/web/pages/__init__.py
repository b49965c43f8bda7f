"""One module a group of pages; each offers ``router``."""

from __future__ import annotations
