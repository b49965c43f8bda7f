"""CMaps: which bytes are one code, which glyph (CID) and which characters a code stands for.

Reads the CMaps embedded in a file (``/Encoding`` and ``/ToUnicode`` streams) and
the predefined ones, which pdfminer ships. A range that claims more than a CMap
can sensibly hold is cut off; what it would have covered counts as unmapped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

from pdfminer.cmapdb import CMap as StoredCMap
from pdfminer.cmapdb import CMapDB

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN: Final = re.compile(
    rb"<([0-9A-Fa-f\s]{0,512})>|/([^\s<>\[\]/()%]{1,128})|([\[\]])|([^\s<>\[\]/()%]+)"
)
_COMMENT: Final = re.compile(rb"%[^\r\n]*")
_MOST_ENTRIES: Final = 150_000

Token = bytes | int | str
"""A hexadecimal string, a number, or a keyword (names with their slash)."""


@dataclass(slots=True)
class CMap:
    """One CMap; ``unicode`` by code value, ``cids`` by code value and length in bytes."""

    vertical: bool = False
    spaces: list[tuple[int, int, int]] = field(default_factory=list)  # length, low, high
    unicode: dict[int, str] = field(default_factory=dict)
    cids: dict[tuple[int, int], int] = field(default_factory=dict)
    base: str = ""
    stored: StoredCMap | None = None
    identity: bool = False

    def codes(self, text: bytes) -> Iterator[tuple[bytes, int]]:
        """Yield each code's bytes and CID; what fits no code space is CID 0."""
        if self.identity:
            for at in range(0, len(text), 2):
                raw = text[at : at + 2]
                yield raw, int.from_bytes(raw, "big") if len(raw) == 2 else 0
            return
        at = 0
        while at < len(text):
            raw, cid = self._next(text, at)
            yield raw, cid
            at += len(raw)

    def _next(self, text: bytes, at: int) -> tuple[bytes, int]:
        for length in (1, 2, 3, 4):
            raw = text[at : at + length]
            if len(raw) < length:
                break
            value = int.from_bytes(raw, "big")
            if any(size == length and _in_space(raw, low, high) for size, low, high in self.spaces):
                return raw, self.cids.get((length, value), self._stored_cid(raw) or 0)
            cid = self.cids.get((length, value)) if not self.spaces else None
            if cid is None:
                cid = self._stored_cid(raw)
            if cid is not None:
                return raw, cid
        return text[at : at + (2 if not self.spaces or self.stored else 1)], 0

    def _stored_cid(self, raw: bytes) -> int | None:
        node: object = self.stored.code2cid if self.stored else None
        for byte in raw:
            if not isinstance(node, dict):
                return None
            node = node.get(byte)
        return node if isinstance(node, int) else None


def _in_space(raw: bytes, low: int, high: int) -> bool:
    size = len(raw)
    pairs = zip(low.to_bytes(size, "big"), raw, high.to_bytes(size, "big"), strict=True)
    return all(first <= byte <= last for first, byte, last in pairs)


IDENTITY_NAMES: Final = frozenset({"Identity-H", "Identity-V", "DLIdent-H", "DLIdent-V"})


@cache
def predefined(name: str) -> CMap | None:
    """Return the CMap that every reader knows by ``name``, or None."""
    if name in IDENTITY_NAMES:
        return CMap(vertical=name.endswith("V"), identity=True)
    try:
        stored = CMapDB.get_cmap(name)
    except CMapDB.CMapNotFound:
        return None
    return CMap(vertical=name.endswith("-V") or name == "V", stored=stored)


@cache
def collection(name: str) -> dict[int, str]:
    """Return CID to character for ``Adobe-GB1`` and its like; empty if unknown."""
    try:
        stored: dict[int, str] = CMapDB.get_unicode_map(name).cid2unichr
    except CMapDB.CMapNotFound:
        return {}
    return stored


