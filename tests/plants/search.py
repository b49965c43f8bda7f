"""A search of our own for a secret in a file, which shares nothing with the verifier.

Cruder and slower: everything is opened that opens, then bytes are compared in
each encoding, and text in each spelling. Returns codes of where it was found.
"""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

from pdfminer.high_level import extract_text
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psexceptions import PSException

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "big5")
_TAG = re.compile(r"<[^>]*>")
_BLANK = re.compile(r"[\s\x00-\x1f\u200b]+")


def places(data: bytes, secret: str) -> set[str]:
    """Return codes of the places where ``data`` holds ``secret``; none if it is clean."""
    found = set()
    for where, layer in _layers(data, "file", 0):
        if any(needle in layer for needle in _needles(secret)):
            found.add(where)
        if _written(layer, secret):
            found.add(f"{where} as text")
    return found


def _needles(secret: str) -> list[bytes]:
    plain = [secret.encode(name) for name in _ENCODINGS if _fits(secret, name)]
    escaped = [
        quote(secret),
        quote(secret, encoding="gb18030"),
        "".join(f"&#{ord(c)};" for c in secret),
        "".join(f"&#x{ord(c):x};" for c in secret),
        "".join(f"\\u{ord(c):04x}" for c in secret),
    ]
    hexes = [form.hex() for form in plain]
    coded = [base64.b64encode(form)[:-4].decode() for form in plain[:4] if len(form) > 8]
    texts = [*escaped, *hexes, *(h.upper() for h in hexes), *coded]
    return plain + [text.encode() for text in texts if len(text) > 7]


def _fits(secret: str, encoding: str) -> bool:
    try:
        secret.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _written(layer: bytes, secret: str) -> bool:
    """Return whether the secret stands in the text, whatever tags and blanks cut it."""
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in secret)
    for encoding in ("utf-8", "gb18030", "utf-16"):
        text = _BLANK.sub("", _TAG.sub("", layer.decode(encoding, "ignore")))
        if secret in text or wide in text:
            return True
    return False


def _layers(data: bytes, where: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """Yield the file and whatever lies in it, opened."""
    yield where, data
    if depth > 3:
        return
    for body in _undone(data):
        yield f"{where}/undone", body
    for name, body in _zipped(data):
        yield f"{where}/name", name.encode()
        yield from _layers(body, f"{where}/member", depth + 1)
    if b"%PDF-" in data[:1024]:
        for body in _inflated(data):
            yield from _layers(body, f"{where}/stream", depth + 1)
        yield f"{where}/pages", _extracted(data).encode("utf-8", "ignore")
        yield f"{where}/maps", _mapped(data).encode("utf-8", "ignore")


def _undone(data: bytes) -> Iterator[bytes]:
    """Yield the data with references, numbered names, base64 and zlib in it undone."""
    yield html.unescape(data.decode("utf-8", "ignore")).encode("utf-8", "ignore")
    yield re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), data)
    for match in re.finditer(rb"[A-Za-z0-9+/]{16,}={0,2}", data[:1_000_000]):
        body = match[0].rstrip(b"=")
        body = body[:-1] if len(body) % 4 == 1 else body
        yield base64.b64decode(body + b"=" * (-len(body) % 4))
    if data.startswith(b"\x89PNG"):
        for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
            yield _deflated(data[match.start() :], 15)


def _zipped(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the members of the directory, and by their headers those it forgets."""
    if b"PK\x03\x04" not in data:
        return
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield "comment", archive.comment
            for info in archive.infolist():
                yield info.filename, archive.read(info)
    for match in re.finditer(rb"PK\x03\x04", data):
        at = match.start()
        name, extra = int.from_bytes(data[at + 26 : at + 28], "little"), data[at + 28 : at + 30]
        start = at + 30 + name + int.from_bytes(extra, "little")
        yield "header", _deflated(data[start:], -15)


def _inflated(data: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"stream\r?\n", data):
        if body := _deflated(data[match.end() :], 15):
            yield body


def _deflated(data: bytes, bits: int) -> bytes:
    try:
        return zlib.decompressobj(bits).decompress(data, 1 << 26)
    except zlib.error:
        return b""


def _extracted(data: bytes) -> str:
    try:
        return extract_text(io.BytesIO(data))
    except (PDFSyntaxError, PSException, ValueError, TypeError, KeyError):
        return ""


def _mapped(data: bytes) -> str:
    """Return the characters that the maps of fonts list, in their order."""
    maps = [body for body in _inflated(data) if b"beginbf" in body]
    codes = [re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]{4})>", body) for body in maps]
    return "\n".join(
        bytes.fromhex(b"".join(c).decode()).decode("utf-16-be", "ignore") for c in codes
    )
