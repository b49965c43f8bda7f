"""Embedded fonts without what only removed text needed.

A font cut to a document's characters tells which characters those were. Glyphs
that nothing drawn uses any more are emptied, their entries leave the character
map, and names of glyphs and of the font go. A font that cannot be taken apart is
not embedded again: its text is then drawn by a font of the reader's machine.
"""

from __future__ import annotations

import io
import logging
import struct
from typing import TYPE_CHECKING, Final

from fontTools import subset
from fontTools.ttLib import TTFont, TTLibError

if TYPE_CHECKING:
    from redaction.formats.ofd.needs import Use

FAULTS: Final = (
    TTLibError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    NotImplementedError,
    OverflowError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
)
"""What fontTools raises on fonts that are damaged or made to hurt."""


def scrub(font: bytes, use: Use) -> bytes | None:
    """Return ``font`` with what ``use`` needs alone, glyph ids unchanged; None if it fails."""
    options = subset.Options(
        retain_gids=True,
        notdef_outline=True,
        glyph_names=False,
        name_IDs=[],
        name_legacy=False,
        layout_features=[],
        ignore_missing_glyphs=True,
        ignore_missing_unicodes=True,
        recalc_timestamp=False,
        drop_tables=[*subset.Options().drop_tables, "GSUB", "GPOS", "GDEF", "DSIG", "meta"],
    )
    # What it says of a damaged font is of no use to anybody here.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
            maker = subset.Subsetter(options)
            count = opened["maxp"].numGlyphs
            maker.populate(
                gids=sorted(g for g in use.glyphs if 0 <= g < count),
                unicodes=sorted(use.characters),
            )
            maker.subset(opened)
            target = io.BytesIO()
            opened.save(target)
    except FAULTS:
        return None
    return target.getvalue()


def character_map(font: bytes) -> dict[int, int] | None:
    """Return the font's own map from characters to glyph ids; None if it has none to be read."""
    try:
        with TTFont(io.BytesIO(font), lazy=True) as opened:
            chosen = opened.getBestCmap()
            if chosen is None:
                return None
            return {code: opened.getGlyphID(name) for code, name in chosen.items()}
    except FAULTS:
        return None
