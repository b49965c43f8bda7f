"""Words for invented documents: names, places, organisations. Nothing in them is a real person."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib import resources


def lines(name: str) -> list[str]:
    """Return the lines of a data file without comments and blanks."""
    raw = resources.files("training").joinpath("data", name).read_text("utf-8")
    return [line for line in raw.splitlines() if line.strip() and not line.startswith("#")]


def groups(name: str) -> dict[str, list[str]]:
    """Return the ``@kind word word`` lines of a data file."""
    out: dict[str, list[str]] = defaultdict(list)
    for line in lines(name):
        if line.startswith("@"):
            kind, *words = line[1:].split()
            out[kind] += words
    return dict(out)


@dataclass(frozen=True, slots=True)
class Names:
    """Surnames with weights, given-name characters by usage, parts of dotted names."""

    surnames: list[str]
    weights: list[int]
    given: list[str]
    dotted: list[str]


@cache
def names() -> Names:
    """Return the name lexicon."""
    pairs = [line.split() for line in lines("surnames.txt")]
    return Names(
        [surname for surname, _ in pairs],
        [int(weight) for _, weight in pairs],
        lines("given.txt"),
        " ".join(lines("foreign.txt")).split(),
    )


@cache
def places() -> tuple[list[tuple[str, list[str]]], dict[str, list[str]]]:
    """Return provinces with their cities, and syllables for what lies below."""
    top = []
    for line in lines("places.txt"):
        if "|" in line:
            province, cities = line.split("|")
            top.append((province, cities.split()))
    return top, groups("places.txt")


def person(rng: random.Random) -> str:
    """Return an invented Chinese name of two to four characters."""
    lexicon = names()
    if rng.random() < 0.25:  # rare surnames matter more than their share
        surname = rng.choice(lexicon.surnames)
    else:
        surname = rng.choices(lexicon.surnames, lexicon.weights)[0]
    group = rng.choices(lexicon.given, (46, 46, 8))[0]
    length = 1 if rng.random() < 0.22 else 2
    if group is lexicon.given[2] and length == 2:
        start = rng.randrange(0, len(group) - 1, 2)
        return surname + group[start : start + 2]
    return surname + "".join(rng.choice(group) for _ in range(length))


def dotted(rng: random.Random) -> str:
    """Return a dotted minority or foreign name, with one of the dots people type."""
    dot = rng.choice("··•．‧・")
    return dot.join(rng.sample(names().dotted, 3 if rng.random() < 0.1 else 2))


def some(rng: random.Random) -> str:
    """Return a name as court papers hide it."""
    surname = rng.choices(names().surnames, names().weights)[0]
    return surname + rng.choice(("某", "某某", "某甲", "某1", "某2", "×", "××", "XX", "某某"))


def padded(rng: random.Random) -> str:
    """Return a name with spaces between its characters, as rosters align them."""
    gap = rng.choice((" ", "  ", "　", "　　"))
    return gap.join(person(rng)[:3])


def place(rng: random.Random) -> str:
    """Return an administrative name, from a province down to a village."""
    province, city, county, town, village = _levels(rng)
    pick = rng.random()
    if pick < 0.15:
        return rng.choice((province, city or province))
    if pick < 0.45:
        return rng.choice((county, city + county, county + town))
    return rng.choice((town, village, town + village, village, county))


def address(rng: random.Random, *, short: bool = False) -> str:
    """Return a postal address; ``short`` begins at the township or the road."""
    province, city, county, town, village = _levels(rng)
    rural = rng.random() < 0.5
    tail = _rural(rng, village) if rural else _urban(rng)
    if short:
        return (rng.choice((town, "")) if rural else "") + tail
    head = rng.choice((province + city + county, city + county, county))
    return head + (town if rural or rng.random() < 0.4 else "") + tail


def _levels(rng: random.Random) -> tuple[str, str, str, str, str]:
    top, below = places()
    province, cities = rng.choice(top)
    return (
        province,
        rng.choice(cities) if cities else "",
        rng.choice(below["county"]) + rng.choices(("县", "区", "市", "自治县"), (6, 3, 2, 1))[0],
        rng.choice(below["township"])
        + rng.choices(("镇", "乡", "街道", "苏木"), (7, 4, 3, 0.2))[0],
        rng.choice(below["village"]) + rng.choices(("村", "社区", "居委会"), (8, 2, 0.5))[0],
    )


def _rural(rng: random.Random, village: str) -> str:
    _, below = places()
    group = rng.choice(
        (
            f"{rng.choice(below['village'])}组",
            f"{rng.randint(1, 18)}组",
            f"第{rng.choice('一二三四五六七八九十')}村民小组",
            f"{rng.choice(below['village'])}屯",
            "",
        )
    )
    return (
        village + group + rng.choice((f"{rng.randint(1, 199)}号", "", f"附{rng.randint(1, 9)}号"))
    )


def _urban(rng: random.Random) -> str:
    _, below = places()
    road = rng.choice(below["road"]) + rng.choice(("路", "街", "大道", "巷", "东路", "北街"))
    door = f"{rng.randint(1, 999)}号"
    estate = rng.choice(below["estate"]) + rng.choice(
        ("小区", "花园", "苑", "家园", "新村", "公寓")
    )
    building = rng.choice(
        (
            f"{rng.randint(1, 40)}幢{rng.randint(1, 6)}单元{rng.randint(101, 2608)}室",
            f"{rng.randint(1, 40)}栋{rng.randint(101, 2608)}室",
            f"{rng.choice('ABCD')}座{rng.randint(1, 30)}楼",
            f"{rng.randint(1, 40)}号楼{rng.randint(1, 6)}单元{rng.randint(101, 909)}",
            f"{rng.randint(1, 40)}-{rng.randint(1, 6)}-{rng.randint(101, 909)}",
        )
    )
    return rng.choice(
        (road + door, road + door + building, road + door + estate + building, estate + building)
    )


@cache
def _organizations() -> dict[str, list[str]]:
    return groups("organizations.txt")


def organization(rng: random.Random, kind: str = "") -> str:
    """Return an organisation's full name; ``kind`` as in ``organizations.txt``, "" for any."""
    words = _organizations()
    _, city, county, town, village = _levels(rng)
    seat = rng.choice((county, city + county, city or county))
    kind = kind or rng.choice(
        ("gov", "gov", "town", "village", "com", "com", "com", "school", "hospital")
    )
    if kind == "gov":
        return seat + rng.choice(words["bureau"] + words["body"])
    if kind == "town":
        return rng.choice(("", "", county)) + town + rng.choice(words["townbody"])
    if kind == "village":
        return rng.choice((town, "", county + town)) + village + rng.choice(words["villagebody"])
    if kind == "com":
        return _company(rng, words, seat)
    return seat + rng.choice(words[kind])


def _company(rng: random.Random, words: dict[str, list[str]], seat: str) -> str:
    head = rng.choice((seat, seat, "", places()[0][rng.randrange(20)][0][:2]))
    brand = (
        rng.choice(words["brand"])
        if rng.random() < 0.6
        else "".join(rng.sample("宏达远恒信金瑞丰华盛泰和顺康源德", 2))
    )
    suffix = rng.choices(words["suffix"], (10, 4, 3, 2, 1, 3, 1, 1, 1, 1, 1, 1, 1, 1, 0.3))[0]
    name = head + brand + rng.choice(words["trade"]) + suffix
    return name.replace("有限公司", "（集团）有限公司", 1) if rng.random() < 0.03 else name
