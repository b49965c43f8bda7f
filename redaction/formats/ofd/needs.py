"""What drawn text needs of the fonts it is drawn in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redaction.formats.ofd.book import children
from redaction.formats.ofd.objects import is_text
from redaction.formats.ofd.strike import glyph_ids

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Use:
    """What drawn text needs of a font: glyphs by id, and characters by the font's own map."""

    glyphs: set[int] = field(default_factory=set)
    characters: set[int] = field(default_factory=set)


def needs(drawn: list[_Element]) -> dict[str, Use]:
    """Return what the text drawn needs of each font."""
    found: dict[str, Use] = {}
    for tree in drawn:
        for element in tree.iter():
            if not is_text(element):
                continue
            use = found.setdefault(element.get("Font", ""), Use())
            for transform in children(element, "CGTransform"):
                use.glyphs.update(glyph_ids(transform))
            for code in children(element, "TextCode"):
                use.characters.update(map(ord, code.text or ""))
    return found


def without_glyphs(drawn: list[_Element], font: str) -> None:
    """Have text in ``font`` drawn by its characters: the font with its glyphs is not embedded."""
    for tree in drawn:
        for element in tree.iter():
            if element.get("Font") == font and is_text(element):
                for transform in list(children(element, "CGTransform")):
                    element.remove(transform)
