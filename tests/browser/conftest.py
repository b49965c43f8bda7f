"""A real server on a free port and a real Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

MISHEN = Path(sysconfig.get_path("scripts")) / "mishen"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a password of ours"
STAFF = {
    "li": ("clerk", "社会事务办"),
    "wang": ("department_head", "社会事务办"),
    "zhao": ("secrecy_reviewer", ""),
    "qian": ("deputy_leader", ""),
    "sun": ("publisher", ""),
    "zhou": ("auditor", ""),
}


@dataclass
class Server:
    """A running workbench: its address, its folder, and how to start it anew."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        port = self.url.rsplit(":", 1)[1]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [MISHEN, "serve", "--port", port], cwd=self.folder, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                urllib.request.urlopen(f"{self.url}/login", timeout=1).read()  # noqa: S310 - ours
            except OSError:
                if self.process.poll() is not None:
                    raise AssertionError((self.folder / "server.log").read_text()) from None
                threading.Event().wait(0.05)
            else:
                return
        raise AssertionError("the server did not answer")

    def kill(self) -> None:
        """End the server as a power cut would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()


def people(folder: Path) -> None:
    """Add the first administrator and one person a post."""
    secret = folder / "password"
    secret.write_text(PASSWORD)
    environment = os.environ | {"MISHEN_PASSWORD_FILE": str(secret), "MISHEN_USER": "admin"}

    def run(*arguments: str) -> None:
        subprocess.run(
            [MISHEN, "user", *arguments],
            cwd=folder,
            env=environment,
            check=True,
            capture_output=True,
        )

    run("first", "admin", "管理员")
    for login, (role, department) in STAFF.items():
        run(
            "add",
            login,
            login,
            "--role",
            role,
            "--department",
            department,
            "--password-file",
            str(secret),
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    folder = tmp_path_factory.mktemp("office")
    people(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    made = Server(f"http://127.0.0.1:{port}", folder)
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium")
    from playwright.sync_api import sync_playwright

    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield started
        started.close()
