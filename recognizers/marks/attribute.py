"""Disclosure attributes: the note at the end of a paper that says whether it is public.

Sources: GB/T 9704-2012 7.3.6 (notes in brackets); 国办发〔2016〕80号 (every paper bears one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.finding import Category, Kind
from recognizers.marks.pattern import marks
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_GROUNDS: Final = {
    "public": "attribute-public",
    "request": "attribute-on-request",
    "withheld": "attribute-withheld",
    "reduced": "attribute-reduced",
}


class DisclosureAttributeRecognizer(TextRecognizer):
    """The note that a paper is public, on request, not public, or public after deletions."""

    name: ClassVar[str] = "marks.disclosure-attribute/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DISCLOSURE_ATTRIBUTE,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each attribute; its ground says which."""
        for sort, ground in _GROUNDS.items():
            for start, end in marks("attribute", sort, text):
                yield Match(
                    Kind.DISCLOSURE_ATTRIBUTE, start, end, 0.9, (ground,), Category.INTERNAL
                )
