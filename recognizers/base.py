"""Find, in one document, all that a reviewer has to look at.

``find_all`` is the way in. The order is: stop at a secrecy mark; let every
recognizer look at every block; look across the seams between blocks; let
column headers and labels speak; keep one finding for each place; carry what is
sure to every other place where it stands; propose what to do with each.

Promises: every block is shown to every recognizer that could find something in
it, or an error is raised. Does not promise that nothing is overlooked: what was
not looked for is listed in the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers import joins, overlap, presidio, propagate, table
from recognizers.detection import DetectionSettings
from recognizers.finding import Category, Finding, Kind
from recognizers.marking import mark
from recognizers.names.company import by_company
from recognizers.recognizer import CATEGORY, GROUNDS, NAME
from recognizers.secrecy import stop
from recognizers.views import view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerResult

    from recognizers.detection import Detection
    from recognizers.text import Document
    from recognizers.views import View

_STOCK_KINDS: Final = {  # names that Presidio's own recognizers use
    "LOCATION": Kind.PLACE,
    "PHONE_NUMBER": Kind.MOBILE_PHONE,
    "EMAIL_ADDRESS": Kind.EMAIL,
    "CREDIT_CARD": Kind.BANK_ACCOUNT,
    "IBAN_CODE": Kind.BANK_ACCOUNT,
}


def find_all(
    document: Document,
    settings: DetectionSettings | None = None,
    plugged: Iterable[EntityRecognizer] = (),
) -> Detection:
    """Return what must be looked at in ``document`` before it is published.

    ``plugged`` are an office's own Presidio recognizers.

    Raises:
        StoppedError: the document bears a state-secrecy mark.
        RecognizerError: a recognizer failed or timed out, so its silence proves nothing.
        ConfigError: the office's own settings cannot be used.
    """
    settings = settings or DetectionSettings()
    stop.check(document, settings.file_name)
    views = [view(block) for block in document.blocks]
    findings = find_in(views, plugged)
    return mark(document, in_reading_order(document, findings), settings)


def find_in(views: Sequence[View], plugged: Iterable[EntityRecognizer] = ()) -> list[Finding]:
    """Return the findings in ``views``, without suggestions."""
    engine = _engine(tuple(plugged))
    findings = [*_in_blocks(views, engine), *joins.across(views, engine, as_finding)]
    findings = overlap.resolve(table.settle(views, findings))
    findings = [*findings, *by_company(views, findings)]
    return propagate.everywhere(views, findings)


def in_reading_order(document: Document, findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` in the order in which their first characters are read."""
    order = {block.id: number for number, block in enumerate(document.blocks)}
    return sorted(findings, key=lambda f: (order[f.span.block], f.span.start, -f.span.end))


def _engine(plugged: tuple[EntityRecognizer, ...]) -> AnalyzerEngine:
    return presidio.china_engine(plugged) if plugged else presidio.default_engine()


def _in_blocks(views: Sequence[View], engine: AnalyzerEngine) -> Iterator[Finding]:
    """Look at each different text once; equal cells share the answer."""
    known: dict[str, list[RecognizerResult]] = {}
    tagged = {view.text for view in views if table.needs_tagger(view)}
    others = {view.text for view in views} - tagged
    for texts, tag in ((sorted(tagged), True), (sorted(others), False)):
        known.update(zip(texts, presidio.analyze(texts, engine=engine, tag=tag), strict=True))
    for one in views:
        for result in known[one.text]:
            finding = as_finding(one, result)
            if finding:
                yield finding


def as_finding(one: View, result: RecognizerResult) -> Finding | None:
    """Return ``result`` as a finding in the block of ``one``; None if it lies in the label."""
    span = one.span(result.start, result.end)
    if span is None:
        return None
    metadata = result.recognition_metadata
    return Finding(
        kind=_kind(result.entity_type),
        spans=(span,),
        score=min(max(result.score, 0.01), 1.0),
        recognizer=metadata.get(NAME) or f"presidio.{metadata[result.RECOGNIZER_NAME_KEY]}",
        grounds=tuple(metadata.get(GROUNDS, ("plugged",))),
        category=metadata.get(CATEGORY, Category.PERSONAL),
    )


def _kind(entity_type: str) -> Kind:
    own = Kind.__members__.get(entity_type)
    return own or _STOCK_KINDS.get(entity_type, Kind.CUSTOM)
