"""Whatever a parser does, the caller gets a document or an error with a code."""

from __future__ import annotations

import hashlib
import os
import select
import sys
import tempfile
import textwrap
import threading
from pathlib import Path

import pytest

from recognizers.finding import Treatment
from recognizers.text import BlockId, Span
from redaction import sandbox
from redaction.errors import (
    EmptyDocumentError,
    HostileFileError,
    ReaderFailedError,
    StalePlanError,
    UnreadableFileError,
    UnsupportedContentError,
)
from redaction.formats.registry import OFD
from redaction.limits import Limits, limits_for
from redaction.plan import Edit, RedactionPlan, build_plan
from tests.redaction.ofd.maker import Ofd

SEND = """
from redaction.wire import pack
import os, signal, sys
def send(header, parts=()):
    for piece in pack(header, parts):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()
"""

PATIENT = Limits(wall_seconds=60, grace_seconds=0.2)
QUICK = Limits(wall_seconds=0.7, page_seconds=0.2, grace_seconds=0.2)


@pytest.fixture
def child(monkeypatch: pytest.MonkeyPatch):
    """Return a function that puts a program of the test's own in the place of the child."""

    def use(code: str) -> None:
        program = SEND + textwrap.dedent(code)
        monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", program))

    return use


def reason_of(media_type: str = OFD, source: bytes = b"x", limits: Limits = PATIENT) -> object:
    with pytest.raises(ReaderFailedError) as caught:
        sandbox.read(media_type, source, limits=limits)
    return caught.value.facts["reason"]


def ends(process: int) -> bool:
    """Return whether a process, killed or about to be, is gone before a minute is over."""
    try:
        watch = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    with os.fdopen(watch) as handle:
        return bool(select.select([handle], [], [], 60)[0])


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("signal.pause()", "timed-out", id="hangs"),
        pytest.param(
            "signal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: signal.pause()",
            "timed-out",
            id="hangs-and-will-not-end",
        ),
        pytest.param("sys.exit(0)", "crashed", id="ends-without-a-word"),
        pytest.param("os.abort()", "crashed", id="aborts"),
        pytest.param("os.kill(os.getpid(), signal.SIGSEGV)", "crashed", id="reads-wild-memory"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "killed", id="is-killed"),
        pytest.param("os.kill(os.getpid(), signal.SIGXCPU)", "processor-time", id="runs-too-long"),
        pytest.param("print('hello', flush=True)\nsignal.pause()", "garbled", id="prints-nonsense"),
        pytest.param("os.close(1)\nsignal.pause()", "closed", id="closes-its-pipe"),
        pytest.param("send({'kind': 'answer'})", "garbled", id="answers-nothing"),
        pytest.param("send({'kind': 'fancy'})", "garbled", id="answers-in-its-own-way"),
        pytest.param("send({'kind': 'error', 'code': 1})", "garbled", id="code-is-a-number"),
        pytest.param("send({'kind': 'answer'}, [b'{}', b'', b''])", "garbled", id="empty-document"),
        pytest.param(
            "send({'kind': 'page'})\n" * 3 + "\nsignal.pause()", "timed-out", id="hangs-late"
        ),
    ],
)
def test_a_child_that_fails_is_a_refusal(child, code: str, reason: str) -> None:
    child(code)
    limits = QUICK if reason == "timed-out" else PATIENT
    assert reason_of(limits=limits) == reason


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        pytest.param("os.abort()", "crashed", id="aborts"),
        pytest.param("os.kill(os.getpid(), signal.SIGKILL)", "killed", id="is-killed"),
        pytest.param("os.close(1)\nsignal.pause()", "closed", id="closes-its-pipe"),
        pytest.param("signal.pause()", "timed-out", id="hangs"),
    ],
)
def test_an_old_kernel_tells_the_same(
    child, monkeypatch: pytest.MonkeyPatch, code: str, reason: str
) -> None:
    def missing(process: int) -> int:
        raise OSError(38, f"no such call for {process}")

    monkeypatch.setattr(os, "pidfd_open", missing)
    child(code)
    assert reason_of(limits=QUICK if reason == "timed-out" else PATIENT) == reason


def test_a_document_of_other_bytes_is_not_taken(child) -> None:
    child(
        """
        import json
        head = {"sha256": "00" * 32, "media_type": "application/ofd", "pages": 0,
                "gaps": [], "blocks": []}
        send({"kind": "answer"}, [json.dumps(head).encode(), b"", b""])
        """
    )
    assert reason_of() == "garbled"


def test_an_answer_larger_than_allowed_is_not_taken(child) -> None:
    child("send({'kind': 'answer'}, [bytes(5000)])")
    assert reason_of(limits=Limits(wall_seconds=60, answer_bytes=1000)) == "garbled"


def test_an_error_crosses_with_its_class_and_only_codes(child) -> None:
    child(
        """
        facts = {"reason": "nesting", "count": 3, "text": "张三的身份证", "Odd Name": "x"}
        send({"kind": "error", "code": "redaction.hostile", "facts": facts})
        """
    )
    with pytest.raises(HostileFileError) as caught:
        sandbox.read(OFD, b"x", limits=PATIENT)
    assert caught.value.facts == {"reason": "nesting", "count": 3}


