"""The whole way by commands, their exit codes, and what they never print."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

import cli
from review.console import COMMANDS
from review.messages import text
from tests.review.staff import NUMBER, PASSWORD, TEXT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.console.conftest import Run


def _walk(command: click.Command, name: str) -> list[tuple[str, click.Command]]:
    found = [(name, command)]
    if isinstance(command, click.Group):
        for sub in command.commands.values():
            found += _walk(sub, f"{name} {sub.name}")
    return found


def _all() -> list[tuple[str, click.Command]]:
    found: list[tuple[str, click.Command]] = []
    for name, target in COMMANDS.items():
        module, attribute = target.split(":")
        found += _walk(getattr(import_module(module), attribute), name)
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_named_in_the_catalogue(name: str) -> None:
    assert text(f"commands.{name}")


@pytest.mark.parametrize(("name", "command"), _all(), ids=str)
def test_every_command_and_option_explains_itself_in_chinese(
    name: str, command: click.Command
) -> None:
    helps = [command.help or ""] + [
        p.help or "" for p in command.params if isinstance(p, click.Option)
    ]
    for words in helps:
        assert any("\u4e00" <= char <= "\u9fff" for char in words), name


@pytest.fixture
def case(run: Run, folder: Path) -> str:
    (folder / "gongshi.txt").write_text(TEXT, encoding="utf-8")
    run("case new 救助公示")
    run("case add C2026-0001", str(folder / "gongshi.txt"))
    return "C2026-0001"


def _document(run: Run) -> str:
    shown = run("case show C2026-0001").output
    return next(word for word in shown.split() if word.startswith("D") and word[1:].isdigit())


def test_the_whole_way_by_commands(run: Run, folder: Path, case: str) -> None:
    document = _document(run)
    run(f"decide {document} --suggested")
    run(f"produce {case}")
    run(f"sign {case} --yes", expect=2)  # an opinion has words
    for user in ("clerk", "head", "reviewer", "deputy"):
        run(f"sign {case} --standard 1 --yes", user=user)
    assert "经审查，未发现涉密内容" in run(f"case show {case}").output
    run(f"release {case} --output out", user="publisher")
    run(f"publish {case} --place 镇政府网站 --expires 2099-01-01", user="publisher")
    [released] = (folder / "out").iterdir()
    assert NUMBER not in released.read_text("utf-8")
    assert "赵铁柱" in released.read_text("utf-8")
    audited = run("audit verify", user="auditor").output
    assert text("console.audit-sound") in audited


def test_release_is_refused_before_the_last_signature(run: Run, folder: Path, case: str) -> None:
    run(f"release {case} --output out", user="publisher", expect=2)
    assert not (folder / "out").exists()


def test_signing_what_was_not_shown_is_refused(run: Run, case: str) -> None:
    run(f"decide {_document(run)} --suggested")
    run(f"produce {case}")
    refused = run(f"sign {case} --words 同意。 --digest {'0' * 64}", expect=2)
    assert text("console.signed").partition("：")[0] not in refused.output


def test_a_stopped_file_ends_with_its_own_code_and_shows_no_text(run: Run, folder: Path) -> None:
    (folder / "x.txt").write_text("绝密★启用前\n防汛部署要点", encoding="utf-8")
    run("case new 部署")
    result = run("case add C2026-0001", str(folder / "x.txt"), expect=6)
    assert "防汛部署" not in result.output


def test_findings_are_shown_only_when_asked_for(run: Run, case: str) -> None:
    assert NUMBER not in run(f"case show {case}").output
    assert NUMBER in run(f"case show {case} --findings").output
    assert (
        "document.viewed" in run("audit log", user="auditor").output
        or text("actions.document.viewed") in run("audit log", user="auditor").output
    )


def test_the_log_shows_no_text(run: Run, case: str) -> None:
    run(f"decide {_document(run)} --suggested")
    shown = run(f"audit log --case {case}", user="auditor").output
    assert NUMBER not in shown
    assert "赵铁柱" not in shown
    assert text("actions.findings.decided") in shown


def test_a_wrong_password_is_refused_in_the_same_words_as_a_wrong_login(
    folder: Path, run: Run
) -> None:
    (folder / "password").write_text("not the password")
    wrong = run("case list", expect=2).output
    unknown = run("case list", user="nobody", expect=2).output
    assert wrong == unknown


def test_a_password_is_no_argument() -> None:
    for name, command in _all():
        for parameter in command.params:
            assert parameter.name != "password", name


def test_passwords_are_asked_for_without_echo(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert folder.is_dir()
    monkeypatch.delenv("MISHEN_PASSWORD_FILE")
    result = CliRunner().invoke(
        cli.main, ["case", "list", "--user", "clerk"], input=PASSWORD + "\n"
    )
    assert result.exit_code == 0
    assert PASSWORD not in result.output


def test_an_altered_log_ends_with_its_own_code(run: Run, folder: Path) -> None:
    import sqlite3

    run("audit checkpoint")
    with sqlite3.connect(folder / "data" / "mishen.db") as connection:
        connection.execute("DROP TRIGGER audit_event_update")
        connection.execute("UPDATE audit_event SET by = 'x' WHERE number = 3")
    connection.close()
    found = run("audit verify", user="auditor", expect=5).output
    assert text("console.audit-sound") not in found


def test_a_checkpoint_kept_elsewhere_shows_a_cut(run: Run, folder: Path) -> None:
    import sqlite3

    run("case new 一件")
    run("audit checkpoint")
    [note] = (folder / "data" / "checkpoints").iterdir()
    note.rename(folder / "kept.txt")
    with sqlite3.connect(folder / "data" / "mishen.db") as connection:
        connection.execute("DROP TRIGGER audit_event_delete")
        connection.execute("DELETE FROM audit_event WHERE number > 12")
        connection.execute(
            "UPDATE audit_head SET length = 13, last = "
            "(SELECT hash FROM audit_event WHERE number = 12)"
        )
        connection.execute("DELETE FROM checkpoint")
    connection.close()
    found = run("audit verify --checkpoint", str(folder / "kept.txt"), user="auditor", expect=5)
    assert text("console.audit-sound") not in found.output


def test_people_are_managed_by_the_administrator_alone(run: Run, folder: Path) -> None:
    (folder / "pw").write_text("another password")
    run("user add newone 测试员 --role clerk --password-file pw", user="root")
    run("user add other 测试员 --role clerk", expect=2)
    run("user change newone --close", user="root")
    assert text("console.user-closed") in run("user list").output
    run("user add both 测试员 --role clerk --role auditor", user="root", expect=2)


def test_a_delegation_is_given_and_ended(run: Run) -> None:
    made = run(
        "user delegate spare --role secrecy_reviewer --from 2026-03-01 --until 2026-03-31",
        user="reviewer",
    ).output
    name = next(word.strip("。") for word in made.split() if word.startswith("G"))
    run(f"user undelegate {name}", user="clerk", expect=2)
    assert name in run(f"user undelegate {name}", user="reviewer").output


def test_an_exported_log_verifies_by_python_alone(run: Run, folder: Path) -> None:
    import subprocess
    import sys

    run("audit export away", user="auditor")
    arguments = ["--log", "events.jsonl", "--key", "public-key.hex", "checkpoint.txt"]
    done = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", *arguments],
        cwd=folder / "away", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "sound")


def _signed(run: Run, case: str) -> str:
    document = _document(run)
    run(f"decide {document} --suggested")
    run(f"produce {case}")
    for user in ("clerk", "head", "reviewer", "deputy"):
        run(f"sign {case} --words 同意。 --yes", user=user)
    return document


def test_papers_register_archive_and_reports_by_commands(run: Run, folder: Path, case: str) -> None:
    document = _signed(run, case)
    run(f"papers make {case} review-sheet --output sheet.docx")
    run(f"papers register {document} --output register.json")
    run(f"papers register {document} --output register.pdf", expect=2)
    run("papers monthly 2026-03 --output month.docx", user="publisher")
    run("papers monthly 2026-13 --output x.docx", user="publisher", expect=2)
    run("annual-report 2026 --output annual", user="publisher")
    run(f"archive {case} --output archive", user="publisher")
    run("papers templates templates")
    assert text("paper-kinds.review-sheet") in run(f"papers list {case}").output
    assert NUMBER not in (folder / "register.json").read_text("utf-8")
    for made in (
        "sheet.docx",
        "month.docx",
        "annual/annual-2026.xlsx",
        f"archive/{case}/verify.py",
    ):
        assert (folder / made).stat().st_size > 1000, made
    assert len(list((folder / "templates").glob("*.docx"))) == 7


def test_backup_and_restore_by_commands(
    run: Run, folder: Path, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    run("backup kept", user="root")
    run("restore kept", expect=3)  # the store is in use
    shutil.copytree(folder / "data" / "keys", folder / "other" / "keys")
    monkeypatch.setenv("MISHEN_DATA", str(folder / "other"))
    run("restore kept")
    assert case in run("case list").output
    run("audit verify", user="auditor")


def test_consulting_by_commands(run: Run, case: str) -> None:
    made = run(f"consult open {case} --party 某公司 --summary 报价明细").output
    name = next(word.strip("；") for word in made.replace("；", " ").split() if word[:1] == "T")
    run(f"consult send {name}")
    run(f"consult serve {name} --service 直接送达")
    run(f"consult answer {name} lapsed", expect=2)
    run(f"consult answer {name} consent")
    run(f"consult close {name} withhold", expect=2)
    run(f"consult close {name} disclose")
    assert text("consultation-outcomes.disclose") in run(f"consult list {case}").output


def test_terms_and_referrals_by_commands(run: Run, case: str) -> None:
    assert case in run("due --within 999").output
    run(f"refer ask {case} --question 能否公开？", expect=2)  # no organ named anywhere
    made = run(f"refer ask {case} --question 能否公开？ --organ 县保密局").output
    name = made[made.index("（") + 1 : made.index("）")]
    assert name in run(f"refer answer {case} {name} --answer 可以公开。").output


TABLE = "year = 2027\nworkdays = [2027-02-14]\nholidays = [\n" + "".join(
    f"  2027-{day},\n" for day in ("01-01", "02-05", "02-08", "02-09", "02-10", "02-11", "02-12")
)


def test_a_yearly_table_is_imported_and_counted_with(run: Run, folder: Path) -> None:
    assert text("console.calendar-unknown") in run("calendar count 2027-02-04 1").output
    run("calendar count 2027-02-04 1 --known", expect=3)
    (folder / "wrong.toml").write_text("year = 2027")
    run("calendar import wrong.toml", expect=2)
    (folder / "2027.toml").write_text(TABLE + "]\n")
    run("calendar import 2027.toml")
    assert run("calendar count 2027-02-04 1 --known").output.strip() == "2027-02-14"


def test_a_command_in_the_wrong_folder_begins_no_store(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MISHEN_DATA", str(folder / "elsewhere"))
    run("case list", expect=3)
    run("audit checkpoint", expect=3)
    assert not (folder / "elsewhere").exists()
