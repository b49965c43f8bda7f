"""A small, quick stand-in for the recognizers and the sandbox: text files, numbers by shape.

The chain of signatures does not depend on what is found; a test of the whole
way through the real recognizers is in ``test_whole_way``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recognizers.detection import Detection
from recognizers.errors import StoppedError
from recognizers.finding import Category, Finding, Kind, Suggestion, Treatment
from recognizers.text import Span
from redaction.apply import redact
from redaction.formats.registry import TEXT
from redaction.formats.text import PlainTextAdapter
from review.service.detection import Examined, Written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from review.case import Case

_SHAPES = {
    Kind.RESIDENT_ID: (re.compile(r"[1-9][0-9]{16}[0-9X]"), Suggestion.WITHHOLD),
    Kind.MOBILE_PHONE: (re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])"), Suggestion.WITHHOLD),
    Kind.TRADE_SECRET: (re.compile(r"报价[0-9]+元"), Suggestion.CONSULT),
    Kind.PERSON: (re.compile(r"赵铁柱"), Suggestion.KEEP),
}


def look_through(content: bytes, name: str, case: Case, words: Path | None) -> Examined:
    """Read ``content`` as a text file and find what has one of a few shapes."""
    del name, case, words
    document = PlainTextAdapter().read(content)
    if any("绝密★" in block.text for block in document.blocks):
        raise StoppedError(rule="secrecy.mark", sha256=document.sha256)
    findings = tuple(_findings(document))
    persons = {f.kind: 1 for f in findings}
    return Examined(TEXT, document, Detection(findings, "general", persons=persons))


def _findings(document: Document) -> Iterator[Finding]:
    for block in document.blocks:
        for kind, (shape, suggestion) in _SHAPES.items():
            for match in shape.finditer(block.text):
                yield Finding(
                    kind=kind,
                    spans=(Span(block.id, *match.span()),),
                    score=0.9,
                    recognizer="test.shape/1",
                    category=(
                        Category.TRADE_SECRET if kind is Kind.TRADE_SECRET else Category.PERSONAL
                    ),
                    suggestion=suggestion,
                    basis=("条例2019#15",),
                    treatment=Treatment.REMOVE,
                )


def write_here(content: bytes, document: Document, plan: RedactionPlan) -> Written:
    """Carry out and prove ``plan`` by the real writer and verifier, but in this process."""
    made = redact(content, document, plan)
    return Written(plan, made.output, made.media_type, made.proof)
