"""Archive packages: a case's files with a manifest, as values; nothing is read or written here.

A package is a folder of the case's documents, papers and records, the part of
the audit log from the case's first event on, checkpoints, and the verifier. The
manifest gives SM3 and SHA-256 of every file, and its own digest stands in the
log, so that a checkpoint seals all of it.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from redaction.plan import Sm3, sm3
from review.audit.canonical import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from review.audit.canonical import Json

SCHEMA: Final = "mishen.archive/1"
KIND: Final = "mishen-manifest/1"


def manifest(case: str, made: str, files: Mapping[str, bytes]) -> bytes:
    """Return the manifest of ``files`` (by their paths in the package), in canonical JSON."""
    entries: list[Json] = [
        {
            "path": path,
            "bytes": len(content),
            "sm3": sm3(content),
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        for path, content in sorted(files.items())
    ]
    return canonical({"schema": SCHEMA, "case": case, "made": made, "files": entries})


def manifest_digest(content: bytes) -> Sm3:
    """Return what the archive event records of a manifest."""
    return sm3(KIND.encode() + b"\n" + content)


def record_lines(records: Mapping[str, tuple[int, list[dict[str, Json]]]]) -> bytes:
    """Return each record with its event as one line of JSON, for ``records.jsonl``."""
    lines = [
        json.dumps(
            {"record": name, "event": number, "rows": rows}, ensure_ascii=False, sort_keys=True
        )
        for name, (number, rows) in sorted(records.items(), key=lambda item: item[1][0])
    ]
    return "".join(line + "\n" for line in lines).encode("utf-8", "surrogatepass")
