"""The protocol of a format adapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

if TYPE_CHECKING:
    from recognizers.text import Document
    from redaction.plan import RedactionPlan


class FormatAdapter(Protocol):
    """Reads a format into blocks and writes a plan back into its bytes.

    ``read`` covers every place where the format can hold text, or raises
    ``UnsupportedContentError``; skipping a place in silence is the one forbidden
    outcome. ``write`` gets the bytes that ``read`` got. Both are pure functions
    of their arguments: no files, no network, no clock.
    """

    media_type: ClassVar[str]
    output_type: ClassVar[str]  # media type of what ``write`` returns

    def read(self, source: bytes) -> Document:
        """Return the text of ``source``.

        Raises:
            RedactionError: one of its subclasses says why the file is refused.
        """
        ...

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return ``source`` with the edits of ``plan`` made and unseen content dropped.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        ...
