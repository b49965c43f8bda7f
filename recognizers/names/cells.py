"""Read a cell or field that holds names and little else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.han import HAN
from recognizers.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

_ITEM: Final = re.compile(r"[^\u3001,;/\n()\uff08\uff09|]+")
_SPACED: Final = re.compile(f"[{HAN}](?:[ \t]{{1,8}}[{HAN}]){{1,3}}")
_DOT: Final = "[ ]?[\u00b7\u2022\u2027\u30fb\uff65\u2219\u22c5.][ ]?"
_DOTTED: Final = re.compile(f"[{HAN}]{{1,12}}(?:{_DOT}[{HAN}]{{1,12}}){{1,5}}")
_RUN: Final = re.compile(f"[{HAN}]+")
_LATIN: Final = re.compile(
    r"[A-Z][A-Za-z'.-]{0,20}(?:[ ,]{1,2}[A-Z][A-Za-z'.-]{0,20}){1,4}|[A-Z][a-z]{2,20}"
)
_LONGEST: Final = 4  # Chinese characters of a name that is not written by sound


def names_in_cell(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each name in ``text``, which a label says holds names."""
    stripped = text.strip()
    if "\n" in stripped and _is_broken(stripped):
        start = text.index(stripped)
        yield start, start + len(stripped)
        return
    for item in _ITEM.finditer(text):
        for start, end in _names(item[0]):
            yield item.start() + start, item.start() + end


def _is_broken(text: str) -> bool:
    """Return whether the lines of ``text`` are one name that a narrow column broke."""
    lines = text.split()
    whole = "".join(lines)
    if _DOTTED.fullmatch(whole):
        return True
    entries = all(len(line) > 1 and lexicon.is_plausible(line, rare=True) for line in lines)
    return not entries and lexicon.is_plausible(whole, rare=True)


def _names(item: str) -> Iterator[tuple[int, int]]:
    stripped = item.strip()
    offset = len(item) - len(item.lstrip())
    if any(pattern.fullmatch(stripped) for pattern in (_SPACED, _DOTTED, _LATIN)) or _is_apart(
        stripped
    ):
        yield offset, offset + len(stripped)
        return
    for run in _RUN.finditer(item):
        end = _name_end(run[0])
        if end:
            yield run.start(), run.start() + end


def _is_apart(item: str) -> bool:
    """Return whether ``item`` is one name whose surname stands apart from the rest."""
    words = item.split()
    if len(words) != 2 or not all(map(lexicon.is_han, words)):
        return False
    surname = lexicon.surname_length(words[0]) == len(words[0])
    return surname and len(words[1]) <= 2 and lexicon.is_plausible("".join(words), rare=True)


def _name_end(run: str) -> int:
    """Return how many characters of ``run`` are a name, 0 if none."""
    title = next((at for at in range(2, len(run)) if lexicon.title_at(run, at) == len(run)), 0)
    name = run[:title] if title else run
    if lexicon.surname_length(name) and 2 <= len(name) <= _LONGEST and not lexicon.is_no_name(name):
        return len(name)
    if len(name) > 2 and lexicon.is_by_sound(name):
        return len(name)
    unusual = 2 <= len(name) <= _LONGEST and not lexicon.is_no_name(name)
    return len(name) if unusual else 0
