"""Which encoding a text file is in, decided by evidence, never by hope.

A byte order mark decides; then strict UTF-8; then strict GB18030, if what comes
out looks like Chinese office text. Anything else is refused: text decoded
wrongly is text that no recognizer can read and no reader can check. The bytes
can be made again from the text: ``encode(decode(b)) == b``.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from redaction.errors import UnreadableFileError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\ufffd]")
_RARE: Final = re.compile("[\u0080-\u009f\u3400-\u4dbf\U00020000-\U0003ffff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the codec that gives its bytes back, and the mark that stood before it."""

    text: str
    codec: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """Return ``text`` as bytes of the same kind.

        Characters that the codec lacks (a bar of blocks has none in some) become
        question marks in a row of the same length.
        """
        return self.mark + text.encode(self.codec, "replace")


def decode(source: bytes, declared: str = "") -> Decoded:
    """Return the text of ``source``; ``declared`` is what the file says of itself.

    Raises:
        UnreadableFileError: it is not text, or its encoding cannot be told for sure.
    """
    for mark, codec in _MARKS:
        if source.startswith(mark):
            return _strict(source[len(mark) :], codec, mark) or _refuse()
    if b"\0" in source:
        _refuse("not-text")
    if declared:
        found = _strict(source, declared)
        if found is not None:
            return found
    decoded = _strict(source, "utf-8")
    if decoded is not None:
        return decoded
    decoded = _strict(source, "gb18030")
    return decoded if decoded is not None and _is_plausible(decoded.text) else _refuse()


def _strict(source: bytes, codec: str, mark: bytes = b"") -> Decoded | None:
    try:
        text = codecs.decode(source, codec)
    except (UnicodeDecodeError, LookupError):
        return None
    if not isinstance(text, str) or text.encode(codec, "replace") != source:
        return None
    if _CONTROLS.search(text):
        _refuse("not-text")
    return Decoded(text, codec, mark)


def _is_plausible(text: str) -> bool:
    """Return whether text decoded as GB18030 looks meant: no private, few rare characters."""
    beyond = [char for char in text if char > "\x7f"]
    odd = len(_PRIVATE.findall(text)) + len(_RARE.findall(text))
    common = sum("\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" for char in beyond)
    return bool(beyond) and odd * 20 <= len(beyond) and common * 2 >= len(beyond)


def _refuse(reason: str = "encoding") -> Decoded:
    raise UnreadableFileError(reason=reason)
