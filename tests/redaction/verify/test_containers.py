"""Archives are opened whole: what the directory names and what it does not."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.errors import UnprovenError
from redaction.verify.containers import inflate, is_archive, open_archive
from tests.plants.package import Package


def archive(**options: bytes) -> bytes:
    return Package({"a.xml": b"<a/>", "b/c.bin": b"\0" * 40}).pack(**options)


def test_members_are_read_by_name() -> None:
    opened = open_archive(archive())
    assert [(m.name, len(m.data)) for m in opened.members] == [("a.xml", 4), ("b/c.bin", 40)]
    assert opened.strays == ()


STRAYS = [
    ("comment", {"comment": b"remark here"}, b"remark here"),
    ("extra field", {"extra": b"field here"}, b"field here"),
    ("forgotten member", {"orphan": b"orphan here"}, b"orphan here"),
]


@pytest.mark.parametrize(("options", "text"), [r[1:] for r in STRAYS], ids=[r[0] for r in STRAYS])
def test_bytes_that_no_directory_names_are_found(options: dict[str, bytes], text: bytes) -> None:
    assert any(text in stray for stray in open_archive(archive(**options)).strays)


def test_bytes_before_the_archive_are_found() -> None:
    assert any(b"hello" in stray for stray in open_archive(b"hello" + archive()).strays)


def test_repeated_names_are_counted_and_all_of_them_read() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        made.writestr("a", b"first")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a", b"second")
    opened = open_archive(buffer.getvalue())
    assert [m.data for m in opened.members] == [b"first", b"second"]
    assert opened.repeated == 1


@pytest.mark.parametrize("cut", [10, 60, 120])
def test_a_damaged_archive_proves_nothing(cut: int) -> None:
    data = archive()
    broken = data[:40] + b"\xff" * 6 + data[46:-cut] + data[-22:]
    with pytest.raises(UnprovenError):
        open_archive(broken)


def test_an_archive_is_told_by_its_end() -> None:
    assert is_archive(b"junk" + archive())
    assert not is_archive(archive()[:-30])


@given(st.binary(max_size=200))
def test_inflating_rubbish_gives_nothing_and_no_error(data: bytes) -> None:
    assert isinstance(inflate(data), bytes)
