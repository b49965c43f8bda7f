"""Run Presidio over Chinese text: one registry, one engine, its weaknesses mended.

What Presidio does by itself to Chinese text, and what is done about it here:

* Its patterns use word boundaries, and a Chinese character is a word character,
  so numbers and addresses that touch Chinese are missed. Recognizers that are
  not ours see text with spaces put between Chinese and ASCII; results are
  mapped back (``Adapted``).
* A pattern that times out is logged and its matches are lost. Here it is an
  error, as is any recognizer that raises.
* A failed checksum drops a result. Here the result keeps the pattern's score.
* Its decision trace and its logs name tokens. The trace is off; the log level
  of its logger is left to the program, and nothing here logs.
* One call per paragraph is slow. Passages are joined by ``BREAK``, which no
  pattern crosses, and sent in batches.

Nothing opens a connection: no spaCy model is downloaded, and no recognizer of
Presidio's own is loaded unless an office plugs it in. Offsets count characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import regex
import spacy
from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    PatternRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpArtifacts, SpacyNlpEngine
from spacy.language import Language
from spacy.tokens import Doc, Span

from recognizers import china, facts, marks, names, ner, places, trade
from recognizers.errors import RecognizerError, RecognizerTimedOutError, UserError
from recognizers.fold import fold
from recognizers.han import HAN
from recognizers.names.own import USER_DATA, OwnNameRecognizer
from recognizers.recognizer import BREAK, TextRecognizer
from recognizers.tagged import TaggedRecognizer
from recognizers.tagger import own_persons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

LANGUAGE: Final = "zh"
_ENTITIES: Final = {"PER": "PERSON", "LOC": "PLACE", "ORG": "ORGANIZATION"}
_BATCH: Final = 1200  # characters: Presidio compares all results of a call with each other
_LONGEST: Final = 3000  # characters of a passage: beyond, it is looked at piece by piece
_CUTS: Final = (  # where to cut it, best first
    re.compile("[\u3002\uff01\uff1f!?\n]+"),
    re.compile("[\u3001\uff0c,;\uff1b]+"),
    re.compile(f"(?<=[{HAN}])(?=[{HAN}])"),
)
_PIPED: Final = 64  # documents that the tagger sees together
_SCORES: Final = "mishen_scores"
# Not \b: between a Chinese character and a digit there is none.
_SEAM: Final = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\ufaff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u2e80-\u9fff\uf900-\ufaff])"
)


def china_registry() -> RecognizerRegistry:
    """Return a new registry of all recognizers of this package, for any Presidio program."""
    registry = RecognizerRegistry(supported_languages=[LANGUAGE])
    for recognizer in _recognizers():
        registry.add_recognizer(recognizer)
    return registry


def china_nlp_engine() -> ChineseNlpEngine:
    """Return the spaCy pipeline with the embedded tagger, as a Presidio NLP engine."""
    return ChineseNlpEngine()


def china_engine(plugged: Iterable[EntityRecognizer] = ()) -> AnalyzerEngine:
    """Return an analyzer over ``china_registry`` and recognizers that an office plugs in.

    Plugged ones may be Presidio's own or follow its interface; they are given
    Chinese text in a form in which their word boundaries work.
    """
    registry = china_registry()
    for recognizer in plugged:
        ours = isinstance(recognizer, TextRecognizer)
        registry.add_recognizer(recognizer if ours else Adapted(recognizer))
    return ChineseAnalyzerEngine(
        registry=registry,
        nlp_engine=china_nlp_engine(),
        supported_languages=[LANGUAGE],
        log_decision_process=False,
    )


@cache
def default_engine() -> AnalyzerEngine:
    """Return the engine without plugged recognizers, built once per process."""
    return china_engine()


def analyze(
    passages: Sequence[str], *, engine: AnalyzerEngine, tag: bool = True
) -> list[list[RecognizerResult]]:
    """Return the results of each passage, with offsets into that passage.

    Passages are independent of each other. ``tag`` says whether the embedded
    model looks for names too; patterns and rules always run.

    Raises:
        RecognizerError: a recognizer failed or timed out; nothing is returned.
    """
    cut = [list(_pieces(passage)) for passage in passages]
    batches = list(_batches([piece for pieces in cut for piece in pieces]))
    texts = [BREAK.join(batch) for batch in batches]
    found: list[list[RecognizerResult]] = []
    for text, batch, artifacts in zip(texts, batches, _artifacts(engine, texts, tag), strict=True):
        found.extend(_shared_out(_run(engine, text, artifacts), batch))
    answers = iter(found)
    return [_put_together(pieces, answers) for pieces in cut]


def _pieces(passage: str) -> Iterator[str]:
    """Yield ``passage``, or its parts if it is too long, each up to the end of a sentence.

    Where thousands of characters have no punctuation at all, the cut is between
    two Chinese characters.
    """
    start = 0
    while len(passage) - start > _LONGEST:
        end = _cut(passage, start + _LONGEST)
        yield passage[start:end]
        start = end
    if start < len(passage) or not passage:
        yield passage[start:]


def _cut(passage: str, least: int) -> int:
    for pattern in _CUTS:
        found = pattern.search(passage, least, least + _LONGEST)
        if found:
            return found.end()
    return len(passage)


def _put_together(
    pieces: list[str], answers: Iterator[list[RecognizerResult]]
) -> list[RecognizerResult]:
    """Return the results of all ``pieces`` of one passage, with offsets into the passage."""
    together: list[RecognizerResult] = []
    offset = 0
    for piece in pieces:
        for result in next(answers):
            result.start, result.end = result.start + offset, result.end + offset
            together.append(result)
        offset += len(piece)
    return together


def _batches(passages: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for passage in passages:
        if batch and size + len(passage) > _BATCH:
            yield batch
            batch, size = [], 0
        batch.append(passage.replace(BREAK, " "))
        size += len(passage) + 1
    if batch:
        yield batch


def _artifacts(engine: AnalyzerEngine, texts: list[str], tag: bool) -> Iterator[NlpArtifacts]:
    nlp_engine = engine.nlp_engine
    if tag:
        for _, artifacts in nlp_engine.process_batch(texts, LANGUAGE, batch_size=_PIPED):
            yield artifacts
        return
    for _ in texts:
        yield NlpArtifacts([], Doc(nlp_engine.nlp[LANGUAGE].vocab), [], [], nlp_engine, LANGUAGE)


def _run(engine: AnalyzerEngine, text: str, artifacts: NlpArtifacts) -> list[RecognizerResult]:
    try:
        return list(engine.analyze(text, LANGUAGE, nlp_artifacts=artifacts))
    except UserError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a plugged recognizer raises, its silence proves nothing
        raise RecognizerError(recognizer=type(error).__name__) from None


def _shared_out(
    results: list[RecognizerResult], batch: list[str]
) -> Iterator[list[RecognizerResult]]:
    """Yield the results of each passage of ``batch``, those that cross a break cut off at it."""
    ordered = sorted(results, key=lambda r: (r.start, r.end))
    position, offset = 0, 0
    for passage in batch:
        own: list[RecognizerResult] = []
        end = offset + len(passage)
        while position < len(ordered) and ordered[position].start <= end:
            result = ordered[position]
            position += 1
            if result.start < end:
                result.start -= offset
                result.end = min(result.end, end) - offset
                own.append(result)
        yield own
        offset = end + 1


class ChineseAnalyzerEngine(AnalyzerEngine):  # type: ignore[misc]
    """Presidio's analyzer, sparing the copy of all results where no context words exist.

    Context is read by our recognizers from the text itself; Presidio's own
    scheme runs only when a plugged recognizer brings context words.
    """

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: NlpArtifacts,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        if not context and not any(recognizer.context for recognizer in recognizers):
            return raw_results
        enhanced: list[RecognizerResult] = super()._enhance_using_context(
            text, raw_results, nlp_artifacts, recognizers, context
        )
        return enhanced


class ChineseNlpEngine(SpacyNlpEngine):  # type: ignore[misc]
    """A spaCy pipeline of single characters and the embedded tagger; downloads nothing."""

    def __init__(self) -> None:
        super().__init__(
            models=[{"lang_code": LANGUAGE, "model_name": "blank"}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping=dict(_ENTITIES), labels_to_ignore=[]
            ),
        )
        nlp = spacy.blank(LANGUAGE)
        nlp.max_length = 10**9
        nlp.add_pipe("mishen_ner")
        self.nlp = {LANGUAGE: nlp}

    def load(self) -> None:
        """Do nothing: the pipeline is built already, and nothing may be downloaded."""

    def _get_scores_for_entities(self, doc: Doc) -> list[float]:
        return list(doc.user_data.get(_SCORES, ()))


@Language.factory("mishen_ner")
class Tagger:
    """The spaCy component around ``recognizers.ner``: sets ``doc.ents`` with real scores."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp, self.name = nlp, name

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the entities that the model sees in it."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = _PIPED) -> Iterator[Doc]:
        """Yield each document with its entities; a batch is shown to the model together."""
        for docs in spacy.util.minibatch(stream, size=batch_size):
            texts = [doc.text for doc in docs]
            tagged = zip(docs, ner.predict(texts), own_persons(texts), strict=True)
            for doc, entities, own in tagged:
                self._set(doc, entities)
                doc.user_data[USER_DATA] = own
                yield doc

    def _set(self, doc: Doc, entities: list[ner.Entity]) -> None:
        spans: list[Span] = []
        scores: list[float] = []
        for entity in entities:
            span = doc.char_span(
                entity.start, entity.end, label=entity.label, alignment_mode="expand"
            )
            if span is not None and (not spans or span.start >= spans[-1].end):
                spans.append(span)
                scores.append(entity.score)
        doc.ents = spans
        doc.user_data[_SCORES] = scores


