"""Encrypted files, named by the SHA-256 of what they hold.

A file is written beside, synced and renamed, so that a name always leads to
whole bytes. AES-256-GCM binds the content to its name: another file's bytes
under this name do not decrypt. A file that no row refers to is the remainder of
a transaction that did not happen, and ``sweep`` removes it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.text import Sha256
from review.errors import DamagedBlobError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from review.keys import Keyring

_PARTIAL: Final = ".partial"


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blobs in ``folder``."""

    folder: Path
    keys: Keyring

    def put(self, content: bytes) -> Sha256:
        """Store ``content`` and return its name; storing it again changes nothing."""
        name = Sha256(hashlib.sha256(content).hexdigest())
        target = self._path(name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = target.with_name(f"{name}.{secrets.token_hex(4)}{_PARTIAL}")
            _write(beside, self.keys.seal(content, f"blob/{name}"))
            beside.replace(target)
            _sync_folder(target.parent)
        return name

    def get(self, name: Sha256) -> bytes:
        """Return the content that ``name`` names.

        Raises:
            DamagedBlobError: it is missing, altered, or of another store.
        """
        try:
            sealed = self._path(name).read_bytes()
        except OSError:
            raise DamagedBlobError(place="blob") from None
        content = self.keys.unseal(sealed, f"blob/{name}")
        if hashlib.sha256(content).hexdigest() != name:
            raise DamagedBlobError(place="blob")
        return content

    def remove(self, name: Sha256) -> None:
        """Delete a blob; that of an unknown name is gone already."""
        self._path(name).unlink(missing_ok=True)

    def names(self) -> Iterator[Sha256]:
        """Yield the names of all whole blobs."""
        for path in sorted(self.folder.glob("??/*")):
            if path.suffix != _PARTIAL:
                yield Sha256(path.name)

    def sweep(self, wanted: Collection[str]) -> int:
        """Delete what is not ``wanted`` and all partial files; return how many went."""
        gone = [p for p in self.folder.glob("??/*") if p.name not in wanted]
        for path in gone:
            path.unlink()
        return len(gone)

    def _path(self, name: Sha256) -> Path:
        return self.folder / name[:2] / name


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
