"""Check one file: read it in a child process, look for what may not be published.

Nothing is written. A file that cannot be read whole is refused; a
state-secrecy mark stops the run and nothing of the text is kept.
"""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from recognizers.errors import RecognizerError, StoppedError
from redaction.errors import HostileFileError, RedactionError, UnreadableFileError
from review.report import Report, Source, Status, status_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from recognizers.detection import Detection, DetectionSettings
    from recognizers.text import Document

    Progress = Callable[[str], None]

MAX_BYTES: Final = 512 << 20
"""A file larger than this is refused before it is read into memory."""

STEPS: Final = ("open", "read", "find")
"""What ``progress`` is called with, in order."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that was read and looked through; ``raw`` are its bytes."""

    raw: bytes
    source: Source
    document: Document
    detection: Detection


def check(path: Path, settings: DetectionSettings, progress: Progress | None = None) -> Report:
    """Return the report of the file at ``path``; a refusal or a stop is a report too."""
    step = progress or _silent
    step("open")
    source = Source(path.name, "")
    try:
        raw = read_source(path)
        source = describe(path.name, raw)
        examined = examine(raw, source, settings, step)
    except StoppedError as error:
        return Report(Status.STOPPED, source, error=error)
    except (RedactionError, RecognizerError) as error:
        return Report(Status.REFUSED, source, error=error)
    return report_of(examined)


def report_of(examined: Examined) -> Report:
    """Return the report of a file that was read and looked through."""
    detection, document = examined.detection, examined.document
    gaps = tuple(dict.fromkeys(document.gaps + detection.not_looked_for))
    return Report(status_of(detection), examined.source, document, detection, not_looked_for=gaps)


def examine(
    raw: bytes, source: Source, settings: DetectionSettings, progress: Progress | None = None
) -> Examined:
    """Return the document in ``raw`` and what was found in it.

    The child process parses while this one loads the engine.

    Raises:
        RedactionError: the file is refused.
        RecognizerError: a recognizer failed, so nothing is known.
        StoppedError: a state-secrecy mark.
    """
    from redaction import sandbox  # noqa: PLC0415 - loaded when there is work to do
    from redaction.formats.sniff import sniff  # noqa: PLC0415

    step = progress or _silent
    media_type = sniff(raw, source.name)
    step("read")
    reading = sandbox.start_read(media_type, raw)
    from recognizers.base import find_all  # noqa: PLC0415 - heavy, and the child is busy anyway

    document = reading.result()
    step("find")
    named = settings if settings.file_name else replace(settings, file_name=source.name)
    with _uncollected():
        detection = find_all(document, named)
    return Examined(raw, replace(source, media_type=media_type), document, detection)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let the collector rest: a long list makes millions of small objects and few cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def read_source(path: Path) -> bytes:
    """Return the bytes of ``path``.

    Raises:
        HostileFileError: the file is larger than ``MAX_BYTES``.
        UnreadableFileError: the system does not let us read it.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise HostileFileError(reason="too-large")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(reason="no-access") from error


def describe(name: str, raw: bytes) -> Source:
    """Return name, digest and size of a file; its media type is not known yet."""
    return Source(name, hashlib.sha256(raw).hexdigest(), size=len(raw))


def _silent(step: str) -> None:
    """Ignore progress."""
    del step
