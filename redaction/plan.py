"""What is to be done to a file, fixed before anything is done.

``build_plan`` is pure: the same document and the same treatments give the same
plan, and the same plan has the same digest on any machine. The digest is what
people sign. A plan holds addresses, treatments and stand-ins, never the text
that is to go.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NewType

from recognizers.finding import Treatment
from recognizers.text import Layer, Sha256, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recognizers.text import Document

Sm3 = NewType("Sm3", str)


PUBLISHED: Final = frozenset({Layer.BODY, Layer.MARGIN, Layer.OCR})
"""Layers that a reader of the published file sees: what of them no edit touches must stay.

All other layers (comments, tracked deletions, hidden rows, attributes, metadata)
are dropped or emptied by every adapter's ``write``.
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``replacement`` where ``span`` is, for the reason ``basis`` gives.

    An edit whose finding has several spans appears once per span; the first
    carries the replacement, the others an empty one.
    """

    span: Span
    treatment: Treatment
    replacement: str
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedactionPlan:
    """Every edit to one file, in document order, none overlapping another."""

    source: Sha256
    edits: tuple[Edit, ...]

    def __post_init__(self) -> None:
        for before, after in pairwise(self.edits):
            if before.span.overlaps(after.span):
                raise ValueError(f"overlapping edits in {after.span.block}")

    @property
    def digest(self) -> Sm3:
        """SM3 (GB/T 32905) over the plan's canonical JSON (RFC 8785)."""
        return sm3(b"mishen-plan/1\n" + canonical_json(self))


def canonical_json(plan: RedactionPlan) -> bytes:
    """Return the plan as RFC 8785 wants it.

    A plan holds strings and small integers under ASCII keys only, for which
    sorted and unspaced output of the standard library is canonical already; the
    general encoder takes ten times as long over a list of thousands.
    """
    edits = [
        {
            "basis": edit.basis,
            "replacement": edit.replacement,
            "span": {"block": edit.span.block, "end": edit.span.end, "start": edit.span.start},
            "treatment": edit.treatment.value,
        }
        for edit in plan.edits
    ]
    body = {"edits": edits, "source": plan.source}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sm3(payload: bytes) -> Sm3:
    """Return the SM3 digest (GB/T 32905) in hex, by OpenSSL where it has it.

    >>> sm3(b"abc")
    '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0'
    """
    if "sm3" in hashlib.algorithms_available:
        return Sm3(hashlib.new("sm3", payload).hexdigest())
    from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - only where OpenSSL lacks it

    digest = hashes.Hash(hashes.SM3())
    digest.update(payload)
    return Sm3(digest.finalize().hex())


def build_plan(document: Document, edits: Iterable[Edit]) -> RedactionPlan:
    """Return the plan of ``edits`` in document order, merging those that overlap.

    Overlapping edits become one removal over their union: of two treatments of
    one place the stricter holds, and no part of the union stays.

    Raises:
        KeyError: an edit's block is not of this document.
    """
    order = {block.id: index for index, block in enumerate(document.blocks)}
    wanted = sorted(edits, key=lambda e: (order[e.span.block], e.span.start, -e.span.end))
    merged: list[Edit] = []
    for edit in wanted:
        if merged and merged[-1].span.overlaps(edit.span):
            merged.append(_union(merged.pop(), edit))
        else:
            merged.append(edit)
    return RedactionPlan(source=document.sha256, edits=tuple(merged))


def _union(first: Edit, second: Edit) -> Edit:
    """Return one edit over both spans; the outer one's treatment only if it covers all."""
    if first.span.start <= second.span.start and second.span.end <= first.span.end:
        strict = first.treatment is Treatment.REMOVE or second.treatment is not Treatment.REMOVE
        if strict:
            return Edit(
                first.span,
                first.treatment,
                first.replacement,
                _joined(first.basis, second.basis),
            )
    span = Span(first.span.block, first.span.start, max(first.span.end, second.span.end))
    bar = next((e.replacement for e in (first, second) if e.treatment is Treatment.REMOVE), BAR)
    return Edit(span, Treatment.REMOVE, bar, _joined(first.basis, second.basis))


BAR: Final = "\u2588" * 4
"""A bar of fixed width: it says nothing of how long the removed text was."""


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))
