"""The audit trail as people use it: read it, seal it, verify it, export it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from review.audit import standalone
from review.audit.chain import AuditEvent, Broken, Verified, stamp, verify_chain
from review.audit.checkpoint import (
    Checkpoint,
    fingerprint,
    open_checkpoint,
    sign_checkpoint,
)
from review.errors import BrokenChainError, StoreError
from review.policy import Action, check_may
from review.service.people import read_actor
from review.store.log import head, read_checkpoints, read_log, save_checkpoint
from review.store.verification import Reports, differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from review.people import Actor
    from review.service.office import Office
    from review.store.transaction import Reader


@dataclass(frozen=True, slots=True)
class Sealed:
    """A checkpoint: the log's length, its last hash, the signed note, and where it lies."""

    length: int
    last: str
    note: str
    path: Path


@dataclass(frozen=True, slots=True)
class Audit:
    """What a verification found.

    ``broken`` is the first break of the chain or a checkpoint, ``differing`` the
    records that are not as their events say. ``uncovered`` counts events after
    the last checkpoint: a cut there would not show. ``backward`` counts events
    whose time is before the one ahead of them (a clock that was set back).
    """

    length: int
    last: str
    checkpoints: int
    uncovered: int
    broken: Broken | None
    differing: tuple[Broken, ...]
    backward: int
    fingerprint: str

    @property
    def is_sound(self) -> bool:
        """Return whether nothing was found altered."""
        return self.broken is None and not self.differing


def make_checkpoint(office: Office) -> Sealed:
    """Sign the log's present head and export the note; the program itself may do this.

    Raises:
        StoreError: the note could not be exported; what it seals stays on record.
    """
    store = office.store
    origin = store.log_name()
    with store.write() as writer:
        length, last = writer.number, writer.last
        point = Checkpoint(origin, length, last, stamp(store.now()))
        note = sign_checkpoint(point, store.keys.signer)
        save_checkpoint(writer.connection, length, note)
    path = office.settings.checkpoint_folder / f"checkpoint-{length:09d}.txt"
    _write_whole(path, note)
    return Sealed(length, last, note, path)


def _write_whole(path: Path, content: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".partial")
        with beside.open("w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        raise StoreError(why="checkpoint-unwritable") from None


def last_checkpoint(office: Office) -> Sealed | None:
    """Return the newest checkpoint, if there is one."""
    with office.store.read() as reader:
        notes = read_checkpoints(reader.connection)
    if not notes:
        return None
    point = open_checkpoint(notes[-1], office.store.keys.signer.public_key())
    path = office.settings.checkpoint_folder / f"checkpoint-{point.length:09d}.txt"
    return Sealed(point.length, point.last, notes[-1], path)


def read_trail(
    actor: Actor, office: Office, *, first: int = 0, case_id: str = ""
) -> tuple[AuditEvent, ...]:
    """Return the events from number ``first`` on, or those of one case.

    Raises:
        NotAllowedError: the actor may not audit.
    """
    with office.store.read() as reader:
        check_may(read_actor(reader, actor.login), Action.AUDIT, None, office.today())
        events = [event for event, _ in read_log(reader.connection, first)]
    if not case_id:
        return tuple(events)
    return tuple(e for e in events if case_id in {e.facts.get("case"), e.facts.get("scope")})


def verify(actor: Actor, office: Office, notes: Iterable[str] = ()) -> Audit:
    """Verify chain, checkpoints (kept ones, exported ones and ``notes``) and every record.

    Raises:
        NotAllowedError: the actor may not audit.
    """
    with office.store.read() as reader:
        check_may(read_actor(reader, actor.login), Action.AUDIT, None, office.today())
        return verify_store(office, reader, notes)


def verify_store(office: Office, reader: Reader, notes: Iterable[str] = ()) -> Audit:
    """Verify a store as ``reader`` sees it; see ``verify``."""
    public = office.store.keys.signer.public_key()
    length, last = head(reader.connection)
    points, broken = _open_all(office, reader, notes)
    reports = Reports()
    found = verify_chain(reports.watch(read_log(reader.connection)), points)
    broken = broken or _broken(found, length, last)
    read = found.length if isinstance(found, Verified) else found.number
    return Audit(
        length=read,
        last=last,
        checkpoints=len(points),
        uncovered=read - (found.checkpointed if isinstance(found, Verified) else 0),
        broken=broken,
        differing=tuple(differences(reader, reports.last)),
        backward=reports.backward,
        fingerprint=fingerprint(public),
    )


def _open_all(
    office: Office, reader: Reader, notes: Iterable[str]
) -> tuple[dict[int, str], Broken | None]:
    """Return all checkpoints by length; one that does not open, or two that differ, break it."""
    points: dict[int, str] = {}
    origin = office.store.log_name()
    for note in (*read_checkpoints(reader.connection), *_exported(office), *notes):
        try:
            point = open_checkpoint(note, office.store.keys.signer.public_key())
        except BrokenChainError as error:
            return points, Broken(int(error.facts["number"]), str(error.facts["why"]))
        if point.origin != origin:
            return points, Broken(point.length, "other-log")
        if points.setdefault(point.length, point.last) != point.last:
            return points, Broken(point.length, "checkpoints-differ")
    return points, None


def _exported(office: Office) -> Iterator[str]:
    for path in sorted(office.settings.checkpoint_folder.glob("checkpoint-*.txt")):
        yield path.read_text("utf-8")


def _broken(found: Broken | Verified, length: int, last: str) -> Broken | None:
    if isinstance(found, Broken):
        return found
    if (found.length, found.last) != (length, last):
        return Broken(found.length, "head-differs")
    return None


def check_sound(audit: Audit) -> None:
    """Refuse to go on from an altered trail.

    Raises:
        BrokenChainError: with the first thing that was found.
    """
    for broken in filter(None, (audit.broken, *audit.differing)):
        raise BrokenChainError(number=broken.number, why=broken.why)


def export_lines(stored: Iterable[tuple[AuditEvent, str]]) -> Iterator[str]:
    """Yield each event with its hash as one line of JSON, for the standalone verifier."""
    for event, kept in stored:
        yield json.dumps(event.body() | {"hash": kept}, sort_keys=True) + "\n"


def export_log(actor: Actor, office: Office, folder: Path) -> tuple[Path, ...]:
    """Write the whole log, a fresh checkpoint, the public key and the verifier to ``folder``.

    Raises:
        NotAllowedError: the actor may not audit.
    """
    with office.store.read() as reader:
        check_may(read_actor(reader, actor.login), Action.AUDIT, None, office.today())
    sealed = make_checkpoint(office)
    with office.store.read() as reader:
        lines = list(export_lines(read_log(reader.connection)))[: sealed.length]
    public = office.store.keys.signer.public_key().public_bytes_raw().hex()
    contents = {
        "events.jsonl": "".join(lines),
        "checkpoint.txt": sealed.note,
        "public-key.hex": public + "\n",
        "verify.py": Path(standalone.__file__).read_text("utf-8"),
    }
    for name, content in contents.items():
        _write_whole(folder / name, content)
    return tuple(folder / name for name in contents)
