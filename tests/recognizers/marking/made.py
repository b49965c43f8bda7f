"""Documents with findings, written as text with the findings in double brackets.

``[[person:...]]`` is a finding of that kind; ``made`` gives document and findings.
"""

from __future__ import annotations

import re

from recognizers.detection import Detection, DetectionSettings
from recognizers.finding import Finding, Kind
from recognizers.marking import mark
from recognizers.text import BlockId, Cell, Document, Layer, Sha256, Span, TextBlock

_FINDING = re.compile(r"\[\[(\w+):(.*?)\]\]", re.DOTALL)
Part = str | tuple[str, str] | list[list[str]]


def made(*parts: Part, grounds: tuple[str, ...] = ()) -> tuple[Document, list[Finding]]:
    """Return a document and its findings.

    A string is a paragraph, a pair a labelled field, a list of rows a table with header.
    """
    blocks: list[TextBlock] = []
    findings: list[Finding] = []

    def add(name: str, text: str, label: str = "", cell: Cell | None = None) -> None:
        plain, spans = _plain(name, text)
        blocks.append(TextBlock(BlockId(name), plain, label=label, cell=cell))
        findings.extend(Finding(kind, (span,), 0.9, "test/1", grounds) for kind, span in spans)

    for number, part in enumerate(parts):
        if isinstance(part, str):
            add(f"p{number}", part)
        elif isinstance(part, tuple):
            add(f"f{number}", part[1], label=part[0])
        else:
            for r, row in enumerate(part):
                for c, text in enumerate(row):
                    label = part[0][c] if r else ""
                    place = Cell(f"t{number}", r, c, header=r == 0)
                    add(f"t{number}r{r}c{c}", text, label, place)
    return Document(Sha256("0" * 64), "text/plain", tuple(blocks)), findings


def _plain(name: str, text: str) -> tuple[str, list[tuple[Kind, Span]]]:
    plain, spans, last = "", [], 0
    for found in _FINDING.finditer(text):
        plain += text[last : found.start()]
        start = len(plain)
        plain += found[2]
        spans.append((Kind(found[1]), Span(BlockId(name), start, len(plain))))
        last = found.end()
    return plain + text[last:], spans


def marked(
    *parts: Part, profile: str = "general", grounds: tuple[str, ...] = (), **settings: object
) -> Detection:
    """Return what ``mark`` makes of the parts under a profile ("" lets it propose one)."""
    document, findings = made(*parts, grounds=grounds)
    return mark(document, findings, DetectionSettings(profile=profile, **settings))  # type: ignore[arg-type]


def first(detection: Detection, kind: Kind = Kind.PERSON) -> Finding:
    """Return the first finding of a kind."""
    return next(f for f in detection.findings if f.kind is kind)


__all__ = ["Layer", "first", "made", "marked"]
