"""The record of a proof: which routes looked, what they saw, what nobody could check."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from recognizers.text import Sha256


@dataclass(frozen=True, slots=True)
class Seen:
    """How many strands and characters ``route`` read of the output."""

    route: str
    strands: int
    characters: int


@dataclass(frozen=True, slots=True)
class Proof:
    """That the bytes named ``sha256`` hold what was to stay and lack what was to go.

    ``removed`` counts edits, ``sought`` the texts searched for on every route,
    ``short`` those too short for any route but the shown text, ``shared`` those
    that stay elsewhere in the published file. ``kept`` counts characters seen to
    have stayed, ``compared`` pages compared as pictures. ``unchecked`` are codes
    of what no route could check. No field holds document text.
    """

    sha256: Sha256
    source: Sha256
    media_type: str
    plan: str
    routes: tuple[Seen, ...]
    removed: int
    sought: int
    short: int
    shared: int
    kept: int
    pages: int
    cells: int
    compared: int
    unchecked: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the proof as JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Proof:
        """Return the proof that ``as_json`` was made of.

        Raises:
            KeyError, TypeError: ``values`` are those of no proof.
        """
        routes = tuple(Seen(**seen) for seen in values["routes"])
        return cls(**{**values, "routes": routes, "unchecked": tuple(values["unchecked"])})
