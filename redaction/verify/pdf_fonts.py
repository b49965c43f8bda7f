"""What the strings of content streams spell, by the fonts that the file itself names.

A second reading beside pdfium's: it also sees forms that no page draws, patterns
and appearances. A font with neither map nor embedded characters spells nothing
here; the readings of raw strings see the predefined encodings.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf
from fontTools.ttLib import TTFont, TTLibError

from redaction.verify.fonts import FONT_MAGICS, read_cmap
from redaction.verify.pdf_syntax import STRING, strings_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SELECTION: Final = re.compile(rb"/([^\s/<>()\[\]{}%]+)\s+[-+.0-9]+\s+Tf")
_OPERATOR: Final = re.compile(rb"(?:Tj|TJ|'|\")(?=[\s\[(<]|$)")
_PRINTED: Final = bytes([9, 10, 12, 13, *range(32, 127)])
_PROBE: Final = 65536
_MOST_FONTS: Final = 32  # fonts of one name that are tried; further ones are other pages' subsets


@dataclass(slots=True)
class Fonts:
    """Fonts by the name under which resources list them."""

    named: dict[bytes, list[Font]] = field(default_factory=dict)

    def learn(self, item: pikepdf.Object) -> None:
        """Note the fonts of a resource dictionary."""
        if not isinstance(item, pikepdf.Dictionary):
            return
        listed = item.get("/Font")
        if not isinstance(listed, pikepdf.Dictionary):
            return
        for key in list(listed.keys()):
            font = listed[key]
            if isinstance(font, pikepdf.Dictionary):
                known = self.named.setdefault(str(key)[1:].encode(), [])
                if len(known) < _MOST_FONTS and all(f.place != font.objgen for f in known):
                    known.append(_font(font))

    def spell(self, content: bytes) -> Iterator[str]:
        """Yield what a content stream spells, once for each font its names may mean."""
        pieces = _SELECTION.split(content)
        chosen = zip([b"", *pieces[1::2]], pieces[::2], strict=True)
        segments = [(name, b"".join(strings_in(body))) for name, body in chosen if body]
        for turn in range(max((len(self.named.get(n, ())) for n, _ in segments), default=0)):
            yield "".join(self._spelled(name, codes, turn) for name, codes in segments)

    def _spelled(self, name: bytes, codes: bytes, turn: int) -> str:
        known = self.named.get(name, [])
        return known[min(turn, len(known) - 1)].spell(codes) if known else ""


@dataclass(frozen=True, slots=True)
class Font:
    """A font's characters by code; ``pairs`` if a code has two bytes."""

    place: tuple[int, int]
    pairs: bool
    characters: dict[int, str] = field(repr=False)

    def spell(self, codes: bytes) -> str:
        """Return the characters that ``codes`` draw, as far as the font tells."""
        return "".join(self.characters.get(code, "") for code in self._numbers(codes))

    def _numbers(self, codes: bytes) -> Iterable[int]:
        if not self.pairs:
            return codes
        return (int.from_bytes(codes[i : i + 2]) for i in range(0, len(codes) - 1, 2))


def draws_text(content: bytes) -> bool:
    """Return whether the stream reads like drawing and holds a text operator."""
    if _OPERATOR.search(content) is None:
        return False
    plain = STRING.sub(b"", content[:_PROBE])
    return len(plain.translate(None, _PRINTED)) * 20 <= len(plain)


def _font(font: pikepdf.Dictionary) -> Font:
    pairs = str(font.get("/Subtype")) == "/Type0"
    characters = (
        {} if pairs else {code: bytes([code]).decode("cp1252", "ignore") for code in range(256)}
    )
    try:
        if isinstance(mapping := font.get("/ToUnicode"), pikepdf.Stream):
            characters |= read_cmap(bytes(mapping.read_bytes()))
        elif pairs:
            characters |= _embedded(font)
    except pikepdf.PdfError:
        pass  # the object walk meets the same stream and says that it could not look
    return Font(font.objgen, pairs, characters)


def _embedded(font: pikepdf.Dictionary) -> dict[int, str]:
    """Return the characters of an embedded font by glyph id."""
    children = font.get("/DescendantFonts")
    child = children[0] if isinstance(children, pikepdf.Array) and len(children) else None
    descriptor = child.get("/FontDescriptor") if isinstance(child, pikepdf.Dictionary) else None
    if not isinstance(descriptor, pikepdf.Dictionary):
        return {}
    for key in ("/FontFile2", "/FontFile3"):
        program = descriptor.get(key)
        if isinstance(program, pikepdf.Stream):
            return glyph_characters(bytes(program.read_bytes()))
    return {}


def glyph_characters(data: bytes) -> dict[int, str]:
    """Return the characters of an OpenType font by glyph id; none where it tells none."""
    if not data.startswith(FONT_MAGICS):
        return {}
    try:
        font = TTFont(io.BytesIO(data), lazy=True, fontNumber=0)
        cmap = font.getBestCmap() if "cmap" in font else {}
        return {font.getGlyphID(glyph): chr(code) for code, glyph in (cmap or {}).items()}
    except (TTLibError, KeyError, ValueError, AssertionError, IndexError, OverflowError, EOFError):
        return {}
