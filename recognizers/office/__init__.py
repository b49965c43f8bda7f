"""The office's own words and patterns, checked when read, applied to every document."""

from __future__ import annotations

from recognizers.office.words import OfficeWords, load

__all__ = ["OfficeWords", "load"]
