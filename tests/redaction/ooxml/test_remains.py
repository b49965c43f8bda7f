"""Plain text is found in bytes of no known format, and noise is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.formats.ooxml.remains import MOST, readable

NAME = "\u5f20\u536b\u56fd\u5bb6"
NUMBER = "110105194912310029"

HIDDEN = {
    "utf-8": NAME.encode(),
    "utf-16": NAME.encode("utf-16-le"),
    "gb18030": NAME.encode("gb18030"),
    "digits": NUMBER.encode(),
    "digits-in-utf-16": NUMBER.encode("utf-16-le"),
    "e-mail": b"wang@example.cn",
}


@pytest.mark.parametrize("content", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("before", [b"\x01\x00\x02\x00", b"\x01\x00\x02"], ids=["even", "odd"])
def test_text_is_found_between_other_bytes(content: bytes, before: bytes) -> None:
    found = "".join(readable(before + content + b"\x00\x00\x01"))
    assert any(text in found for text in (NAME, NUMBER, "wang@example.cn"))


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 100, b"Root Entry", b"short 12345"],
    ids=["none", "zeros", "name", "short"],
)
def test_nothing_is_made_up(content: bytes) -> None:
    assert readable(content) == []


@given(st.binary(max_size=4000))
def test_any_bytes_give_at_most_so_many_runs(content: bytes) -> None:
    assert len(readable(content)) <= MOST