class Adapted(EntityRecognizer):  # type: ignore[misc]
    """A recognizer that is not ours, made to work on Chinese text and never to lose a match."""

    def __init__(self, inner: EntityRecognizer) -> None:
        self.inner = inner
        super().__init__(
            supported_entities=list(inner.supported_entities),
            name=inner.name,
            supported_language=LANGUAGE,
            context=inner.context,
        )
        if isinstance(inner, PatternRecognizer):
            _make_strict(inner)

    def load(self) -> None:
        """Load the inner recognizer."""
        self.inner.load()

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: NlpArtifacts | None = None
    ) -> list[RecognizerResult]:
        """Return the inner recognizer's results with offsets into ``text``."""
        spaced, origin = separate(text)
        results = self.inner.analyze(text=spaced, entities=entities, nlp_artifacts=nlp_artifacts)
        for result in results:
            result.start, result.end = origin[result.start], origin[result.end - 1] + 1
            result.recognition_metadata = {
                RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
            }
        return list(results)


def separate(text: str) -> tuple[str, list[int]]:
    """Return folded ``text`` with a space between Chinese and ASCII, and where each came from.

    An inserted space has the origin of the character before it.
    """
    folded = fold(text)
    pieces: list[str] = []
    origin: list[int] = []
    last = 0
    for seam in (*(found.start() for found in _SEAM.finditer(folded.text)), len(folded.text)):
        pieces.append(folded.text[last:seam])
        origin.extend(folded.origin[last:seam])
        if origin and seam < len(folded.text):
            origin.append(origin[-1])
        last = seam
    return " ".join(pieces), origin


