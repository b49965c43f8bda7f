"""What the tests of OFD ask of files, without our reader where it matters."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from recognizers.finding import Treatment
from recognizers.text import Layer, Span
from redaction.formats.ofd.adapter import OfdAdapter
from redaction.plan import Edit, build_plan
from tests.redaction.ofd.maker import unzipped

if TYPE_CHECKING:
    from recognizers.text import Document

ADAPTER = OfdAdapter()


def read(source: bytes) -> Document:
    return ADAPTER.read(source)


def texts(source: bytes, *layers: Layer) -> list[str]:
    """Return the blocks' texts, of all layers or of some."""
    return [b.text for b in read(source).blocks if not layers or b.layer in layers]


def redacted(
    source: bytes, *words: str, stand_in: str = "██", treatment: Treatment = Treatment.REMOVE
) -> bytes:
    """Return ``source`` with every occurrence of the words edited in every block."""
    document = read(source)
    edits = [
        Edit(Span(block.id, match.start(), match.end()), treatment, stand_in)
        for block in document.blocks
        for word in words
        for match in re.finditer(re.escape(word), block.text)
    ]
    assert edits, "nothing to redact: the test would prove nothing"
    return ADAPTER.write(source, build_plan(document, edits))


def everything(package: bytes) -> str:
    """Return names, texts and attributes of a package, read as plain XML, spaces dropped."""
    found: list[str] = []
    for name, content in unzipped(package).items():
        found.append(name)
        if name.endswith(".xml"):
            root = etree.fromstring(content)
            found += [str(t) for t in root.itertext()]
            found += [str(v) for e in root.iter("*") for v in e.attrib.values()]
            found += [c.text or "" for c in root.iter(etree.Comment, etree.PI)]
    return re.sub(r"\s+", "", "".join(found))


def codes(package: bytes, page: int = 0) -> list[etree._Element]:
    content = unzipped(package)[f"Doc_0/Pages/Page_{page}/Content.xml"]
    return list(etree.parse(BytesIO(content)).iter("{*}TextCode"))
