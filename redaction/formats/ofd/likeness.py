"""Do glyphs look like what text codes say? For fonts that have no map to ask.

A sample of the glyphs is drawn and read by OCR. Where hardly any is read as the
character it stands for, what people see is not what the codes say, and the file
cannot be vouched for. Where OCR reads too little to tell, the answer is that
nobody knows. A sample proves nothing of single characters beyond it.
"""

from __future__ import annotations

import io
import logging
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from PIL import Image, ImageDraw, ImageFont

from redaction.formats.ocr import read_image
from redaction.formats.ofd.fonts import FAULTS

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE: Final = 48
"""Characters of a font that are looked at."""

_PRIVATE: Final = 0xE000  # characters that no text uses, to draw glyphs by
_SIZE: Final = 40
_CELL: Final = 1.1 * _SIZE
_ROW: Final = 1.8 * _SIZE
_ACROSS: Final = 12
_SCALE: Final = 0.5  # points per pixel, as if printed at 20 points
_FEW: Final = 6  # a sample smaller than this tells nothing
_LEGIBLE: Final = 0.6  # share of a sample that OCR must read for its answer to count
_UNLIKE: Final = 0.3  # share read as what the codes say, below which they lie


class Likeness(StrEnum):
    """What the glyphs were seen to be."""

    ALIKE = "alike"
    UNLIKE = "unlike"
    UNKNOWN = "unknown"


def likeness(font: bytes, glyphs: Mapping[str, int]) -> Likeness:
    """Return whether the glyphs drawn for characters look like them."""
    sample = dict([item for item in glyphs.items() if item[0].isalnum()][:SAMPLE])
    if len(sample) < _FEW:
        return Likeness.UNKNOWN
    picture = _drawn(font, list(sample.values()))
    if picture is None:
        return Likeness.UNKNOWN
    read = _read(picture)
    if len(read) < _LEGIBLE * len(sample):
        return Likeness.UNKNOWN
    same = sum(read.get(number) == char for number, char in enumerate(sample))
    return Likeness.UNLIKE if same < _UNLIKE * len(sample) else Likeness.ALIKE


def _read(picture: Image.Image) -> dict[int, str]:
    """Return the characters that OCR reads, by the number of the cell they stand in."""
    read: dict[int, str] = {}
    for block in read_image(picture, page=1, scale=_SCALE).blocks:
        for char, box in zip(block.text, block.boxes, strict=False):
            column = int((box.x0 + box.x1) / 2 / _SCALE / _CELL) - 1
            row = int((box.top + box.bottom) / 2 / _SCALE / _ROW - 0.5)
            if not char.isspace() and 0 <= column < _ACROSS:
                read[row * _ACROSS + column] = char
    return read


def _drawn(font: bytes, glyphs: list[int]) -> Image.Image | None:
    """Return a sheet with the glyphs in rows, or None if the font cannot be drawn."""
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        face = ImageFont.truetype(io.BytesIO(_mapped(font, glyphs)), _SIZE)
        rows = -(-len(glyphs) // _ACROSS)
        size = (int((_ACROSS + 2) * _CELL), int((rows + 1) * _ROW))
        sheet = Image.new("L", size, 255)
        draw = ImageDraw.Draw(sheet)
        for number in range(len(glyphs)):
            row, column = divmod(number, _ACROSS)
            place = ((column + 1) * _CELL, (row + 0.7) * _ROW)
            draw.text(place, chr(_PRIVATE + number), fill=0, font=face)
    except (*FAULTS, OSError):
        return None
    return sheet


def _mapped(font: bytes, glyphs: list[int]) -> bytes:
    """Return the font with a map from private characters to these glyphs."""
    with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as opened:
        order = opened.getGlyphOrder()
        table = CmapSubtable.newSubtable(4)
        table.platformID, table.platEncID, table.language = 3, 1, 0
        table.cmap = {_PRIVATE + n: order[glyph] for n, glyph in enumerate(glyphs)}
        opened["cmap"] = newTable("cmap")
        opened["cmap"].tableVersion, opened["cmap"].tables = 0, [table]
        for name in ("GSUB", "GPOS", "GDEF"):
            if name in opened:
                del opened[name]
        target = io.BytesIO()
        opened.save(target)
    return target.getvalue()