def _make_strict(recognizer: PatternRecognizer) -> None:
    """Let a time-out end in an error and a failed checksum in the pattern's own score."""
    validate = recognizer.validate_result
    recognizer.validate_result = lambda text: validate(text) or None
    for pattern in recognizer.patterns:
        flags = recognizer.global_regex_flags
        pattern.compiled_regex = _StrictPattern(pattern.regex, flags, recognizer.name)
        pattern.compiled_with_flags = flags


class _StrictPattern:
    """A compiled pattern whose time-out is our error, which Presidio does not swallow."""

    def __init__(self, source: str, flags: int, recognizer: str) -> None:
        self._pattern = regex.compile(source, flags=flags)
        self._recognizer = recognizer

    def finditer(self, text: str, timeout: float) -> list[Any]:
        """Return all matches at once, so that the time-out strikes here."""
        try:
            return list(self._pattern.finditer(text, timeout=timeout))
        except TimeoutError:
            raise RecognizerTimedOutError(recognizer=self._recognizer) from None


def _recognizers() -> list[EntityRecognizer]:
    classes = (*china.ALL, *names.ALL, *places.ALL, *facts.ALL, *trade.ALL, *marks.ALL)
    return [TaggedRecognizer(), OwnNameRecognizer(), *(make() for make in classes)]
