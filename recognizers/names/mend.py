"""Mend what the model takes for a person: cut titles off, complete, or reject.

The model touches most names and misjudges their ends; it also takes the codes of
documents, organs and common words for persons. ``mend`` answers with the
boundaries and score that rules support, or with nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.han import HAN
from recognizers.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE: Final = re.compile(f"^[^{HAN}A-Za-z]+|[^{HAN}A-Za-z.*]+$")
_BREAK: Final = re.compile("[0-9(\uff08\u3014\\[\u3010:,\u3001\u300a\n]")
_DOCUMENT_NUMBER: Final = re.compile(
    f"[{HAN}]{{0,8}}[\u3014\\[(\u3010\uff3b][12][0-9]{{3}}[\u3015\\])\u3011]"
)
_DOT: Final = re.compile("[\u00b7\u2022\u2027\u30fb\u2219\u22c5.]")
_NEITHER_SURNAME_NOR_SOUND: Final = 0.75  # the model must be this sure of itself
_WORD: Final = 0.85
_FAMILIAR: Final = 0.5
_SURE: Final = 0.97
_LEAST: Final = 0.25
_LATIN_SCORE: Final = 0.5
_LATIN: Final = re.compile("[A-Z][A-Za-z'-]{0,20}(?:[ .]{1,2}[A-Z][A-Za-z'-]{0,20}){0,4}")


class Mended(NamedTuple):
    """A person's name from ``start`` to ``end``, with the score and the grounds for it."""

    start: int
    end: int
    score: float
    grounds: tuple[str, ...]


def mend(text: str, start: int, end: int, score: float) -> Mended | None:
    """Return the name that the model meant by ``text[start:end]``; None if it is none."""
    start, end = _trimmed(text, start, end)
    start = _left_start(text, _without_role(text, start, end), end)
    end = _without_title(text, start, end)
    if lexicon.surname_length(text[start:end]) and _is_only_titled(text, start, end):
        return None  # a surname and a title: recognizers.propagate knows whose
    if end <= start or _is_left_out(text[start:end]) or _DOCUMENT_NUMBER.match(text, end):
        return None  # names.unnamed reports names that are left out
    if not lexicon.is_han(text[start:end]):
        return _by_sound(text, start, end, score)
    start = _without_particle(text, start, end)
    end = _right_end(text, start, end)
    if _cuts_a_word(text, end):
        return None
    return _judged(text[start:end], start, end, score)


def _is_left_out(name: str) -> bool:
    return not lexicon.word_set("somebody").isdisjoint(name)


