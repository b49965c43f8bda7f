"""A package stands on its own: Python alone verifies it, and sees every change to it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from review.audit.standalone import Broken, verify_package
from review.errors import BackupError, NotAllowedError
from review.service import archiving, cases, papers, releasing
from review.service.papers import Wanted
from tests.review.staff import NUMBER, hire


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the package of a released case, among other cases' events."""
    folder = tmp_path_factory.mktemp("archive")
    staff = hire(folder)
    staff.open(title="先前一件")
    case = staff.ready()
    staff.sign_all(case)
    releasing.release(staff.publisher, staff.office, case.id)
    papers.make_paper(staff.clerk, staff.office, case.id, Wanted("review-sheet"))
    staff.open(title="其间一件")
    made = archiving.archive_case(staff.publisher, staff.office, case.id, folder / "out")
    staff.office.close()
    return made.folder


@pytest.fixture
def copied(package: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(package, tmp_path / "package"))


def test_python_alone_verifies_it(package: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(package / "verify.py")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sound"), done.stdout


def test_it_holds_all_there_is_of_the_case(package: Path) -> None:
    listed = {
        entry["path"] for entry in json.loads((package / "manifest.json").read_text())["files"]
    }
    folders = {path.partition("/")[0] for path in listed}
    assert folders == {"originals", "outputs", "registers", "papers", "records", "README.txt"}
    [original] = (package / "originals").iterdir()
    [output] = (package / "outputs").iterdir()
    assert NUMBER in original.read_text("utf-8")
    assert NUMBER not in output.read_text("utf-8")
    [register] = (package / "registers").glob("*.json")
    assert len(json.loads(register.read_text("utf-8"))["items"]) == 3
    assert NUMBER not in register.read_text("utf-8")


def test_it_opens_no_other_case_s_records(package: Path) -> None:
    lines = (package / "records" / "records.jsonl").read_text("utf-8")
    assert "先前一件" not in lines
    assert "其间一件" not in lines
    assert "救助公示" in lines


def _edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        [file] = folder.glob(path)
        content = file.read_text("utf-8")
        assert old in content
        file.write_text(content.replace(old, new, 1), "utf-8")

    return change


def _drop_line(path: str, number: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        lines = (folder / path).read_text("utf-8").splitlines(keepends=True)
        del lines[number]
        (folder / path).write_text("".join(lines), "utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_edit("outputs/*.txt", "500", "900"), id="output-altered"),
        pytest.param(_edit("originals/*.txt", "500", "900"), id="original-altered"),
        pytest.param(_edit("manifest.json", "C2026-0002", "C2026-0003"), id="manifest-altered"),
        pytest.param(lambda f: next((f / "papers").iterdir()).unlink(), id="paper-removed"),
        pytest.param(lambda f: (f / "outputs" / "more.txt").write_text("x"), id="file-added"),
        pytest.param(_edit("audit/events.jsonl", '"clerk"', '"chief"'), id="event-altered"),
        pytest.param(_drop_line("audit/events.jsonl", 3), id="event-dropped"),
        pytest.param(_drop_line("audit/events.jsonl", 0), id="first-event-dropped"),
        pytest.param(_drop_line("audit/events.jsonl", -1), id="last-event-cut"),
        pytest.param(_edit("audit/segment.json", '"previous": "', '"previous": "0'), id="segment"),
        pytest.param(lambda f: shutil.rmtree(f / "audit" / "checkpoints"), id="no-checkpoint"),
        pytest.param(
            lambda f: (f / "audit" / "public-key.hex").write_text("00" * 32), id="another-key"
        ),
        pytest.param(lambda f: (f / "audit" / "events.jsonl").unlink(), id="no-events"),
    ],
)
def test_any_change_to_it_is_seen(copied: Path, change: Callable[[Path], None]) -> None:
    change(copied)
    with pytest.raises((Broken, OSError, ValueError)):
        verify_package(copied)


def test_a_record_changed_with_its_manifest_is_still_seen(copied: Path) -> None:
    """Who rewrites the files' digests too still cannot rewrite the log."""
    from review.archive import manifest

    _edit("records/records.jsonl", "同意。", "不同意。")(copied)
    known = json.loads((copied / "manifest.json").read_text())
    files = {e["path"]: (copied / e["path"]).read_bytes() for e in known["files"]}
    (copied / "manifest.json").write_bytes(manifest(known["case"], known["made"], files))
    with pytest.raises(Broken, match="manifest"):
        verify_package(copied)


def test_a_package_is_never_written_over(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    case = staff.ready()
    archiving.archive_case(staff.publisher, staff.office, case.id, tmp_path / "out")
    with pytest.raises(BackupError):
        archiving.archive_case(staff.publisher, staff.office, case.id, tmp_path / "out")
    with pytest.raises(NotAllowedError):
        archiving.archive_case(staff.clerk, staff.office, case.id, tmp_path / "other")
    assert not (tmp_path / "other").exists() or not list((tmp_path / "other").iterdir())
    staff.office.close()


def test_a_case_with_a_stopped_file_is_archived_without_it(tmp_path: Path) -> None:
    staff = hire(tmp_path)
    case = staff.open()
    staff.add(case, "绝密★启用前\n防汛部署要点", "x.txt")
    made = archiving.archive_case(staff.publisher, staff.office, case.id, tmp_path / "out")
    assert not (made.folder / "originals").exists()
    assert verify_package(made.folder)[-1] == "sound"
    assert cases.list_cases(staff.clerk, staff.office)[0].state == "stopped"
    staff.office.close()


def test_a_released_case_keeps_its_signed_digest_in_the_package(package: Path) -> None:
    events = [json.loads(x) for x in (package / "audit" / "events.jsonl").read_text().splitlines()]
    digests = {e["facts"]["digest"] for e in events if e["action"] == "case.signed"}
    [released] = [e["facts"]["digest"] for e in events if e["action"] == "case.released"]
    assert digests == {released}
