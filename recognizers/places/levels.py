"""The levels of an address, so that a treatment can stop at the village or the county.

Reads by the endings of the parts (省, 县, 村, 号, 室), which are written almost
always; a name without an ending ends the reading. It knows no list of places
but the provinces, so it does not say whether a place exists.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.fold import fold
from recognizers.lexicon import any_of, table
from recognizers.variants import simplify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DATA: Final = "places/places.toml"
ORDER: Final = (
    "province",
    "city",
    "county",
    "town",
    "village",
    "group",
    "road",
    "compound",
    "number",
    "building",
    "unit",
    "floor",
    "room",
)
BELOW_VILLAGE: Final = frozenset(ORDER[ORDER.index("village") + 1 :])
_NUMBERED: Final = ("building", "unit", "floor", "room", "number")
_LEAD: Final = "[\u3400-\u9fff]{1,5}"  # a hamlet's or lane's name without an ending
_LONGEST_NAME: Final = 12
_BARE_ROOM: Final = re.compile(r"(?:[0-9]{1,3}(?:-[0-9]{1,4}){1,2}|[0-9]{3,4})(?![0-9-])")
_HOUSES: Final = frozenset({"number", "building", "unit", "floor", "compound"})


class Level(NamedTuple):
    """Characters ``start`` to ``end`` (exclusive) name the place of this level (see ``ORDER``)."""

    name: str
    start: int
    end: int


def levels(text: str) -> list[Level]:
    """Return the parts of the address that ``text`` begins with, in order.

    Offsets are into ``text`` as given, which may be full-width or traditional.
    """
    folded = fold(text)
    return [
        Level(part.name, *folded.source(part.start, part.end))
        for part in parts(simplify(folded.text), 0)
    ]


def keep_until(text: str, level: str) -> int:
    """Return the offset in ``text`` up to which an address is no finer than ``level``.

    0 if even its first part is finer. What stands between a coarser part and
    a finer one is not kept.

    Raises:
        ValueError: there is no such level (see ``ORDER``).
    """
    if level not in ORDER:
        raise ValueError(f"no level of addresses: {level}")
    finest = ORDER.index(level)
    end = 0
    for part in levels(text):
        if ORDER.index(part.name) > finest:
            break
        end = part.end
    return end


def parts(text: str, start: int) -> Iterator[Level]:
    """Yield the parts of the address that begins at ``start`` of folded, simplified text."""
    province = _province().match(text, start)
    last = ""
    if province:
        yield Level("province", *province.span())
        start, last = province.end(), "province"
    while found := _next(text, start, last):
        yield found
        start, last = found.end, found.name


def _next(text: str, start: int, last: str) -> Level | None:
    if last and text[start : start + 1] in (" ", ","):
        start += 1
    found = _numbered().match(text, start)
    if found and found.lastgroup:
        return Level(found.lastgroup, start, found.end())
    named = _named().match(text, start)
    hamlet = _hamlet().match(text, start) if last else None
    if hamlet and (not named or hamlet.end() < named.end()):
        return Level("number", start, hamlet.end())
    if named and not _is_new_address(_level_of()[named["suffix"]], last):
        return Level(_level_of()[named["suffix"]], start, named.end())
    bare = _BARE_ROOM.match(text, start) if last in _HOUSES else None
    return Level("room", start, bare.end()) if bare else None


def _is_new_address(level: str, last: str) -> bool:
    """Return whether a part of ``level`` cannot go on an address whose last part is ``last``."""
    return bool(last) and level not in BELOW_VILLAGE and ORDER.index(level) < ORDER.index(last)


@cache
def _province() -> re.Pattern[str]:
    return re.compile(any_of(table(DATA)["provinces"]))


@cache
def _numbered() -> re.Pattern[str]:
    suffixes = table(DATA)["suffixes"]
    return re.compile(
        "|".join(f"(?P<{name}>{_numerals()}{any_of(suffixes[name])}{_end()})" for name in _NUMBERED)
    )


@cache
def _hamlet() -> re.Pattern[str]:
    """Return a pattern for a house number after a name without an ending of its own."""
    return re.compile(f"{_LEAD}{_numerals()}{any_of(table(DATA)['suffixes']['number'])}{_end()}")


def _numerals() -> str:
    one = f"[0-9A-Za-z{table(DATA)['numerals']}]"
    annex = table(DATA)["annex"]
    return f"{annex}?{one}{{1,6}}(?:[-\u2014/{table(DATA)['of']}]{one}{{1,5}}){{0,2}}#?"


def _end() -> str:
    return f"(?![{table(DATA)['not_after_number']}])"


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for a part by its ending: the shortest name, the longest ending."""
    name = f"[\u3400-\u9fff0-9A-Za-z]{{1,{_LONGEST_NAME}}}?"
    return re.compile(f"{name}(?P<suffix>{any_of(_level_of())})")


@cache
def _level_of() -> Mapping[str, str]:
    suffixes = table(DATA)["suffixes"]
    return {
        suffix: level
        for level, listed in suffixes.items()
        if level not in _NUMBERED
        for suffix in listed
    }
