"""Put a case into a package that stands on its own for years.

The package holds the originals with what was withheld: it belongs into the
archive, not beside the published files.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from review.archive import manifest, manifest_digest, record_lines
from review.audit import standalone
from review.audit.events import Archived, Digest, Ref
from review.case import DocumentState, Paper
from review.errors import BackupError
from review.messages import text
from review.policy import Action
from review.register import render
from review.service.matter import changing, read_matter
from review.service.registers import redaction_of
from review.service.trail import export_lines, make_checkpoint
from review.store.log import read_checkpoints, read_log
from review.store.verification import last_reports, stored_records
from review.suffix import suffix_of

if TYPE_CHECKING:
    from review.people import Actor
    from review.policy import Matter
    from review.service.matter import Work
    from review.service.office import Office
    from review.service.trail import Sealed


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package: where it lies, its manifest's digest, and the checkpoint over it."""

    folder: Path
    manifest: str
    checkpoint: Sealed


def archive_case(actor: Actor, office: Office, case_id: str, folder: Path) -> Package:
    """Write the package of a case to ``folder`` / its number, whole or not at all.

    Raises:
        BackupError: there is something at that place already.
        NotAllowedError: the actor may not archive.
        DamagedBlobError: a stored file was altered.
    """
    target = folder / case_id
    if target.exists():
        raise BackupError(why="target-exists")
    beside = folder / f".{case_id}.partial"
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with changing(actor, office, case_id, Action.ARCHIVE) as work:
            matter = read_matter(work.writer, office, work.case)
            digest = _write_files(beside, work, office, matter)
            work.writer.save(work.actor.login, Archived(Ref(case_id), Digest(digest)))
        sealed = make_checkpoint(office)
        _write_trail(beside, office, case_id, sealed)
        beside.rename(target)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return Package(target, digest, sealed)


def _write_files(folder: Path, work: Work, office: Office, matter: Matter) -> str:
    files = {
        **_documents(office, matter),
        **_papers(work, office),
        **_records(work, office),
        "README.txt": text("archive.readme", case=work.case.id).encode(),
    }
    listing = manifest(work.case.id, work.writer.at, files)
    for path, content in files.items():
        _write(folder / path, content)
    _write(folder / "manifest.json", listing)
    _write(folder / "verify.py", Path(standalone.__file__).read_bytes())
    return manifest_digest(listing)


def _documents(office: Office, matter: Matter) -> dict[str, bytes]:
    """Return originals, outputs and registers; a stopped document has none."""
    outputs, files = matter.current_outputs(), dict[str, bytes]()
    for document in matter.documents:
        if document.state is DocumentState.STOPPED:
            continue
        # Not the name that came in: it may hold what the output does not.
        name = f"{document.id}{suffix_of(document.media_type)}"
        files[f"originals/{name}"] = office.store.blobs.get(document.sha256)
        output = outputs.get(document.id)
        if output is not None:
            content = office.store.blobs.get(output.sha256)
            files[f"outputs/{document.id}{suffix_of(output.media_type)}"] = content
            done = redaction_of(office, matter, document.id)
            files[f"registers/{document.id}.json"] = render(done, ".json")
            files[f"registers/{document.id}.docx"] = render(done, ".docx")
    return files


def _papers(work: Work, office: Office) -> dict[str, bytes]:
    return {
        f"papers/{paper.event}-{paper.kind}.docx": office.store.blobs.get(paper.sha256)
        for paper in work.writer.all(Paper, case=work.case.id)
    }


def _records(work: Work, office: Office) -> dict[str, bytes]:
    """Return the case's records in clear, and the key that opens their commitments."""
    scope = work.case.id
    reports = last_reports(read_log(work.writer.connection))
    own = {name for name, report in reports.items() if report.scope == scope}
    records = {
        name: (stored.number, stored.rows)
        for name, stored in stored_records(work.writer)
        if name in own and stored.rows is not None
    }
    return {
        "records/records.jsonl": record_lines(records),
        "records/commitment-key.hex": office.store.keys.commitment_key(scope).hex().encode(),
    }


def _write_trail(folder: Path, office: Office, case_id: str, sealed: Sealed) -> None:
    """Write the log from the case's first event through the checkpoint."""
    with office.store.read() as reader:
        log = [entry for entry in read_log(reader.connection) if entry[0].number < sealed.length]
        notes = read_checkpoints(reader.connection)
    first = next(e.number for e, _ in log if e.facts.get("scope") == case_id)
    part = log[first:]
    segment = {"case": case_id, "first": first, "previous": part[0][0].previous}
    _write(folder / "audit/segment.json", json.dumps(segment).encode())
    _write(folder / "audit/events.jsonl", "".join(export_lines(part)).encode())
    public = office.store.keys.signer.public_key().public_bytes_raw()
    _write(folder / "audit/public-key.hex", public.hex().encode())
    for note in notes:
        length = int(note.splitlines()[1])
        if first < length <= sealed.length:
            _write(folder / f"audit/checkpoints/{length:09d}.txt", note.encode())


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
