"""Marks that a paper is for internal use, a draft, urgent or numbered.

Sources: GB/T 9704-2012 7.2 (copy number, urgency); 保守国家秘密法 article 64 and the
rules on work secrets (marks never bear a star); 条例 article 16.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from recognizers.finding import Category, Kind
from recognizers.marks.pattern import marks, says
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator


class InternalMarkRecognizer(TextRecognizer):
    """Marks such as a call to keep a paper inside the office; not the word in prose."""

    name: ClassVar[str] = "marks.internal/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INTERNAL_MARK,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each internal mark."""
        for sort, score in (("anywhere", 0.8), ("own_line", 0.85)):
            for start, end in marks("internal", sort, text):
                yield Match(
                    Kind.INTERNAL_MARK,
                    start,
                    end,
                    score,
                    ("internal-mark",),
                    Category.WORK_SECRET,
                )


class DraftMarkRecognizer(TextRecognizer):
    """Marks of a draft (条例 article 16: matter of process), unless the public is consulted."""

    name: ClassVar[str] = "marks.draft/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INTERNAL_MARK,)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each mark of a draft."""
        if says_public_draft(text):
            return
        for sort in ("anywhere", "own_line"):
            for start, end in marks("draft", sort, text):
                yield Match(Kind.INTERNAL_MARK, start, end, 0.6, ("draft",), Category.INTERNAL)


class UrgencyRecognizer(TextRecognizer):
    """Degrees of urgency and copy numbers that stand in a line of their own."""

    name: ClassVar[str] = "marks.urgency/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INTERNAL_MARK, Kind.COPY_NUMBER)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each degree of urgency and each labelled copy number."""
        for start, end in marks("urgency", "own_line", text):
            yield Match(Kind.INTERNAL_MARK, start, end, 0.7, ("urgency",), Category.INTERNAL)
        for start, end in marks("copy", "own_line", text):
            yield Match(Kind.COPY_NUMBER, start, end, 0.7, ("copy-number",), Category.INTERNAL)


def says_public_draft(text: str) -> bool:
    """Return whether the words around a draft say that the public is asked for comment."""
    return says("draft", "not_draft", text)
