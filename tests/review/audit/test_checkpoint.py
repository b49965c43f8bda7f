"""A checkpoint opens only as it was signed."""

from __future__ import annotations

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from review.audit.checkpoint import Checkpoint, key_id, open_checkpoint, sign_checkpoint
from review.errors import BrokenChainError

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
POINT = Checkpoint("mishen-log/0a1b", 42, "ab" * 32, "2026-01-05T09:00:00.000000Z")
NOTE = sign_checkpoint(POINT, KEY)


def test_a_signed_checkpoint_opens_to_itself() -> None:
    assert open_checkpoint(NOTE, KEY.public_key()) == POINT


def test_the_form_is_that_of_a_signed_note() -> None:
    body, _, signature = NOTE.partition("\n\n")
    name, encoded = signature.removeprefix("\u2014 ").split()
    raw = base64.b64decode(encoded)
    assert body.splitlines()[:2] == ["mishen-log/0a1b", "42"]
    assert name == POINT.origin
    assert raw[:4] == key_id(name, KEY.public_key().public_bytes_raw())
    KEY.public_key().verify(raw[4:], (body + "\n").encode())


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(BrokenChainError):
        open_checkpoint(NOTE, Ed25519PrivateKey.generate().public_key())


@given(st.data())
def test_any_changed_character_is_refused(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(NOTE) - 2))
    other = data.draw(st.characters(exclude_characters=NOTE[at], exclude_categories=["Cs"]))
    forged = NOTE[:at] + other + NOTE[at + 1 :]
    with pytest.raises(BrokenChainError):
        open_checkpoint(forged, KEY.public_key())


def test_another_spelling_of_the_same_signature_is_refused() -> None:
    start, last = NOTE[:-3], NOTE[-3]  # the last character before the padding has two spare bits
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    other = letters[letters.index(last) ^ 1]
    with pytest.raises(BrokenChainError):
        open_checkpoint(start + other + NOTE[-2:], KEY.public_key())


@given(st.text(max_size=300))
def test_noise_is_refused_with_our_error(noise: str) -> None:
    with pytest.raises(BrokenChainError):
        open_checkpoint(noise, KEY.public_key())
