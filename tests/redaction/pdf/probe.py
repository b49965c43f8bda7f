"""What the tests ask of a written file, by ways that share no code with the writer."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
from pdfminer.high_level import extract_text

from recognizers.finding import Treatment
from recognizers.text import Span
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.plan import BAR, Edit, build_plan

if TYPE_CHECKING:
    from recognizers.text import Document


_ESCAPE = re.compile(rb"\\([0-7]{3})")


def edits_of(document: Document, secret: str, stand_in: str = "") -> list[Edit]:
    """Return an edit for every place of ``secret``, line breaks within it ignored."""
    found = []
    pattern = re.compile(r"\n?".join(map(re.escape, secret)))
    for block in document.blocks:
        for match in pattern.finditer(block.text):
            treatment = Treatment.PSEUDONYM if stand_in else Treatment.REMOVE
            found.append(
                Edit(Span(block.id, match.start(), match.end()), treatment, stand_in or BAR)
            )
    return found


def redacted(source: bytes, *secrets: str, stand_in: str = "") -> bytes:
    """Return ``source`` with every place of ``secrets`` edited."""
    adapter = PdfAdapter()
    document = adapter.read(source)
    edits = [edit for secret in secrets for edit in edits_of(document, secret, stand_in)]
    assert edits, "the secret was not read"
    return adapter.write(source, build_plan(document, edits))


def seen_text(pdf: bytes) -> str:
    """Return the text that pdfium extracts, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    parts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return "".join("".join(parts).split())


def miner_text(pdf: bytes) -> str:
    """Return the text that pdfminer extracts, without white space."""
    return "".join(extract_text(io.BytesIO(pdf)).split())


def every_string(pdf: bytes) -> str:
    """Return every string, name and stream of the file, as text in several encodings."""
    parts: list[bytes] = [pdf]
    for match in re.finditer(rb"stream\r?\n", pdf):
        try:
            parts.append(zlib.decompressobj().decompress(pdf[match.end() :], 2**26))
        except zlib.error:
            continue
    parts += [_ESCAPE.sub(lambda m: bytes([int(m[1], 8) & 255]), part) for part in parts]
    texts = [part.decode(code, "ignore") for part in parts for code in ("latin-1", "utf-8")]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        texts += [_strings(obj, 0) for obj in opened.objects]
    return "\n".join(texts)


def _strings(obj: object, depth: int) -> str:
    if depth > 30:
        return ""
    if isinstance(obj, pikepdf.String):
        return str(obj)
    if isinstance(obj, (pikepdf.Dictionary, pikepdf.Stream)):
        return "\n".join(
            f"{key} {_strings(obj[key], depth + 1)}" for key in list(obj.keys()) if key != "/Parent"
        )
    if isinstance(obj, pikepdf.Array):
        return "\n".join(_strings(item, depth + 1) for item in obj)
    return str(obj) if isinstance(obj, pikepdf.Object) else ""


def leaks(pdf: bytes, secret: str) -> list[str]:
    """Return the ways by which ``secret`` can still be had from the file."""
    routes = {"pdfium": seen_text(pdf), "pdfminer": miner_text(pdf), "strings": every_string(pdf)}
    hexed = [secret.encode("utf-16-be").hex(), secret.encode("utf-8").hex()]
    found = [name for name, text in routes.items() if secret in text]
    if any(code in routes["strings"].lower() for code in hexed):
        found.append("hex")
    if len(secret) > 2 and secret.encode("utf-16-be").decode("latin-1") in routes["strings"]:
        found.append("utf-16")
    return found
