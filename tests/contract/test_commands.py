"""The command-line contract, to the letter, on files of every format."""

from __future__ import annotations

import io
import json
import subprocess
import sysconfig
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest

from tests.contract import files

MISHEN = Path(sysconfig.get_path("scripts")) / "mishen"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(MISHEN), *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )


def bytes_inside(content: bytes) -> bytes:
    """Return the file's bytes and, of a container, its members' and streams' bytes."""
    seen = [content]
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            seen += [package.read(name) for name in package.namelist()]
    if content[:5] == b"%PDF-":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            seen += [
                o.read_bytes()
                for o in pdf.objects
                if isinstance(o, pikepdf.Stream) and "/DCTDecode" not in str(o.get("/Filter", ""))
            ]
    return b"\n".join(seen)


@pytest.fixture(params=sorted(files.MAKERS))
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_bytes(files.MAKERS[path.name]())
    return path


def test_check_reports_each_secret_and_exits_1(source: Path, tmp_path: Path) -> None:
    before = source.read_bytes()
    done = run("check", source, "--json", tmp_path / "report.json")
    assert done.returncode == 1, done.stderr
    body = json.loads((tmp_path / "report.json").read_text("utf-8"))
    withheld = {f["text"] for f in body["findings"] if f["suggestion"] == "withhold"}
    assert set(files.SECRETS) <= {"".join(text.split()) for text in withheld}
    assert source.read_bytes() == before


def test_the_report_has_the_fields_of_the_contract(source: Path, tmp_path: Path) -> None:
    run("check", source, "--json", tmp_path / "report.json")
    body = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert body["schema"] == "mishen.report/1"
    assert body["status"] == "findings"
    assert {"name", "sha256", "media_type", "blocks", "characters"} <= set(body["document"])
    assert isinstance(body["not_looked_for"], list)
    for finding in body["findings"]:
        assert {
            "id",
            "kind",
            "category",
            "text",
            "where",
            "score",
            "suggestion",
            "basis",
            "grounds",
        } <= set(finding)
        assert finding["category"] in {
            "personal",
            "trade_secret",
            "work_secret",
            "state_secret",
            "internal",
        }
        assert finding["suggestion"] in {"withhold", "keep", "consult", "refer"}
        assert {"block", "start", "end"} <= set(finding["where"])
        assert finding["grounds"]


def test_redact_removes_every_secret_and_keeps_the_public(source: Path, tmp_path: Path) -> None:
    output, register = tmp_path / f"out{source.suffix}", tmp_path / "register.json"
    done = run("redact", source, "--output", output, "--register", register)
    assert done.returncode == 0, done.stderr
    inside = bytes_inside(output.read_bytes())
    for secret in files.SECRETS:
        assert secret.encode() not in inside
        assert secret.encode("utf-16-be").hex().encode() not in inside.lower()
    again = run("check", output, "--json", tmp_path / "again.json")
    assert again.returncode == 0, again.stdout
    if source.suffix not in {".xlsx", ".csv"}:
        listed = tmp_path / "all.json"
        run("redact", output, "--output", tmp_path / f"twice{source.suffix}", "--register", listed)
        assert listed.exists()


def test_the_register_gives_place_article_and_reason_but_no_text(
    source: Path, tmp_path: Path
) -> None:
    register = tmp_path / "register.json"
    run("redact", source, "--output", tmp_path / f"out{source.suffix}", "--register", register)
    raw = register.read_text("utf-8")
    body = json.loads(raw)
    assert body["schema"] == "mishen.register/1"
    assert body["items"]
    for item in body["items"]:
        assert all(item[key] for key in ("place", "kind", "category", "basis", "reason"))
    assert not [secret for secret in files.SECRETS if secret in raw]


def test_verify_agrees_with_redact_and_catches_another_output(source: Path, tmp_path: Path) -> None:
    output, register = tmp_path / f"out{source.suffix}", tmp_path / "register.json"
    run("redact", source, "--output", output, "--register", register)
    assert run("verify", output, "--against", source, "--register", register).returncode == 0
    assert run("verify", source, "--against", source, "--register", register).returncode != 0


