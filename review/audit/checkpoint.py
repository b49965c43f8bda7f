"""Checkpoints: a log's length and last hash, signed, to be kept outside the database.

A checkpoint is text in the signed-note form of transparency logs (C2SP
``signed-note``, ``tlog-checkpoint``): origin, length and base64 of the last
hash on three lines, one line of time, an empty line, and an Ed25519 signature
line. The hash is the head of an SM3 chain, not a Merkle root.

A checkpoint proves what the log was when the key signed it. It does not prove
when that was: the time is the machine's word, unless somebody else kept it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidSignature

from redaction.plan import Sm3
from review.errors import BrokenChainError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

_ED25519: Final = b"\x01"
_DASH: Final = "\u2014 "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The ``length`` and ``last`` hash of the log ``origin`` at one moment (UTC)."""

    origin: str
    length: int
    last: Sm3
    at: str

    def text(self) -> str:
        """Return the lines that are signed."""
        head = base64.b64encode(bytes.fromhex(self.last)).decode()
        return f"{self.origin}\n{self.length}\n{head}\n{self.at}\n"


def sign_checkpoint(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """Return the checkpoint as a signed note."""
    text = checkpoint.text()
    signature = key.sign(text.encode())
    line = base64.b64encode(key_id(checkpoint.origin, _raw(key.public_key())) + signature).decode()
    return f"{text}\n{_DASH}{checkpoint.origin} {line}\n"


def open_checkpoint(note: str, key: Ed25519PublicKey) -> Checkpoint:
    """Return the checkpoint in ``note``, its signature verified with ``key``.

    Raises:
        BrokenChainError: the note is malformed, or ``key`` did not sign it.
    """
    text, separator, signatures = note.partition("\n\n")
    checkpoint = _parse(text + "\n")
    if not separator or not _signed(checkpoint, signatures, key):
        raise BrokenChainError(number=checkpoint.length, why="checkpoint-signature")
    return checkpoint


def key_id(name: str, public: bytes) -> bytes:
    """Return the four bytes by which a signature line names its key."""
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def fingerprint(key: Ed25519PublicKey) -> str:
    """Return SHA-256 of the raw public key in hex, to be printed and compared by eye."""
    return hashlib.sha256(_raw(key)).hexdigest()


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes_raw()


def _parse(text: str) -> Checkpoint:
    lines = text.splitlines()
    try:
        origin, length, head, at = lines
        last = base64.b64decode(head, validate=True)
        checkpoint = Checkpoint(origin, int(length), Sm3(last.hex()), at)
    except (ValueError, binascii.Error):
        raise BrokenChainError(number=0, why="checkpoint-malformed") from None
    if len(last) != 32 or checkpoint.length < 0 or checkpoint.text() != text:
        raise BrokenChainError(number=0, why="checkpoint-malformed")
    return checkpoint


def _signed(checkpoint: Checkpoint, signatures: str, key: Ed25519PublicKey) -> bool:
    expected = key_id(checkpoint.origin, _raw(key))
    for line in signatures.splitlines():
        name, _, encoded = line.removeprefix(_DASH).partition(" ")
        if line.startswith(_DASH) and name == checkpoint.origin:
            signature = _decoded(encoded)
            if signature[:4] == expected and _verifies(key, signature[4:], checkpoint):
                return True
    return False


def _decoded(encoded: str) -> bytes:
    try:
        raw = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        return b""
    # Base64 spells some bytes in several ways; only one of them was signed off.
    return raw if base64.b64encode(raw).decode() == encoded else b""


def _verifies(key: Ed25519PublicKey, signature: bytes, checkpoint: Checkpoint) -> bool:
    try:
        key.verify(signature, checkpoint.text().encode())
    except InvalidSignature:
        return False
    return True
