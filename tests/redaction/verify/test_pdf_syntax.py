"""Strings of PDF syntax are read as readers read them, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.verify.pdf_syntax import strings_in


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        pytest.param(rb"(\101BC)", [b"ABC"], id="octal"),
        pytest.param(rb"(a\8b)", [b"a8b"], id="a-digit-that-is-not-octal"),
        pytest.param(rb"(a\
b)", [b"ab"], id="broken-line"),
        pytest.param(rb"<41 42 4>", [b"AB@"], id="hex-of-odd-length"),
        pytest.param(rb"(\(\)\\)", [b"()\\"], id="escaped-brackets"),
    ],
)  # fmt: skip
def test_escapes_are_undone(raw: bytes, found: list[bytes]) -> None:
    assert strings_in(raw) == found


@given(st.binary(max_size=200))
def test_any_bytes_can_be_looked_through(raw: bytes) -> None:
    assert isinstance(strings_in(raw), list)
