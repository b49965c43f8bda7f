"""The bytes of a PDF that no cross-reference leads to: lost objects, earlier revisions."""

from __future__ import annotations

import re
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


def look_at_raw(data: bytes, known: set[int], maps: list[dict[int, str]], sight: Sight) -> None:
    """Add the bytes outside streams, streams whose data is not in ``known``, and revisions.

    Text of such streams is spelled out by each of the fonts' ``maps``.
    """
    outside: list[bytes] = []
    done = 0
    for match in _STREAM.finditer(data):
        if match.start() < done:
            continue
        outside.append(data[done : match.end()])
        end = data.find(b"endstream", match.end())
        done = end if end >= 0 else len(data)
        body = inflate(data[match.end() : done]) or data[match.end() : done].rstrip(b"\r\n")
        if hash(body) not in known and hash(body + b"\n") not in known:
            sight.extras["lost-streams"] += 1
            look_at_bytes(body, sight, "lost-streams", Sort.SYNTAX)
            strings = b"".join(strings_in(body))
            add_strings([strings], sight, "lost-streams")
            _spell(strings, maps, sight)
    outside.append(data[done:])
    syntax = b"".join(outside)
    look_at_bytes(syntax, sight, "raw-bytes", Sort.SYNTAX)
    add_strings(strings_in(syntax), sight, "raw-bytes")
    _look_at_revisions(data, sight)


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
        sight.extras["revisions"] += 1
        for text in pdf_text.texts(data[:end]):
            sight.add("revisions", Sort.TEXT, text)
