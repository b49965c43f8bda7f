"""Stable stand-ins for names within one case, or across a batch.

The surname stays and the given name becomes the indefinite 某 (rules of
法释〔2016〕19号, art. 9): two characters give one 某, more give two; a dotted name
keeps its first character. Different persons whose stand-ins would be alike are
numbered in order of first appearance, so the same person has the same stand-in
everywhere. The mapping lives in memory only: it is the key to the stand-ins.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from recognizers.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def treatment_data() -> Mapping[str, Any]:
    """Return ``redaction/data/treatments.toml``: bars, masks and pseudonym characters."""
    raw = resources.files("redaction").joinpath("data/treatments.toml").read_text("utf-8")
    return tomllib.loads(raw)


def canonical(name: str) -> str:
    """Return the name as one person writes it: folded, without spaces and line breaks."""
    return "".join(fold(name).text.split())


def stand_in(name: str, surname: str) -> str:
    """Return the unnumbered stand-in of ``name``, which begins with ``surname``.

    ``surname`` may be "" where none is known: the first character stays then.
    """
    some = treatment_data()["pseudonym"]["some"]
    plain = canonical(name)
    kept = surname if surname and plain.startswith(surname) else plain[:1]
    rest = len(plain) - len(kept)
    return f"{kept}{some * min(max(rest, 1), 2)}"


class Pseudonyms:
    """Hands out stand-ins; keep one for a case or a batch and pass it to every run."""

    def __init__(self) -> None:
        self._assigned: dict[str, str] = {}
        self._taken: dict[str, list[str]] = defaultdict(list)

    def assign(self, names: Iterable[tuple[str, str]]) -> None:
        """Give each (name, surname) a stand-in, in the order given.

        Names that are assigned already keep theirs. Two different names with one
        stand-in in the same call are both numbered; one assigned in an earlier
        call keeps what it has, because files with it may be out already.
        """
        fresh: dict[str, list[str]] = defaultdict(list)
        for name, surname in names:
            key = canonical(name)
            base = stand_in(name, surname)
            if key not in self._assigned and key not in fresh[base]:
                fresh[base].append(key)
        for base, keys in fresh.items():
            self._number(base, keys)

    def of(self, name: str) -> str:
        """Return the stand-in of an assigned name.

        Raises:
            KeyError: ``name`` was never assigned.
        """
        return self._assigned[canonical(name)]

    def _number(self, base: str, keys: list[str]) -> None:
        taken = self._taken[base]
        alone = not taken and len(keys) == 1
        for key in keys:
            taken.append(key)
            self._assigned[key] = base if alone else f"{base}{len(taken)}"
