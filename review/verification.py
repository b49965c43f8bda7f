"""Verify a redacted file on its own, against its source and register; look into any file."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from recognizers.errors import ConfigError
from review.check import read_source
from review.register.content import SCHEMA

if TYPE_CHECKING:
    from pathlib import Path

    from redaction.inspection import Hidden
    from redaction.verify import Proof


def verify_file(output: Path, against: Path, register: Path) -> Proof:
    """Return the proof that ``output`` is ``against`` without what ``register`` withholds.

    Raises:
        ConfigError: the register is not one, or is of other files.
        RedactionError: unreadable (3), or not proven (4).
    """
    from redaction.inspection import verify_files  # noqa: PLC0415 - loaded when there is work

    source, written = read_source(against), read_source(output)
    body = _register(register)
    if body["source"].get("sha256") != hashlib.sha256(source).hexdigest():
        raise ConfigError(path="--against", why="other-source")
    if body["output"].get("sha256") != hashlib.sha256(written).hexdigest():
        raise ConfigError(path="--register", why="other-output")
    return verify_files(source, written, body)


def hidden_in(path: Path) -> tuple[Hidden, ...]:
    """Return what the file at ``path`` hides from its reader.

    Raises:
        RedactionError: the file is refused.
    """
    from redaction import sandbox  # noqa: PLC0415 - loaded when there is work
    from redaction.formats.sniff import sniff  # noqa: PLC0415

    raw = read_source(path)
    return sandbox.inspect(sniff(raw, path.name), raw)


def _register(path: Path) -> dict[str, Any]:
    try:
        body = json.loads(read_source(path))
    except ValueError as error:
        raise ConfigError(path="--register", why="not-json") from error
    if not isinstance(body, dict) or body.get("schema") != SCHEMA:
        raise ConfigError(path="--register", why="unknown-schema")
    if not all(isinstance(body.get(key), dict) for key in ("source", "output")):
        raise ConfigError(path="--register", why="missing")
    return body