def parse(program: bytes) -> CMap:
    """Return the CMap that ``program`` defines; what cannot be understood is left out."""
    cmap = CMap()
    pending: list[Token] = []
    for token in _tokens(_COMMENT.sub(b"", program)):
        if isinstance(token, str) and not token.startswith("/") and token not in "[]":
            _run(cmap, token, pending)
            if token not in ("dict", "begin"):
                pending = []
        else:
            pending.append(token)
    if cmap.base:
        _inherit(cmap)
    return cmap


def _inherit(cmap: CMap) -> None:
    base = predefined(cmap.base)
    if base is not None:
        cmap.stored = base.stored
        cmap.identity = base.identity and not cmap.cids
        cmap.vertical = cmap.vertical or base.vertical


def _tokens(program: bytes) -> Iterator[Token]:
    for match in _TOKEN.finditer(program):
        digits, name, bracket, word = match.groups()
        if digits is not None:
            compact = re.sub(rb"\s", b"", digits)
            yield bytes.fromhex((compact + b"0" * (len(compact) % 2)).decode("ascii"))
        elif name is not None:
            yield "/" + name.decode("latin-1")
        elif bracket is not None:
            yield bracket.decode("ascii")
        else:
            yield int(word) if re.fullmatch(rb"-?[0-9]{1,9}", word) else word.decode("latin-1")


def _run(cmap: CMap, keyword: str, pending: list[Token]) -> None:
    if keyword == "endcodespacerange":
        for low, high in _strings(pending, 2):
            cmap.spaces.append((len(low), int.from_bytes(low, "big"), int.from_bytes(high, "big")))
    elif keyword == "usecmap" and pending and isinstance(pending[-1], str):
        cmap.base = pending[-1][1:]
    elif keyword == "def" and pending[-2:-1] == ["/WMode"]:
        cmap.vertical = pending[-1] == 1
    elif keyword == "endbfchar":
        for code, target in _strings(pending, 2):
            cmap.unicode[int.from_bytes(code, "big")] = _utf16(target)
    elif keyword == "endbfrange":
        _bf_ranges(cmap, pending)
    elif keyword in ("endcidchar", "endcidrange"):
        _cid_ranges(cmap, pending, 1 if keyword == "endcidchar" else 2)


def _strings(tokens: list[Token], size: int) -> Iterator[tuple[bytes, ...]]:
    strings = [token for token in tokens if isinstance(token, bytes)]
    for at in range(0, len(strings) - size + 1, size):
        yield tuple(strings[at : at + size])


def _utf16(target: bytes) -> str:
    if len(target) == 1:
        return chr(target[0])
    return target.decode("utf-16-be", "replace")


def _bf_ranges(cmap: CMap, tokens: list[Token]) -> None:
    at = 0
    while at + 2 < len(tokens):
        low, high, target = tokens[at : at + 3]
        at += 3
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            continue
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if target == "[":
            end = tokens.index("]", at) if "]" in tokens[at:] else len(tokens)
            _bf_list(cmap, first, tokens[at:end])
            at = end + 1
        elif isinstance(target, bytes) and len(cmap.unicode) < _MOST_ENTRIES:
            _bf_run(cmap, first, min(last, first + 0xFFFF), target)


def _bf_list(cmap: CMap, first: int, targets: list[Token]) -> None:
    for step, target in enumerate(targets):
        if isinstance(target, bytes):
            cmap.unicode[first + step] = _utf16(target)


def _bf_run(cmap: CMap, first: int, last: int, target: bytes) -> None:
    text = _utf16(target)
    if not text:
        return
    head, tail = text[:-1], ord(text[-1])
    for step in range(last - first + 1):
        if tail + step > 0x10FFFF:
            return
        cmap.unicode[first + step] = head + chr(tail + step)


def _cid_ranges(cmap: CMap, tokens: list[Token], strings: int) -> None:
    for at in range(0, len(tokens) - strings, strings + 1):
        low, high, cid = tokens[at], tokens[at + strings - 1], tokens[at + strings]
        if not (isinstance(low, bytes) and isinstance(high, bytes) and isinstance(cid, int)):
            continue
        first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
        if len(cmap.cids) > _MOST_ENTRIES:
            return
        for step in range(min(last - first, 0xFFFF) + 1):
            cmap.cids[len(low), first + step] = cid + step
