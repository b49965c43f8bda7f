"""Chains of signatures, as data an office can change.

A chain that lacks a review or an approval that is always taken is refused when
it is read: no configuration makes a chain of one.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from recognizers.errors import ConfigError
from review.errors import NotFoundError
from review.people import Role
from review.wording import check_wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class StepKind(StrEnum):
    """What a signature at a step is worth."""

    OPINION = "opinion"
    REVIEW = "review"
    APPROVAL = "approval"


@dataclass(frozen=True, slots=True)
class Step:
    """One signature of a chain."""

    id: str
    name: str
    role: Role
    kind: StepKind
    department: bool = False
    conditional: bool = False
    skip_if_urgent: bool = False
    wording: tuple[str, ...] = ()  # standard opinions, for people to choose from


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps of a case's way, in order."""

    id: str
    name: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        ids = [step.id for step in self.steps]
        if len(set(ids)) != len(ids):
            raise ConfigError(path=f"chains.{self.id}", why="step-twice")
        kinds = {step.kind for step in self.steps if not (step.conditional or step.skip_if_urgent)}
        if not {StepKind.REVIEW, StepKind.APPROVAL} <= kinds:
            raise ConfigError(path=f"chains.{self.id}", why="no-review-or-approval")

    def way(self, *, urgent: bool, escalated: bool) -> tuple[Step, ...]:
        """Return the steps that this case has to go."""
        return tuple(
            step
            for step in self.steps
            if not (step.skip_if_urgent and urgent) and not (step.conditional and not escalated)
        )

    def step(self, name: str) -> Step:
        """Return the step ``name``.

        Raises:
            NotFoundError: the chain has no such step.
        """
        for step in self.steps:
            if step.id == name:
                return step
        raise NotFoundError(what="step")


def read_chains(source: str) -> dict[str, Chain]:
    """Return the chains that the TOML text ``source`` describes.

    Raises:
        ConfigError: it is malformed, or describes a chain that may not be.
    """
    try:
        content = tomllib.loads(source)
        return {name: _chain(name, table) for name, table in content.items()}
    except (tomllib.TOMLDecodeError, AttributeError, KeyError, TypeError, ValueError):
        raise ConfigError(path="chains", why="malformed") from None


def chains(own: Path | None = None) -> dict[str, Chain]:
    """Return the chains that ship, and those of the office's file ``own``.

    Raises:
        ConfigError: the office's file cannot be used.
    """
    if own is None:
        return dict(_shipped())
    try:
        return dict(_shipped()) | read_chains(own.read_text("utf-8"))
    except OSError:
        raise ConfigError(path="chains", why="unreadable") from None


@cache
def _shipped() -> Mapping[str, Chain]:
    return read_chains(files("review").joinpath("data/chains.toml").read_text("utf-8"))


def _chain(name: str, table: Mapping[str, object]) -> Chain:
    steps = table["steps"]
    if not isinstance(steps, list):
        raise TypeError
    return Chain(name, str(table.get("name", name)), tuple(_step(step) for step in steps))


def _step(table: Mapping[str, object]) -> Step:
    return Step(
        id=str(table["id"]),
        name=str(table["name"]),
        role=Role(str(table["role"])),
        kind=StepKind(str(table["kind"])),
        department=bool(table.get("department")),
        conditional=bool(table.get("conditional")),
        skip_if_urgent=bool(table.get("skip_if_urgent")),
        wording=_wording(table.get("wording", [])),
    )


def _wording(listed: object) -> tuple[str, ...]:
    if not isinstance(listed, list):
        raise TypeError
    for words in listed:
        check_wording("wording", str(words))
    return tuple(map(str, listed))
