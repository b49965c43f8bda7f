"""Text is read under every encoding and escape an office file may use."""

from __future__ import annotations

import base64
import quopri
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.verify.encodings import readings, unescaped

SECRET = "密迗撇藏"
ENCODINGS = ["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("noise", [b"", b"\x02\0", b"\x07abc\0", b"\xff\xfe\x00\x01"])
def test_bytes_are_read_in_every_encoding_behind_any_noise(encoding: str, noise: bytes) -> None:
    data = noise + SECRET.encode(encoding) + b"\0"
    if encoding.startswith("utf-32"):
        data = b"\0\0\0\0" * 4 + noise.ljust(4, b"\0") + SECRET.encode(encoding)
    assert any(SECRET in reading for reading in readings(data))


def test_traditional_text_is_read_as_big5() -> None:
    assert any("機密檔案" in reading for reading in readings("機密檔案".encode("big5")))


def test_a_blob_between_two_high_bytes_is_read_in_both_alignments() -> None:
    data = b"\x00\x95" + SECRET.encode("gb18030") + b"\x00"
    assert any(SECRET in reading for reading in readings(data))


@given(st.binary(max_size=300))
def test_reading_never_fails(data: bytes) -> None:
    assert all(isinstance(reading, str) for reading in readings(data))


ESCAPES = [
    ("percent", quote(SECRET)),
    ("percent in GBK", quote(SECRET, encoding="gb18030")),
    ("decimal references", "".join(f"&#{ord(c)};" for c in SECRET)),
    ("references escaped twice", "".join(f"&amp;#x{ord(c):x};" for c in SECRET)),
    ("unicode escapes", "".join(f"\\u{ord(c):04X}" for c in SECRET)),
    ("octal escapes", "".join(f"\\{b:03o}" for b in SECRET.encode("utf-16-be"))),
    ("hex", SECRET.encode("utf-16-be").hex()),
    ("hex in capitals", SECRET.encode().hex().upper()),
    ("base64", base64.b64encode(SECRET.encode()).decode()),
    ("base64 for addresses", base64.urlsafe_b64encode(f"a={SECRET}".encode()).decode()),
    ("base64 over two lines", base64.encodebytes(f"{'x' * 57}{SECRET}".encode()).decode()),
    ("quoted printable", quopri.encodestring(SECRET.encode()).decode()),
]


@pytest.mark.parametrize("text", [row[1] for row in ESCAPES], ids=[row[0] for row in ESCAPES])
def test_each_escape_is_undone(text: str) -> None:
    found = [reading for _, reading in unescaped(f"before {text} after")]
    assert any(SECRET in reading for reading in found)


def test_plain_words_are_not_taken_for_codes() -> None:
    assert list(unescaped("Disclosure of government information")) == []


@given(st.text(max_size=200))
def test_undoing_escapes_never_fails(text: str) -> None:
    assert all(isinstance(reading, str) for _, reading in unescaped(text))
