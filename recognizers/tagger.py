"""Our own tagger of persons, places and organisations (``docs/model-card.md``), by ONNX.

Loads from the package: ``recognizers/data/model``. ``emissions`` and the CRF's
tables are all a caller needs to decode; ``predict`` does it with a score per
entity. One thread; nothing is downloaded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from recognizers.errors import RecognizerError
from recognizers.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float32]

LABELS: Final = ("PER", "LOC", "ORG")
_BATCH: Final = 6000  # characters in one call
_SENTENCE: Final = re.compile(
    "[^\u3002\uff01\uff1f\uff1b!?;\n\x1e]{1,300}[\u3002\uff01\uff1f\uff1b!?;]{0,3}"
)


class Tagged(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) are a PER, LOC or ORG."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """The network and the tables of its CRF."""

    session: Any
    characters: Mapping[str, int]
    transitions: Scores
    first: Scores
    last: Scores

    def predict(self, sentences: Sequence[str]) -> list[list[Tagged]]:
        """Return the entities of each sentence; spans never overlap."""
        out: list[list[Tagged]] = [[] for _ in sentences]
        for rows in _batches(sentences):
            emissions = self._emissions([sentences[row] for row in rows])
            tags = self._decode(emissions)
            sure = _softmax(emissions).max(-1)
            for at, row in enumerate(rows):
                out[row] = list(_entities(tags[at], sure[at]))
        return out

    def _emissions(self, sentences: Sequence[str]) -> Scores:
        ids = [[self.characters.get(c, 1) for c in _plain(s)] for s in sentences]
        (scores,) = self.session.run(None, {"ids": np.array(ids, np.int64)})
        found: Scores = scores
        return found

    def _decode(self, emissions: Scores) -> NDArray[np.intp]:
        """Return the best path [sentence, character] (Viterbi, all sentences at once)."""
        best = emissions[:, 0] + self.first
        back = []
        for step in range(1, emissions.shape[1]):
            moves = best[:, :, None] + self.transitions
            back.append(moves.argmax(1))
            best = moves.max(1) + emissions[:, step]
        path = [(best + self.last).argmax(1)]
        for pointers in reversed(back):
            path.append(np.take_along_axis(pointers, path[-1][:, None], 1)[:, 0])
        return np.stack(path[::-1], 1)


def own_persons(texts: Sequence[str]) -> list[tuple[Tagged, ...]]:
    """Return the persons that the tagger sees in each text, with offsets into it.

    Texts are cut at the ends of sentences, at line breaks and at U+001E; equal
    sentences are looked at once.

    Raises:
        RecognizerError: the model is missing or damaged.
    """
    cuts = [[(m.start(), m[0]) for m in _SENTENCE.finditer(text)] for text in texts]
    sentences = list(dict.fromkeys(sentence for cut in cuts for _, sentence in cut))
    known = dict(zip(sentences, load().predict(sentences), strict=True))
    return [
        tuple(
            Tagged(at + e.start, at + e.end, e.label, e.score)
            for at, sentence in cut
            for e in known[sentence]
            if e.label == "PER"
        )
        for cut in cuts
    ]


def load(folder: Path | None = None) -> Tagger:
    """Return the tagger in ``folder`` (default: the one in the package).

    Raises:
        RecognizerError: it is not there or cannot be loaded.
    """
    return _load(folder or Path(str(resources.files("recognizers").joinpath("data/model"))))


@cache
def _load(folder: Path) -> Tagger:
    import onnxruntime  # noqa: PLC0415 - heavy

    try:
        card = json.loads((folder / "tagger.json").read_text("utf-8"))
        tables = np.load(folder / "tagger.npz")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "tagger.onnx"), options, providers=["CPUExecutionProvider"]
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise RecognizerError(recognizer="tagger") from error
    characters = {char: number for number, char in enumerate(card["vocabulary"], 2)}
    return Tagger(session, characters, tables["transitions"], tables["first"], tables["last"])


def _plain(sentence: str) -> str:
    folded = fold(sentence)
    return folded.text if len(folded.text) == len(sentence) else sentence


def _batches(sentences: Sequence[str]) -> Iterator[list[int]]:
    """Yield rows of equal length, because padding would change what the network sees."""
    rows = sorted((row for row, s in enumerate(sentences) if s), key=lambda r: len(sentences[r]))
    group: list[int] = []
    for row in rows:
        size = len(sentences[row])
        if group and (size != len(sentences[group[0]]) or size * len(group) >= _BATCH):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _softmax(scores: Scores) -> Scores:
    powers: Scores = np.exp(scores - scores.max(-1, keepdims=True))
    total: Scores = powers / powers.sum(-1, keepdims=True)
    return total


def _entities(tags: NDArray[np.intp], sure: Scores) -> Iterator[Tagged]:
    """Yield the entities of one path: tag 0 is O, then B I E S for each label."""
    start = -1
    for at, tag in enumerate(tags):
        label, place = divmod(int(tag) - 1, 4) if tag else (-1, -1)
        if place == 3:
            yield Tagged(at, at + 1, LABELS[label], float(sure[at]))
        elif place == 0:
            start = at
        elif place == 2 and start >= 0:
            yield Tagged(start, at + 1, LABELS[label], float(sure[start : at + 1].min()))
        if place in (-1, 2, 3):
            start = -1
