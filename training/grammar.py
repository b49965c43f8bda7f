"""Invented documents with labels: templates with slots, filled from the lexicon.

An example is a text and its entities ``(start, end, label)`` with offsets in
characters, half-open; labels are PER, LOC and ORG. A padded or dotted name is
one PER, an address one LOC, a full organisation name one ORG.
"""

from __future__ import annotations

import random
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from training import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SLOT = re.compile(r"\{([a-z]+)(?:\.([a-z]+))?\}")
_LABELS = {"per": "PER", "addr": "LOC", "place": "LOC", "org": "ORG"}


class Example(NamedTuple):
    """A text and its labelled entities."""

    text: str
    entities: tuple[tuple[int, int, str], ...]


def examples(seed: int) -> Iterator[Example]:
    """Yield invented examples without end; the same seed gives the same ones."""
    rng = random.Random(seed)
    templates = lexicon.lines("templates.txt")
    while True:
        count = rng.choice((1, 1, 2, 3))
        parts = [fill(rng.choice(templates), rng) for _ in range(count)]
        yield noisy(_joined(parts, rng.choice(("", "\n", "", " "))), rng)


def fill(template: str, rng: random.Random) -> Example:
    """Return ``template`` with every slot filled."""
    text, entities, at = "", [], 0
    for match in _SLOT.finditer(template):
        text += template[at : match.start()]
        at = match.end()
        for part, label in _words(match[1], match[2] or "", rng):
            if label:
                entities.append((len(text), len(text) + len(part), label))
            text += part
    return Example(text + template[at:], tuple(entities))


def noisy(example: Example, rng: random.Random) -> Example:
    """Return ``example`` with the odd full-width digit or scanning slip; lengths stay."""
    if rng.random() > 0.06:
        return example
    slips = {"0": "O", "1": "l", "：": ":", "，": ",", "（": "(", "）": ")", "5": "５", "3": "３"}
    text = "".join(slips.get(c, c) if rng.random() < 0.4 else c for c in example.text)
    return Example(text, example.entities)


def _joined(parts: list[Example], glue: str) -> Example:
    text, entities = "", []
    for part in parts:
        if text:
            text += glue
        entities += [(a + len(text), b + len(text), label) for a, b, label in part.entities]
        text += part.text
    return Example(text, tuple(entities))


def _words(slot: str, kind: str, rng: random.Random) -> list[tuple[str, str]]:
    if slot == "perlist":
        mark = rng.choice(("、", "、", "　", " ", "，"))
        people = [_person("", rng) for _ in range(rng.randint(3, 9))]
        return [pair for name in people for pair in ((name, "PER"), (mark, ""))][:-1]
    if slot in _LABELS:
        return [(_entity(slot, kind, rng), _LABELS[slot])]
    return [(_plain()[slot](rng), "")]


def _entity(slot: str, kind: str, rng: random.Random) -> str:
    if slot == "per":
        return _person(kind, rng)
    if slot == "addr":
        return lexicon.address(rng, short=kind == "short")
    if slot == "place":
        return lexicon.place(rng)
    return lexicon.organization(rng, kind)


def _person(kind: str, rng: random.Random) -> str:
    named = {"pad": lexicon.padded, "dot": lexicon.dotted, "some": lexicon.some}
    if kind in named:
        return named[kind](rng)
    pick = rng.random()
    if pick < 0.06:
        return lexicon.some(rng)
    return lexicon.dotted(rng) if pick < 0.09 else lexicon.person(rng)


@cache
def _plain() -> dict[str, Callable[[random.Random], str]]:
    titles = lexicon.groups("titles.txt")
    facts = lexicon.groups("facts.txt")
    return {
        "before": lambda rng: rng.choice(titles["before"]),
        "after": lambda rng: rng.choice(titles["after"]),
        "item": lambda rng: rng.choice(facts["item"]),
        "ill": lambda rng: rng.choice(facts["ill"]),
        "law": lambda rng: rng.choice(facts["law"]),
        "docno": lambda rng: (
            f"{rng.choice(facts['organ'])}〔20{rng.randint(10, 26)}〕{rng.randint(1, 299)}号"
        ),
        "date": _date,
        "money": lambda rng: rng.choice(
            (
                f"{rng.randint(1, 9999)}.{rng.randint(0, 99):02d}",
                f"{rng.randint(1, 999)}万",
                str(rng.randint(100, 99999)),
            )
        ),
        "id": lambda rng: "".join(
            rng.choice("0123456789") for _ in range(rng.choice((15, 18, 18, 19)))
        ),
        "phone": lambda rng: f"1{rng.choice('3578')}{rng.randrange(10**9):09d}",
        "tel": lambda rng: f"0{rng.randint(310, 998)}-{rng.randint(2000000, 8999999)}",
        "n": lambda rng: str(rng.randint(1, 365)),
    }


def _date(rng: random.Random) -> str:
    year, month, day = rng.randint(1960, 2026), rng.randint(1, 12), rng.randint(1, 28)
    return rng.choice(
        (
            f"{year}年{month}月{day}日",
            f"{year}-{month:02d}-{day:02d}",
            f"{month}月{day}日",
            f"{year}.{month}.{day}",
        )
    )
