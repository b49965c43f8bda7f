"""One module (or package) per file format, each a ``FormatAdapter``."""

from __future__ import annotations
