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
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_TRUSTED: Final = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
_SURE: Final = 0.75
_LIKELY: Final = 0.4
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
            return _sure(_strict(source[len(mark) :], codec, mark))
    if b"\0" in source:
        raise UnreadableFileError(reason="not-text")
    for codec in filter(None, (declared, "utf-8")):
        found = _strict(source, codec)
        if found is not None:
            return found
    found = _strict(source, "gb18030")
    if found is None or _has_other_lines(source):
        return _sure(None)
    return _sure(found if _is_plausible(found.text, source) else None)


def _sure(found: Decoded | None) -> Decoded:
    if found is None:
        raise UnreadableFileError(reason="encoding")
    return found


def _strict(source: bytes, codec: str, mark: bytes = b"") -> Decoded | None:
    try:
        text = source.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None
    if text.encode(codec, "replace") != source:
        return None
    if _CONTROLS.search(text):
        raise UnreadableFileError(reason="not-text")
    return Decoded(text, codec, mark)


def _has_other_lines(source: bytes) -> bool:
    """Return whether some line of a GB18030 file is in UTF-8: two files joined, say."""
    return any(_is_utf8(line) for line in source.splitlines())


def _is_utf8(line: bytes) -> bool:
    if line.isascii():
        return False
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    # One pair of GB18030 characters may pass for two of UTF-8; rows of Han do not.
    return sum("\u4e00" <= char <= "\u9fff" for char in text) >= 2


def _is_plausible(text: str, source: bytes) -> bool:
    """Return whether text decoded as GB18030 looks meant.

    Other encodings read as this one give private or rare characters. In Chinese
    text most characters are of the first, common plane of GB/T 2312; text in
    traditional characters has fewer of them, but then must not pass for Big5.
    """
    beyond = [char for char in text if char > "\x7f"]
    odd = len(_PRIVATE.findall(text)) + len(_RARE.findall(text))
    han = [char for char in beyond if "\u4e00" <= char <= "\u9fff"]
    if not han or odd * 20 > len(beyond):
        return False
    share = sum(map(_is_common, han)) / len(han)
    return share >= _SURE or (share >= _LIKELY and _strict(source, "big5hkscs") is None)


def _is_common(char: str) -> bool:
    try:
        return 0xB0 <= char.encode("gb2312")[0] <= 0xD7
    except UnicodeEncodeError:
        return False


def declared_charset(source: bytes) -> str:
    """Return the character set that an HTML file declares, if it is one worth trusting.

    Western sets are not: pages that declare them hold Chinese in other bytes.
    """
    match = _DECLARED.search(source[:4096])
    name = match[1].decode("ascii").lower() if match else ""
    # As browsers do: the older names mean the later standard.
    return _TRUSTED.get(name, "")
