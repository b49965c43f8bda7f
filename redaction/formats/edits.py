"""What an edit changes: the middle of its span that its replacement does not repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from redaction.plan import Edit


class Change(NamedTuple):
    """Put ``text`` where characters ``start`` to ``end`` (exclusive) of a block are."""

    start: int
    end: int
    text: str


def change_of(edit: Edit, text: str) -> Change:
    """Return what ``edit`` changes in a block whose characters are ``text``.

    A mask keeps its first and last digits in place, a coarser address its
    beginning: what an edit repeats need not be drawn anew.

    >>> from recognizers.finding import Treatment
    >>> from recognizers.text import BlockId, Span
    >>> from redaction.plan import Edit
    >>> change_of(Edit(Span(BlockId("b"), 2, 9), Treatment.MASK, "13***67"), "No1334567")
    Change(start=4, end=7, text='***')
    """
    old = text[edit.span.start : edit.span.end]
    new = edit.replacement
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    most -= head
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    return Change(edit.span.start + head, edit.span.end - tail, new[head : len(new) - tail])
