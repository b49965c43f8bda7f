"""Every parser runs in a child process that may use little and reach nothing.

Promises that the caller survives whatever a file does to its parser: a crash, a
time-out, an answer that is none, are each a ``ReaderFailedError``, never "nothing
found". The child has its own session, an empty environment, a private directory
that goes when it goes, limits (``redaction.limits``) and no network
(``redaction.confinement``). What comes back is checked (``redaction.wire``) and
must be about the bytes that were sent.

``start_read`` and ``start_write`` return at once, so that a caller can load its
own libraries meanwhile.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import select
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Generic, TypeVar

import redaction
from recognizers.errors import UserError
from redaction.errors import HostileFileError, ReaderFailedError
from redaction.limits import LARGEST_SOURCE, Limits, limits_for
from redaction.wire import (
    Frame,
    FrameReader,
    GarbledError,
    pack,
    pack_document,
    pack_plan,
    unpack_document,
    unpack_hidden,
    unpack_proof,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from recognizers.text import Document
    from redaction.inspection import Hidden
    from redaction.plan import RedactionPlan
    from redaction.verify.proof import Proof

T = TypeVar("T")

COMMAND = (sys.executable, "-s", "-P", "-m", "redaction.child")
_CHUNK: Final = 1 << 18
_FACT: Final = re.compile(r"[A-Za-z0-9 ._:/#+,()-]{0,160}")
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,30}")
_SIGNALS: Final[dict[int, str]] = {signal.SIGXCPU: "processor-time", signal.SIGKILL: "killed"}
_KEPT: Final = ("PATH", "MISHEN_OCR_THREADS")


def read(media_type: str, source: bytes, *, limits: Limits | None = None) -> Document:
    """Return the text of ``source``, read in a child.

    Raises:
        RedactionError: what the adapter refused the file for, or ``ReaderFailedError``.
    """
    return start_read(media_type, source, limits=limits).result()


def start_read(
    media_type: str,
    source: bytes,
    *,
    limits: Limits | None = None,
    progress: Callable[[int], None] | None = None,
) -> Pending[Document]:
    """Begin to read; ``progress`` is called from another thread with the pages done."""

    def accept(frame: Frame) -> Document:
        document = unpack_document(frame.parts)
        if document.sha256 != hashlib.sha256(source).hexdigest():
            raise GarbledError
        if document.media_type != media_type:
            raise GarbledError
        return document

    header = {"task": "read", "media_type": media_type}
    return _start(
        header, (source,), accept, limits or limits_for(media_type, len(source)), progress
    )


def write(
    media_type: str, source: bytes, plan: RedactionPlan, *, limits: Limits | None = None
) -> bytes:
    """Return ``source`` with ``plan`` carried out, written in a child and not yet proven.

    Raises:
        RedactionError: what the adapter refused for, or ``ReaderFailedError``.
    """
    header = {"task": "write", "media_type": media_type}
    bounds = limits or limits_for(media_type, 2 * len(source))
    return _start(header, (source, pack_plan(plan)), _sole_part, bounds).result()


def prove(  # noqa: PLR0913 - a proof is about all of these
    document: Document,
    plan: RedactionPlan,
    source: bytes,
    output: bytes,
    output_type: str,
    *,
    limits: Limits | None = None,
) -> Proof:
    """Return the proof that ``output`` is ``source`` with ``plan`` carried out, made in a child.

    Raises:
        RedactionError: not proven (see ``redaction.verify.prove``), or ``ReaderFailedError``.
    """

    def accept(frame: Frame) -> Proof:
        proof = unpack_proof(_sole_part(frame))
        if proof.sha256 != hashlib.sha256(output).hexdigest() or proof.plan != plan.digest:
            raise GarbledError
        return proof

    header = {"task": "prove", "media_type": document.media_type, "output_type": output_type}
    parts = (source, pack_plan(plan), output, *pack_document(document))
    bounds = limits or limits_for(output_type, 2 * (len(source) + len(output)))
    return _start(header, parts, accept, bounds).result()


def inspect(media_type: str, source: bytes, *, limits: Limits | None = None) -> tuple[Hidden, ...]:
    """Return what ``source`` hides from its reader, found in a child.

    Raises:
        RedactionError: what the file was refused for, or ``ReaderFailedError``.
    """

    def accept(frame: Frame) -> tuple[Hidden, ...]:
        return unpack_hidden(_sole_part(frame))

    header = {"task": "inspect", "media_type": media_type}
    bounds = limits or limits_for(media_type, len(source))
    return _start(header, (source,), accept, bounds).result()


def _sole_part(frame: Frame) -> bytes:
    if len(frame.parts) != 1:
        raise GarbledError
    return frame.parts[0]


class Pending(Generic[T]):
    """A child at work; ``result`` waits for it, ``stop`` ends it."""

    def __init__(self, work: Callable[[threading.Event], T]) -> None:
        self._stopped = threading.Event()
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mishen-sandbox")
        self._future = worker.submit(work, self._stopped)
        worker.shutdown(wait=False)

    def result(self) -> T:
        """Return what the child found.

        Raises:
            RedactionError: why there is nothing to return.
        """
        try:
            return self._future.result()
        finally:
            # Whoever is interrupted here leaves no child behind.
            self.stop()

    def stop(self) -> None:
        """End the child, if it still runs, and wait until it and its files are gone."""
        self._stopped.set()
        wait([self._future])


def _start(
    header: Mapping[str, object],
    parts: Sequence[bytes],
    accept: Callable[[Frame], T],
    limits: Limits,
    progress: Callable[[int], None] | None = None,
) -> Pending[T]:
    if sum(map(len, parts)) > 4 * LARGEST_SOURCE or len(parts[0]) > LARGEST_SOURCE:
        raise HostileFileError(reason="file-too-large")
    request = pack({**header, **asdict(limits)}, parts)

    def work(stopped: threading.Event) -> T:
        with _child() as process:
            frame = _Talk(process, limits, stopped, progress or _ignore).converse(request)
        try:
            return accept(_checked(frame))
        except GarbledError as error:
            raise ReaderFailedError(reason="garbled") from error

    return Pending(work)


def _ignore(pages: int) -> None:
    """Take no notice of progress."""


@contextlib.contextmanager
def _child() -> Iterator[subprocess.Popen[bytes]]:
    """Start a child in a private directory; on leaving, nothing of it is left."""
    with tempfile.TemporaryDirectory(prefix="mishen-", ignore_cleanup_errors=True) as place:
        process = subprocess.Popen(  # noqa: S603 - our own module, no shell
            [*COMMAND],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=place,
            env=_environment(place),
            start_new_session=True,
        )
        try:
            yield process
        finally:
            _end(process)


def _environment(place: str) -> dict[str, str]:
    """Return all that a child is told of its surroundings."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {
        "HOME": place,
        "TMPDIR": place,
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(redaction.__file__).parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONWARNINGS": "ignore",
        # Without these each thread of a library reserves memory that the limit counts.
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child and all that it started; the pipes are closed."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    process.wait()


