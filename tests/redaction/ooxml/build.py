"""Small packages made by hand, so that a test says exactly what lies where."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from recognizers.finding import Treatment
from recognizers.text import Span
from redaction.plan import Edit, RedactionPlan, build_plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.text import Document
    from redaction.formats.base import FormatAdapter

O_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    f'xmlns:r="{O_REL}"'
)
_TYPES = "application/vnd.openxmlformats-officedocument."
WORD, SHEET, SLIDE = (
    _TYPES + "wordprocessingml.",
    _TYPES + "spreadsheetml.",
    _TYPES + "presentationml.",
)


def zipped(parts: Mapping[str, str | bytes], comment: bytes = b"") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.comment = comment
    return target.getvalue()


def rels(*rows: tuple[str, str, str]) -> str:
    """Rows are (id, kind, target); a target with a colon is external."""
    body = "".join(
        f'<Relationship Id="{i}" Type="{O_REL}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for i, kind, target in rows
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{body}</Relationships>'


def types(overrides: Mapping[str, str]) -> str:
    rows = "".join(f'<Override PartName="/{n}" ContentType="{t}"/>' for n, t in overrides.items())
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<Types xmlns="{space}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Default Extension="jpeg" ContentType="image/jpeg"/>{rows}</Types>'
    )


def docx(
    body: str,
    *,
    parts: Mapping[str, tuple[str, str, str | bytes]] | None = None,
    relations: tuple[tuple[str, str, str], ...] = (),
    comment: bytes = b"",
) -> bytes:
    """Return a docx; ``parts`` maps names to (relation kind or "", content type or "", content)."""
    extra = parts or {}
    kinds = [(f"x{n}", kind, "/" + name) for n, (name, (kind, _, _)) in enumerate(extra.items())]
    document = f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": types(
            {"word/document.xml": WORD + "document.main+xml"}
            | {name: kind for name, (_, kind, _) in extra.items() if kind}
        ),
        "_rels/.rels": rels(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": rels(*(k for k in kinds if k[1]), *relations),
    }
    members |= {name: content for name, (_, _, content) in extra.items()}
    return zipped(members, comment)


def paragraph(*texts: str, properties: str = "") -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{t}</w:t></w:r>' for t in texts)
    return f"<w:p>{properties}{runs}</w:p>"


def edits(document: Document, secret: str, replacement: str = "") -> list[Edit]:
    """Return an edit for each occurrence of ``secret`` in any block."""
    found = []
    for block in document.blocks:
        start = block.text.find(secret)
        while start >= 0:
            span = Span(block.id, start, start + len(secret))
            found.append(Edit(span, Treatment.REMOVE, replacement))
            start = block.text.find(secret, start + len(secret))
    return found


def redacted(adapter: FormatAdapter, source: bytes, *secrets: str, by: str = "\u2588") -> bytes:
    """Return ``source`` with every block's occurrences of ``secrets`` replaced."""
    document = adapter.read(source)
    wanted = [edit for secret in secrets for edit in edits(document, secret, by)]
    return adapter.write(source, build_plan(document, wanted))


def rewritten(adapter: FormatAdapter, source: bytes) -> bytes:
    """Return ``source`` written with an empty plan."""
    return adapter.write(source, RedactionPlan(adapter.read(source).sha256, ()))


def everything(package: bytes) -> str:
    """Return all bytes of all members, decoded so that any text in them can be searched."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = [name.encode() + archive.read(name) for name in archive.namelist()]
        members.append(archive.comment)
    raw = b"\n".join(members)
    return "\n".join((raw.decode("utf-8", "replace"), raw.decode("utf-16-le", "replace")))


def texts(document: Document, *layers: str) -> list[str]:
    return [block.text for block in document.blocks if not layers or block.layer.value in layers]
