"""What the README says is so: its commands exist, its links lead somewhere, its targets run."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

import cli
from review.report import EXIT_CODES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"\.venv/bin/mishen +([a-z]+)([^\n#]*)", README)
LINKS = re.findall(r"\]\(([^)#]+)\)", README)


@pytest.mark.parametrize(("name", "rest"), COMMANDS)
def test_each_command_exists_with_the_options_shown(name: str, rest: str) -> None:
    context = click.Context(cli.main)
    command = cli.main.get_command(context, name)
    assert command is not None
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", rest)) <= known


@pytest.mark.parametrize("link", LINKS)
def test_each_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / link).is_file()


@pytest.mark.parametrize("target", re.findall(r"^make ([a-z]+)", README, re.MULTILINE))
def test_each_make_target_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def test_the_exit_codes_of_a_check_are_in_the_table() -> None:
    table = {int(code) for code in re.findall(r"^\| ([0-9]) \|", README, re.MULTILINE)}
    assert set(EXIT_CODES.values()) <= table


def test_every_command_has_a_line_of_help() -> None:
    context = click.Context(cli.main)
    for name in cli.main.list_commands(context):
        command = cli.main.get_command(context, name)
        assert command is not None
        assert command.help
