"""Carry out a plan and prove it: bytes in, proven bytes out.

Runs in the process that calls it. Untrusted files go through
``redaction.sandbox``, which calls this in a child.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from redaction.formats.registry import adapter_for
from redaction.verify import prove

if TYPE_CHECKING:
    from recognizers.text import Document
    from redaction.plan import RedactionPlan
    from redaction.verify import Proof


@dataclass(frozen=True, slots=True)
class Redacted:
    """A written file, its media type, and the proof that goes with its very bytes."""

    output: bytes = field(repr=False)
    media_type: str
    proof: Proof


def redact(source: bytes, document: Document, plan: RedactionPlan) -> Redacted:
    """Return ``source`` with ``plan`` carried out and proven.

    ``document`` is what the adapter of its media type read from ``source``.

    Raises:
        RedactionError: one of its subclasses says why there is no output.
    """
    adapter = adapter_for(document.media_type)
    output = adapter.write(source, plan)
    proof = prove(document, plan, source, output, adapter.output_type)
    return Redacted(output, adapter.output_type, proof)
