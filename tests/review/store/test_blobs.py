"""Blobs: whole or absent, encrypted, bound to their names."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import Sha256
from review.errors import DamagedBlobError
from review.keys import create_keys
from review.store.blobs import Blobs

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Blobs:
    folder = tmp_path_factory.mktemp("blobs")
    return Blobs(folder / "blobs", create_keys(folder / "keys"))


def _file(blobs: Blobs, name: str) -> Path:
    return blobs.folder / name[:2] / name


@given(content=st.binary(max_size=500))
def test_what_is_put_comes_back_under_its_sha256(blobs: Blobs, content: bytes) -> None:
    name = blobs.put(content)
    assert name == hashlib.sha256(content).hexdigest()
    assert blobs.get(name) == content


def test_no_byte_of_the_content_is_stored_in_clear(blobs: Blobs) -> None:
    name = blobs.put(b"110105191701010034" * 20)
    assert b"1101051917" not in _file(blobs, name).read_bytes()


@given(at=st.integers(0, 60), flip=st.integers(1, 255))
def test_any_changed_byte_is_found(blobs: Blobs, at: int, flip: int) -> None:
    name = blobs.put(b"a file of some length, to be damaged")
    path = _file(blobs, name)
    sound = path.read_bytes()
    damaged = bytearray(sound)
    damaged[at % len(damaged)] ^= flip
    path.write_bytes(bytes(damaged))
    with pytest.raises(DamagedBlobError):
        blobs.get(name)
    path.write_bytes(sound)


def test_another_file_s_bytes_do_not_open_under_this_name(blobs: Blobs) -> None:
    one, two = blobs.put(b"one"), blobs.put(b"two")
    _file(blobs, one).write_bytes(_file(blobs, two).read_bytes())
    with pytest.raises(DamagedBlobError):
        blobs.get(one)


def test_a_missing_file_is_our_error(blobs: Blobs) -> None:
    with pytest.raises(DamagedBlobError):
        blobs.get(Sha256("0" * 64))


def test_sweeping_leaves_what_is_wanted_and_removes_remainders(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "blobs", create_keys(tmp_path / "keys"))
    kept, gone = blobs.put(b"kept"), blobs.put(b"gone")
    (_file(blobs, kept).parent / f"{kept}.00000000.partial").write_bytes(b"torn")
    assert blobs.sweep({kept}) == 2
    assert list(blobs.names()) == [kept]
    assert blobs.get(kept) == b"kept"
    assert not _file(blobs, gone).exists()
