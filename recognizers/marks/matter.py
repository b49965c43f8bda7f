"""Sentences that say of themselves that they are not for the public, and passwords.

Source: 条例 article 16 (internal affairs, matter of process: may be withheld).
Only what the text itself calls internal is found; whether a discussion is
internal by its nature, people judge.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from recognizers.finding import Category, Kind
from recognizers.marks.pattern import marks, says
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator


class InternalPaperRecognizer(TextRecognizer):
    """Titles of papers that are of process or of the office's own affairs (article 16)."""

    name: ClassVar[str] = "marks.internal-paper/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INTERNAL_MARK,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield the title of each such paper."""
        for sort, ground in (("process", "process-paper"), ("affairs", "affairs-paper")):
            for start, end in marks("papers", sort, text):
                yield Match(Kind.INTERNAL_MARK, start, end, 0.5, (ground,), Category.INTERNAL)


class InternalMatterRecognizer(TextRecognizer):
    """Sentences about what is not yet decided or is to stay inside, and work secrets.

    A work secret (保守国家秘密法 article 64) is what hinders the office's work once
    it is out: passwords, deployments, the time of a surprise inspection.
    """

    name: ClassVar[str] = "marks.internal-matter/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.INTERNAL_MATTER, Kind.WORK_SECRET)
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each such sentence; statutes and legal grounds are left alone."""
        if not says("matter", "cue", text):
            return
        for start, end in marks("matter", "secret", text):
            grounds = ("work-secret",)
            yield Match(Kind.WORK_SECRET, start, end, 0.7, grounds, Category.WORK_SECRET)
        for sort in ("process", "internal"):
            for start, end in marks("matter", sort, text):
                if says("matter", "law_like", text[start:end]):
                    continue
                yield Match(Kind.INTERNAL_MATTER, start, end, 0.6, (sort,), Category.INTERNAL)
