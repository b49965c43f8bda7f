"""The name of a file's bytes."""

from __future__ import annotations

import hashlib

from recognizers.text import Sha256


def sha256_of(source: bytes) -> Sha256:
    """Return the SHA-256 of ``source`` in hex."""
    return Sha256(hashlib.sha256(source).hexdigest())
