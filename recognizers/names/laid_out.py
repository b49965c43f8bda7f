"""Names known by how a line is laid out: spaced labels, padded items of lists, salutations.

Forms space out their labels as well as the names after them, and a padded name
among others in a list need not be made of characters that names are commonly
made of. A line that is nothing but a name and a colon speaks to a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.names import lexicon
from recognizers.recognizer import BREAK, Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = "[ \t]{1,4}"
_LABEL: Final = re.compile(f"(?<![{HAN}])[{HAN}](?:[ \t]{{0,4}}[{HAN}]){{1,5}}[ \t]?:[ \t]{{0,4}}")
_PADDED: Final = re.compile(
    f"[{HAN}](?:{_GAP}[{HAN}]){{1,2}}(?![{HAN}])(?![ \t][{HAN}](?![{HAN}]))"
)
_WHOLE: Final = re.compile(f"[{HAN}]{{2,4}}(?![{HAN}])")
_ITEM: Final = re.compile(
    f"(?<=[\u3001:])[ \t]?(?P<name>{_PADDED.pattern})[ \t]?(?P<end>[\u3001\u3002;,\n{BREAK}]|$)"
)
_SALUTATION: Final = re.compile(f"(?:^|(?<=[\n{BREAK}]))(?P<name>[{HAN}]{{2,4}}):(?=[\n{BREAK}]|$)")
_LIST_MARK: Final = "\u3001"


class LaidOutNameRecognizer(TextRecognizer):
    """Finds names by the layout of the line they stand in."""

    name = "names.laid-out/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each name after a spaced label, in a padded list, or spoken to."""
        for label in _LABEL.finditer(text):
            yield from _labelled(text, label)
        for item in _ITEM.finditer(text):
            listed = _LIST_MARK in (text[item.start() - 1], item["end"])
            if listed and _is_spaced_name(item["name"]):
                yield Match(Kind.PERSON, *item.span("name"), 0.8, ("padded-name", "list"))
        for line in _SALUTATION.finditer(text):
            if _is_spoken_to(line["name"]):
                yield Match(Kind.PERSON, *line.span("name"), 0.7, ("context", "surname"))


def _labelled(text: str, label: re.Match[str]) -> Iterator[Match]:
    words = label[0].rstrip(": \t")
    compact = "".join(words.split())
    if compact not in lexicon.word_set("name_labels") | lexicon.word_set("roles"):
        return
    spaced = words != compact
    name = _PADDED.match(text, label.end())
    if name and _fills_name_field(name[0]):
        yield Match(Kind.PERSON, *name.span(), 0.9, ("label", "padded-name"))
        return
    whole = _WHOLE.match(text, label.end()) if spaced else None
    if whole and lexicon.is_plausible(whole[0], rare=True):
        yield Match(Kind.PERSON, *whole.span(), 0.9, ("label",))


def _is_spaced_name(run: str) -> bool:
    """Return whether the spaced characters are surname and given name in form, and no word."""
    name = "".join(run.split())
    return lexicon.could_be(name)


def _fills_name_field(run: str) -> bool:
    """Return whether the spaced characters may be a name after a label that asks for one."""
    name = "".join(run.split())
    return lexicon.surname_length(name) > 0 and not lexicon.is_no_name(name)


def _is_spoken_to(name: str) -> bool:
    compound = lexicon.surname_length(name) > 1
    if lexicon.is_no_name(name) or lexicon.is_word(name):
        return False
    return lexicon.could_be(name) if compound else lexicon.is_likely(name)
