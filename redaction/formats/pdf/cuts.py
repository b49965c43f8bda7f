"""What an edit takes off a passage, and what stands there afterwards.

The beginning and the end that an edit's replacement shares with the text it
replaces (the 138 and 5678 of a masked number, the surname of a pseudonym) are
not cut: only what differs between them is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from recognizers.finding import Treatment
from recognizers.text import Box
from redaction.errors import StalePlanError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from recognizers.text import BlockId
    from redaction.formats.pdf.passage import Passage
    from redaction.plan import Edit, RedactionPlan

BESIDE = "beside#"
"""How ids of strings beside the pages begin; all of those are dropped anyway."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Characters ``start`` to ``end`` of a passage go; ``text`` stands in their place.

    ``bar`` tells that a black bar covers the place, with the text unseen in it.
    """

    start: int
    end: int
    text: str
    bar: bool


def cuts_of(plan: RedactionPlan, passages: Mapping[BlockId, Passage]) -> dict[BlockId, list[Cut]]:
    """Return the cuts by passage, in order.

    Raises:
        StalePlanError: an edit's block or range is not of this file.
    """
    found: dict[BlockId, list[Cut]] = {}
    for edit in plan.edits:
        block = edit.span.block
        passage = passages.get(block)
        if passage is None:
            if not block.startswith(BESIDE):
                raise StalePlanError(expected=plan.source)
            continue
        if edit.span.end > len(passage.text):
            raise StalePlanError(expected=plan.source)
        found.setdefault(block, []).append(_cut(edit, passage.text))
    return found


def _cut(edit: Edit, text: str) -> Cut:
    start, end, stand_in = edit.span.start, edit.span.end, edit.replacement
    if edit.treatment is Treatment.REMOVE or not stand_in:
        return Cut(start, end, stand_in, bar=True)
    old = text[start:end]
    head = _shared(old, stand_in)
    tail = _shared(old[head:][::-1], stand_in[head:][::-1])
    middle = stand_in[head : len(stand_in) - tail]
    if start + head == end - tail:
        return Cut(start, end, stand_in, bar=False)  # the stand-in only adds
    return Cut(start + head, end - tail, middle, bar=not middle)


def _shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class Strip:
    """A cut's place on one line of one page; ``text`` only on the first strip of a cut."""

    box: Box
    text: str
    bar: bool


def strips_of(passage: Passage, cuts: Sequence[Cut]) -> list[Strip]:
    """Return the places that ``cuts`` take up on the page, line by line."""
    return [strip for cut in cuts for strip, _ in strips_of_cut(passage, cut)]


def strips_of_cut(passage: Passage, cut: Cut) -> list[tuple[Strip, int]]:
    """Return the places of one cut, each with the index of its first character."""
    lines: list[tuple[Box, int]] = []
    broken = True
    for at in range(cut.start, cut.end):
        box = passage.boxes[at]
        if passage.text[at] == "\n":
            broken = True
        elif box.x1 > box.x0 and box.bottom > box.top:
            if not broken and _one_line(lines[-1][0], box):
                lines[-1] = (_around(lines[-1][0], box), lines[-1][1])
            else:
                lines.append((box, at))
            broken = False
    return [
        (Strip(box, "" if number else cut.text, cut.bar), at)
        for number, (box, at) in enumerate(lines)
    ]


def _one_line(one: Box, other: Box) -> bool:
    """Return whether a box goes on along the line, across or downwards or upwards."""
    if one.page != other.page:
        return False
    width = min(one.x1 - one.x0, other.x1 - other.x0)
    height = min(one.bottom - one.top, other.bottom - other.top)
    across = min(one.bottom, other.bottom) - max(one.top, other.top) >= 0.5 * height
    near = max(other.x0 - one.x1, one.x0 - other.x1) <= 2 * height
    down = min(one.x1, other.x1) - max(one.x0, other.x0) >= 0.5 * width
    below = max(other.top - one.bottom, one.top - other.bottom) <= 2 * width
    alike = one.x1 - one.x0 <= 1.5 * (other.x1 - other.x0)
    return (across and near) or (down and below and alike)


def _around(one: Box, other: Box) -> Box:
    return Box(
        one.page,
        min(one.x0, other.x0),
        min(one.top, other.top),
        max(one.x1, other.x1),
        max(one.bottom, other.bottom),
    )
