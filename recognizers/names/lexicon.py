"""Surnames, given names and the words around them, read once from the data files.

All questions are asked of folded, simplified text. The answers are about what
is usual; a name that breaks every rule here may still stand in a name column.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from recognizers.han import HAN
from recognizers.lexicon import any_of, table

if TYPE_CHECKING:
    from collections.abc import Sequence

_HAN_ONLY: Final = re.compile(f"[{HAN}]+")
_CONTEXT: Final = "names/context.toml"
_LONGEST_FOLLOWER: Final = 4


def words_of(key: str) -> Sequence[str]:
    """Return the list ``key`` of the context data."""
    listed: Sequence[str] = table(_CONTEXT)[key]
    return listed


@cache
def pattern_of(key: str) -> str:
    """Return a pattern for any word of the list ``key`` of the context data."""
    return any_of(words_of(key))


@cache
def _surnames(*keys: str) -> frozenset[str]:
    return frozenset("".join("".join(table("names/surnames.toml")[key]) for key in keys)) - {"\n"}


@cache
def _compound() -> frozenset[str]:
    return frozenset(table("names/surnames.toml")["compound"])


@cache
def given() -> frozenset[str]:
    """Return the characters common in given names."""
    return frozenset(table("names/given.toml")["given"]) - {"\n"}


@cache
def sound() -> frozenset[str]:
    """Return the characters that write foreign and minority names by sound."""
    return frozenset(table("names/given.toml")["sound"]) - {"\n"}


@cache
def _words() -> frozenset[str]:
    """Return words that could be read as names, and the common words of statutes."""
    lines = (files("recognizers") / "data/names/lexis.txt").read_text("utf-8").splitlines()
    common = " ".join(line for line in lines if not line.startswith("#"))
    return frozenset(table("names/words.toml")["words"].split()) | frozenset(common.split())


@cache
def _followers() -> frozenset[str]:
    return frozenset(words_of("followers"))


@cache
def _no_endings() -> frozenset[str]:
    return frozenset(words_of("not_endings"))


@cache
def _title() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern_of('ranks')}){{0,3}}{pattern_of('titles')}")


def is_han(text: str) -> bool:
    """Return whether ``text`` is nothing but Chinese characters, and not empty."""
    return _HAN_ONLY.fullmatch(text) is not None


def is_word(text: str) -> bool:
    """Return whether ``text`` is a common word."""
    return text in _words()


def surname_length(text: str, *, rare: bool = True) -> int:
    """Return the length of the surname that ``text`` begins with, 0 if with none.

    ``rare`` says whether surnames count that are mostly read as other words.
    """
    for length in (4, 3, 2):
        if len(text) >= length and text[:length] in _compound():
            return length
    keys = ("common", "usual", "rare") if rare else ("common", "usual")
    return 1 if text[:1] in _surnames(*keys) else 0


def is_common_surname(text: str) -> bool:
    """Return whether ``text`` begins with one of the hundred commonest or a compound surname."""
    return text[:1] in _surnames("common") or text[:2] in _compound()


def is_plausible(name: str, *, rare: bool = False) -> bool:
    """Return whether ``name`` reads like surname and given name and not like another word.

    >>> is_plausible("\u65b9\u542f\u65b0"), is_plausible("\u65b9\u6848")
    (True, False)
    """
    surname = surname_length(name, rare=rare)
    rest = name[surname:]
    if not surname or not 1 <= len(rest) <= 2 or not is_han(name):
        return False
    if (
        name in _words()
        or name in _titles()
        or name[-1] in _no_endings()
        or name in _followers()
        or rest in _followers()
    ):
        return False
    if (
        rest in _titles()
        or name[-2:] in _titles()
        or (surname == 1 and rest[0] in _followers() and rest[0] not in given())
    ):
        return False
    return not (len(name) == 3 and name[:2] in _words() and name[2] not in given())


@cache
def _titles() -> frozenset[str]:
    return frozenset(words_of("titles")) | frozenset(words_of("short_titles"))


def given_share(name: str) -> float:
    """Return what share of the characters after the surname is common in given names."""
    rest = name[surname_length(name) :]
    return sum(char in given() for char in rest) / len(rest) if rest else 0.0


def could_be(name: str) -> bool:
    """Return whether ``name`` is surname and given name in form, and no common word."""
    surname = surname_length(name)
    rest = len(name) - surname
    return bool(surname) and 1 <= rest <= 2 and is_han(name) and not is_word(name)


def is_likely(name: str, *, rare: bool = False) -> bool:
    """Return whether ``name`` is plausible and made of what names are commonly made of.

    Weaker evidence, a title or role beside it, suffices for such a name.
    """
    if not is_plausible(name, rare=rare):
        return False
    if given_share(name) < 1:
        return False
    return is_common_surname(name) or len(name) == 2 or not is_word(name[:2])


def is_long_name(name: str) -> bool:
    """Return whether ``name`` reads like a surname, or those of both parents, and two more."""
    if len(name) != 4 or not is_common_surname(name) or not is_han(name):
        return False
    common = sum(char in given() or bool(surname_length(char)) for char in name[1:])
    return common == 3 and name[-1] in given() and not (is_word(name[:2]) or is_word(name[2:]))


def is_by_sound(name: str) -> bool:
    """Return whether all of ``name`` but at most one character writes a sound."""
    return sum(char not in sound() for char in name) <= (len(name) > 3)


def ends_well(text: str, end: int) -> bool:
    """Return whether a name may end at ``end``: before no Chinese, a title or a follower."""
    if end >= len(text) or not is_han(text[end]):
        return True
    if is_word(text[end - 1 : end + 1]):
        return False
    after = text[end : end + _LONGEST_FOLLOWER]
    if is_word(after[:2]):
        return True
    if any(after[:length] in _followers() for length in range(2, len(after) + 1)):
        return True
    runs_on = after[1:2].isalnum() or after[0] not in word_set("particles")
    return (after[0] in _followers() and runs_on) or title_at(text, end) > end


def title_at(text: str, start: int) -> int:
    """Return where a title that begins at ``start`` ends; ``start`` if none does."""
    found = _title().match(text, start, start + 16)
    return found.end() if found else start


def follows_role(text: str, start: int) -> bool:
    """Return whether a role or title stands right before ``start``, with or without a colon."""
    before = text[max(0, start - 8) : start].rstrip(": ")
    leading = word_set("roles") | word_set("titles")
    return any(before[at:] in leading for at in range(len(before) - 1))


def name_end(text: str, start: int, *, sure: bool, rare: bool = False) -> int:
    """Return where the name that begins at ``start`` ends; ``start`` if none seems to.

    ``sure`` means that other evidence says a name begins here, so that a bad
    ending does not speak against it.
    """
    surname = surname_length(text[start : start + 4], rare=rare or sure)
    if not surname:
        return start
    long, short = start + surname + 2, start + surname + 1
    fits = {end: _fits(text, start, end, rare=rare or sure) for end in (long, short)}
    well = {end: fits[end] and ends_well(text, end) for end in (long, short)}
    if any(well.values()):
        open_end = long >= len(text) or not is_han(text[long])
        whole = well[long] and (open_end or text[long - 1] in given() or not fits[short])
        return long if whole else short
    if sure:
        common = fits[long] and text[long - 1] in given()
        return long if common else short if fits[short] else start
    return long if fits[long] and _runs_on(text[start:], surname) else start


def _runs_on(text: str, surname: int) -> bool:
    """Return whether ``text`` begins with so common a name that its ending is no matter."""
    end = surname + 2
    name = text[:end]
    words = (text[at : at + 2] for at in range(surname - 1, end))
    return is_common_surname(name) and given_share(name) == 1 and not any(map(is_word, words))


def _fits(text: str, start: int, end: int, *, rare: bool) -> bool:
    return end <= len(text) and is_plausible(text[start:end], rare=rare)


def compounds() -> frozenset[str]:
    """Return the surnames of more than one character."""
    return _compound()


def is_title(text: str) -> bool:
    """Return whether ``text`` is a title or form of address."""
    return text in _titles()


@cache
def word_set(key: str) -> frozenset[str]:
    """Return the words of the list ``key`` of the context data, to ask for membership."""
    return frozenset(words_of(key))


def ends_like_place(name: str) -> bool:
    """Return whether ``name`` ends like an organisation, a place or a thing."""
    return name[-1:] in _no_endings()


def is_no_name(text: str) -> bool:
    """Return whether ``text`` is no name even where names stand: a blank, a place, an organ."""
    return text in word_set("blanks") or ends_like_place(text) or text in _titles()
