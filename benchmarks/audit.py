"""Speed of the audit trail: appending by many threads, verifying a million events.

    python -m benchmarks.audit [EVENTS]

Appending is measured on a real SQLite file (WAL, synchronous=full) with the
records that go with the events; on PostgreSQL too where ``MISHEN_BENCH_URL``
names an empty database. Verifying reads nothing but a generated log.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from redaction.plan import Sm3
from review.audit.chain import GENESIS, AuditEvent, Verified, verify_chain
from review.audit.events import Code, Digest, Ref, Viewed
from review.case import CaseId
from review.decision import View
from review.people import ActorId
from review.store.log import read_log
from review.store.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

THREADS = 8
EACH = 100


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="mishen-bench-") as folder:
        place = Path(folder)
        appended("sqlite", f"sqlite:///{place / 'bench.db'}", place)
        url = os.environ.get("MISHEN_BENCH_URL")
        if url:
            appended("postgresql", url, place / "pg")
    seconds = verified(events)
    print(f"verify {events} events: {seconds:.1f} s, {events / seconds:.0f} events/s")


def appended(name: str, url: str, place: Path) -> float:
    """Append from many threads, verify the chain, and return events a second."""
    store = open_store(url, place / "keys", place / "blobs")
    start = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda number: _append(store, number), range(THREADS)))
    rate = THREADS * EACH / (time.perf_counter() - start)
    with store.read() as reader:
        found = verify_chain(read_log(reader.connection))
    if not isinstance(found, Verified) or found.length != THREADS * EACH + 1:
        raise SystemExit(f"{name}: the chain is broken")
    store.close()
    print(f"append to {name}, {THREADS} threads x {EACH}: {rate:.0f} events/s, chain verified")
    return rate


def _append(store: Store, number: int) -> None:
    by = ActorId(f"clerk{number}")
    for _ in range(EACH):
        with store.write() as writer:
            digest = "0" * 64
            view = View(writer.number, CaseId("C1"), "D1", "output", digest, by, writer.at)
            writer.save(by, Viewed(Ref("D1"), Code("output"), Digest(digest)), view, scope="C1")


def verified(events: int) -> float:
    """Return the seconds that verifying a log of so many events takes."""
    spent = 0.0
    previous = GENESIS
    for start in range(0, events, 50_000):
        part = list(_log(start, min(start + 50_000, events), previous))
        begin = time.perf_counter()
        found = verify_chain(part, first=start, previous=previous)
        spent += time.perf_counter() - begin
        if not isinstance(found, Verified):
            raise SystemExit("the generated log is broken")
        previous = found.last
    return spent


def _log(first: int, end: int, previous: str) -> Iterator[tuple[AuditEvent, str]]:
    for number in range(first, end):
        facts = {"document": "D12", "part": "output", "digest": "0" * 64, "scope": "C2026-0001"}
        at = "2026-01-05T09:00:00.000000Z"
        event = AuditEvent(number, at, "clerk", "document.viewed", facts, Sm3(previous))
        previous = event.hash
        yield event, previous


if __name__ == "__main__":
    main()
