"""What a plant is, and the register of plants."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recognizers.text import Layer

if TYPE_CHECKING:
    from collections.abc import Callable

KEPT = ("本办法自公布之日起施行。", "受理单位为市政务公开办公室。")
"""Sentences that every planted file shows and that must survive."""

LATIN_KEPT = ("PUBLIC NOTICE 2024", "ISSUED BY THE OFFICE")
"""The same for pictures, which are drawn with a font that knows no Chinese."""


@dataclass(frozen=True)
class Plant:
    """One hiding place: ``make(secret)`` returns a whole file with ``secret`` hidden there."""

    format: str
    channel: str
    layer: Layer
    secret: str
    make: Callable[[str], bytes] = field(repr=False, compare=False)
    kept: tuple[str, ...] = KEPT
    seen: bool = True  # whether text routes can see the secret; false where only pixels hold it

    @property
    def id(self) -> str:
        return f"{self.format}: {self.channel}"


_PLANTS: dict[str, Plant] = {}


def registered() -> tuple[Plant, ...]:
    return tuple(_PLANTS.values())


def plant(
    format_name: str,
    channel: str,
    layer: Layer = Layer.BODY,
    *,
    kind: str = "han",
    kept: tuple[str, ...] = KEPT,
    seen: bool = True,
) -> Callable[[Callable[[str], bytes]], Callable[[str], bytes]]:
    """Register the decorated maker under its channel."""

    def register(make: Callable[[str], bytes]) -> Callable[[str], bytes]:
        secret = invent(kind, len(_PLANTS))
        entry = Plant(format_name, channel, layer, secret, make, kept, seen)
        assert entry.id not in _PLANTS, entry.id
        _PLANTS[entry.id] = entry
        return make

    return register


def invent(kind: str, number: int) -> str:
    """Return a secret of a kind that no other number has and no format uses."""
    if kind == "digits":
        return f"94{7919 * (number + 101):08d}{(number * 37 + 11) % 100:02d}"
    if kind == "latin":
        return f"Qzvx{number:03d}Wkjhqb"
    return "密" + chr(0x8000 + 37 * number % 0x1000) + chr(0x6000 + 53 * number % 0x1000) + "藏"
