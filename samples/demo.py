"""Run the main job on the samples and say in Chinese what was done and where the results lie.

    python samples/demo.py [FOLDER]     (default: demo-output)

Uses the installed command as a clerk would, then takes one case through the
office's whole chain of signatures. Exits 1 if any step ends otherwise than it
should. The people and the password are invented and live in FOLDER only.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SAMPLES = Path(__file__).parent.absolute()
MISHEN = Path(sysconfig.get_path("scripts")).absolute() / "mishen"

JOBS = ("补贴公示名单.xlsx", "信访答复.docx", "行政处罚决定书.pdf", "年度报告.docx")
MARKED = "密级示例.docx"
STAFF = (
    ("chengban", "承办人甲", "clerk", "社会事务办", "含个人信息，建议作区分处理后公开，不公开部分见清单。"),
    ("bumen", "负责人乙", "department_head", "社会事务办", "同意，报党政办审查。"),
    ("dangzheng", "审查人丙", "secrecy_reviewer", "", "经审查，未发现涉密内容，个人信息已按清单处理，同意公开。"),
    ("fenguan", "领导丁", "deputy_leader", "", "同意公开。"),
)  # fmt: skip


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "demo-output").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in JOBS:
        _title(f"检查 {name}")
        _run({0, 1}, folder, "check", SAMPLES / name, "--json", folder / f"{name}.报告.json")
        _title(f"脱敏 {name}")
        output, register = folder / f"公开_{name}", folder / f"{name}.区分处理清单.docx"
        _run({0}, folder, "redact", SAMPLES / name, "--output", output, "--register", register)
    _title(f"检查 {MARKED}（应当停止）")
    _run({6}, folder, "check", SAMPLES / MARKED)
    _office(folder / "审签")
    _title("完成")
    print(f"结果都在 {folder}：")
    for path in sorted(folder.iterdir()):
        print(f"  {path.name}")


def _office(folder: Path) -> None:
    """Take one case from its opening to its archive."""
    folder.mkdir()
    secret = folder / "口令"
    secret.write_text("demo password", "ascii")
    os.environ["MISHEN_PASSWORD_FILE"] = str(secret)
    os.environ["MISHEN_USER"] = "admin"
    _title("审签：登记人员")
    _run({0}, folder, "user", "first", "admin", "管理员")
    posts = [(login, name, role, office) for login, name, role, office, _ in STAFF]
    posts += [("xinxi", "信息员戊", "publisher", ""), ("shenji", "审计员己", "auditor", "")]
    for login, name, role, office in posts:
        _run(
            {0},
            folder,
            "user",
            "add",
            login,
            name,
            "--role",
            role,
            "--department",
            office,
            "--password-file",
            secret,
        )
    _title("审签：登记审查件，读取，逐项决定，生成输出")
    _as("chengban")
    opened = _run({0}, folder, "case", "new", "关于道路占用问题的答复", "--attribute", "active")
    case = _named("C[0-9]{4}-[0-9]+", opened)
    document = _named("D[0-9]+", _run({0}, folder, "case", "add", case, SAMPLES / "信访答复.docx"))
    _run({0}, folder, "decide", document, "--suggested")
    _run({0}, folder, "produce", case)
    for login, name, _, _, opinion in STAFF:
        _title(f"审签：{name}签署")
        _as(login)
        _run({0}, folder, "sign", case, "--words", opinion, "--yes")
    _as("chengban")
    _run(
        {0}, folder, "papers", "make", case, "review-sheet", "--output", folder / "审查审批表.docx"
    )
    _title("审签：放行、登记发布、归档、核对审计记录")
    _as("xinxi")
    _run({0}, folder, "release", case, "--output", folder / "放行")
    _run({0}, folder, "publish", case, "--place", "镇政府网站")
    _run({0}, folder, "archive", case, "--output", folder / "归档包")
    _as("shenji")
    _run({0}, folder, "audit", "checkpoint")
    _run({0}, folder, "audit", "verify")


def _named(pattern: str, said: str) -> str:
    """Return the number that a command printed."""
    match = re.search(pattern, said)
    if match is None:
        sys.exit("演示失败：没有编号")
    return match[0]


def _as(login: str) -> None:
    os.environ["MISHEN_USER"] = login


def _run(expected: set[int], folder: Path, *arguments: str | Path) -> str:
    done = subprocess.run(
        [str(MISHEN), *map(str, arguments)], check=False, cwd=folder, capture_output=True, text=True
    )
    print(done.stdout + done.stderr, end="", flush=True)
    if done.returncode not in expected:
        print(f"演示失败：退出码 {done.returncode}，应为 {sorted(expected)}")
        sys.exit(1)
    return done.stdout


def _title(words: str) -> None:
    print(f"\n== {words} ==", flush=True)


if __name__ == "__main__":
    main()
