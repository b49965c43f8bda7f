"""Read the Chinese words and patterns that lie as data beside the code.

Data files are TOML under ``recognizers/data``. A pattern in a data file may
name fragments of the same file in braces, ``{level}``, which are put in place
before it is compiled, so that a list of words is written once.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_FRAGMENT: Final = re.compile(r"\{([a-z_]{2,20})\}")


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return the data file ``name`` ("secrecy/marks.toml"), read once.

    Raises:
        FileNotFoundError: no such file is part of the package.
    """
    text = files("recognizers").joinpath("data", *name.split("/")).read_text("utf-8")
    return tomllib.loads(text)


@cache
def pattern(name: str, key: str) -> re.Pattern[str]:
    """Return the compiled pattern ``key`` of the ``[patterns]`` of data file ``name``."""
    return re.compile(expand(table(name)["patterns"][key], table(name).get("fragments", {})))


def expand(source: str, fragments: Mapping[str, str | list[str]]) -> str:
    """Return ``source`` with each ``{name}`` replaced by that fragment, in a group.

    A fragment that is a list stands for any of its words, longest first.

    >>> expand("{sort}x", {"sort": ["a", "ab"]})
    '(?:ab|a)x'
    """

    def put(found: re.Match[str]) -> str:
        fragment = fragments.get(found.group(1))
        if fragment is None:
            return found.group()
        if isinstance(fragment, list):
            return any_of(fragment)
        return f"(?:{expand(fragment, fragments)})"

    return _FRAGMENT.sub(put, source)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, longest first, each taken literally."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True)) + ")"
