"""Names of fonts: kept where they are names of fonts, replaced where they are somebody's text."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pikepdf import Name

if TYPE_CHECKING:
    from pikepdf import Object

    from redaction.formats.pdf.fonts import Font

_LATIN: Final = re.compile(r"[!-~ ]{0,80}")
_ESCAPE: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
_TAG: Final = re.compile(r"[A-Z]{6}\+")
_NEUTRAL: Final = "/Font"
_KEYS: Final = ("/BaseFont", "/FontName", "/Name")


def rename(font: Font) -> None:
    """Replace the names of a font that are neither Latin nor known font names."""
    for holder in (font.obj, font.descendant, font.descriptor):
        for key in _KEYS:
            if key in holder and not _is_font_name(holder[key]):
                holder[key] = Name(_NEUTRAL)
        if "/FontFamily" in holder:
            del holder["/FontFamily"]


def _is_font_name(value: Object) -> bool:
    raw = value.unparse() if isinstance(value, Name) else b""
    plain = _ESCAPE.sub(lambda m: bytes([int(m.group(1), 16)]), raw).lstrip(b"/")
    return any(_is_known(_TAG.sub("", text)) for text in _readings(plain))


def _readings(raw: bytes) -> list[str]:
    found = []
    for encoding in ("utf-8", "gb18030"):
        try:
            found.append(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return found


def _is_known(text: str) -> bool:
    if _LATIN.fullmatch(text):
        return True
    plain = text.partition(",")[0]
    return any(plain.startswith(name) and len(plain) <= len(name) + 8 for name in _names())


@cache
def _names() -> tuple[str, ...]:
    listed = files("redaction.formats").joinpath("data/fonts.txt").read_text("utf-8")
    return tuple(line for line in listed.splitlines() if line and not line.startswith("#"))
