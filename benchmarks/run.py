"""All speed figures in one run: ``python -m benchmarks.run``."""

from __future__ import annotations

from benchmarks import speed, steady


def main() -> None:
    print("# steady, one process, one core")
    steady.main()
    print("# whole processes, cold")
    speed.main()


if __name__ == "__main__":
    main()
