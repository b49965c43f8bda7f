"""Canonical JSON is RFC 8785's, and HMAC-SM3 is RFC 2104's."""

from __future__ import annotations

import hmac

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from redaction.plan import sm3
from review.audit.canonical import canonical, commit, digest, hmac_sm3

_KEYS = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6)
_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(_VALUES)
def test_the_spelling_is_that_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(1.5, id="float"),
        pytest.param(2**53, id="integer-too-large"),
        pytest.param({"名": 1}, id="key-not-ascii"),
        pytest.param(["\ud800"], id="lone-surrogate"),
        pytest.param({"a": (1, 2)}, id="tuple"),
        pytest.param(b"bytes", id="bytes"),
    ],
)
def test_what_it_does_not_vouch_for_is_refused(value: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - UnicodeEncodeError is one
        canonical(value)


@given(st.binary(max_size=100), st.binary(max_size=200))
def test_hmac_agrees_with_the_standard_library(key: bytes, payload: bytes) -> None:
    assert hmac_sm3(key, payload) == hmac.new(key, payload, "sm3").digest()


def test_kinds_keep_digests_apart() -> None:
    assert digest("a/1", {"x": 1}) != digest("b/1", {"x": 1})
    assert digest("a/1", {"x": 1}) == sm3(b'a/1\n{"x":1}')


def test_a_commitment_needs_its_key() -> None:
    number = "110105191701010034"
    assert commit(b"k" * 32, "row/1", number) != commit(b"l" * 32, "row/1", number)
    assert commit(b"k" * 32, "row/1", number) != sm3(number.encode())
