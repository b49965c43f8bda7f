"""Once a day the server seals the log, and never twice for the same length."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from review.daily import DailyCheckpoint, seal
from review.service import trail

if TYPE_CHECKING:
    import pytest

    from tests.review.staff import Staff


def notes(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("checkpoint-*.txt"))


def test_a_log_that_grew_is_sealed_and_exported_once(staff: Staff) -> None:
    folder = staff.office.settings.checkpoint_folder
    assert seal(staff.office)
    assert not seal(staff.office)
    last = trail.last_checkpoint(staff.office)
    assert last is not None
    assert last.path.name in notes(folder)


def test_it_is_made_at_the_start_and_stops_when_told(staff: Staff) -> None:
    daily = DailyCheckpoint(staff.office)
    daily.stop()
    assert trail.last_checkpoint(staff.office) is not None


def test_a_folder_that_cannot_be_written_is_said_and_ends_nothing(
    staff: Staff, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = staff.office.settings.checkpoint_folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*"):
        path.unlink()
    if folder.exists():
        folder.rmdir()
    folder.write_text("not a folder")
    daily = DailyCheckpoint(staff.office)
    daily.stop()
    assert capsys.readouterr().err.strip()
