"""PDF: read by interpreting content streams, redact by taking glyphs out of them.

``adapter`` holds the format adapter, ``inspect`` lists what a file hides. One
interpreter (``walker``) serves reading and rewriting, so that a character of a
block leads to exactly one glyph of the page, without matching by geometry.
"""

from __future__ import annotations
