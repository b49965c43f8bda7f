"""Addresses finer than a village: group, road and number, estate, building, room.

An address is read from its finest parts backwards to where it begins, so that
one without province and county is found too (幸福小区3栋2单元501室). The names
of provinces, counties, towns and villages by themselves are places, not
addresses. An address that an organ or a firm gives as its own carries the ground
``office-address``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.lexicon import any_of, table
from recognizers.places.levels import BELOW_VILLAGE, DATA, ORDER, parts
from recognizers.recognizer import BREAK, Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from recognizers.places.levels import Level

_NUMBERED: Final = frozenset({"number", "building", "unit", "floor", "room"})
_FARTHEST: Final = 60  # characters before its finest part that an address may begin
_OFFICE_BEFORE: Final = 24
_OFFICE_AFTER: Final = 10
_STOP: Final = re.compile(f"[^{HAN}0-9A-Za-z #/\n-]|[A-Za-z]{{7}}")
_WINDOW: Final = frozenset(ORDER[: ORDER.index("group")])
_LONGEST_CLEAN: Final = 6  # Chinese characters of a first part that needs no doubt


class AddressRecognizer(TextRecognizer):
    """Finds addresses down to the group, the house or the room."""

    name = "china.address/1"
    kinds = (Kind.ADDRESS,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each address in ``text``, as one match from its coarsest part to its finest."""
        done = 0
        for detail in _detail().finditer(text):
            if detail.start() < done:
                continue
            chain = _chain(text, done, detail.end())
            if chain:
                done = chain[-1].end
                yield _match(text, chain)


def _match(text: str, chain: list[Level]) -> Match:
    start, end = chain[0].start, chain[-1].end
    grounds = ["address-parts"]
    if _is_office(text, start, end):
        grounds.append("office-address")
    return Match(Kind.ADDRESS, start, end, _score(chain), tuple(grounds))


def _score(chain: list[Level]) -> float:
    names = {part.name for part in chain}
    sure = len(chain) > 2 or "road" in names or "compound" in names
    clean = chain[0].end - chain[0].start <= _LONGEST_CLEAN
    return 0.6 + 0.2 * sure + 0.1 * clean


def _is_office(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _OFFICE_BEFORE) : start].rpartition(BREAK)[2]
    after = text[end : end + _OFFICE_AFTER].partition(BREAK)[0]
    return bool(_office().search(before) or _office().search(after))


def _chain(text: str, earliest: int, end: int) -> list[Level]:
    """Return the parts of the address whose detail ends at ``end``, empty if it is none."""
    left = _left(text, earliest, end)
    if not _named().search(text, left, end):
        return []
    for start in _starts(text, left, end):
        chain = _cleaned(text, list(parts(text, start)))
        if chain and chain[-1].end >= end and _is_address(text, chain):
            return chain
    return []


def _left(text: str, earliest: int, end: int) -> int:
    left = max(earliest, end - _FARTHEST)
    for stop in _STOP.finditer(text, left, end):
        left = stop.end()
    return left


def _starts(text: str, left: int, end: int) -> Iterator[int]:
    """Yield where an address may begin: after what introduces it, then later and later."""
    after = [found.end() for found in _intro().finditer(text, left, end)]
    first = after[-1] if after else left
    yield first
    yield from after[-2::-1]
    yield left
    yield from range(first + 1, min(first + 12, end - 2))


def _cleaned(text: str, chain: list[Level]) -> list[Level]:
    """Return ``chain`` without a weak word at its head, and up to its last fine part."""
    while chain and chain[-1].name in _WINDOW:
        chain.pop()
    if not chain:
        return chain
    head = chain[0]
    own = text[head.start : head.end]
    weak = _weak().match(own)
    if weak and len(own) - weak.end() >= 3:
        head = head._replace(start=head.start + weak.end())
    space = own.rfind(" ")
    if space > 0:
        head = head._replace(start=chain[0].start + space + 1)
    return [head, *chain[1:]]


def _is_address(text: str, chain: list[Level]) -> bool:
    named = [p for p in chain if p.name not in _NUMBERED]
    named = [p for p in named if not _no_name().fullmatch(text, p.start, p.end)]
    fine = [p for p in chain if p.name in BELOW_VILLAGE]
    if not fine or not named or _no_part().search(text, chain[0].start, chain[-1].end):
        return False
    if len(fine) == 1 and fine[0].name in ("road", "compound", "floor"):
        return False
    return len(chain) > 1


@cache
def _detail() -> re.Pattern[str]:
    """Return a pattern for the parts that make a place an address."""
    suffixes = table(DATA)["suffixes"]
    fine = any_of(s for level in ("number", "building", "unit", "room") for s in suffixes[level])
    groups = any_of(suffixes["group"])
    village = any_of(suffixes["village"])
    estate = any_of(s for level in ("village", "compound", "road") for s in suffixes[level])
    tower, storey = any_of(suffixes["compound"]), any_of(suffixes["floor"])
    return re.compile(
        f"[0-9A-Za-z#{table(DATA)['numerals']}]{fine}(?![{table(DATA)['not_after_number']}])"
        f"|{village}[{HAN}0-9]{{1,6}}?{groups}(?![{table(DATA)['not_after_group']}])"
        f"|{tower}[0-9]{{1,2}}{storey}"
        f"|{estate}[0-9]{{1,3}}(?:-[0-9]{{1,4}}){{1,2}}(?![0-9{table(DATA)['not_after_room']}-])"
    )


@cache
def _named() -> re.Pattern[str]:
    """Return a pattern for the endings of parts that bear a name; without one is no address."""
    suffixes = table(DATA)["suffixes"]
    levels = [level for level in suffixes if level not in _NUMBERED]
    return re.compile(any_of(suffix for level in levels for suffix in suffixes[level]))


@cache
def _intro() -> re.Pattern[str]:
    names = any_of(table(DATA)["in_names"])
    return re.compile(f"(?!{names}){any_of(table(DATA)['words']['intros'])}")


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(any_of(table(DATA)["words"]["weak_intros"]))


@cache
def _no_name() -> re.Pattern[str]:
    endings = any_of(s for level in table(DATA)["suffixes"].values() for s in level)
    return re.compile(f"{any_of(table(DATA)['words']['not_names'])}{endings}")


@cache
def _no_part() -> re.Pattern[str]:
    return re.compile(any_of(table(DATA)["words"]["not_inside"]))


@cache
def _office() -> re.Pattern[str]:
    words = table(DATA)["words"]
    return re.compile(f"{any_of(words['office'])}|{any_of(words['organs'])}[{HAN}]{{0,4}}[(]?$")
