"""Proof that a written file lacks what was to go and holds what was to stay.

The proof shares no code with the writers: it reads the output by other
libraries and by its own walk over every part, so that a writer's blind spot is
not the verifier's. It answers by raising; a ``Proof`` means every route looked
and found nothing amiss.

What it cannot show: texts of one character or five digits in unseen places
(``Proof.short`` counts them), text in the pixels of pictures inside office
files, and what a removed text can be guessed from.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from recognizers.text import Layer, Sha256
from redaction.errors import StalePlanError, UnprovenError
from redaction.formats import registry
from redaction.plan import PUBLISHED
from redaction.verify.expectation import expect
from redaction.verify.leak import check_extras, check_leaks
from redaction.verify.look import IMAGES, look
from redaction.verify.loss import check_counts, check_losses
from redaction.verify.proof import Proof, Seen

if TYPE_CHECKING:
    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from redaction.verify.expectation import Expectation
    from redaction.verify.strand import Sight

__all__ = ["Proof", "Seen", "prove"]


def prove(
    document: Document, plan: RedactionPlan, source: bytes, output: bytes, output_type: str
) -> Proof:
    """Return the proof that ``output`` is ``source`` with ``plan`` carried out.

    ``document`` is what the reader made of ``source``; ``output_type`` is the
    media type of ``output``.

    Raises:
        StalePlanError: document, plan and source do not belong together.
        LeakError: the output still holds text that was to go.
        LossError: the output lacks text, pages or cells that were to stay.
        UnprovenError: a route could not look, so nothing is proven.
    """
    named = Sha256(hashlib.sha256(source).hexdigest())
    if not named == document.sha256 == plan.source:
        raise StalePlanError
    expected = expect(document, plan)
    after = look(output, output_type)
    if after.blind:
        raise UnprovenError(route=min(after.blind))
    before = _look_at_source(document, source) if document.media_type == output_type else None
    check_leaks(expected, after, before)
    check_extras(after)
    check_counts(after, before, sum(not edit.replacement for edit in plan.edits))
    kept = check_losses(expected, after, before)
    compared = _compare(document, plan, source, output, output_type)
    return Proof(
        sha256=Sha256(hashlib.sha256(output).hexdigest()),
        source=named,
        media_type=output_type,
        plan=plan.digest,
        routes=tuple(Seen(route, *count) for route, count in sorted(after.seen().items())),
        removed=len(plan.edits),
        sought=len(expected.needles),
        short=len(expected.weak),
        shared=sum(needle.allowed > 0 for needle in expected.needles),
        kept=kept,
        pages=after.pages,
        cells=after.cells,
        compared=compared,
        unchecked=tuple(_unchecked(document, expected, before, compared)),
    )


def _look_at_source(document: Document, source: bytes) -> Sight | None:
    """Return what the routes see of the input, or None where they cannot look.

    The input only excuses: without it, more is asked of the output.
    """
    try:
        return look(source, document.media_type)
    except UnprovenError:
        return None


def _compare(
    document: Document, plan: RedactionPlan, source: bytes, output: bytes, output_type: str
) -> int:
    """Return how many pages were compared as pictures."""
    if output_type != document.media_type:
        return 0
    if output_type == registry.PDF:
        from redaction.verify.rendering import compare_pages  # noqa: PLC0415 - loads what is needed

        return compare_pages(document, plan, source, output)
    if output_type in IMAGES:
        from redaction.verify.frames import compare_frames  # noqa: PLC0415 - loads what is needed

        return compare_frames(document, plan, source, output)
    return 0


def _unchecked(
    document: Document, expected: Expectation, before: Sight | None, compared: int
) -> list[str]:
    """Return codes of what no route could check."""
    codes = set(document.gaps)
    if expected.weak:
        codes.add("short-texts-in-unseen-places")
    if before is None:
        codes.add("input-not-seen-by-verifier")
    if not compared:
        codes.add("no-rendering")
    if not compared and any(b.layer is Layer.OCR for b in document.blocks if b.layer in PUBLISHED):
        codes.add("text-in-pictures")
    return sorted(codes)
