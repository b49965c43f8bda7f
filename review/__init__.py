"""Decide and record: cases, people, sign-offs, papers, audit."""

from __future__ import annotations