def test_the_register_as_docx_opens_and_lists_every_item(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(files.docx_file())
    register = tmp_path / "register.docx"
    done = run("redact", source, "--output", tmp_path / "out.docx", "--register", register)
    assert done.returncode == 0, done.stderr
    table = docx.Document(str(register)).tables[0]
    assert len(table.rows) > 4
    words = "".join(cell.text for row in table.rows for cell in row.cells)
    assert "个人隐私" in words
    assert not [secret for secret in files.SECRETS if secret in words]


def test_a_secrecy_mark_stops_the_run_and_nothing_of_the_text_is_shown(tmp_path: Path) -> None:
    paper = docx.Document()
    for line in ("机密★5年", "关于虚构事项的报告", "这一句不得出现在任何输出中。"):
        paper.add_paragraph(line)
    source = tmp_path / "marked.docx"
    paper.save(str(source))
    report = tmp_path / "report.json"
    check = run("check", source, "--json", report)
    redact = run(
        "redact", source, "--output", tmp_path / "out.docx", "--register", tmp_path / "r.json"
    )
    assert (check.returncode, redact.returncode) == (6, 6)
    body = json.loads(report.read_text("utf-8"))
    assert body["status"] == "stopped"
    assert body["findings"] == []
    shown = check.stdout + check.stderr + redact.stdout + redact.stderr + report.read_text("utf-8")
    assert "不得出现" not in shown
    assert "虚构事项" not in shown
    assert not (tmp_path / "out.docx").exists()
    assert not (tmp_path / "r.json").exists()


REFUSED = {
    "not-a-zip.docx": b"hello",
    "empty.txt": b"",
    "blank.txt": "  \n　\n".encode(),
    "text.pdf": "这不是 PDF".encode(),
    "cut.docx": files.docx_file()[:2000],
    "pdf-inside.docx": b"%PDF-1.7\n%%EOF",
    "unknown.bin": bytes(range(256)),
    "mixed.txt": "白塔畈镇".encode() + b"\xff\xfe\x81" + "人民政府".encode("gb18030"),
}


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_what_cannot_be_read_is_refused_with_a_message_and_nothing_is_written(
    name: str, tmp_path: Path
) -> None:
    source = tmp_path / name
    source.write_bytes(REFUSED[name])
    report, output = tmp_path / "report.json", tmp_path / f"out{source.suffix}"
    check = run("check", source, "--json", report)
    redact = run("redact", source, "--output", output, "--register", tmp_path / "r.json")
    assert (check.returncode, redact.returncode) == (3, 3)
    assert json.loads(report.read_text("utf-8"))["status"] == "refused"
    assert check.stderr.strip()
    assert not output.exists()
    assert not (tmp_path / "r.json").exists()
    assert "Traceback" not in check.stderr + redact.stderr


def test_an_older_output_does_not_survive_a_failed_run(tmp_path: Path) -> None:
    source, output = tmp_path / "a.docx", tmp_path / "out.docx"
    source.write_bytes(b"hello")
    output.write_bytes(b"from another run")
    assert run("redact", source, "--output", output).returncode == 3
    assert not output.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["check"], id="no-path"),
        pytest.param(["check", "missing.docx"], id="missing-file"),
        pytest.param(["redact", "a.txt"], id="no-output"),
        pytest.param(["redact", "a.txt", "--output", "a.txt"], id="onto-the-source"),
        pytest.param(["redact", "a.txt", "--output", "b.pdf"], id="another-format"),
        pytest.param(["redact", "a.txt", "--output", "no/b.txt"], id="no-folder"),
        pytest.param(
            ["redact", "a.txt", "--output", "b.txt", "--register", "r.pdf"], id="register-suffix"
        ),
        pytest.param(
            ["redact", "a.txt", "--output", "b.txt", "--accept", "some"], id="unknown-mode"
        ),
        pytest.param(["check", "a.txt", "--profile", "unknown"], id="unknown-profile"),
        pytest.param(["check", "a.txt", "--on", "yesterday"], id="not-a-date"),
        pytest.param(["check", "a.txt", "--json", "a.txt"], id="report-onto-the-source"),
        pytest.param(["frobnicate"], id="unknown-command"),
    ],
)
def test_wrong_usage_exits_2_and_leaves_the_source_alone(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(files.text_file())
    assert run(*arguments).returncode == 2
    assert Path("a.txt").read_bytes() == files.text_file()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_text_in_other_encodings_is_read_and_written_in_the_same(
    encoding: str, tmp_path: Path
) -> None:
    source, output = tmp_path / "a.txt", tmp_path / "b.txt"
    source.write_bytes(files.text_file(encoding))
    assert run("redact", source, "--output", output).returncode == 0
    text = output.read_bytes().decode(encoding)
    assert not [secret for secret in files.SECRETS if secret in text]
    assert all(line in text for line in files.PUBLIC)


def test_a_clean_file_exits_0_and_says_what_was_not_looked_for(tmp_path: Path) -> None:
    source = tmp_path / "clean.txt"
    source.write_text("\n".join(files.PUBLIC), "utf-8")
    done = run("check", source, "--json", tmp_path / "report.json")
    assert done.returncode == 0, done.stdout
    body = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert body["status"] == "clean"
    assert body["not_looked_for"]
