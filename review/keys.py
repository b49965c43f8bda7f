"""The keys, kept as files outside the database.

``store.key`` (32 random bytes, hexadecimal) encrypts what is stored and keys
the commitments; each use has its own key derived from it (HKDF-SHA256, RFC
5869). ``checkpoint.key`` (Ed25519) signs checkpoints. Whoever holds the database
and both files can write a new history: keep them apart, and keep checkpoints
where neither lies.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from review.errors import DamagedBlobError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

STORE_KEY: Final = "store.key"
CHECKPOINT_KEY: Final = "checkpoint.key"
PUBLIC_KEY: Final = "checkpoint.pub"
_NONCE: Final = 12


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one store; never printed, logged or pickled."""

    master: bytes = field(repr=False)
    signer: Ed25519PrivateKey = field(repr=False)

    def commitment_key(self, scope: str) -> bytes:
        """Return the key of commitments within ``scope`` (a case, or the office).

        One case's key opens that case's commitments and no other's, so it may
        go with an archive package.
        """
        return self._derived(f"commitment/{scope}")

    def seal(self, payload: bytes, place: str) -> bytes:
        """Return ``payload`` encrypted (AES-256-GCM) for ``place``, with its nonce before it."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher(place).encrypt(nonce, payload, place.encode())

    def unseal(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for ``place``.

        Raises:
            DamagedBlobError: another key, another place, or altered bytes.
        """
        try:
            return self._cipher(place).decrypt(sealed[:_NONCE], sealed[_NONCE:], place.encode())
        except (InvalidTag, ValueError):
            raise DamagedBlobError(place=place.partition("/")[0]) from None

    def check_value(self) -> str:
        """Return a value that tells this keyring from others without revealing it."""
        return self._derived("check").hex()

    def _cipher(self, place: str) -> AESGCM:
        return AESGCM(self._derived(place.partition("/")[0]))

    def _derived(self, use: str) -> bytes:
        info = b"mishen/" + use.encode()
        return HKDF(hashes.SHA256(), 32, salt=None, info=info).derive(self.master)


def create_keys(folder: Path) -> Keyring:
    """Write new keys to ``folder``, readable by the owner only, and return them.

    Raises:
        StoreError: there are keys already; they are never overwritten.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any((folder / name).exists() for name in (STORE_KEY, CHECKPOINT_KEY)):
        raise StoreError(why="keys-exist")
    signer = Ed25519PrivateKey.generate()
    pem = signer.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(folder / STORE_KEY, secrets.token_hex(32).encode())
    _write(folder / CHECKPOINT_KEY, pem)
    _write(folder / PUBLIC_KEY, signer.public_key().public_bytes_raw().hex().encode())
    return open_keys(folder)


def open_keys(folder: Path) -> Keyring:
    """Return the keys in ``folder``.

    Raises:
        StoreError: a key is missing or unreadable.
    """
    try:
        master = bytes.fromhex((folder / STORE_KEY).read_text("ascii").strip())
        signer = serialization.load_pem_private_key((folder / CHECKPOINT_KEY).read_bytes(), None)
    except FileNotFoundError:
        raise StoreError(why="key-missing") from None
    except (OSError, ValueError):
        raise StoreError(why="key-unreadable") from None
    if len(master) != 32 or not isinstance(signer, Ed25519PrivateKey):
        raise StoreError(why="key-unreadable")
    return Keyring(master, signer)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content + b"\n")
        file.flush()
        os.fsync(file.fileno())
