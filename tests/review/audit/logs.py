"""Logs for tests: real chains of real events."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from review.audit.chain import GENESIS, AuditEvent, stamp

START = dt.datetime(2026, 1, 5, 9, tzinfo=dt.UTC)
Stored = list[tuple[AuditEvent, str]]

_WORDS = st.sampled_from(["case.signed", "finding.decided", "document.viewed"])
_FACTS = st.dictionaries(
    st.sampled_from(["case", "step", "count", "digest"]),
    st.one_of(st.integers(0, 2**53 - 1), st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)),
    max_size=3,
)


def chain(contents: list[tuple[str, dict[str, str | int]]]) -> Stored:
    """Return a sound log with these actions and facts."""
    stored: Stored = []
    previous = GENESIS
    for number, (action, facts) in enumerate(contents):
        at = stamp(START + dt.timedelta(seconds=number))
        event = AuditEvent(number, at, "lin", action, facts, previous)
        previous = event.hash
        stored.append((event, previous))
    return stored


def logs(least: int = 1, most: int = 12) -> st.SearchStrategy[Stored]:
    """Return sound logs of ``least`` to ``most`` events."""
    return st.lists(st.tuples(_WORDS, _FACTS), min_size=least, max_size=most).map(chain)


def rehashed(stored: Stored) -> Stored:
    """Return the events as a forger would relink them: renumbered, hashed anew."""
    previous, result = GENESIS, []
    for number, (event, _) in enumerate(stored):
        forged = replace(event, number=number, previous=previous)
        previous = forged.hash
        result.append((forged, previous))
    return result
