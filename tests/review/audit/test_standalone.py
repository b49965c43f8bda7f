"""The auditor's single file agrees with the libraries, and needs nothing but Python."""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from review.audit import standalone
from review.audit.canonical import hmac_sm3
from review.audit.checkpoint import Checkpoint, sign_checkpoint
from tests.review.audit.logs import Stored, chain

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


@given(st.binary(max_size=300))
def test_its_sm3_is_that_of_openssl(payload: bytes) -> None:
    assert standalone.sm3_in_python(payload) == hashlib.new("sm3", payload).hexdigest()


@given(st.binary(min_size=1, max_size=64), st.binary(max_size=100))
def test_its_hmac_is_ours(key: bytes, payload: bytes) -> None:
    assert standalone.hmac_sm3(key, payload) == hmac_sm3(key, payload).hex()


@settings(max_examples=12)
@given(st.binary(max_size=100), st.binary(min_size=32, max_size=32))
def test_it_accepts_what_the_library_signed(message: bytes, seed: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public = key.public_key().public_bytes_raw()
    assert standalone.ed25519_verifies(public, message, key.sign(message))
    assert not standalone.ed25519_verifies(public, message + b"x", key.sign(message))


@settings(max_examples=25)
@given(st.integers(0, 64 * 8 - 1))
def test_it_refuses_every_flipped_bit_of_a_signature(bit: int) -> None:
    signature = bytearray(KEY.sign(b"log"))
    signature[bit // 8] ^= 1 << bit % 8
    assert not standalone.ed25519_verifies(PUBLIC, b"log", bytes(signature))


def test_it_refuses_a_signature_with_the_group_order_added() -> None:
    signature = KEY.sign(b"log")
    scalar = int.from_bytes(signature[32:], "little") + 2**252
    scalar += 27742317777372353535851937790883648493
    assert not standalone.ed25519_verifies(
        PUBLIC, b"log", signature[:32] + scalar.to_bytes(32, "little")
    )


def test_it_imports_the_standard_library_only() -> None:
    tree = ast.parse(Path(standalone.__file__).read_text(encoding="utf-8"))
    names = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert names <= sys.stdlib_module_names


def _export(folder: Path, stored: Stored) -> list[str]:
    lines = [json.dumps(event.body() | {"hash": kept}) for event, kept in stored]
    (folder / "events.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "key.hex").write_text(PUBLIC.hex(), encoding="utf-8")
    point = Checkpoint("mishen-log/1", len(stored), stored[-1][1], stored[-1][0].at)
    (folder / "checkpoint.txt").write_text(sign_checkpoint(point, KEY), encoding="utf-8")
    names = ["--log", "events.jsonl", "--key", "key.hex", "checkpoint.txt"]
    return [name if name.startswith("--") else str(folder / name) for name in names]


def _run(folder: Path, arguments: list[str]) -> subprocess.CompletedProcess[str]:
    program = shutil.copy(standalone.__file__, folder / "verify.py")
    return subprocess.run(
        [sys.executable, "-I", "-S", str(program), *arguments],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip


LOG = chain([("case.signed", {"step": "head", "count": number}) for number in range(5)])


def test_an_exported_log_verifies_without_any_package(tmp_path: Path) -> None:
    done = _run(tmp_path, _export(tmp_path, LOG))
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sound")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        pytest.param(lambda lines: lines[:-1], "cut off", id="tail-cut"),
        pytest.param(lambda lines: lines[1:], "missing", id="head-cut"),
        pytest.param(lambda lines: [lines[1], lines[0], *lines[2:]], "moved", id="swapped"),
        pytest.param(
            lambda lines: [line.replace("head", "hand") for line in lines], "altered", id="altered"
        ),
        pytest.param(lambda lines: ["{", *lines], "BROKEN", id="no-json"),
    ],
)
def test_a_tampered_export_is_broken(tmp_path: Path, change: object, word: str) -> None:
    arguments = _export(tmp_path, LOG)
    path = tmp_path / "events.jsonl"
    path.write_text("\n".join(change(path.read_text().splitlines())))  # type: ignore[operator]
    done = _run(tmp_path, arguments)
    assert done.returncode == 5
    assert word in done.stdout


def test_another_key_is_not_believed(tmp_path: Path) -> None:
    arguments = _export(tmp_path, LOG)
    (tmp_path / "key.hex").write_text(
        Ed25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    )
    assert _run(tmp_path, arguments).returncode == 5
