"""State-secrecy marks: a document that bears one is not processed here at all."""

from __future__ import annotations
