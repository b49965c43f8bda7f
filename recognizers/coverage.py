"""Which characters of a document findings already lie on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recognizers.finding import Finding
    from recognizers.text import BlockId, Span


class Coverage:
    """The characters that spans cover; asking takes as long as the span, not the document."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._covered: dict[BlockId, set[int]] = defaultdict(set)
        for finding in findings:
            for span in finding.spans:
                self.add(span)

    def add(self, span: Span) -> None:
        """Count the characters of ``span`` as covered."""
        self._covered[span.block].update(range(span.start, span.end))

    def touches(self, span: Span) -> bool:
        """Return whether any character of ``span`` is covered."""
        covered = self._covered.get(span.block)
        if covered is None:
            return False
        return not covered.isdisjoint(range(span.start, span.end))
