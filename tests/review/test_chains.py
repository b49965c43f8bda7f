"""Chains as data: those that ship, and those that may not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from recognizers.errors import ConfigError
from review.chain import StepKind, chains, read_chains
from review.errors import NotFoundError, WordingError

GOOD = """
[short]
name = "短流程"
[[short.steps]]
id = "review"
name = "审查"
role = "secrecy_reviewer"
kind = "review"
[[short.steps]]
id = "approval"
name = "批准"
role = "deputy_leader"
kind = "approval"
"""


@pytest.mark.parametrize("name", ["five-steps", "three-reviews", "four-levels"])
def test_each_chain_that_ships_has_a_review_an_approval_and_wording(name: str) -> None:
    chain = chains()[name]
    for urgent in (False, True):
        kinds = {step.kind for step in chain.way(urgent=urgent, escalated=False)}
        assert {StepKind.REVIEW, StepKind.APPROVAL} <= kinds
    assert all(step.wording for step in chain.steps)
    assert len({step.role for step in chain.steps}) == len(chain.steps)


def test_the_default_chain_is_the_five_steps_of_practice() -> None:
    chain = chains()["five-steps"]
    ids = [step.id for step in chain.way(urgent=False, escalated=True)]
    assert ids == ["opinion", "department", "secrecy", "approval", "final"]
    assert [s.id for s in chain.way(urgent=True, escalated=False)] == [
        "opinion", "secrecy", "approval",
    ]  # fmt: skip


def test_an_office_s_own_chain_is_added_to_those_that_ship(tmp_path: Path) -> None:
    path = tmp_path / "chains.toml"
    path.write_text(GOOD, encoding="utf-8")
    known = chains(path)
    assert known["short"].step("review").name == "审查"
    assert "five-steps" in known
    with pytest.raises(NotFoundError):
        known["short"].step("final")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(GOOD.replace('kind = "review"', 'kind = "opinion"'), id="no-review"),
        pytest.param(GOOD.replace('kind = "approval"', 'kind = "opinion"'), id="no-approval"),
        pytest.param(
            GOOD.replace('kind = "review"', 'kind = "review"\nskip_if_urgent = true'),
            id="review-left-out-when-urgent",
        ),
        pytest.param(
            GOOD.replace('kind = "approval"', 'kind = "approval"\nconditional = true'),
            id="approval-only-sometimes",
        ),
        pytest.param(GOOD.replace('id = "approval"', 'id = "review"'), id="step-twice"),
        pytest.param(GOOD.replace("deputy_leader", "king"), id="unknown-role"),
        pytest.param(GOOD.replace('name = "审查"', ""), id="no-name"),
        pytest.param("short = 3", id="no-table"),
        pytest.param("[short", id="no-toml"),
    ],
)
def test_a_chain_that_may_not_be_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        read_chains(text)


def test_wording_that_looks_like_a_mark_is_refused() -> None:
    marked = GOOD.replace('kind = "review"', 'kind = "review"\nwording = ["机密"]')
    with pytest.raises(WordingError):
        read_chains(marked)


def test_a_file_that_is_not_there_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        chains(tmp_path / "absent.toml")
