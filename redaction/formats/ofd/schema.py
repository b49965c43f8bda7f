"""What of GB/T 33190 may stand in a file that is published, by element and attribute.

Everything not listed in ``data/schema.toml`` is dropped on writing and read as
unseen text on reading: names, remarks, actions, extensions, foreign namespaces,
comments. Listed attributes hold numbers, ids and words of the schema; a value that
is none of these is dropped too.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

NAMESPACE: Final = "http://www.ofdspec.org/2016"

_NAMES: Final[dict[str, list[str]]] = tomllib.loads(
    files("redaction.formats.ofd").joinpath("data/schema.toml").read_text("utf-8")
)
DRAWING: Final = frozenset(_NAMES["drawing"])
FRAME: Final = frozenset(_NAMES["frame"])
LOCATIONS: Final = frozenset(_NAMES["locations"])
ATTRIBUTES: Final = frozenset(_NAMES["attributes"])
TEXTS: Final = frozenset({"TextCode"})
"""Elements whose text is the document's."""

USUAL_FONT: Final = "SimSun"
"""The name of the font that every Chinese system knows."""

_LATIN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9 _,-]{0,40}")
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_WORDS: Final = frozenset(_NAMES["words"])
_NUMBERS: Final = re.compile(r"[-+0-9.,eEg#%\s]{0,2000000}")
_PATH: Final = re.compile(r"[MLQBACSZmlqbacsz0-9.,eE+\s-]{0,9000000}")
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,23}")


def is_plain(value: str) -> bool:
    """Return whether an attribute's value or a setting is numbers or a word of the schema."""
    if _NUMBERS.fullmatch(value) is not None:
        return True
    return _WORD.fullmatch(value) is not None and value.lower() in _WORDS


def is_path(value: str) -> bool:
    """Return whether an element's text is the outline of a shape."""
    return _PATH.fullmatch(value) is not None


@cache
def _font_names() -> tuple[str, ...]:
    text = files("redaction.formats").joinpath("data/fonts.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def font_name(name: str) -> str:
    """Return ``name`` if it is the name of a font, else that of the usual one."""
    bare = _SUBSET.sub("", name.strip())
    digits = sum(char.isdigit() for char in bare)
    known = bare.startswith(_font_names()) and len(bare) <= 16
    return bare if digits < 7 and (known or _LATIN_NAME.fullmatch(bare)) else USUAL_FONT
