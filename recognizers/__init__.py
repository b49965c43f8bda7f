"""Find what may not be published: knows blocks of text, knows no file, user or database."""

from __future__ import annotations
