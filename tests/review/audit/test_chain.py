"""Every change to a stored log is detected, given a checkpoint; limits are shown too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.audit.chain import GENESIS, Broken, Verified, moment, stamp, verify_chain
from tests.review.audit.logs import START, Stored, chain, logs, rehashed


def _checkpoint(stored: Stored) -> dict[int, str]:
    return {len(stored): stored[-1][1]}


@given(logs())
def test_a_sound_log_verifies_and_says_how_far_checkpoints_reach(stored: Stored) -> None:
    assert verify_chain(stored, _checkpoint(stored)) == Verified(
        len(stored), stored[-1][1], 1, len(stored)
    )


@given(logs(), st.data())
def test_any_changed_field_is_found(stored: Stored, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(stored) - 1))
    event, kept = stored[at]
    change = data.draw(
        st.sampled_from(
            [
                {"by": event.by + "x"},
                {"action": event.action + "x"},
                {"at": stamp(START.replace(year=2001))},
                {"facts": dict(event.facts) | {"new": 1}},
                {"number": event.number + 1},
                {"previous": "f" * 64},
            ]
        )
    )
    forged = [*stored[:at], (replace(event, **change), kept), *stored[at + 1 :]]
    assert isinstance(verify_chain(forged), Broken)


@given(logs(2), st.data())
def test_two_swapped_events_are_found(stored: Stored, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(stored) - 2))
    forged = stored.copy()
    forged[at], forged[at + 1] = forged[at + 1], forged[at]
    assert isinstance(verify_chain(forged), Broken)


@given(logs(2), st.data())
def test_a_dropped_event_is_found(stored: Stored, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(stored) - 1))
    forged = stored[:at] + stored[at + 1 :]
    assert isinstance(verify_chain(forged, _checkpoint(stored)), Broken)


@given(logs(), st.data())
def test_a_cut_tail_is_found_by_the_checkpoint_only(stored: Stored, data: st.DataObject) -> None:
    cut = stored[: data.draw(st.integers(0, len(stored) - 1))]
    assert verify_chain(cut, _checkpoint(stored)) == Broken(len(cut), "cut-off")
    assert isinstance(verify_chain(cut), Verified)


@given(logs(2), logs(1, 1), st.data())
def test_an_inserted_event_is_found_even_when_the_log_is_hashed_anew(
    stored: Stored, extra: Stored, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(stored) - 1))
    forged = rehashed([*stored[:at], extra[0], *stored[at:]])
    assert isinstance(verify_chain(forged), Verified)  # a chain alone cannot show it
    assert isinstance(verify_chain(forged, _checkpoint(stored)), Broken)


@given(logs(3), st.data())
def test_a_rewritten_event_is_found_even_when_the_log_is_hashed_anew(
    stored: Stored, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(stored) - 1))
    event, kept = stored[at]
    forged = rehashed([*stored[:at], (replace(event, by="someone"), kept), *stored[at + 1 :]])
    assert verify_chain(forged, _checkpoint(stored)) == Broken(
        len(stored) - 1, "differs-from-checkpoint"
    )


@given(logs(4), st.data())
def test_a_part_verifies_from_the_hash_before_it(stored: Stored, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, len(stored) - 1))
    previous = stored[first - 1][1]
    part = stored[first:]
    assert isinstance(verify_chain(part, first=first, previous=previous), Verified)
    assert isinstance(verify_chain(part, first=first, previous=GENESIS), Broken)


def test_an_altered_event_is_named_by_its_number() -> None:
    stored = chain([("case.signed", {}), ("case.signed", {"step": "head"})])
    event, kept = stored[1]
    stored[1] = (replace(event, facts={"step": "leader"}), kept)
    assert verify_chain(stored) == Broken(1, "altered")


@pytest.mark.parametrize("text", ["2026-01-05T09:00:00.000000Z", "2026-12-31T23:59:59.999999Z"])
def test_a_stamp_names_one_moment(text: str) -> None:
    assert stamp(moment(text)) == text
