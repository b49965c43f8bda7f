"""Speed and memory of ``check`` and ``redact`` as a user meets them: whole processes.

Each figure is the median of several runs of the installed command; memory is
the largest resident size of any one process of a run.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import inputs

MISHEN = Path(sysconfig.get_path("scripts")) / "mishen"


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds of wall clock, seconds of processor, and MiB at the peak."""

    wall: float
    cpu: float
    peak: float


def measure(*command: str, runs: int = 3, expected: tuple[int, ...] = (0, 1)) -> Run:
    """Return the medians over ``runs`` runs of ``command``."""
    seen = [_once(command, expected) for _ in range(runs)]
    return Run(
        *(statistics.median(getattr(run, name) for run in seen) for name in ("wall", "cpu", "peak"))
    )


def _once(command: tuple[str, ...], expected: tuple[int, ...]) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in expected:
        raise SystemExit(f"{command[1]} ended with {process.returncode}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def table() -> list[tuple[str, str]]:
    """Return (what, figure) rows for the whole product."""
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows.append(("mishen --help, cold", f"{measure(str(MISHEN), '--help', runs=5).wall:.2f} s"))
        one_page = inputs.prose(700)
        files = {
            "one-page docx": (inputs.docx_of(one_page), "docx"),
            "100,000-character docx": (inputs.docx_of(inputs.prose(100_000)), "docx"),
            "10,000 x 8 xlsx": (inputs.roster(10_000), "xlsx"),
            "20-page pdf": (inputs.pdf_of(inputs.prose(20 * 30 * 34)), "pdf"),
        }
        for title, (content, suffix) in files.items():
            path = folder / f"{len(rows)}.{suffix}"
            path.write_bytes(content)
            check = measure(str(MISHEN), "check", str(path))
            rows.append((f"check, {title}", _figures(check)))
            out = folder / f"out-{len(rows)}.{suffix}"
            redact = measure(str(MISHEN), "redact", str(path), "--output", str(out), runs=1)
            rows.append((f"redact, {title}", _figures(redact)))
    return rows


def _figures(run: Run) -> str:
    return f"{run.wall:.2f} s wall, {run.cpu:.2f} s cpu, {run.peak:.0f} MiB"


def main() -> None:
    for what, figure in table():
        print(f"{what:32} {figure}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
