"""Making text codes say what is drawn.

Glyph ids draw their shape whatever the text code beside them says, so a file can
show one name and say another. Where an embedded font has a map of its own, each
code is compared with the glyph drawn for it; one that differs is replaced by the
character that the map gives that glyph, and what it said is reported. Fonts
without a map are left to ``likeness``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redaction.formats.ofd.book import children
from redaction.formats.ofd.geometry import number
from redaction.formats.ofd.objects import is_text
from redaction.formats.ofd.strike import glyph_ids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ofd.book import Book, Volume


@dataclass(slots=True)
class Correction:
    """What was found out about a document's glyphs."""

    said: list[str] = field(default_factory=list)  # texts that were not what was drawn
    unmapped: dict[str, dict[str, int]] = field(default_factory=dict)
    """Glyphs by the characters they stand for, by font, of fonts without a map to ask."""


def correct(book: Book, volume: Volume) -> Correction:
    """Replace, in the parsed trees, each text code that is not what its glyph draws."""
    found = Correction()
    faces: dict[str, _Face | None] = {}
    for part in sorted(volume.parts):
        for element in book.root(part).iter():
            if is_text(element) and any(True for _ in children(element, "CGTransform")):
                _correct(book, volume, element, faces, found)
    return found


@dataclass(frozen=True, slots=True)
class _Face:
    glyph_of: dict[int, int]
    character_of: dict[int, int]

    def drawn(self, char: str, glyph: int) -> str:
        """Return the character that ``glyph`` draws, or ``char`` where nobody can say better."""
        if self.glyph_of.get(ord(char)) == glyph or glyph not in self.character_of:
            return char
        other = chr(self.character_of[glyph])
        # A font may draw a wide and a narrow form, or two spaces, by one glyph.
        alike = unicodedata.normalize("NFKC", other) == unicodedata.normalize("NFKC", char)
        return char if alike or other.isspace() == char.isspace() is True else other


def _face(book: Book, volume: Volume, font: str) -> _Face | None:
    place = volume.resources.font_file(font)
    if place is None:
        return None
    from redaction.formats.ofd.fonts import character_map  # noqa: PLC0415 - slow to load

    glyph_of = character_map(book.members[place])
    if not glyph_of:
        return None
    character_of: dict[int, int] = {}
    for code, glyph in glyph_of.items():
        character_of.setdefault(glyph, code)
    return _Face(glyph_of, character_of)


def _correct(
    book: Book,
    volume: Volume,
    element: _Element,
    faces: dict[str, _Face | None],
    found: Correction,
) -> None:
    font = element.get("Font", "")
    if font not in faces:
        faces[font] = _face(book, volume, font)
    face = faces[font]
    codes = list(children(element, "TextCode"))
    said = "".join(code.text or "" for code in codes)
    if face is None:
        if volume.resources.font_file(font) is not None:
            pairs = ((said[place], glyph) for place, glyph in _pairs(element, len(said)))
            found.unmapped.setdefault(font, {}).update(pairs)
        return
    drawn = list(said)
    for place, glyph in _pairs(element, len(said)):
        drawn[place] = face.drawn(said[place], glyph)
    if drawn != list(said):
        found.said.append(said)
        _put(codes, drawn)


def _pairs(element: _Element, length: int) -> Iterator[tuple[int, int]]:
    """Yield the number of each character that has a glyph of its own, and the glyph's id."""
    for transform in children(element, "CGTransform"):
        start, glyphs = int(number(transform.get("CodePosition"))), glyph_ids(transform)
        if len(glyphs) != max(int(number(transform.get("CodeCount"), 1)), 1) or start < 0:
            continue  # a ligature: one glyph of its own for several characters
        yield from enumerate(glyphs[: max(length - start, 0)], start)


def _put(codes: list[_Element], drawn: list[str]) -> None:
    at = 0
    for code in codes:
        length = len(code.text or "")
        code.text = "".join(drawn[at : at + length])
        at += length
