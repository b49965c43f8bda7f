"""Which of a file's own strings are redacted: a sample that the file's digest fixes."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from recognizers.finding import Treatment
from recognizers.text import Span
from redaction.plan import BAR, Edit, build_plan

if TYPE_CHECKING:
    from recognizers.text import Document, TextBlock
    from redaction.plan import RedactionPlan

_STRING = re.compile("[\\u4e00-\\u9fff]{2,5}|(?<![0-9.,])[0-9]{6,20}(?![0-9.,])|[A-Za-z]{5,16}")
_STRINGS = 4


def sample_plan(document: Document, seed: int = 0) -> RedactionPlan:
    """Return the plan that removes a few of the document's own strings.

    All occurrences of most of them go, and one occurrence of the last, which
    therefore stays wherever else it stands.
    """
    pick = random.Random(f"{document.sha256}:{seed}")
    found = sorted(
        {match[0] for block in document.blocks for match in _STRING.finditer(block.text)}
    )
    chosen = pick.sample(found, min(_STRINGS, len(found)))
    edits: list[Edit] = []
    for number, text in enumerate(chosen):
        places = [edit for block in document.blocks for edit in _edits(block, text)]
        edits += [pick.choice(places)] if number == _STRINGS - 1 else places
    return build_plan(document, edits)


def _edits(block: TextBlock, text: str) -> list[Edit]:
    """Return an edit for each occurrence in the block."""
    found = []
    at = block.text.find(text)
    while at >= 0:
        found.append(Edit(Span(block.id, at, at + len(text)), Treatment.REMOVE, BAR))
        at = block.text.find(text, at + len(text))
    return found
