"""Run the corpus: ``python -m benchmarks.corpus [--jobs N] [--only FORMAT] [--out FILE] [--list]``.

The corpus lies where MISHEN_CORPUS says, or beside the repository. Nothing of it
is copied; a file's name is printed only with ``--list``.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.corpus.run import Outcome, run
from benchmarks.corpus.table import table

_ASIDE = {".md", ".tsv", ".json", ".jsonl"}


def main() -> int:
    """Print the table; return 1 if any file leaked, lost text or broke its child."""
    options = _options()
    root = Path(os.environ.get("MISHEN_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
    files = [path for path in sorted(root.rglob("*")) if _wanted(path, options.only)]
    if not files:
        print(f"no corpus at {root}", file=sys.stderr)
        return 2
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(options.jobs) as pool:
        work = [pool.submit(run, p, str(p.relative_to(root)), options.seed) for p in files]
        for number, future in enumerate(work, start=1):
            outcomes.append(future.result())
            _progress(outcomes[-1], number, len(files), loud=options.list)
    report = table(outcomes)
    print(report)
    if options.out:
        Path(options.out).write_text(report + "\n", encoding="utf-8")
    return int(any(o.result in {"leak", "loss", "failed"} for o in outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="", help="folder or suffix, such as pdf")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", default="")
    parser.add_argument("--list", action="store_true", help="print each file that was not done")
    return parser.parse_args()


def _wanted(path: Path, only: str) -> bool:
    if not path.is_file() or path.suffix.lower() in _ASIDE:
        return False
    return not only or path.suffix.lower() == f".{only}" or f"/{only}/" in path.as_posix()


def _progress(outcome: Outcome, number: int, total: int, *, loud: bool) -> None:
    if loud and outcome.result != "done":
        print(
            f"{outcome.result}\t{outcome.path}\t{outcome.reason}\t{outcome.milliseconds}",
            flush=True,
        )
    elif number % 25 == 0:
        print(f"{number}/{total}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
