"""Fonts: how a string splits into codes, how far each advances, what it stands for.

A code whose character cannot be learnt from the file stands for U+FFFD, never
for nothing: text that is drawn is always accounted for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding
from pdfminer.encodingdb import EncodingDB
from pdfminer.fontmetrics import FONT_METRICS
from pikepdf import Array, Dictionary, Name, Object, Stream

from redaction.formats.pdf.cmap import IDENTITY_NAMES, CMap, collection, parse, predefined
from redaction.formats.pdf.number import number, plain_name
from redaction.formats.pdf.program import Builtin, builtin

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN: Final = "\ufffd"
_SPACE: Final = b" "


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a font: its bytes, CID or value, advance and text.

    ``width`` is along the line in ems (downwards negative for vertical
    writing); ``origin`` moves the glyph for vertical writing.
    """

    raw: bytes
    cid: int
    width: float
    text: str
    box: tuple[float, float, float, float]  # in ems, from the pen

    @property
    def is_space(self) -> bool:
        """Return whether word spacing applies: the one-byte code 32 only."""
        return self.raw == _SPACE


class Font:
    """A font dictionary, read once."""

    def __init__(self, obj: Object) -> None:
        self.obj = obj
        self.subtype = "/" + plain_name(obj.get("/Subtype"))
        self._codes: dict[bytes, Code] = {}

    @property
    def type0(self) -> bool:
        """Return whether codes may have several bytes."""
        return self.subtype == "/Type0"

    @property
    def type3(self) -> bool:
        """Return whether glyphs are content streams."""
        return self.subtype == "/Type3"

    @property
    def vertical(self) -> bool:
        """Return whether the pen moves downwards."""
        return self.type0 and self.encoding.vertical

    def codes(self, text: bytes) -> Iterator[Code]:
        """Yield the codes that ``text`` consists of, in order."""
        if self.double_byte:
            for raw in _double_bytes(text):
                yield self._codes.get(raw) or self._learn_double(raw)
            return
        if not self.type0:
            for value in text:
                raw = bytes((value,))
                yield self._codes.get(raw) or self._learn(raw, value)
            return
        for raw, cid in self.encoding.codes(text):
            yield self._codes.get(raw) or self._learn(raw, cid)

    def _learn(self, raw: bytes, cid: int) -> Code:
        width = self.width(cid)
        if self.vertical:
            advance, x, y = self._vertical(cid)
            box = (-x, -y + self.descent, width - x, -y + self.ascent)
        else:
            advance, box = width, (0.0, self.descent, width, self.ascent)
        code = Code(raw, cid, advance, self._text(raw, cid), box)
        self._codes[raw] = code
        return code

    def _learn_double(self, raw: bytes) -> Code:
        width = sum(map(self.width, raw))
        text = raw.decode("gb18030", "replace")
        code = Code(raw, int.from_bytes(raw, "big"), width, text, (0.0, -0.12, width, 0.88))
        self._codes[raw] = code
        return code

    @cached_property
    def double_byte(self) -> bool:
        """Whether this "TrueType" font is a Chinese system font that is fed GBK.

        Old Chinese producers name a font in GBK, embed nothing, and readers take the
        codes for GBK too.
        """
        name = self.obj.get("/BaseFont")
        if self.subtype != "/TrueType" or self.program is not None or not isinstance(name, Name):
            return False
        raw = re.sub(rb"#([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1].decode()), name.unparse())
        try:
            return not raw.isascii() and "\u4e00" <= raw[1:].decode("gb18030")[0] <= "\u9fff"
        except UnicodeDecodeError:
            return False

    @property
    def known(self) -> set[Code]:
        """The codes that have been drawn so far."""
        return set(self._codes.values())

    # -- dictionaries ------------------------------------------------------

    @cached_property
    def descendant(self) -> Object:
        """The CID font of a Type0 font, else the font itself."""
        if not self.type0:
            return self.obj
        below = self.obj.get("/DescendantFonts")
        first = below[0] if isinstance(below, Array) and len(below) else None
        return first if isinstance(first, Dictionary) else Dictionary()

    @cached_property
    def descriptor(self) -> Object:
        """The font descriptor, empty if there is none."""
        found = self.descendant.get("/FontDescriptor")
        return found if isinstance(found, Dictionary) else Dictionary()

    @cached_property
    def program(self) -> Stream | None:
        """The embedded font file."""
        for key in ("/FontFile2", "/FontFile3", "/FontFile"):
            found = self.descriptor.get(key)
            if isinstance(found, Stream):
                return found
        return None

    @cached_property
    def builtin(self) -> Builtin:
        """What the embedded font file says of codes and characters."""
        return builtin(self)

    @cached_property
    def encoding(self) -> CMap:
        """The CMap of a Type0 font; identity where it is none that we know."""
        found = self.obj.get("/Encoding")
        if isinstance(found, Stream):
            return _as_encoding(parse(found.read_bytes()))
        name = plain_name(found)
        return predefined(name) or CMap(identity=True, vertical=name.endswith("V"))

    @cached_property
    def to_unicode(self) -> dict[int, str]:
        """Code value to text, as ``/ToUnicode`` has it; empty if there is none."""
        found = self.obj.get("/ToUnicode")
        if isinstance(found, Stream):
            return parse(found.read_bytes()).unicode
        if isinstance(found, Name) and plain_name(found) in IDENTITY_NAMES:
            return _Itself()
        return {}

    # -- measures ----------------------------------------------------------

    @cached_property
    def scale(self) -> float:
        """Ems per glyph unit."""
        if self.type3:
            matrix = self.obj.get("/FontMatrix")
            if isinstance(matrix, Array) and len(matrix) == 6:
                return number(matrix[0]) or 0.001
        return 0.001

    @cached_property
    def ascent(self) -> float:
        """Ems above the base line that a glyph's box reaches."""
        if self.type3:
            return self._type3_box[1]
        value = number(self.descriptor.get("/Ascent")) / 1000
        return value if 0.5 <= value <= 1.2 else 0.88

    @cached_property
    def descent(self) -> float:
        """Ems below the base line, as a negative number."""
        if self.type3:
            return self._type3_box[0]
        value = number(self.descriptor.get("/Descent")) / 1000
        return value if -0.5 <= value <= -0.05 else -0.12

    @cached_property
    def _type3_box(self) -> tuple[float, float]:
        box, matrix = self.obj.get("/FontBBox"), self.obj.get("/FontMatrix")
        if (
            isinstance(box, Array)
            and isinstance(matrix, Array)
            and len(box) == len(matrix) - 2 == 4
        ):
            scale = number(matrix[3])
            low, high = sorted((number(box[1]) * scale, number(box[3]) * scale))
            if 0 < high - low < 10:
                return low, high
        return -0.2, 0.9

    @cached_property
    def _widths(self) -> dict[int, float]:
        if self.type0:
            return _cid_table(self.descendant.get("/W"))
        first = int(number(self.obj.get("/FirstChar")))
        widths = self.obj.get("/Widths")
        if isinstance(widths, Array):
            return {first + step: number(width) for step, width in enumerate(widths)}
        return {} if self.type3 else self._standard_widths()

    def _standard_widths(self) -> dict[int, float]:
        name = plain_name(self.obj.get("/BaseFont"))
        metrics = FONT_METRICS.get(name) or FONT_METRICS["Helvetica"]
        known = metrics[1]
        return {code: known[text] for code, text in self._base_text.items() if text in known}

    @cached_property
    def _default_width(self) -> float:
        if self.type0:
            return number(self.descendant.get("/DW"), 1000)
        if "/Widths" not in self.obj and not self.type3:
            return 500
        return number(self.descriptor.get("/MissingWidth"))

    def width(self, cid: int) -> float:
        """Return the horizontal advance of a glyph in ems."""
        return self._widths.get(cid, self._default_width) * self.scale

    @cached_property
    def _vertical_widths(self) -> dict[int, tuple[float, float, float]]:
        table = _cid_triples(self.descendant.get("/W2"))
        return {cid: (a / 1000, b / 1000, c / 1000) for cid, (a, b, c) in table.items()}

    def has_vertical_width(self, cid: int) -> bool:
        """Return whether ``/W2`` speaks of a glyph."""
        return cid in self._vertical_widths

    def vertical_width(self, cid: int) -> tuple[float, float, float]:
        """Return the row of ``/W2`` for a glyph, in thousandths of an em."""
        advance, x, y = self._vertical(cid)
        return advance * 1000, x * 1000, y * 1000

    def _vertical(self, cid: int) -> tuple[float, float, float]:
        if cid in self._vertical_widths:
            return self._vertical_widths[cid]
        default = self.descendant.get("/DW2")
        y, advance = 880.0, -1000.0
        if isinstance(default, Array) and len(default) == 2:
            y, advance = number(default[0]), number(default[1])
        return advance / 1000, self.width(cid) / 2, y / 1000

    # -- text --------------------------------------------------------------

    def _text(self, raw: bytes, cid: int) -> str:
        value = int.from_bytes(raw, "big")
        found = self.to_unicode.get(value)
        if found is None:
            found = self._type0_text(raw, cid) if self.type0 else self._simple_text(value)
        return _plain(found.replace("\x00", "")) or UNKNOWN

    def _type0_text(self, raw: bytes, cid: int) -> str:
        name = plain_name(self.obj.get("/Encoding"))
        if "UCS2" in name or "UTF16" in name:
            return raw.decode("utf-16-be", "replace")
        info = self.descendant.get("/CIDSystemInfo")
        if isinstance(info, Dictionary):
            ordering = f"{info.get('/Registry', '')}-{info.get('/Ordering', '')}"
            if cid in collection(ordering):
                return collection(ordering)[cid]
        return self.builtin.glyph_text(self.glyph(cid))

    def glyph(self, cid: int) -> int:
        """Return the glyph id behind a CID."""
        table = self.gid_map
        if table is None:
            return self.builtin.cid_glyph(cid)
        return int.from_bytes(table[2 * cid : 2 * cid + 2], "big")

    @cached_property
    def gid_map(self) -> bytes | None:
        """The ``/CIDToGIDMap`` stream, None where it is the identity."""
        found = self.descendant.get("/CIDToGIDMap")
        return found.read_bytes() if isinstance(found, Stream) else None

    def glyph_names(self, code: int) -> set[str]:
        """Return the names under which a simple font's program may have a code's glyph."""
        if code in self.names:
            return {self.names[code]}
        if not self.base_encoding:
            name = self.builtin.names.get(code)
            return {name} if name else set()
        text = self._base_text.get(code, "")
        names = {agl.UV2AGL.get(ord(text), "")} if len(text) == 1 else set()
        standard = StandardEncoding[code] if 0 <= code < 256 else ""
        builtin_name = self.builtin.names.get(code, "")
        return {*names, standard, builtin_name} - {"", ".notdef"}

    def _simple_text(self, code: int) -> str:
        name = self.names.get(code)
        if name:
            text: str = agl.toUnicode(name)
            if text:
                return text
        return self._base_text.get(code) or self.builtin.code_text(code)

    @cached_property
    def names(self) -> dict[int, str]:
        """Code to glyph name by ``/Differences``."""
        encoding = self.obj.get("/Encoding")
        if not isinstance(encoding, Dictionary):
            return {}
        names: dict[int, str] = {}
        code = 0
        for item in _array(encoding.get("/Differences")):
            if isinstance(item, Name):
                names[code] = plain_name(item)
                code += 1
            else:
                code = int(number(item))
        return names

    @cached_property
    def base_encoding(self) -> str:
        """The name of the encoding that ``/Differences`` differ from; "" is built in."""
        encoding = self.obj.get("/Encoding")
        if isinstance(encoding, Name):
            return plain_name(encoding)
        if isinstance(encoding, Dictionary) and "/BaseEncoding" in encoding:
            return plain_name(encoding["/BaseEncoding"])
        symbolic = int(number(self.descriptor.get("/Flags"))) & 4
        if self.program is not None and (symbolic or self.subtype != "/TrueType"):
            return ""
        name = plain_name(self.obj.get("/BaseFont"))
        if name in ("Symbol", "ZapfDingbats"):
            return name
        return "WinAnsiEncoding" if self.subtype == "/TrueType" else "StandardEncoding"

    @cached_property
    def _base_text(self) -> dict[int, str]:
        name = self.base_encoding
        if name in ("Symbol", "ZapfDingbats"):
            return _SYMBOLS
        if not name or (self.type3 and self.names):
            return {}
        known: dict[int, str] = EncodingDB.get_encoding(name)
        return known


def _double_bytes(text: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(text):
        size = 2 if text[at] >= 0x81 and at + 1 < len(text) and text[at + 1] >= 0x40 else 1
        yield text[at : at + size]
        at += size


class _Itself(dict[int, str]):
    """A map of every code to the character of the same number."""

    def get(self, code: int, default: str | None = None) -> str | None:  # type: ignore[override]
        return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x10FFFF else default


def _as_encoding(cmap: CMap) -> CMap:
    """Return a CMap whose author wrote characters where CIDs belong as if they were CIDs."""
    if not cmap.cids and not cmap.base and cmap.unicode:
        size = cmap.spaces[0][0] if cmap.spaces else 2
        cmap.cids = {(size, code): ord(text[0]) for code, text in cmap.unicode.items() if text}
    return cmap


def _plain(text: str) -> str:
    """Return text with radicals and compatibility forms of Han as the characters they look like.

    Some producers map 身 to the radical U+2F9D; one character stays one.
    """
    if text.isascii() or not any(_is_compatible(char) for char in text):
        return text
    return "".join(
        unicodedata.normalize("NFKC", char) if _is_compatible(char) else char for char in text
    )


def _is_compatible(char: str) -> bool:
    code = ord(char)
    return 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F


_SYMBOLS: Final = {code: chr(0xF000 + code) for code in range(0x21, 0xFF)}
"""Signs of Symbol and ZapfDingbats by code, as the private-use characters Windows gives them."""


def _cid_table(source: object) -> dict[int, float]:
    table: dict[int, float] = {}
    items = _array(source)
    at = 0
    while at + 1 < len(items):
        first = int(number(items[at]))
        second = items[at + 1]
        if isinstance(second, Array):
            for step, value in enumerate(second):
                table[first + step] = number(value)
            at += 2
        elif at + 2 < len(items):
            width = number(items[at + 2])
            last = min(int(number(second)), first + 0xFFFF)
            table.update(dict.fromkeys(range(first, last + 1), width))
            at += 3
        else:
            break
    return table


def _cid_triples(source: object) -> dict[int, tuple[float, float, float]]:
    table: dict[int, tuple[float, float, float]] = {}
    items = _array(source)
    at = 0
    while at + 1 < len(items):
        first = int(number(items[at]))
        second = items[at + 1]
        if isinstance(second, Array):
            values = [number(value) for value in second]
            for step in range(len(values) // 3):
                a, b, c = values[3 * step : 3 * step + 3]
                table[first + step] = (a, b, c)
            at += 2
        elif at + 4 < len(items):
            a, b, c = (number(value) for value in items[at + 2 : at + 5])
            last = min(int(number(second)), first + 0xFFFF)
            table.update(dict.fromkeys(range(first, last + 1), (a, b, c)))
            at += 5
        else:
            break
    return table


def _array(value: object) -> list[Object]:
    return list(value) if isinstance(value, Array) else []
