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
from recognizers.han import HAN
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
_MOST_PARTS: Final = 14
_LONGEST_LEAD: Final = 10  # characters of an estate or hamlet whose name has no ending
_NAMELESS: Final = frozenset({"town", "village", "group", "road", "number", "compound"})
_LONGEST_NAME: Final = 12
_BARE_ROOM: Final = re.compile(r"(?:[0-9]{1,3}(?:-[0-9]{1,4}){1,2}|[0-9]{3,4})(?![0-9-])")
_DASHED_ROOM: Final = re.compile(r"[0-9]{1,3}(?:-[0-9]{1,4}){1,2}(?![0-9-])")
_HOUSES: Final = frozenset({"number", "building", "unit", "floor", "compound"})
# After these parts only those may follow that are known by a name and an ending.
_GOES_ON: Final = {
    "group": frozenset({"group", "compound"}),
    "road": frozenset({"road", "compound", "village"}),
    "compound": frozenset({"compound"}),
    "number": frozenset({"compound"}),
    "building": frozenset(),
    "unit": frozenset(),
    "floor": frozenset(),
    "room": frozenset(),
}


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
    for _ in range(_MOST_PARTS):
        found = _next(text, start, last)
        if not found:
            return
        yield found
        start, last = found.end, found.name


def _next(text: str, start: int, last: str) -> Level | None:
    below = last in table(DATA)["goes_on_below"]
    if last and text[start : start + 1] in ((" ", ",", "\n") if below else (" ", ",")):
        start += 1
    found = _numbered().match(text, start)
    if found and found.lastgroup:
        return Level(found.lastgroup, start, found.end())
    named = _named().match(text, start)
    level = _level(named["suffix"], last) if named else ""
    hamlet = _hamlet().match(text, start) if last in _NAMELESS else None
    if hamlet and (not named or not level or hamlet.end() < named.end()):
        return Level(hamlet.lastgroup or "", start, hamlet.end())
    if named and level:
        return Level(level, start, named.end())
    bare = (_BARE_ROOM if last in _HOUSES else _DASHED_ROOM).match(text, start) if last else None
    return Level("room", start, bare.end()) if bare else None


def _level(suffix: str, last: str) -> str:
    """Return the level of a part with this ending after ``last``, "" if it cannot stand there."""
    level = _level_of()[suffix]
    if not _is_new_address(level, last):
        return level
    # The second "district" of an estate, after its town or village.
    estate = suffix in table(DATA)["estates"] and last in ("town", "village", "compound")
    return "compound" if estate else ""


def _is_new_address(level: str, last: str) -> bool:
    """Return whether a part of ``level`` cannot go on an address whose last part is ``last``."""
    if last in _GOES_ON:
        return level not in _GOES_ON[last]
    return bool(last) and ORDER.index(level) < ORDER.index(last)


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
    """Return a pattern for a numbered part after a name without an ending of its own."""
    suffixes = table(DATA)["suffixes"]
    lead = f"{_name_part(HAN)}{{1,{_LONGEST_LEAD}}}"
    parts = "|".join(f"(?P<{name}>{any_of(suffixes[name])})" for name in _NUMBERED)
    return re.compile(f"{lead}{_numerals()}(?:{parts}){_end()}")


def _name_part(characters: str) -> str:
    """Return a pattern for a character of a name, or for a word that only looks like grammar."""
    return (
        f"(?:{any_of(table(DATA)['in_names'])}|(?![{table(DATA)['not_in_names']}])[{characters}])"
    )


def _numerals() -> str:
    one = f"[0-9A-Za-z{table(DATA)['numerals']}]"
    annex = table(DATA)["annex"]
    return f"{annex}?{one}{{1,6}}(?:[-\u2014/{table(DATA)['of']}]{one}{{1,5}}){{0,2}}#?"


def _end() -> str:
    return f"(?![{table(DATA)['not_after_number']}])"


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for a part by its ending: the shortest name, the longest ending."""
    name = f"{_name_part(HAN + '0-9A-Za-z')}{{1,{_LONGEST_NAME}}}?"
    endings = "|".join(map(_ending, sorted(_level_of(), key=len, reverse=True)))
    return re.compile(f"{name}(?P<suffix>{endings})")


def _ending(suffix: str) -> str:
    """Return a pattern for ``suffix`` where it does not belong to a longer word."""
    limits = table(DATA)["limits"].get(suffix, {})
    before = f"(?<![{limits['not_before']}])" if "not_before" in limits else ""
    after = f"(?![{limits['not_after']}])" if "not_after" in limits else ""
    return before + re.escape(suffix) + after


@cache
def _level_of() -> Mapping[str, str]:
    suffixes = table(DATA)["suffixes"]
    return {
        suffix: level
        for level, listed in suffixes.items()
        if level not in _NUMBERED
        for suffix in listed
    }
