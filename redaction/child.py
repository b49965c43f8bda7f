"""The process that parses: ``python -m redaction.child``, started by ``redaction.sandbox``.

Takes one request from standard input, gives up its rights, does the task and
sends one answer. Whatever goes wrong leaves as a code and facts in ASCII, never
as text of the document, a traceback or a pickle. What libraries print is lost.
"""

from __future__ import annotations

import os
import sys
from dataclasses import fields
from typing import TYPE_CHECKING, BinaryIO, Final

from recognizers.errors import UserError
from redaction.confinement import allow_processor_time, confine
from redaction.errors import ReaderFailedError
from redaction.limits import Limits, on_page
from redaction.wire import (
    Frame,
    FrameReader,
    GarbledError,
    pack,
    pack_document,
    pack_hidden,
    pack_proof,
    unpack_document,
    unpack_plan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_LARGEST_REQUEST: Final = 1 << 32
_CHUNK: Final = 1 << 20


def main() -> None:
    """Answer the one request on standard input."""
    answers = os.fdopen(os.dup(1), "wb")
    # From here on a library that prints cannot spoil an answer.
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    request = _request(sys.stdin.buffer)
    limits = Limits(**{field.name: request.header[field.name] for field in fields(Limits)})
    measures = confine(limits)
    _report_pages(answers, limits)
    header, parts = _answer(request)
    _send(answers, {**header, "confined": list(measures)}, parts)


def _request(stream: BinaryIO) -> Frame:
    reader = FrameReader(_LARGEST_REQUEST)
    while chunk := stream.read1(_CHUNK):  # type: ignore[attr-defined]  # buffered streams have it
        for frame in reader.feed(chunk):
            return frame
    raise SystemExit(1)  # the parent is gone


def _report_pages(answers: BinaryIO, limits: Limits) -> None:
    """Tell the parent of each page done, and take the processor time that it grants."""
    done = 0

    def report() -> None:
        nonlocal done
        done += 1
        allow_processor_time(limits.cpu_after(done))
        _send(answers, {"kind": "page"})

    on_page(report)


def _send(answers: BinaryIO, header: Mapping[str, object], parts: Sequence[bytes] = ()) -> None:
    answers.writelines(pack(header, parts))
    answers.flush()


def _answer(request: Frame) -> tuple[dict[str, object], Sequence[bytes]]:
    """Return the header and parts of the answer, or of the error."""
    try:
        parts = TASKS[request.text("task")](request)
    except UserError as error:
        return {"kind": "error", "code": error.code, "facts": error.facts}, ()
    except MemoryError:
        return _failure("memory"), ()
    except RecursionError:
        return _failure("recursion"), ()
    except Exception as error:  # noqa: BLE001 - the rim: what no one foresaw is a refusal
        return _failure("crashed", type(error).__name__, _place(error)), ()
    return {"kind": "answer"}, parts


def _failure(reason: str, error: str = "", place: str = "") -> dict[str, object]:
    facts = {"reason": reason, "error": error, "place": place}
    return {"kind": "error", "code": ReaderFailedError.code, "facts": facts}


def _place(error: BaseException) -> str:
    """Return the module and line, of our code or another's, where ``error`` came up."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    return f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"


def _read(request: Frame) -> Sequence[bytes]:
    from redaction.formats.registry import adapter_for  # noqa: PLC0415 - only what the task needs

    (source,) = _parts(request, 1)
    return pack_document(adapter_for(request.text("media_type")).read(source))


def _write(request: Frame) -> Sequence[bytes]:
    from redaction.formats.registry import adapter_for  # noqa: PLC0415 - only what the task needs

    source, plan = _parts(request, 2)
    return (adapter_for(request.text("media_type")).write(source, unpack_plan(plan)),)


def _prove(request: Frame) -> Sequence[bytes]:
    from redaction.verify import prove  # noqa: PLC0415 - only what the task needs

    source, plan, output, *document = _parts(request, 6)
    return (
        pack_proof(
            prove(
                unpack_document(document),
                unpack_plan(plan),
                source,
                output,
                request.text("output_type"),
            )
        ),
    )


def _inspect(request: Frame) -> Sequence[bytes]:
    from redaction.inspection import inspect  # noqa: PLC0415 - only what the task needs

    (source,) = _parts(request, 1)
    return (pack_hidden(inspect(source, request.text("media_type"))),)


def _parts(request: Frame, count: int) -> tuple[bytes, ...]:
    if len(request.parts) != count:
        raise GarbledError
    return request.parts


TASKS: Final[dict[str, Callable[[Frame], Sequence[bytes]]]] = {
    "read": _read,
    "write": _write,
    "prove": _prove,
    "inspect": _inspect,
}
"""What a child can be asked to do; each task returns the parts of its answer."""


if __name__ == "__main__":
    main()
