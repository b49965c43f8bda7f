"""Text in the package that no page shows: names, remarks, tags, attachments, old versions.

Sweeps every member instead of knowing every channel: what is XML gives each text
and attribute that is not numbers or a word of the schema; what is text gives its
lines; what is neither and is not a picture, font or signature is said to be unread.
All of this is dropped on writing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId, Layer, TextBlock
from redaction.errors import HostileFileError, UnreadableFileError
from redaction.formats.ofd.schema import (
    ATTRIBUTES,
    DRAWING,
    FRAME,
    LOCATIONS,
    TEXTS,
    font_name,
    is_path,
    is_plain,
)
from redaction.formats.ooxml.media import notes
from redaction.formats.ooxml.names import local, local_name
from redaction.formats.ooxml.remains import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ofd.book import Book

NOT_READ: Final = "attachment-not-read"
SIGNATURE_DROPPED: Final = "ofd-signature-dropped"
PART_NOT_READ: Final = "ofd-part-not-read"

_XML: Final = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<[?!:A-Za-z_]")
_TAG: Final = re.compile(r"<[^>]{0,4000}>")
_SIGNATURE: Final = re.compile(r"(^|/)(signs?|signatures?)(/|\.xml$)|\.(esl|dat)$", re.IGNORECASE)
_MAGIC: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"OTTO", b"ttcf")
_FONT: Final = (b"\0\1\0\0", b"true", b"\1\0\4")
_LONGEST: Final = 200_000
_FONT_NAMES: Final = frozenset({"FontName", "FamilyName"})
_SHORTEST_NUMBER: Final = 7  # digits; numbers shorter than this identify nobody
_LOCATION: Final = re.compile(r"[A-Za-z0-9_./\\: -]{0,200}")


def unseen(book: Book, shown: set[_Element], said: list[str]) -> tuple[list[TextBlock], list[str]]:
    """Return blocks for all text but that of ``shown``, and codes of what was not read.

    ``shown`` are the TextCode elements that pages or annotations draw; ``said`` is
    what some of them said before it was corrected to what is drawn.
    """
    blocks: list[TextBlock] = []
    gaps: dict[str, None] = {}
    for number, name in enumerate(sorted(book.members), 1):
        texts, gap = _member(book, name, shown)
        if not name.isascii():
            texts = [name, *texts]
        if gap:
            gaps[gap] = None
        for part, text in enumerate(dict.fromkeys(texts), 1):
            blocks.append(TextBlock(BlockId(f"member{number}#{part}"), text, Layer.METADATA))
    for number, text in enumerate(readable(book.aside), 1):
        blocks.append(TextBlock(BlockId(f"aside#{number}"), text, Layer.METADATA))
    for number, text in enumerate(dict.fromkeys(filter(str.strip, said)), 1):
        blocks.append(TextBlock(BlockId(f"said#{number}"), text, Layer.HIDDEN))
    return blocks, list(gaps)


def _member(book: Book, name: str, shown: set[_Element]) -> tuple[list[str], str]:
    """Return the texts of a member and the code of what could not be read in it."""
    content = book.members[name]
    if _SIGNATURE.search(name):
        return [], SIGNATURE_DROPPED
    if content.startswith(_MAGIC):
        return [text for text in notes(content) if readable(text.encode("utf-8", "ignore"))], ""
    if content.startswith(_FONT) or not content.strip():
        return [], ""
    if _XML.match(content):
        try:
            return list(_texts(book.root(name), shown)), ""
        except (UnreadableFileError, HostileFileError):
            return _lines(_TAG.sub("\n", _decoded(content) or "")), PART_NOT_READ
    text = _decoded(content)
    return ([], NOT_READ) if text is None else (_lines(text), "")


def _decoded(content: bytes) -> str | None:
    """Return ``content`` as text, or None if it is none."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content[:_LONGEST].decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if "\0" not in text else None
    return None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _texts(root: _Element, shown: set[_Element]) -> Iterator[str]:
    """Yield each text, attribute and comment of an XML member that may be anybody's."""
    for element in root.iter():
        kind = local(element)
        if not (kind in TEXTS and element in shown):
            yield from _own(kind, element.text or "")
        yield from _own("", element.tail or "")
        if not kind:
            continue  # a comment or an instruction, which has no attributes
        for key, value in element.attrib.items():
            name = local_name(key)
            if name not in ATTRIBUTES or not is_plain(str(value)):
                yield from _own(name, str(value))


def _own(kind: str, text: str) -> Iterator[str]:
    """Yield ``text`` if it may be somebody's words; ``kind`` is its element or attribute."""
    bare = text.strip()
    if kind in _FONT_NAMES and font_name(bare) == bare:
        return
    if not bare or (kind in LOCATIONS and _LOCATION.fullmatch(bare)):
        return
    if kind in DRAWING | FRAME and (is_plain(bare) or is_path(bare)):
        return
    if not is_plain(bare) or sum(char.isdigit() for char in bare) >= _SHORTEST_NUMBER:
        yield bare
