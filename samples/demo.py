"""Run the main job on the samples and say in Chinese what was done and where the results lie.

    python samples/demo.py [FOLDER]     (default: demo-output)

Uses the installed command as a clerk would; exits 1 if any step ends otherwise
than it should.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

SAMPLES = Path(__file__).parent
MISHEN = Path(sysconfig.get_path("scripts")) / "mishen"

JOBS = ("补贴公示名单.xlsx", "信访答复.docx", "行政处罚决定书.pdf", "年度报告.docx")
MARKED = "密级示例.docx"


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "demo-output").absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in JOBS:
        _title(f"检查 {name}")
        _run({0, 1}, "check", SAMPLES / name, "--json", folder / f"{name}.报告.json")
        _title(f"脱敏 {name}")
        output, register = folder / f"公开_{name}", folder / f"{name}.区分处理清单.docx"
        _run({0}, "redact", SAMPLES / name, "--output", output, "--register", register)
    _title(f"检查 {MARKED}（应当停止）")
    _run({6}, "check", SAMPLES / MARKED)
    _title("完成")
    print(f"结果都在 {folder}：")
    for path in sorted(folder.iterdir()):
        print(f"  {path.name}")


def _run(expected: set[int], *arguments: str | Path) -> None:
    done = subprocess.run([str(MISHEN), *map(str, arguments)], check=False)
    if done.returncode not in expected:
        print(f"演示失败：退出码 {done.returncode}，应为 {sorted(expected)}")
        sys.exit(1)


def _title(words: str) -> None:
    print(f"\n== {words} ==", flush=True)


if __name__ == "__main__":
    main()
