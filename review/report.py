"""The report of one check: ``mishen.report/1`` as the command line promises it.

A report of a readable file holds the text of its findings, because a reviewer
must see it; it is made at the rim and never stored by the product. A report of
a stopped file holds no text at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from recognizers.finding import Suggestion, finding_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.detection import Detection
    from recognizers.errors import UserError
    from recognizers.finding import Finding
    from recognizers.text import BlockId, Document, Span, TextBlock

SCHEMA: Final = "mishen.report/1"
OPEN: Final = frozenset({Suggestion.WITHHOLD, Suggestion.CONSULT, Suggestion.REFER})
"""Suggestions that leave something to decide before the file may be published."""


class Status(StrEnum):
    """The outcome of a check."""

    CLEAN = "clean"  # nothing to withhold; look at ``not_looked_for`` all the same
    FINDINGS = "findings"
    STOPPED = "stopped"
    REFUSED = "refused"


EXIT_CODES: Final = {Status.CLEAN: 0, Status.FINDINGS: 1, Status.REFUSED: 3, Status.STOPPED: 6}


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was checked: its name, digest, media type ("" if unknown) and size."""

    name: str
    sha256: str
    media_type: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. ``document`` and ``detection`` are None unless the file was read."""

    status: Status
    source: Source
    document: Document | None = None
    detection: Detection | None = None
    error: UserError | None = None
    not_looked_for: tuple[str, ...] = ()
    _blocks: dict[BlockId, TextBlock] = field(default_factory=dict, repr=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return the findings in reading order (none of a stopped or refused file)."""
        return self.detection.findings if self.detection is not None else ()

    @property
    def exit_code(self) -> int:
        """Return the exit code that the command line promises for this status."""
        return EXIT_CODES[self.status]

    def text(self, finding: Finding) -> str:
        """Return the text of ``finding``, its spans joined."""
        return "".join(self.text_of(span) for span in finding.spans)

    def text_of(self, span: Span) -> str:
        """Return the characters of one span."""
        return self.block(span).text[span.start : span.end]

    def block(self, span: Span) -> TextBlock:
        """Return the block that ``span`` lies in."""
        if not self._blocks and self.document is not None:
            self._blocks.update(self.document.by_id())
        return self._blocks[span.block]


def status_of(detection: Detection) -> Status:
    """Return whether anything is left to decide."""
    undecided = any(finding.suggestion in OPEN for finding in detection.findings)
    return Status.FINDINGS if undecided else Status.CLEAN


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as ``mishen.report/1``: plain values for ``json.dumps``."""
    body: dict[str, Any] = {
        "schema": SCHEMA,
        "status": report.status.value,
        "document": _document(report),
        "findings": [_finding(report, finding) for finding in report.findings],
        "not_looked_for": list(report.not_looked_for),
    }
    if report.detection is not None:
        body["profile"] = {
            "name": report.detection.profile,
            "grounds": list(report.detection.profile_grounds),
        }
        body["persons"] = {kind.value: n for kind, n in report.detection.persons.items()}
        body["warnings"] = list(report.detection.warnings)
    if report.error is not None:
        body["error"] = {"code": report.error.code, "facts": dict(report.error.facts)}
    return body


def _document(report: Report) -> dict[str, Any]:
    source = report.source
    facts: dict[str, Any] = {"name": source.name, "sha256": source.sha256}
    facts["media_type"] = source.media_type
    if report.document is not None:
        facts["blocks"] = len(report.document.blocks)
        facts["characters"] = report.document.characters
        if report.document.pages:
            facts["pages"] = report.document.pages
    return facts


def _finding(report: Report, finding: Finding) -> dict[str, Any]:
    if report.document is None:
        raise ValueError("a finding needs its document")
    places = [_where(report, span) for span in finding.spans]
    body: dict[str, Any] = {
        "id": finding_id(report.document.sha256, finding),
        "kind": finding.kind.value,
        "category": finding.category.value,
        "text": report.text(finding),
        "where": places[0],
        "score": round(finding.score, 3),
        "suggestion": finding.suggestion.value,
        "treatment": finding.treatment.value,
        "basis": list(finding.basis),
        "grounds": list(finding.grounds),
    }
    if len(places) > 1:
        body["also"] = places[1:]
    return body


def _where(report: Report, span: Span) -> Mapping[str, Any]:
    block = report.block(span)
    where: dict[str, Any] = {
        "block": span.block,
        "start": span.start,
        "end": span.end,
        "layer": block.layer.value,
    }
    if block.page:
        where["page"] = block.page
    if block.label:
        where["label"] = block.label
    return where