def _cuts_a_word(text: str, end: int) -> bool:
    """Return whether ``end`` lies inside a title, a place's name or a common word."""
    if text[end : end + 1] in lexicon.word_set("of_places") and lexicon.title_at(text, end) == end:
        return True
    return lexicon.title_at(text, end - 1) > end or (
        end < len(text) and lexicon.is_word(text[end - 1 : end + 1])
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    stop = _BREAK.search(text, start + 1, end)
    end = stop.start() if stop else end
    own = text[start:end]
    head = _EDGE.match(own)
    start += head.end() if head and head.start() == 0 else 0
    tail = _EDGE.search(text[start:end])
    return start, start + tail.start() if tail and tail.start() > 0 else end


def _without_role(text: str, start: int, end: int) -> int:
    """Return where the name begins after a role or title that the model took in."""
    for length in range(min(6, end - start - 2), 1, -1):
        if text[start : start + length] in _leading():
            return start + length
    return start


def _leading() -> frozenset[str]:
    return lexicon.word_set("roles") | lexicon.word_set("titles")


def _is_only_titled(text: str, start: int, end: int) -> bool:
    after = start + lexicon.surname_length(text[start:end])
    return lexicon.title_at(text, after) >= end


def _without_particle(text: str, start: int, end: int) -> int:
    """Return where the name begins after a preposition that is a surname too."""
    rest = text[start + 1 : end]
    particle = end - start > 2 and text[start] in lexicon.word_set("particles")
    named = lexicon.surname_length(rest, rare=False) and lexicon.could_be(rest)
    return start + 1 if particle and named else start


def _without_title(text: str, start: int, end: int) -> int:
    for at in range(start + 2, end):
        if lexicon.title_at(text, at) >= end and lexicon.title_at(text, at) > at:
            return at
    return end


def _left_start(text: str, start: int, end: int) -> int:
    """Return where the name begins, mending a surname that the model left out."""
    if end - start <= 2 and text[max(0, start - 2) : start] in lexicon.compounds():
        return start - 2
    if end - start > 2 or start == 0 or not lexicon.surname_length(text[start - 1]):
        return start
    apart = start == 1 or not lexicon.is_han(text[start - 2])
    after_role = lexicon.follows_role(text, start - 1)
    apart = apart or text[start - 2] in lexicon.word_set("openers")
    return start - 1 if (after_role or apart) and lexicon.could_be(text[start - 1 : end]) else start


def _right_end(text: str, start: int, end: int) -> int:
    """Return where the name ends, mending one character too few or some too many."""
    surname = lexicon.surname_length(text[start : start + 4])
    if not surname or (lexicon.is_by_sound(text[start:end]) and end - start > 3):
        return end
    if end - start > surname + 2:
        stop = lexicon.name_end(text, start, sure=True)
        return stop if stop > start else end
    if _is_partial(text[start:end]):
        return end
    if end - start == surname + 2:
        return end - 1 if _is_follower(text, end - 1) else end
    return _one_more(text, start, end)


def _is_follower(text: str, at: int) -> bool:
    """Return whether the character at ``at`` goes with what comes after it, not with the name."""
    after = text[at + 1 : at + 2]
    runs_on = after.isalnum()
    return runs_on and text[at] in lexicon.word_set("followers") and text[at] not in lexicon.given()


def _one_more(text: str, start: int, end: int) -> int:
    """Return ``end`` or the next offset, if the next character belongs to the given name."""
    longer = end + 1
    if (
        longer > len(text)
        or lexicon.ends_well(text, end)
        or not lexicon.could_be(text[start:longer])
    ):
        return end
    if longer == len(text) or not lexicon.is_han(text[longer]):
        return longer
    if lexicon.title_at(text, longer) > longer:
        return longer
    common = text[end] in lexicon.given() and not lexicon.is_word(text[end : end + 2])
    return longer if common else end


def _by_sound(text: str, start: int, end: int, score: float) -> Mended | None:
    """Judge a name that is not all Chinese characters: dotted or Latin."""
    parts: Sequence[str] = _DOT.split(text[start:end])
    if len(parts) > 1 and all(lexicon.is_han(part) for part in parts):
        return Mended(start, end, max(score, 0.8), ("ner", "dotted-name"))
    for latin in _LATIN.finditer(text, max(0, start - 40), end + 40):
        if not latin.start() <= start < latin.end() or latin[0].isupper():
            continue
        if end - start > 2 and score > _LATIN_SCORE:
            return Mended(latin.start(), max(latin.end(), end), min(score, 0.7), ("ner",))
    return None


def _judged(name: str, start: int, end: int, score: float) -> Mended | None:
    surname = lexicon.surname_length(name)
    if len(name) < 2 or lexicon.is_title(name) or score <= _needed(name, surname):
        return None
    if _is_partial(name):
        return Mended(start, end, _FAMILIAR, ("ner", "partial-name"))
    if _reads_as_word(name, surname):
        return Mended(start, end, 0.5, ("ner",))
    if surname and surname < len(name) <= surname + 2:
        return Mended(start, end, 0.55 + 0.4 * score, ("ner", "surname"))
    return Mended(start, end, 0.4 + 0.4 * score, ("ner",))


def _is_partial(name: str) -> bool:
    """Return whether ``name`` is a surname with a courtesy before it or a relative after it."""
    familiar, kin = lexicon.word_set("familiar"), lexicon.word_set("kin")
    return len(name) == 2 and (name[0] in familiar or name[1] in kin)


def _needed(name: str, surname: int) -> float:
    """Return how sure the model must be of ``name``, the surer the less it reads like one."""
    if _reads_as_word(name, surname):
        return _WORD if lexicon.is_common_surname(name) else _SURE
    in_form = surname and surname < len(name) <= surname + 2
    by_sound = lexicon.is_by_sound(name) and len(name) > 2
    return _LEAST if in_form or by_sound else _NEITHER_SURNAME_NOR_SOUND


def _reads_as_word(name: str, surname: int) -> bool:
    """Return whether ``name`` is a word, a title or a place, or begins or goes on like one."""
    if lexicon.is_word(name) or lexicon.ends_like_place(name):
        return True
    if len(name) == 3 and lexicon.is_word(name[:2]) and lexicon.is_word(name[1:]):
        return True
    if not surname or lexicon.is_common_surname(name):
        return False
    rest = name[surname:]
    return lexicon.is_word(rest) or (len(name) == 3 and lexicon.is_word(name[:2]))
