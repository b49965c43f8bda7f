"""What a route of the verifier saw: strands of text, and how sure their reading is.

A strand carries no name of the place it came from: names inside a file are
themselves text of the file.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Sort(IntEnum):
    """How a strand reads; the higher, the longer a needle must be to mean anything there."""

    SHOWN = 0  # what a reader of the file sees
    TEXT = 1  # what some part of the file spells out: XML text, strings, names
    SYNTAX = 2  # markup dense with numbers and schema words
    BINARY = 3  # bytes read as if they were text


@dataclass(frozen=True, slots=True)
class Strand:
    """A text that ``route`` read; ``page`` counts from 1 and is 0 where there are none.

    In a ``joined`` strand texts stand together that the file keeps apart.
    """

    route: str
    sort: Sort
    text: str = field(repr=False)
    page: int = 0
    joined: bool = False


@dataclass(slots=True)
class Sight:
    """Everything the routes saw of one file.

    ``pages`` and ``cells`` count what is shown. ``blind`` names routes that could
    not look into a part; ``extras`` counts, by code, places with content
    that no published file should carry, and ``amounts`` their characters.
    """

    strands: list[Strand] = field(default_factory=list)
    pages: int = 0
    cells: int = 0
    blind: set[str] = field(default_factory=set)
    extras: Counter[str] = field(default_factory=Counter)
    amounts: Counter[str] = field(default_factory=Counter)
    maps: list[str] = field(default_factory=list)  # characters each font can spell, in its order

    def add(
        self, route: str, sort: Sort, text: str, page: int = 0, *, joined: bool = False
    ) -> None:
        """Note a strand, unless it is empty."""
        if text:
            self.strands.append(Strand(route, sort, text, page, joined))

    def note(self, code: str, characters: int = 0) -> None:
        """Count one place with content that no published file should carry."""
        self.extras[code] += 1
        self.amounts[code] += characters

    def take(self, other: Sight) -> None:
        """Note what was seen of a file inside this one; nothing of it counts as shown here."""
        for strand in other.strands:
            self.add("nested", max(strand.sort, Sort.TEXT), strand.text, joined=strand.joined)
        self.blind |= other.blind
        self.extras.update(other.extras)
        self.amounts.update(other.amounts)
        self.maps += other.maps

    def shown(self, page: int = 0) -> Iterable[str]:
        """Return the texts a reader sees, of one page (from 1) or of all."""
        return (
            strand.text
            for strand in self.strands
            if strand.sort is Sort.SHOWN and page in {0, strand.page}
        )

    def seen(self) -> dict[str, tuple[int, int]]:
        """Return for each route how many strands and characters it read."""
        totals: dict[str, tuple[int, int]] = {}
        for strand in self.strands:
            count, characters = totals.get(strand.route, (0, 0))
            totals[strand.route] = (count + 1, characters + len(strand.text))
        return totals
