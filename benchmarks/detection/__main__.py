"""Print the figures: ``python -m benchmarks.detection [--ours] [--slips]``.

``--ours`` leaves the other tools out; ``--slips`` prints what went wrong in the
tuning part, never in the unseen one.
"""

from __future__ import annotations

import sys

from benchmarks.detection.labels import cases
from benchmarks.detection.report import by, by_area, proposals
from benchmarks.detection.score import score
from benchmarks.detection.tools import tools


def main() -> None:
    words = sys.argv[1:]
    parts = {
        "tuning": [case for case in cases() if not case.unseen],
        "unseen": [case for case in cases() if case.unseen],
    }
    if "--slips" in words:
        for slip in score(parts["tuning"], tools()["mishen"]).slips:
            print(f"{slip.what}\t{slip.kind}\t{slip.case.id}\t{slip.case.profile}\t{slip.text!r}")
        return
    for number, (tool, judge) in enumerate(tools().items()):
        for part, chosen in parts.items() if not number or "--ours" not in words else ():
            result = score(chosen, judge)
            print(f"\n== {tool}, {part}: {len(chosen)} cases")
            print(*by_area(result), *proposals(result), sep="\n")
            if not number:
                print(*by(result.kinds), *by(result.profiles), sep="\n", flush=True)


if __name__ == "__main__":
    main()
