"""Persons, places and organisations that the embedded model tags, mended by rules.

Reads the entities that the spaCy pipeline put into the NLP artifacts; without
them (a program that runs the recognizers without our pipeline) it reports
nothing, and says so by raising.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from presidio_analyzer import EntityRecognizer, RecognizerResult

from recognizers.errors import RecognizerError
from recognizers.finding import Category, Kind
from recognizers.names.mend import Mended, mend
from recognizers.places.organs import organ_ending
from recognizers.recognizer import CATEGORY, GROUNDS, NAME

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presidio_analyzer.nlp_engine import NlpArtifacts


class _Entity(NamedTuple):
    label: str
    start: int
    end: int
    score: float


class TaggedRecognizer(EntityRecognizer):  # type: ignore[misc]
    """Turns the model's entities into results of kind person, place and organisation."""

    name: ClassVar[str] = "names.tagged/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION)

    def __init__(self) -> None:
        super().__init__(
            supported_entities=[kind.value.upper() for kind in self.kinds],
            name=type(self).name,
            supported_language="zh",
        )

    def load(self) -> None:
        """Do nothing: the model belongs to the pipeline."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return a result for each entity that stands up to the rules.

        Raises:
            RecognizerError: there are no artifacts, so nothing was looked for.
        """
        if nlp_artifacts is None:
            raise RecognizerError(recognizer=self.name)
        results = []
        for kind, start, end, score in _whole(text, _entities(nlp_artifacts)):
            mended = _mended(text, kind, start, end, score)
            if mended and (not entities or kind in entities):
                results.append(self._result(kind, mended))
        return results

    def _result(self, kind: str, mended: Mended) -> RecognizerResult:
        return RecognizerResult(
            entity_type=kind,
            start=mended.start,
            end=mended.end,
            score=mended.score,
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                NAME: self.name,
                GROUNDS: mended.grounds,
                CATEGORY: Category.PERSONAL,
            },
        )


def _entities(artifacts: NlpArtifacts) -> Iterator[_Entity]:
    for entity, score in zip(artifacts.entities, artifacts.scores, strict=True):
        yield _Entity(entity.label_, entity.start_char, entity.end_char, score)


def _whole(text: str, entities: Iterable[_Entity]) -> Iterator[_Entity]:
    """Yield the entities, those of one organisation put together.

    The model cuts an office into its place and its branches; what ends like an
    organisation right after a place or organisation belongs to it.
    """
    last: _Entity | None = None
    for entity in entities:
        if last and last.end == entity.start and _may_continue(last, entity):
            last = _Entity(entity.label, last.start, entity.end, min(last.score, entity.score))
            continue
        if last:
            yield _with_ending(text, last)
        last = entity
    if last:
        yield _with_ending(text, last)


def _may_continue(one: _Entity, other: _Entity) -> bool:
    organisation, place = Kind.ORGANIZATION.name, Kind.PLACE.name
    return one.label in (organisation, place) and other.label == organisation


def _with_ending(text: str, entity: _Entity) -> _Entity:
    if entity.label == Kind.PERSON.name:
        return entity
    ending = organ_ending().match(text, entity.end)
    if not ending:
        return entity
    return _Entity(Kind.ORGANIZATION.name, entity.start, ending.end(), entity.score)


def _mended(text: str, kind: str, start: int, end: int, score: float) -> Mended | None:
    if kind == Kind.PERSON.name:
        return mend(text, start, end, score)
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Mended(start, end, score, ("ner",)) if end - start > 1 else None
