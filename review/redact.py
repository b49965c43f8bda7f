"""Redact one file: find, plan, write beside, prove, and only then put in place.

Whatever goes wrong, nothing is left at the destination: an older output there
is removed first, because taken for this run's it would be a false certificate.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from recognizers.errors import ConfigError
from redaction.plan import RedactionPlan, build_plan
from redaction.treatment import edits
from review.accept import NO_DECISIONS, DecisionsFile, Mode, accepted
from review.check import Examined, describe, examine, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from recognizers.detection import DetectionSettings
    from redaction.pseudonym import Pseudonyms
    from redaction.treatment import Accepted
    from redaction.verify import Proof
    from review.check import Progress

    Render = Callable[["Redaction", str], bytes]

STEPS: Final = ("open", "read", "find", "write", "prove")
REGISTER_SUFFIXES: Final = (".json", ".docx")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A proven output: what went in, what was withheld and how, what came out."""

    examined: Examined
    accepted: tuple[Accepted, ...]
    plan: RedactionPlan
    output: bytes
    output_type: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class Options:
    """How to redact: which findings, and where a register goes (None: nowhere)."""

    mode: Mode = Mode.SUGGESTED
    decisions: DecisionsFile = NO_DECISIONS
    register: Path | None = None


def redact_file(
    path: Path,
    output: Path,
    settings: DetectionSettings,
    options: Options,
    progress: Progress,
) -> Redaction:
    """Write the redacted form of ``path`` to ``output`` and the register beside it.

    Raises:
        ConfigError: a path or a decision that cannot be used.
        RedactionError: refused (3) or not proven (4).
        StoppedError: a state-secrecy mark (6).
    """
    targets = [target for target in (output, options.register) if target is not None]
    _check_targets(path, targets)
    for target in targets:
        target.unlink(missing_ok=True)
    progress("open")
    raw = read_source(path)
    examined = examine(raw, describe(path.name, raw), settings, progress)
    _check_suffix(output, examined.source.media_type)
    done = redact(examined, options, progress)
    _put_in_place(done, output, options.register)
    return done


def redact(
    examined: Examined,
    options: Options,
    progress: Progress,
    pseudonyms: Pseudonyms | None = None,
) -> Redaction:
    """Return the redacted and proven form of an examined file; nothing is written.

    Raises:
        ConfigError: a decision that names no finding of this file.
        RedactionError: refused (3) or not proven (4).
    """
    from redaction import sandbox  # noqa: PLC0415 - loaded when there is work to do

    document, media_type = examined.document, examined.source.media_type
    chosen = accepted(document, examined.detection.findings, options.mode, options.decisions)
    plan = build_plan(document, edits(document, chosen, pseudonyms))
    progress("write")
    output = sandbox.write(media_type, examined.raw, plan)
    progress("prove")
    output_type = output_type_of(media_type)
    proof = sandbox.prove(document, plan, examined.raw, output, output_type)
    return Redaction(examined, chosen, plan, output, output_type, proof)


def output_type_of(media_type: str) -> str:
    """Return the media type of what redacting ``media_type`` gives (doc gives docx)."""
    from redaction.formats.registry import adapter_for  # noqa: PLC0415 - loads the adapter

    return adapter_for(media_type).output_type


def _check_targets(path: Path, targets: list[Path]) -> None:
    for target in targets:
        if target.exists() and (target.is_dir() or target.samefile(path)):
            raise ConfigError(path="--output", why="same-file")
        if not target.absolute().parent.is_dir():
            raise ConfigError(path="--output", why="no-folder")
    if len({target.absolute() for target in targets}) < len(targets):
        raise ConfigError(path="--register", why="same-file")
    if len(targets) > 1 and targets[1].suffix.lower() not in REGISTER_SUFFIXES:
        raise ConfigError(path="--register", why="register-suffix")


def _check_suffix(output: Path, media_type: str) -> None:
    """Refuse a name that says another format than the output will have."""
    from redaction.formats.registry import SUFFIXES  # noqa: PLC0415 - light, but only here

    expected = output_type_of(media_type)
    named = SUFFIXES.get(output.suffix.lower())
    if named is not None and named != expected:
        raise ConfigError(path="--output", why="other-format")


def _put_in_place(done: Redaction, output: Path, register: Path | None) -> None:
    """Move output and register to their places: both, or neither."""
    from review.register import render  # noqa: PLC0415 - python-docx is heavy

    placed: list[Path] = []
    try:
        for target, content in _contents(done, output, register, render):
            _write_whole(target, content)
            placed.append(target)
    except BaseException:
        for target in placed:
            target.unlink(missing_ok=True)
        raise


def _contents(
    done: Redaction, output: Path, register: Path | None, render: Render
) -> Iterator[tuple[Path, bytes]]:
    if register is not None:
        yield register, render(done, register.suffix.lower())
    yield output, done.output


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside and rename, so that no half file is ever at ``target``."""
    handle, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=".mishen-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
