"""Names beside a title, a role or a label: what the words around them give away.

Finds names before a title, after one, and after a role or label with or without a
colon, also several joined by the comma of lists. A title alone, an organ before
it, and a word that only looks like a name are left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import ahocorasick

from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.names import lexicon
from recognizers.places.organs import organ_at_end
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_AFTER_LABEL: Final = re.compile(r"[ \n]{0,2}(?:[((][^()\n]{0,12}[))][ \n]?)?[:]\s{0,4}")
_AFTER_TITLE: Final = re.compile("[ ]{0,4}:?[ ]{0,4}")
_LIST_MARK: Final = re.compile(r"\s?[\u3001,/;]\s?")
_RUN: Final = re.compile(f"[{HAN}]{{2,4}}(?![{HAN}])")
_HAN_RUN: Final = re.compile(f"[{HAN}()]{{2,60}}")
_COUNTED: Final = re.compile(f"(?<![{HAN}])[{HAN}]{{2,3}}(?:\u3001[{HAN}]{{2,3}})+$")
_LATIN: Final = re.compile(
    r"[A-Z][A-Za-z'-]{1,20}(?:[ .]{1,2}[A-Z][A-Za-z'-]{0,20}){1,4}(?![A-Za-z])"
)
_LABELLED: Final = 0.9
_ROLE: Final = 0.7
_TITLED: Final = 0.75
_LISTED: Final = 0.8
_LONGEST_LIST: Final = 200


class CuedNameRecognizer(TextRecognizer):
    """Finds names of persons by titles, roles and labels."""

    name = "names.cued/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each name that a cue in ``text`` points to."""
        for last, (sort, length) in _cues().iter(text):
            start, end = last + 1 - length, last + 1
            if sort == "title":
                yield from _before_title(text, start)
                yield from _counted(text, start)
                yield from _after_title(text, end)
            else:
                yield from _after_role(text, end)
        for label in _labels().finditer(text):
            yield from _labelled(text, label.end())
        for verb in _speech().finditer(text):
            yield from _before_verb(text, verb.start())


@cache
def _cues() -> Any:  # the automaton's type is known to C only
    automaton = ahocorasick.Automaton()
    for key, sort in (("titles", "title"), ("roles", "role"), ("name_labels", "role")):
        for word in lexicon.words_of(key):
            automaton.add_word(word, (sort, len(word)))
    automaton.make_automaton()
    return automaton


@cache
def _labels() -> re.Pattern[str]:
    """Return a pattern for any label that ends like one of a person, with its colon."""
    endings = lexicon.pattern_of("label_endings")
    return re.compile(
        f"{endings}[ ]?(?:[(][^()\\n]{{0,12}}[)])?[ ]?:[ ]{{0,4}}(?=[{HAN}]{{2,4}}(?![{HAN}]))"
    )


@cache
def _speech() -> re.Pattern[str]:
    return re.compile(lexicon.pattern_of("speech"))


def _before_verb(text: str, verb: int) -> Iterator[Match]:
    """Yield the name before a verb of which only persons are the subject."""
    for length in (3, 2):
        start = verb - length
        name = text[max(0, start) : verb]
        begins = start == 0 or (start > 0 and _may_open(text, start))
        opened = start > 0 and text[start - 1] in lexicon.word_set("openers")
        common = lexicon.is_common_surname(name) or (opened and length > 2)
        word = name[:1] in lexicon.word_set("particles") or lexicon.is_word(name[1:])
        if begins and common and not word and lexicon.is_likely(name):
            yield Match(Kind.PERSON, start, verb, _ROLE, ("context", "surname"))
            return


def _may_open(text: str, start: int) -> bool:
    """Return whether a clause or an object may begin at ``start``."""
    before = text[start - 1]
    opens = not lexicon.is_han(before) or before in lexicon.word_set("openers")
    return opens or lexicon.is_word(text[max(0, start - 2) : start])


@cache
def _ranks() -> re.Pattern[str]:
    return re.compile(f"(?:{lexicon.pattern_of('ranks')}){{0,3}}$")


def _before_title(text: str, at: int) -> Iterator[Match]:
    ranked = _ranks().search(text, max(0, at - 12), at)
    for end in dict.fromkeys((ranked.start() if ranked else at, at)):
        for length in (3, 4, 2):
            name = text[end - length : end] if end >= length else ""
            if _is_titled(name) and _starts_well(text, end - length):
                yield Match(Kind.PERSON, end - length, end, _TITLED, ("title", "surname"))
                return


def _counted(text: str, title: int) -> Iterator[Match]:
    """Yield the names listed before a count of persons and a title ("A, B, two comrades")."""
    count = _count().search(text, max(0, title - 5), title)
    listed = _COUNTED.search(text, max(0, title - 80), count.start()) if count else None
    for item in _RUN.finditer(listed[0]) if listed else ():
        if lexicon.surname_length(item[0]) and not lexicon.is_no_name(item[0]):
            offset = listed.start() if listed else 0
            yield Match(Kind.PERSON, offset + item.start(), offset + item.end(), 0.7, ("list",))


