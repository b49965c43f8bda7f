"""All speed figures in one run: ``python -m benchmarks.run``."""

from __future__ import annotations

from benchmarks import audit, speed, steady


def main() -> None:
    print("# steady, one process, one core")
    steady.main()
    print("# whole processes, cold")
    speed.main()
    print("# audit trail")
    audit.main()


if __name__ == "__main__":
    main()
