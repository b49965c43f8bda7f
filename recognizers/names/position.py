"""Names that their place in a sentence gives away, though they may read as common words.

Between a role of one person and a mark, as the value of a label that asks for a
name, before a description of a person, at a boundary of land, as the head of a
household, by surname and courtesy where somebody reports. A surname has to
begin them; blanks, roles, titles and organs are left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.lexicon import any_of, table
from recognizers.names import lexicon
from recognizers.recognizer import BREAK, Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_DATA: Final = "names/position.toml"
_NAME: Final = f"(?P<name>[{HAN}]{{2,4}})"
_OPENS: Final = f"(?:^|(?<=[\n{BREAK};\u3002:,]))"
_CLOSES: Final = f"(?=[(),\u3001;\u3002\n{BREAK}]|[ ]{{0,2}}$)"


class PlacedNameRecognizer(TextRecognizer):
    """Finds names in the places of a sentence where only a name stands."""

    name = "names.placed/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each name whose place says that it is one."""
        for pattern in (_described(), _labelled()):
            for found in pattern.finditer(text):
                if _may_be_name(found["name"]):
                    yield Match(Kind.PERSON, *found.span("name"), 0.75, ("context", "surname"))
        for pattern in (_sole(), _going_on(), _at_boundary(), _of_household()):
            for found in pattern.finditer(text):
                if _may_be_name(found["name"]) and _is_no_phrase(found["name"]):
                    yield Match(Kind.PERSON, *found.span("name"), 0.7, ("context", "surname"))
        for found in _spoken_of().finditer(text):
            place = found.span("name" if found["name"] else "other")
            yield Match(Kind.PERSON, *place, 0.5, ("context", "partial-name"))


def _may_be_name(name: str) -> bool:
    """Return whether ``name`` is surname and given name in form and calls nobody by a role."""
    surname = lexicon.surname_length(name)
    if not lexicon.word_set("somebody").isdisjoint(name):
        return False  # names.unnamed reports names that are left out
    if not surname or not surname < len(name) <= surname + 2 or lexicon.is_no_name(name):
        return False
    roles = lexicon.word_set("roles") | lexicon.word_set("name_labels")
    if name in roles or name[-2:] in roles or lexicon.title_at(name, surname) == len(name):
        return False
    if name[0] in lexicon.word_set("particles") or name[-1] in table(_DATA)["offices"]:
        return False
    return _followers().isdisjoint((name, name[surname:]))


def _is_no_phrase(name: str) -> bool:
    """Return whether ``name`` is no common word, nor one with a character more."""
    return lexicon.could_be(name) and not (len(name) == 3 and lexicon.is_word(name[:2]))


def _followers() -> frozenset[str]:
    return frozenset(word for word in lexicon.word_set("followers") if len(word) > 1)


@cache
def _described() -> re.Pattern[str]:
    roles = any_of(table(_DATA)["sole"])
    return re.compile(f"{_OPENS}{roles}?{_NAME}(?={table(_DATA)['described']})")


@cache
def _labelled() -> re.Pattern[str]:
    labels = any_of(table(_DATA)["labels"])
    return re.compile(f"(?<![{HAN}]){labels}:[ ]{{0,2}}{_NAME}{_CLOSES}")


@cache
def _sole() -> re.Pattern[str]:
    return re.compile(f"{any_of(table(_DATA)['sole'])}{_NAME}{_CLOSES}")


@cache
def _going_on() -> re.Pattern[str]:
    """Return a pattern for a name that a clause, a role or a title opens and plain words end."""
    data = table(_DATA)
    opens = f"(?:{_OPENS}|{any_of(data['sole'])}|{lexicon.pattern_of('titles')})"
    return re.compile(
        f"{opens}(?P<name>[{HAN}]{{2,4}}?)(?={any_of(data['goes_on'])}{data['goes_not_on']})"
    )


@cache
def _at_boundary() -> re.Pattern[str]:
    ends = any_of(table(_DATA)["bordering"])
    return re.compile(f"{table(_DATA)['boundary']}(?P<name>[{HAN}]{{2,4}}?)(?={ends})")


@cache
def _of_household() -> re.Pattern[str]:
    begins, ends = (table(_DATA)[key] for key in ("household", "household_end"))
    return re.compile(f"{begins}(?P<name>[{HAN}]{{3}})(?={ends})")


@cache
def _spoken_of() -> re.Pattern[str]:
    data = table(_DATA)
    who, courtesies, tells = (any_of(data[key]) for key in ("spoken_of", "courtesies", "tells"))
    surname, rare = _surname(rare=False), _surname(rare=True)
    return re.compile(
        f"(?:(?<=[\n{BREAK};\u3002,:])|^|{who}:?)(?P<name>{surname}{courtesies})(?={tells})"
        f"|{who}:?(?P<other>{rare}{courtesies})"
    )


def _surname(*, rare: bool) -> str:
    chars = map(chr, range(0x4E00, 0xA000))
    singles = (char for char in chars if lexicon.surname_length(char, rare=rare))
    doubtful = lexicon.word_set("particles")
    return f"(?:{any_of(lexicon.compounds())}|[{''.join(c for c in singles if c not in doubtful)}])"
