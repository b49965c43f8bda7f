"""The whole job opens no socket: not to look anything up, not to fetch a model."""

from __future__ import annotations

from pathlib import Path

import pytest

from recognizers.detection import DetectionSettings
from review.check import check
from review.redact import Options, redact_file
from review.report import Status
from tests.contract import files


@pytest.mark.usefixtures("no_network")
@pytest.mark.parametrize("name", ["plain.docx", "list.xlsx", "answer.pdf", "answer.txt"])
def test_the_whole_job_runs_with_sockets_forbidden(name: str, tmp_path: Path) -> None:
    source, output = tmp_path / name, tmp_path / f"out-{name}"
    source.write_bytes(files.MAKERS[name]())
    steps: list[str] = []
    report = check(source, DetectionSettings(), steps.append)
    assert report.status is Status.FINDINGS
    done = redact_file(
        source, output, DetectionSettings(), Options(register=tmp_path / "r.json"), steps.append
    )
    assert output.read_bytes() == done.output
    assert steps == ["open", "read", "find", "open", "read", "find", "write", "prove"]


@pytest.mark.usefixtures("no_network")
def test_the_guard_itself_notices_a_socket() -> None:
    import urllib.request

    with pytest.raises((AssertionError, OSError)):
        urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
