"""A program killed between any two of its writes leaves a whole store behind.

A forked child goes the whole way of a case and dies, without any clearing up,
right before its n-th statement or commit; the parent opens what is left.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import event

from review.case import Case, CaseDocument, DocumentState
from review.consultation import Answer, Outcome, PartyKind
from review.deadline import Clock
from review.service import (
    cases,
    consulting,
    decisions,
    documents,
    people,
    production,
    releasing,
    trail,
)
from review.store.log import read_log
from tests.postgres.cluster import Cluster
from tests.review.staff import Staff, enter, hire

DIED = 9


def _whole_way(staff: Staff) -> None:
    """Do everything that a case can see, once."""
    case = staff.open()
    document = staff.add(case)
    staff.add(case, "附件：补助标准每月500元。", "annex.txt")
    found = decisions.items(staff.clerk, staff.office, document.id)
    asking = consulting.Asking(PartyKind.THIRD_PARTY, "某公司", "报价", (found[0].finding.id,))
    held = consulting.consult(staff.clerk, staff.office, case.id, asking)
    today = staff.office.today()
    consulting.send_letter(staff.clerk, staff.office, held.id, today)
    consulting.serve_letter(staff.clerk, staff.office, held.id, today, "直接送达")
    consulting.answer_letter(staff.clerk, staff.office, held.id, Answer.CONSENT)
    consulting.close_consultation(staff.clerk, staff.office, held.id, Outcome.DISCLOSE)
    staff.decide_all(document)
    production.produce(staff.clerk, staff.office, case.id)
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    releasing.publish(staff.publisher, staff.office, case.id, releasing.Place("公开栏", today))
    stopped = staff.open(title="另一件")
    staff.add(stopped, "绝密★启用前\n事项", "stop.txt")


@dataclass
class _Fuse:
    """Counts writes, and ends the process right before the n-th."""

    left: int
    burnt: int = 0

    def burn(self, *_: object) -> None:
        self.burnt += 1
        self.left -= 1
        if self.left == 0:
            os._exit(DIED)


def _go(folder: Path, url: str, left: int) -> int:
    """Go the whole way with a fuse; return how many writes there were."""
    staff, fuse = enter(folder, url), _Fuse(left)
    event.listen(staff.office.store.engine, "before_cursor_execute", fuse.burn)
    event.listen(staff.office.store.engine, "commit", fuse.burn)
    _whole_way(staff)
    staff.office.close()
    return fuse.burnt


def _killed(folder: Path, url: str, left: int) -> int:
    """Go in a child that dies; return its exit code."""
    child = os.fork()
    if child == 0:
        try:
            _go(folder, url, left)
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _check_whole(staff: Staff) -> None:
    office = staff.office
    with office.store.read() as reader:
        audit = trail.verify_store(office, reader)
        assert audit.is_sound, (audit.broken, audit.differing)
        for case in reader.all(Case):
            assert reader.all(Clock, case=case.id), "a case without its clock"
        actions = [(e.action, e.facts.get("document")) for e, _ in read_log(reader.connection)]
        known = reader.all(CaseDocument)
    for document in known:
        if document.state is DocumentState.READ:
            assert ("findings.recorded", document.id) in actions
            office.store.blobs.get(document.sha256)
    for waiting in documents.unread(office):
        documents.read_document(office, waiting.id)
    assert documents.unread(office) == ()
    office.store.sweep()
    _whole_way(staff)  # and work goes on
    assert trail.verify(people.actor(office, "auditor"), office).is_sound
    assert len(cases.list_cases(staff.clerk, office)) >= 2


def _copies(folder: Path, url: str, cluster: Cluster | None, name: str) -> tuple[Path, str]:
    target = folder / name
    shutil.copytree(folder / "model", target)
    return target, cluster.database(url) if cluster else ""


def _try_points(tmp_path: Path, cluster: Cluster | None, step: int) -> int:
    """Kill at every ``step``-th write; return at how many."""
    url = cluster.database() if cluster else ""
    hire(tmp_path / "model", url).office.close()
    place, address = _copies(tmp_path, url, cluster, "count")
    writes = _go(place, address, -1)
    assert writes > 200
    for left in range(1 + step // 2, writes, step):
        place, address = _copies(tmp_path, url, cluster, f"at-{left}")
        assert _killed(place, address, left) == DIED
        staff = enter(place, address)
        try:
            _check_whole(staff)
        finally:
            staff.office.close()
        shutil.rmtree(place)
    return len(range(1 + step // 2, writes, step))


def test_killed_between_writes_on_sqlite(tmp_path: Path) -> None:
    assert _try_points(tmp_path, None, 97) > 2


@pytest.mark.postgres
def test_killed_between_writes_on_postgresql(tmp_path: Path, cluster: Cluster) -> None:
    assert _try_points(tmp_path, cluster, 151) > 2


@pytest.mark.slow
def test_killed_between_any_two_writes_on_sqlite(tmp_path: Path) -> None:
    assert _try_points(tmp_path, None, 1) > 2


@pytest.mark.slow
@pytest.mark.postgres
def test_killed_between_any_two_writes_on_postgresql(tmp_path: Path, cluster: Cluster) -> None:
    assert _try_points(tmp_path, cluster, 1) > 2
