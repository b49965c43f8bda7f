"""Which findings are withheld, and how: by suggestion, all of them, or by a decisions file.

A decisions file (``mishen.decisions/1``) is JSON::

    {"schema": "mishen.decisions/1", "source": "<sha256 of the file>",
     "decisions": [{"finding": "<id>", "action": "withhold" | "keep",
                    "treatment": "remove", "basis": ["条例2019#15"], "reason": "…"}],
     "manual": [{"block": "…", "start": 4, "end": 9, "category": "personal",
                 "basis": ["条例2019#15"]}]}

A finding it does not name is treated as the mode says. An entry that names no
finding of this file is an error, not ignored: the person who wrote it meant
something.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from recognizers.errors import ConfigError
from recognizers.finding import Category, Finding, Kind, Suggestion, Treatment, finding_id
from recognizers.text import BlockId, Span
from redaction.treatment import Accepted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.text import Document

SCHEMA: Final = "mishen.decisions/1"
MANUAL: Final = "person/1"


class Mode(StrEnum):
    """What happens to findings that no decision names."""

    SUGGESTED = "suggested"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a decisions file about one finding."""

    withhold: bool
    treatment: Treatment | None = None
    basis: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionsFile:
    """A decisions file, parsed: choices by finding id, and findings marked by hand."""

    source: str = ""
    choices: tuple[tuple[str, Choice], ...] = ()
    manual: tuple[Finding, ...] = ()


NO_DECISIONS: Final = DecisionsFile()


def accepted(
    document: Document,
    findings: tuple[Finding, ...],
    mode: Mode,
    decisions: DecisionsFile = NO_DECISIONS,
) -> tuple[Accepted, ...]:
    """Return what is to be withheld, in the order of ``findings``, manual ones last.

    Raises:
        ConfigError: the decisions are for another file or name an unknown finding.
    """
    if decisions.source and decisions.source != document.sha256:
        raise ConfigError(path="source", why="other-file")
    choices = _checked(document, findings, decisions)
    chosen = (_choose(finding, choices.get(i), mode) for i, finding in _named(document, findings))
    marked = (Accepted(f, f.treatment, f.basis) for f in decisions.manual)
    return (*(a for a in chosen if a is not None), *marked)


def parse_decisions(raw: bytes) -> DecisionsFile:
    """Return the decisions in ``raw``.

    Raises:
        ConfigError: not JSON, another schema, or a wrong value; ``path`` says where.
    """
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise ConfigError(path="", why="not-json") from error
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        raise ConfigError(path="schema", why="unknown-schema")
    return DecisionsFile(
        source=str(body.get("source", "")),
        choices=tuple(_choice(i, e) for i, e in enumerate(body.get("decisions", ()))),
        manual=tuple(_manual(i, e) for i, e in enumerate(body.get("manual", ()))),
    )


def _named(document: Document, findings: tuple[Finding, ...]) -> list[tuple[str, Finding]]:
    return [(finding_id(document.sha256, finding), finding) for finding in findings]


def _checked(
    document: Document, findings: tuple[Finding, ...], decisions: DecisionsFile
) -> Mapping[str, Choice]:
    known = {name for name, _ in _named(document, findings)}
    for index, (name, _) in enumerate(decisions.choices):
        if name not in known:
            raise ConfigError(path=f"decisions[{index}].finding", why="unknown-finding")
    lengths = {block.id: len(block.text) for block in document.blocks}
    for index, finding in enumerate(decisions.manual):
        if finding.span.end > lengths.get(finding.span.block, 0):
            raise ConfigError(path=f"manual[{index}]", why="unknown-place")
    return dict(decisions.choices)


def _choose(finding: Finding, choice: Choice | None, mode: Mode) -> Accepted | None:
    if choice is not None:
        if not choice.withhold:
            return None
        return Accepted(
            finding, choice.treatment or finding.treatment, choice.basis or finding.basis
        )
    suggested = finding.suggestion in (Suggestion.WITHHOLD, Suggestion.CONSULT)
    if mode is Mode.ALL or suggested:
        return Accepted(finding, finding.treatment, finding.basis)
    return None


def _choice(index: int, entry: Any) -> tuple[str, Choice]:
    path = f"decisions[{index}]"
    action = _field(entry, "action", path)
    if action not in ("withhold", "keep"):
        raise ConfigError(path=f"{path}.action", why="unknown-value")
    return _field(entry, "finding", path), Choice(
        withhold=action == "withhold",
        treatment=_treatment(entry.get("treatment"), path),
        basis=_basis(entry, path),
    )


def _manual(index: int, entry: Any) -> Finding:
    path = f"manual[{index}]"
    try:
        span = Span(BlockId(entry["block"]), int(entry["start"]), int(entry["end"]))
        category = Category(entry.get("category", Category.PERSONAL.value))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ConfigError(path=path, why="unknown-value") from error
    return Finding(
        Kind.MANUAL,
        (span,),
        1.0,
        MANUAL,
        grounds=("manual",),
        category=category,
        basis=_basis(entry, path),
        treatment=_treatment(entry.get("treatment"), path) or Treatment.REMOVE,
    )


def _field(entry: Any, name: str, path: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    if not isinstance(value, str):
        raise ConfigError(path=f"{path}.{name}", why="missing")
    return value


def _treatment(value: Any, path: str) -> Treatment | None:
    if value is None:
        return None
    try:
        return Treatment(value)
    except ValueError as error:
        raise ConfigError(path=f"{path}.treatment", why="unknown-value") from error


def _basis(entry: Mapping[str, Any], path: str) -> tuple[str, ...]:
    basis = entry.get("basis", ())
    if not all(isinstance(item, str) for item in basis):
        raise ConfigError(path=f"{path}.basis", why="unknown-value")
    return tuple(basis)
