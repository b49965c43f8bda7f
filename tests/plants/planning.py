"""A plan made as a recognizer would cause it: every place where blocks hold a secret."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from recognizers.finding import Treatment
from recognizers.text import Span
from redaction.plan import BAR, Edit, build_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.text import BlockId, Document
    from redaction.plan import RedactionPlan


def plan_for(document: Document, secret: str) -> RedactionPlan:
    """Return the plan that removes the secret wherever the document's blocks hold it."""
    edits: list[Edit] = []
    for spans in _found(document, secret):
        edits += [
            Edit(span, Treatment.REMOVE, BAR if number == 0 else "")
            for number, span in enumerate(spans)
        ]
    return build_plan(document, edits)


def _found(document: Document, secret: str) -> Iterator[list[Span]]:
    """Yield each occurrence as the spans it covers, also where it runs on into other blocks."""
    places = [
        (block.id, index, folded)
        for block in document.blocks
        for index, char in enumerate(block.text)
        for folded in unicodedata.normalize("NFKC", char)
        if folded.isalnum()
    ]
    text = "".join(char for _, _, char in places)
    at = text.find(secret)
    while at >= 0:
        yield _spans(places[at : at + len(secret)])
        at = text.find(secret, at + len(secret))


def _spans(places: list[tuple[BlockId, int, str]]) -> list[Span]:
    ends: dict[BlockId, list[int]] = {}
    for block, index, _ in places:
        ends.setdefault(block, []).append(index)
    return [Span(block, min(indices), max(indices) + 1) for block, indices in ends.items()]
