"""What every recognizer over text has in common: a Presidio recognizer that folds.

A recognizer looks at text and reports ``Match``es; it keeps no state between
calls, reads no files and opens no connections. Context comes from the text
itself: the engine shows a recognizer a table cell or form field as
``label + "：" + text``, so a column header counts like words in a sentence.

Each class is an ordinary Presidio ``EntityRecognizer`` for language ``zh`` and
runs in any Presidio program; folding happens inside ``analyze``, so raw text
may be handed in. A text may hold several passages, parted by ``BREAK``: nothing
matches, and no context is read, across one.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Final

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.finding import Category, Kind
from recognizers.fold import Folded, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

BREAK: Final = "\x1e"  # RS, the record separator: no text file means anything else by it
_WORDLESS: Final = re.compile("[^:]{1,40}:[0-9 .,*/-]*[Xx]?")
_ANY_DIGIT: Final = dict.fromkeys(range(0x30, 0x3A), "1")
GROUNDS = "mishen_grounds"
NAME = "mishen_recognizer"
CATEGORY = "mishen_category"


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start`` to ``end`` (exclusive) of the folded text are of ``kind``."""

    kind: Kind
    start: int
    end: int
    score: float
    grounds: tuple[str, ...] = ()
    category: Category = Category.PERSONAL


class TextRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Finds kinds of matter in text; subclasses write ``matches``.

    ``name`` is cited by findings (``china.resident-id/1``); ``kinds`` lists what
    ``matches`` may report. ``matches`` is shown several passages at once, parted
    by ``BREAK``, unless the class sets ``alone``: one whose patterns or context
    would reach across a break must.
    """

    name: ClassVar[str]
    kinds: ClassVar[tuple[Kind, ...]]
    alone: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[kind.value.upper() for kind in self.kinds],
            name=type(self).name,
            supported_language="zh",
        )

    @abstractmethod
    def matches(self, text: str) -> Iterator[Match]:
        """Yield each match in ``text``, which is folded (``recognizers.fold``)."""

    def load(self) -> None:
        """Do nothing: a recognizer is ready once it is made."""

    def analyze(
        self,
        text: str,
        entities: list[str],
        nlp_artifacts: object = None,
    ) -> list[RecognizerResult]:
        """Return Presidio results with offsets into ``text`` as it was given."""
        del nlp_artifacts
        folded = _fold(text)
        return [
            self._result(match, *folded.source(match.start, match.end))
            for match in self._in_each_passage(folded.text)
            if not entities or match.kind.value.upper() in entities
        ]

    def _in_each_passage(self, text: str) -> Iterator[Match]:
        if not self.alone:
            yield from self.matches(text)
            return
        known: dict[str, list[Match]] = {}
        for offset, form, passage in _passages(text):
            if form not in known:
                known[form] = list(self.matches(passage))
            for match in known[form]:
                yield replace(match, start=match.start + offset, end=match.end + offset)

    def _result(self, match: Match, start: int, end: int) -> RecognizerResult:
        return RecognizerResult(
            entity_type=match.kind.value.upper(),
            start=start,
            end=end,
            score=match.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                NAME: self.name,
                GROUNDS: match.grounds,
                CATEGORY: match.category,
            },
        )


@lru_cache(maxsize=1)
def _fold(text: str) -> Folded:
    """Fold once what all recognizers of an engine are shown one after the other."""
    return fold(text)


@lru_cache(maxsize=1)
def _passages(text: str) -> tuple[tuple[int, str, str], ...]:
    """Return offset, form and text of each passage; passages of one form read alike.

    A label and digits without a word say the same whatever the digits are, to a
    recognizer that goes by words: a column of amounts is looked at once.
    """
    passages = []
    offset = 0
    for passage in text.split(BREAK):
        form = passage.translate(_ANY_DIGIT) if _WORDLESS.fullmatch(passage) else passage
        passages.append((offset, form, passage))
        offset += len(passage) + 1
    return tuple(passages)
