"""Which keys fonts and pictures may have, and where PDF itself needs a string.

All other keys of theirs go, and on any object every string under a key that
is not known to need one: an unknown key is where programs leave their notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from pikepdf import Object

_FONT: Final = frozenset(
    [
        "/Type",
        "/Subtype",
        "/BaseFont",
        "/Name",
        "/FirstChar",
        "/LastChar",
        "/Widths",
        "/FontDescriptor",
        "/Encoding",
        "/ToUnicode",
        "/DescendantFonts",
        "/CIDSystemInfo",
        "/DW",
        "/W",
        "/DW2",
        "/W2",
        "/CIDToGIDMap",
        "/FontMatrix",
        "/FontBBox",
        "/CharProcs",
        "/Resources",
    ]
)
_DESCRIPTOR: Final = frozenset(
    [
        "/Type",
        "/FontName",
        "/FontStretch",
        "/FontWeight",
        "/Flags",
        "/FontBBox",
        "/ItalicAngle",
        "/Ascent",
        "/Descent",
        "/Leading",
        "/CapHeight",
        "/XHeight",
        "/StemV",
        "/StemH",
        "/AvgWidth",
        "/MaxWidth",
        "/MissingWidth",
        "/FontFile",
        "/FontFile2",
        "/FontFile3",
    ]
)
_IMAGE: Final = frozenset(
    [
        "/Type",
        "/Subtype",
        "/Width",
        "/Height",
        "/ColorSpace",
        "/BitsPerComponent",
        "/Intent",
        "/ImageMask",
        "/Mask",
        "/Decode",
        "/Interpolate",
        "/SMask",
        "/SMaskInData",
        "/Matte",
        "/Filter",
        "/DecodeParms",
        "/Length",
    ]
)
_FONT_KINDS: Final = frozenset(
    ["/Type0", "/Type1", "/MMType1", "/Type3", "/TrueType", "/CIDFontType0", "/CIDFontType2"]
)
_NOWHERE: Final = frozenset(
    [
        "/Metadata",
        "/PieceInfo",
        "/LastModified",
        "/OPI",
        "/AF",
        "/StructParent",
        "/StructParents",
        "/Alternates",
        "/OC",
        "/Measure",
        "/PtData",
        "/Thumb",
        "/AA",
    ]
)
_STRINGS: Final = frozenset({"/Registry", "/Ordering"})
_DEEPEST: Final = 12


def keep_known(obj: Object) -> None:
    """Delete the keys of ``obj`` that are not known, and strings that PDF does not need."""
    allowed = _allowed(obj)
    for key in list(obj.keys()):
        if key in _NOWHERE or (allowed is not None and key not in allowed):
            del obj[key]
    _without_strings(obj, 0)


def _allowed(obj: Object) -> frozenset[str] | None:
    if obj.get("/Type") == Name.FontDescriptor:
        return _DESCRIPTOR
    kind = obj.get("/Subtype")
    if isinstance(obj, Stream):
        return _IMAGE if kind == Name.Image else None
    is_font = obj.get("/Type") == Name.Font or "/BaseFont" in obj or "/CharProcs" in obj
    return _FONT if is_font and isinstance(kind, Name) and kind in _FONT_NAMES else None


_FONT_NAMES: Final = frozenset(Name(kind) for kind in _FONT_KINDS)


def _without_strings(obj: Object, depth: int) -> None:
    if depth > _DEEPEST:
        return
    for key in list(obj.keys()):
        value = obj[key]
        if isinstance(value, String) and key not in _STRINGS:
            del obj[key]
        elif isinstance(value, Dictionary) and not value.is_indirect:
            _without_strings(value, depth + 1)
        elif isinstance(value, Array) and not value.is_indirect and key not in _ARRAYS:
            _empty_array(value, depth + 1)


_ARRAYS: Final = frozenset({"/ColorSpace", "/CS"})
"""Arrays in which strings are tables of colours."""


def _empty_array(values: Array, depth: int) -> None:
    if depth > _DEEPEST or (len(values) and isinstance(values[0], Name)):
        return  # begins with a name: a colour space
    for index in reversed(range(len(values))):
        value = values[index]
        if isinstance(value, String):
            del values[index]
        elif isinstance(value, Dictionary) and not value.is_indirect:
            _without_strings(value, depth + 1)
        elif isinstance(value, Array) and not value.is_indirect:
            _empty_array(value, depth + 1)
