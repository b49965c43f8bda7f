"""Signs that a paper, or part of it, is another organ's, or comes from a classified one.

Sources: 条例 article 10 (who made it decides on its disclosure); 保守国家秘密法
实施条例 article 18 (what is derived from a classified paper).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from recognizers.finding import Category, Kind
from recognizers.marks.pattern import marks
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator


class ForwardedRecognizer(TextRecognizer):
    """Phrases by which another organ's paper is passed on: its maker must be asked."""

    name: ClassVar[str] = "marks.forwarded/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.OTHER_ORGAN,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each phrase that passes on another organ's paper."""
        for start, end in marks("origin", "anywhere", text):
            yield Match(Kind.OTHER_ORGAN, start, end, 0.6, ("forwarded",), Category.INTERNAL)


class DerivedRecognizer(TextRecognizer):
    """Words that cite a classified paper, and marks that say they no longer hold."""

    name: ClassVar[str] = "marks.derived/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CLASSIFICATION_MARK,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each citation of a classified paper and each lifted mark."""
        for sort, ground in (("derived", "derived"), ("released", "mark-lifted")):
            for start, end in marks("classification", sort, text):
                yield Match(
                    Kind.CLASSIFICATION_MARK, start, end, 0.5, (ground,), Category.STATE_SECRET
                )