def test_an_error_of_no_known_code_is_a_failed_reader(child) -> None:
    child("send({'kind': 'error', 'code': 'never.heard', 'facts': {}})")
    with pytest.raises(ReaderFailedError):
        sandbox.read(OFD, b"x", limits=PATIENT)


def test_what_a_child_starts_ends_with_it(child, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    child(
        f"""
        import subprocess
        code = "import os,signal;signal.signal(signal.SIGTERM, signal.SIG_IGN);" \\
               "print(os.getpid(), flush=True);signal.pause()"
        other = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        open({str(note)!r}, "wb").write(other.stdout.readline())
        send({{"kind": "page"}})
        other.wait()
        """
    )
    running = threading.Event()
    pending = sandbox.start_read(OFD, b"x", limits=PATIENT, progress=lambda _: running.set())
    assert running.wait(60)
    pending.stop()
    assert ends(int(note.read_text()))


def test_the_private_directory_is_gone_afterwards(
    child, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    child("open('left-behind', 'w').write('x'); open(os.environ['TMPDIR'] + '/too', 'w')")
    assert reason_of() == "crashed"
    assert list(tmp_path.iterdir()) == []


def test_the_child_knows_nothing_of_its_parent_s_environment(
    child, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISHEN_SECRET_KEY", "do-not-tell")
    child(
        """
        known = "MISHEN_SECRET_KEY" in os.environ
        send({"kind": "error", "code": "redaction.hostile", "facts": {"known": int(known)}})
        """
    )
    with pytest.raises(HostileFileError) as caught:
        sandbox.read(OFD, b"x", limits=PATIENT)
    assert caught.value.facts == {"known": 0}


def test_progress_is_told_page_by_page(child) -> None:
    child("send({'kind': 'page'})\nsend({'kind': 'page'})\nsys.exit(0)")
    heard: list[int] = []
    pending = sandbox.start_read(OFD, b"x", limits=PATIENT, progress=heard.append)
    with pytest.raises(ReaderFailedError):
        pending.result()
    assert heard == [1, 2]


def test_stopping_ends_the_child_at_once(child) -> None:
    child("signal.pause()")
    pending = sandbox.start_read(OFD, b"x", limits=Limits(wall_seconds=500))
    pending.stop()
    with pytest.raises(ReaderFailedError) as caught:
        pending.result()
    assert caught.value.facts["reason"] == "cancelled"


def test_a_file_larger_than_any_is_refused_before_a_child_starts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sandbox, "LARGEST_SOURCE", 10)
    with pytest.raises(HostileFileError) as caught:
        sandbox.read(OFD, b"12345678901")
    assert caught.value.facts["reason"] == "file-too-large"


def test_the_real_child_reads_and_writes() -> None:
    source = Ofd().text("申请人王小明的电话").build()
    document = sandbox.read(OFD, source)
    block = document.blocks[0]
    start = block.text.index("王小明")
    edit = Edit(Span(block.id, start, start + 3), Treatment.PSEUDONYM, "王某某")
    output = sandbox.write(OFD, source, build_plan(document, [edit]))
    assert sandbox.read(OFD, output).blocks[0].text.replace(" ", "") == "申请人王某某的电话"


def test_reading_in_a_child_gives_what_reading_here_gives() -> None:
    from redaction.formats.registry import adapter_for

    source = Ofd().text("关于公开的答复").build()
    assert sandbox.read(OFD, source) == adapter_for(OFD).read(source)


@pytest.mark.parametrize(
    ("media_type", "source", "error"),
    [
        pytest.param(OFD, b"not a zip", UnreadableFileError, id="damaged"),
        pytest.param(OFD, Ofd().build(), EmptyDocumentError, id="empty"),
        pytest.param("application/x-unheard-of", b"x", UnsupportedContentError, id="unknown-type"),
    ],
)
def test_a_refusal_of_the_adapter_keeps_its_class(
    media_type: str, source: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        sandbox.read(media_type, source)


def test_a_plan_for_other_bytes_is_refused_in_the_child() -> None:
    source = Ofd().text("正文").build()
    with pytest.raises(StalePlanError):
        sandbox.write(OFD, source, RedactionPlan(hashlib.sha256(b"other").hexdigest(), ()))


def test_a_plan_for_unknown_blocks_is_refused_in_the_child() -> None:
    source = Ofd().text("正文").build()
    document = sandbox.read(OFD, source)
    plan = RedactionPlan(
        document.sha256, (Edit(Span(BlockId("page1#t99"), 0, 1), Treatment.REMOVE, ""),)
    )
    with pytest.raises(StalePlanError):
        sandbox.write(OFD, source, plan)


def test_time_grows_with_the_file_and_with_the_pages_done() -> None:
    small, large = limits_for(OFD, 1000), limits_for(OFD, 10_000_000)
    assert small.wall_seconds < large.wall_seconds
    assert small.wall_after(3) == small.wall_seconds + 3 * small.page_seconds
    assert small.wall_after(10**9) == small.wall_after(small.pages)


def test_the_caller_s_own_directory_is_left_alone(child) -> None:
    before = os.getcwd()  # noqa: PTH109 - what the process itself says
    child("os.chdir('/'); sys.exit(0)")
    assert reason_of() == "crashed"
    assert os.getcwd() == before  # noqa: PTH109
