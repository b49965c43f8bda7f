"""The bytes of a PDF that no cross-reference leads to: lost objects, earlier revisions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redaction.verify import pdf_text
from redaction.verify.containers import inflate
from redaction.verify.markup import look_at_bytes
from redaction.verify.pdf_syntax import add_strings, strings_in
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from redaction.verify.strand import Sight

_STREAM: Final = re.compile(rb"(?<!end)stream\r?\n")
_END: Final = re.compile(rb"%%EOF[\r\n]*")
_REVISIONS: Final = 20
_INDEX: Final = re.compile(rb"/Type\s*/(?:XRef|ObjStm)")
_OBJECT: Final = re.compile(
    rb"(?<![0-9])([0-9]{1,10})\s+([0-9]{1,5})\s+obj(?![a-z]).*?endobj", re.DOTALL
)
_FRAME: Final = (
    re.compile(rb"\A\s*%PDF-[0-9.]+[^\r\n]*(?:[\r\n]+%[\x80-\xff]{4,8}[ \r\n])?"),
    re.compile(rb"xref\s+(?:[0-9]+\s+[0-9]+\s+(?:[0-9]{10}\s[0-9]{5}\s[nf]\s*)*)+"),
    re.compile(rb"trailer\s*<<.*?>>(?=\s*(?:startxref|$))", re.DOTALL),
    re.compile(rb"startxref\s+[0-9]+\s+%%EOF"),
)


@dataclass(slots=True)
class Known:
    """What the walk over objects has met: hashes of streams' data, objects, fonts' maps."""

    streams: set[int] = field(default_factory=set)
    objects: set[tuple[int, int]] = field(default_factory=set)
    maps: list[dict[int, str]] = field(default_factory=list)


def look_at_raw(data: bytes, known: Known, sight: Sight) -> None:
    """Add the bytes outside streams, streams that the walk did not meet, and revisions."""
    outside: list[bytes] = []
    done = 0
    for match in _STREAM.finditer(data):
        if match.start() < done:
            continue
        syntax = data[done : match.end()]
        outside.append(syntax)
        end = data.find(b"endstream", match.end())
        done = end if end >= 0 else len(data)
        if not _is_index(syntax):
            _look_at_body(data[match.end() : done], known, sight)
    outside.append(data[done:])
    syntax = b"".join(outside)
    look_at_bytes(syntax, sight, "raw-bytes", Sort.SYNTAX)
    add_strings(strings_in(syntax), sight, "raw-bytes")
    _count_strays(syntax, known.objects, sight)
    _look_at_revisions(data, sight)


def _is_index(syntax: bytes) -> bool:
    """Return whether the stream that follows lists objects, which the walk has met."""
    return _INDEX.search(syntax, syntax.rfind(b" obj")) is not None


def _look_at_body(raw: bytes, known: Known, sight: Sight) -> None:
    body = inflate(raw) or raw.rstrip(b"\r\n")
    if {hash(body), hash(body + b"\n"), hash(raw)} & known.streams:
        return
    sight.note("lost-streams", len(body))
    look_at_bytes(body, sight, "lost-streams", Sort.SYNTAX)
    strings = b"".join(strings_in(body))
    add_strings([strings], sight, "lost-streams")
    _spell(strings, known.maps, sight)


def _count_strays(syntax: bytes, objects: set[tuple[int, int]], sight: Sight) -> None:
    """Note objects that no cross-reference leads to, and bytes that belong to nothing."""
    for match in _OBJECT.finditer(syntax):
        if (int(match[1]), int(match[2])) not in objects:
            sight.note("lost-objects", len(match[0]))
    rest = _OBJECT.sub(b" ", syntax)
    for pattern in _FRAME:
        rest = pattern.sub(b" ", rest)
    if rest.strip(b"\0\t\n\x0c\r "):
        sight.note("stray-bytes", len(rest.strip()))


def _spell(strings: bytes, maps: list[dict[int, str]], sight: Sight) -> None:
    """Add what the codes of a stream spell in each font, taken singly and in pairs."""
    pairs = [int.from_bytes(strings[i : i + 2]) for i in range(0, len(strings) - 1, 2)]
    for mapping in maps:
        for codes in (strings, pairs):
            sight.add("lost-streams", Sort.TEXT, "".join(mapping.get(c, "") for c in codes))


def _look_at_revisions(data: bytes, sight: Sight) -> None:
    ends = [m.end() for m in _END.finditer(data)][:-1]
    if b"/Linearized" in data[:1024]:
        ends = ends[1:]
    for end in ends[:_REVISIONS]:
        sight.note("revisions")
        for text in pdf_text.texts(data[:end]):
            sight.add("revisions", Sort.TEXT, text)
