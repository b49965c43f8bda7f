"""The Chinese words and characters that the identifier recognizers go by.

They live in ``recognizers/data/identifiers/*.toml`` and are read once, when
first asked for.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_FOLDER = "data/identifiers"


@cache
def table(name: str) -> dict[str, list[str]]:
    """Return the lists of the data file ``name`` (without its ending) by their keys."""
    path = files("recognizers").joinpath(_FOLDER, f"{name}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def words(name: str) -> list[str]:
    """Return the words that the file ``forms`` lists under ``name``."""
    return table("forms")[name]


def one_of(name: str) -> str:
    """Return a pattern for any one of the words of ``forms`` under ``name``, longest first.

    Single characters become a character class.
    """
    listed = words(name)
    if all(len(word) == 1 for word in listed):
        return "[" + "".join(re.escape(word) for word in listed) + "]"
    return "(?:" + "|".join(map(re.escape, sorted(listed, key=len, reverse=True))) + ")"