@cache
def _count() -> re.Pattern[str]:
    etc, numerals, persons = (lexicon.words_of(key) for key in ("etc", "numerals", "counted"))
    return re.compile(f"(?:{etc})?[0-9{numerals}]{{1,3}}[{persons}]$")


def _is_titled(name: str) -> bool:
    surname = lexicon.surname_length(name, rare=False)
    if len(name) == 4 and surname != 2:
        return lexicon.is_long_name(name)
    # Two characters before a title may be an organisation for short.
    return lexicon.is_likely(name) and (len(name) > 2 or lexicon.is_common_surname(name))


def _starts_well(text: str, start: int) -> bool:
    """Return whether a name may start here: not inside a longer word that ends like one."""
    if start == 0 or not lexicon.is_han(text[start - 1]):
        return True
    return not lexicon.is_word(text[start - 1 : start + 1])


def _after_title(text: str, end: int) -> Iterator[Match]:
    start = _AFTER_TITLE.match(text, end).end()  # type: ignore[union-attr]  # it matches nothing too
    stop = lexicon.name_end(text, start, sure=False)
    if stop > start and lexicon.is_likely(text[start:stop]):
        yield Match(Kind.PERSON, start, stop, _TITLED, ("title", "surname"))
        yield from _listed(text, stop, _LISTED)


def _after_role(text: str, end: int) -> Iterator[Match]:
    label = _AFTER_LABEL.match(text, end, end + 24)
    if label:
        yield from _labelled(text, label.end())
        return
    stop = lexicon.name_end(text, end, sure=False, rare=True)
    run = _RUN.match(text, end)
    if stop == end:
        stop = _sound_end(text, end)
    if run and _is_whole_after_role(run[0], text[run.end() : run.end() + 1]):
        stop = run.end()
    elif stop > end and not _is_after_role(text, end, stop):
        return
    if stop > end:
        yield Match(Kind.PERSON, end, stop, _ROLE, ("context", "surname"))
        yield from _listed(text, stop, _LISTED)


def _is_whole_after_role(run: str, after: str) -> bool:
    """Return whether ``run``, all that stands between a role and ``after``, is a name."""
    runs_on = after.isalnum() and run[-1] in lexicon.word_set("followers")
    surname = lexicon.surname_length(run)
    if runs_on or lexicon.is_word(run[surname:]) or run[0] in lexicon.word_set("particles"):
        return False
    return _is_whole_name(run)


def _sound_end(text: str, start: int) -> int:
    """Return where a name of three characters or more that is written by sound ends."""
    end = start
    while end < len(text) and text[end] in lexicon.sound():
        end += 1
    named = end - start > 2 and lexicon.ends_well(text, end)
    return end if named and not lexicon.is_word(text[start : start + 2]) else start


def _is_after_role(text: str, start: int, stop: int) -> bool:
    """Return whether ``text[start:stop]`` is a name, given that a role stands before it."""
    name = text[start:stop]
    doubtful = name[0] in lexicon.word_set("particles")
    if not doubtful and lexicon.is_likely(name):
        return True
    if len(name) < 3 or lexicon.is_word(name[:2]) or lexicon.is_word(name[1:3]):
        return False
    by_sound = not doubtful and set(name) <= lexicon.sound()
    likely = lexicon.is_plausible(name, rare=True) and lexicon.given_share(name) == 1
    return by_sound or likely


def _labelled(text: str, start: int) -> Iterator[Match]:
    stop = _labelled_end(text, start)
    if stop > start:
        yield Match(Kind.PERSON, start, stop, _LABELLED, ("label",))
        yield from _listed(text, stop, _LABELLED)


def _labelled_end(text: str, start: int) -> int:
    """Return where the name right after a label's colon ends; ``start`` if it is no name."""
    run = _RUN.match(text, start)
    if run and _is_whole_name(run[0]):
        return run.end()
    stop = lexicon.name_end(text, start, sure=True)
    if stop > start and lexicon.ends_well(text, stop) and not _is_organ(text, start):
        return stop
    latin = _LATIN.match(text, start)
    return latin.end() if latin else start


def _is_whole_name(run: str) -> bool:
    by_sound = lexicon.is_by_sound(run) and not lexicon.is_word(run)
    return lexicon.is_plausible(run, rare=True) or lexicon.is_long_name(run) or by_sound


def _is_organ(text: str, start: int) -> bool:
    """Return whether the Chinese characters from ``start`` on end like an organisation."""
    run = _HAN_RUN.match(text, start)
    return bool(run and organ_at_end().search(run[0]))


def _listed(text: str, end: int, score: float) -> Iterator[Match]:
    """Yield the names that follow one another after ``end``, each after the comma of lists."""
    limit = end + _LONGEST_LIST
    while end < limit:
        mark = _LIST_MARK.match(text, end)
        if not mark:
            return
        stop = _labelled_end(text, mark.end())
        if stop == mark.end():
            return
        yield Match(Kind.PERSON, mark.end(), stop, score, ("list", "surname"))
        end = stop