class _Talk:
    """One request and its answer, over pipes that never block us."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        limits: Limits,
        stopped: threading.Event,
        progress: Callable[[int], None],
    ) -> None:
        self._process = process
        self._limits = limits
        self._stopped = stopped
        self._progress = progress
        self._started = time.monotonic()
        self._pages = 0

    def converse(self, request: Sequence[bytes]) -> Frame:
        """Return the child's answer.

        Raises:
            ReaderFailedError: there is none.
        """
        reader = FrameReader(self._limits.answer_bytes)
        pending = [memoryview(piece) for piece in request if piece]
        stdin, stdout = _pipe(self._process.stdin), _pipe(self._process.stdout)
        with selectors.DefaultSelector() as selector:
            selector.register(stdin, selectors.EVENT_WRITE)
            selector.register(stdout, selectors.EVENT_READ)
            while True:
                ready = {key.fileobj for key, _ in selector.select(self._patience())}
                if stdin in ready and not _push(stdin, pending):
                    selector.unregister(stdin)
                    stdin.close()
                if stdout in ready and (frame := self._pull(stdout, reader)) is not None:
                    return frame

    def _patience(self) -> float:
        """Return how long to wait for the child now."""
        left = self._started + self._limits.wall_after(self._pages) - time.monotonic()
        if left <= 0:
            self._ask_to_end()
            raise ReaderFailedError(reason="timed-out", pages=self._pages)
        if self._stopped.is_set():
            raise ReaderFailedError(reason="cancelled")
        return min(left, 0.2)

    def _pull(self, stdout: IO[bytes], reader: FrameReader) -> Frame | None:
        """Return the answer if it is complete now."""
        chunk = os.read(stdout.fileno(), _CHUNK)
        if not chunk:
            raise ReaderFailedError(reason=self._cause())
        try:
            for frame in reader.feed(chunk):
                if frame.text("kind") != "page":
                    return frame
                self._pages += 1
                self._progress(self._pages)
        except GarbledError as error:
            raise ReaderFailedError(reason="garbled") from error
        return None

    def _cause(self) -> str:
        """Return why the child ended without an answer."""
        if not self._ended_within(self._limits.grace_seconds):
            return "closed"
        code = self._process.returncode
        if code is None:
            # Only looked at, not waited for: its number stays its own until all is cleared up.
            end = os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOWAIT)
            code = 0 if end is None or end.si_code == os.CLD_EXITED else -int(end.si_status)
        return _SIGNALS.get(-code, "crashed")

    def _ask_to_end(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGTERM)
        self._ended_within(self._limits.grace_seconds)

    def _ended_within(self, seconds: float) -> bool:
        try:
            watch = os.pidfd_open(self._process.pid)
        except (AttributeError, OSError):
            # Kernels before 5.3 cannot watch a process without waiting for it.
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
            return self._process.poll() is not None
        try:
            return bool(select.select([watch], [], [], seconds)[0])
        finally:
            os.close(watch)


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise RuntimeError("the child was started without a pipe")
    os.set_blocking(pipe.fileno(), False)
    return pipe


def _push(stdin: IO[bytes], pending: list[memoryview]) -> bool:
    """Write what the pipe takes; return whether there is more to write."""
    try:
        while pending:
            written = os.write(stdin.fileno(), pending[0][:_CHUNK])
            pending[0] = pending[0][written:]
            if not pending[0]:
                pending.pop(0)
    except BlockingIOError:
        return True
    except BrokenPipeError:
        return False  # it ended early: what it said, if anything, is on the other pipe
    return False


def _checked(frame: Frame) -> Frame:
    """Return ``frame`` if it is an answer.

    Raises:
        UserError: the error that the child reports.
        GarbledError: it is neither.
    """
    kind = frame.text("kind")
    if kind == "answer":
        return frame
    if kind != "error":
        raise GarbledError
    raise _errors().get(frame.text("code"), ReaderFailedError)(**_facts(frame))


def _errors() -> dict[str, type[UserError]]:
    found: dict[str, type[UserError]] = {}
    waiting: list[type[UserError]] = [UserError]
    while waiting:
        kind = waiting.pop()
        found[kind.code] = kind
        waiting += kind.__subclasses__()
    return found


def _facts(frame: Frame) -> dict[str, str | int]:
    """Return the facts of an error that are numbers and codes; document text is neither."""
    facts = frame.header.get("facts")
    if not isinstance(facts, dict):
        raise GarbledError
    kept: dict[str, str | int] = {}
    for name, value in facts.items():
        if not _NAME.fullmatch(name):
            continue
        if isinstance(value, int) or (isinstance(value, str) and _FACT.fullmatch(value)):
            kept[name] = value
    return kept
