"""The command line of an office in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

import cli
from review.config import Settings
from review.service import office
from tests.review.looking import look_through, write_here
from tests.review.office import Watch
from tests.review.staff import PASSWORD, hire_copy

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Fill an office, and make it the one that commands open."""
    hire_copy(tmp_path).office.close()
    secret = tmp_path / "password"
    secret.write_text(PASSWORD + "\n")
    monkeypatch.setenv("MISHEN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MISHEN_PASSWORD_FILE", str(secret))
    monkeypatch.chdir(tmp_path)
    reading = office.open_office.__kwdefaults__
    assert reading is not None
    monkeypatch.setitem(reading, "examine", look_through)
    monkeypatch.setitem(reading, "write", write_here)
    monkeypatch.setitem(reading, "now", Watch())
    assert Settings().data == tmp_path / "data"
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Run:
    """Run a command line, words as a shell would split them; assert its exit code."""

    def call(line: str, *more: str, user: str = "clerk", expect: int = 0) -> Result:
        arguments = [*line.split(), *more]
        result = CliRunner().invoke(cli.main, arguments, env={"MISHEN_USER": user})
        assert result.exit_code == expect, (arguments, result.output, result.exception)
        return result

    assert folder.is_dir()
    return call
