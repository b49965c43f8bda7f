"""What is backed up comes back whole, on either database, or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from review.case import Case
from review.config import Settings
from review.errors import BackupError, BrokenChainError, NotAllowedError, StoreError
from review.service import cases, keeping, releasing, trail
from review.service.office import open_office
from tests.postgres.cluster import Cluster
from tests.review.office import everything
from tests.review.staff import NUMBER, Staff, enter, hire


@dataclass
class Saved:
    folder: Path
    backup: Path
    case: Case
    content: bytes


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Saved:
    folder = tmp_path_factory.mktemp("kept")
    staff = hire(folder)
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    [file] = releasing.released_files(staff.publisher, staff.office, case.id)
    keeping.back_up(staff.root, staff.office, folder / "backup")
    staff.office.close()
    return Saved(folder, folder / "backup", case, file.content)


def _settings(tmp_path: Path, saved: Saved, url: str = "") -> Settings:
    data = tmp_path / "data"
    shutil.copytree(saved.folder / "data" / "keys", data / "keys")
    return Settings(data=data, database_url=url)


def _check(tmp_path: Path, saved: Saved, url: str) -> None:
    staff = enter(tmp_path, url)
    [file] = releasing.released_files(staff.publisher, staff.office, saved.case.id)
    assert file.content == saved.content
    assert trail.verify(staff.auditor, staff.office).is_sound
    assert cases.open_case(staff.clerk, staff.office, cases.NewCase("新件")).id == "C2026-0002"
    staff.office.close()


def test_a_backup_restores_on_either_database(tmp_path: Path, saved: Saved, url: str) -> None:
    made = keeping.restore(_settings(tmp_path, saved, url), saved.backup)
    assert made.events > 20
    _check(tmp_path, saved, url)


@pytest.mark.postgres
def test_a_backup_goes_from_postgresql_to_sqlite(tmp_path: Path, cluster: Cluster) -> None:
    staff = hire(tmp_path / "from", cluster.database())
    case = staff.ready()
    keeping.back_up(staff.root, staff.office, tmp_path / "backup")
    before = everything(staff.office.store).count(b"case.saved")
    staff.office.close()
    data = tmp_path / "to" / "data"
    shutil.copytree(tmp_path / "from" / "data" / "keys", data / "keys")
    keeping.restore(Settings(data=data), tmp_path / "backup")
    there = enter(tmp_path / "to")
    assert cases.get_case(there.clerk, there.office, case.id).case == case
    assert everything(there.office.store).count(b"case.saved") == before
    there.office.close()


def test_a_backup_holds_no_key_and_no_text(saved: Saved) -> None:
    content = b"".join(p.read_bytes() for p in saved.backup.rglob("*") if p.is_file())
    key = (saved.folder / "data" / "keys" / "store.key").read_bytes().strip()
    assert key not in content
    assert bytes.fromhex(key.decode()) not in content
    assert NUMBER.encode() not in content


def _alter(path: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        file = min(folder.glob(path))
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.write_bytes(bytes(content))

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_alter("tables/decision.jsonl"), id="row-altered"),
        pytest.param(_alter("blobs/*/*"), id="blob-altered"),
        pytest.param(lambda f: (f / "tables" / "person.jsonl").unlink(), id="table-missing"),
        pytest.param(lambda f: min(f.glob("blobs/*/*")).unlink(), id="blob-missing"),
        pytest.param(lambda f: (f / "more").write_text("x"), id="file-added"),
        pytest.param(lambda f: (f / "manifest.json").write_text("{}"), id="no-manifest"),
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(
    tmp_path: Path, saved: Saved, change: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(saved.backup, copy)
    change(copy)
    settings = _settings(tmp_path, saved)
    with pytest.raises(BackupError):
        keeping.restore(settings, copy)
    assert not settings.blob_folder.exists()


def test_a_forged_backup_with_a_right_manifest_is_refused(tmp_path: Path, saved: Saved) -> None:
    import json

    from redaction.plan import sm3

    copy = tmp_path / "copy"
    shutil.copytree(saved.backup, copy)
    table = copy / "tables" / "decision.jsonl"
    table.write_text(table.read_text().replace('"withhold"', '"keep"', 1))
    listing = json.loads((copy / "manifest.json").read_text())
    listing["files"]["tables/decision.jsonl"] = sm3(table.read_bytes())
    (copy / "manifest.json").write_text(json.dumps(listing))
    settings = _settings(tmp_path, saved)
    with pytest.raises(BrokenChainError):
        keeping.restore(settings, copy)
    keeping.restore(settings, saved.backup)  # nothing of the forged one was left


def test_nothing_is_restored_over_a_store_that_is_in_use(tmp_path: Path, saved: Saved) -> None:
    settings = _settings(tmp_path, saved)
    open_office(settings).close()
    with pytest.raises(BackupError) as caught:
        keeping.restore(settings, saved.backup)
    assert caught.value.facts == {"why": "store-not-empty"}


def test_nothing_is_restored_without_the_keys_or_with_others(tmp_path: Path, saved: Saved) -> None:
    with pytest.raises(StoreError) as caught:
        keeping.restore(Settings(data=tmp_path / "none"), saved.backup)
    assert caught.value.facts == {"why": "key-missing"}
    other = hire(tmp_path / "other")
    other.office.close()
    data = tmp_path / "data"
    shutil.copytree(tmp_path / "other" / "data" / "keys", data / "keys")
    with pytest.raises(StoreError) as caught:
        keeping.restore(Settings(data=data), saved.backup)
    assert caught.value.facts == {"why": "other-keys"}


def test_only_an_administrator_backs_up_and_never_over_something(tmp_path: Path) -> None:
    staff: Staff = hire(tmp_path)
    with pytest.raises(NotAllowedError):
        keeping.back_up(staff.clerk, staff.office, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()
    keeping.back_up(staff.root, staff.office, tmp_path / "backup")
    with pytest.raises(BackupError):
        keeping.back_up(staff.root, staff.office, tmp_path / "backup")
    staff.office.close()


def test_a_restored_older_store_does_not_agree_with_later_checkpoints(
    tmp_path: Path, saved: Saved
) -> None:
    settings = _settings(tmp_path, saved)
    shutil.copytree(saved.folder / "data" / "checkpoints", settings.checkpoint_folder)
    later = enter(saved.folder)
    later.open(title="备份之后的一件")
    for _ in range(5):
        later.open(title="再一件")
    note = trail.make_checkpoint(later.office)
    later.office.close()
    keeping.restore(settings, saved.backup)
    staff = enter(tmp_path)
    audit = trail.verify(staff.auditor, staff.office, [note.note])
    assert audit.broken is not None
    assert audit.broken.why == "cut-off"
    staff.office.close()
