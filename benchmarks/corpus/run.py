"""One file's way through read, redact and prove, and what came of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.corpus.sample import sample_plan
from recognizers.errors import UserError
from redaction import sandbox
from redaction.errors import LeakError, LossError, ReaderFailedError, UnprovenError
from redaction.formats.registry import ADAPTERS
from redaction.formats.sniff import sniff

if TYPE_CHECKING:
    from pathlib import Path

_PROOFS = {LeakError: "leak", LossError: "loss", UnprovenError: "unproven"}


@dataclass(frozen=True)
class Outcome:
    """What came of a file: ``done``, ``refused``, ``failed`` or why the proof failed."""

    path: str
    kind: str
    result: str
    reason: str = ""
    milliseconds: int = 0
    edits: int = 0
    pages: int = 0


def run(path: Path, name: str, seed: int) -> Outcome:
    """Take one file through; whatever happens, an outcome comes back."""
    kind = path.suffix.lower().lstrip(".") or "none"
    started = time.perf_counter()
    try:
        edits, pages = _redacted(path, seed)
    except UserError as error:
        spent = round((time.perf_counter() - started) * 1000)
        return Outcome(name, kind, _result(error), _reason(error), spent)
    spent = round((time.perf_counter() - started) * 1000)
    return Outcome(name, kind, "done", "", spent, edits, pages)


def _redacted(path: Path, seed: int) -> tuple[int, int]:
    source = path.read_bytes()
    media_type = sniff(source, path.name)
    document = sandbox.read(media_type, source)
    plan = sample_plan(document, seed)
    output = sandbox.write(media_type, source, plan)
    proof = sandbox.prove(document, plan, source, output, _output_type(media_type))
    return len(plan.edits), proof.pages


def _output_type(media_type: str) -> str:
    from importlib import import_module

    module, name = ADAPTERS[media_type].split(":")
    return str(getattr(import_module(module), name).output_type)


def _result(error: UserError) -> str:
    """Return the kind of failure; a child that crashed or ran out of time is its own."""
    if isinstance(error, ReaderFailedError):
        return "failed"
    return _PROOFS.get(type(error), "refused")


def _reason(error: UserError) -> str:
    facts = " ".join(str(v) for k, v in sorted(error.facts.items()) if v != "")
    return f"{error.code} {facts}".strip()
