"""Mend what the model takes for a person: cut titles off, complete, or reject.

The model touches most names and misjudges their ends; it also takes the codes of
documents, organs and common words for persons. ``mend`` answers with the
boundaries and score that rules support, or with nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from recognizers.names import lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

_EDGE: Final = re.compile(f"^[^{lexicon.HAN}A-Za-z]+|[^{lexicon.HAN}A-Za-z.*]+$")
_BREAK: Final = re.compile("[0-9(\uff08\u3014\\[\u3010:,\u3001\u300a\n]")
_DOCUMENT_NUMBER: Final = re.compile(
    "[\u3400-\u9fff]{0,8}[\u3014\\[(\u3010\uff3b][12][0-9]{3}[\u3015\\])\u3011]"
)
_SOMEBODY: Final = "\u67d0"
_DOT: Final = re.compile("[\u00b7\u2022\u2027\u30fb\u2219\u22c5.]")
_NEITHER_SURNAME_NOR_SOUND: Final = 0.75  # the model must be this sure of itself
_WORD: Final = 0.93


class Mended(NamedTuple):
    """A person's name from ``start`` to ``end``, with the score and the grounds for it."""

    start: int
    end: int
    score: float
    grounds: tuple[str, ...]


def mend(text: str, start: int, end: int, score: float) -> Mended | None:
    """Return the name that the model meant by ``text[start:end]``; None if it is none."""
    start, end = _trimmed(text, start, end)
    start = _without_role(text, start, end)
    end = _without_title(text, start, end)
    if end <= start or _DOCUMENT_NUMBER.match(text, end):
        return None
    if not lexicon.is_han(text[start:end]):
        return _by_sound(text, start, end, score)
    end = _right_end(text, start, end)
    return _judged(text, start, end, score)


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


def _without_title(text: str, start: int, end: int) -> int:
    for at in range(start + 2, end):
        if lexicon.title_at(text, at) >= end and lexicon.title_at(text, at) > at:
            return at
    return end


def _right_end(text: str, start: int, end: int) -> int:
    """Return where the name ends, mending one character too few or some too many."""
    surname = lexicon.surname_length(text[start : start + 4])
    if not surname or (lexicon.is_by_sound(text[start:end]) and end - start > 3):
        return end
    if end - start > surname + 2:
        return lexicon.name_end(text, start, sure=True) or end
    longer = start + surname + 2
    if end < longer <= len(text) and not lexicon.ends_well(text, end):
        name = text[start:longer]
        if (
            lexicon.is_plausible(name)
            and lexicon.ends_well(text, longer)
            and name[-1] in lexicon.given()
        ):
            return longer
    return end


def _by_sound(text: str, start: int, end: int, score: float) -> Mended | None:
    """Judge a name that is not all Chinese characters: dotted, Latin or masked."""
    parts: Sequence[str] = _DOT.split(text[start:end])
    if len(parts) > 1 and all(lexicon.is_han(part) for part in parts):
        return Mended(start, end, max(score, 0.8), ("ner", "dotted-name"))
    if end - start < 3 or not any(char.isalpha() for char in text[start:end]):
        return None
    return Mended(start, end, min(score, 0.7), ("ner",)) if score > 0.5 else None


def _judged(text: str, start: int, end: int, score: float) -> Mended | None:
    name = text[start:end]
    if len(name) < 2 or name[-1] == _SOMEBODY:
        return None  # a name left out: names.unnamed reports those
    if lexicon.is_plausible(name, rare=True):
        return Mended(start, end, 0.55 + 0.4 * score, ("ner", "surname"))
    if lexicon.is_word(name) or lexicon.ends_like_place(name):
        return Mended(start, end, 0.5, ("ner",)) if score > _WORD else None
    by_sound = lexicon.is_by_sound(name) and len(name) > 2
    if by_sound or score > _NEITHER_SURNAME_NOR_SOUND:
        return Mended(start, end, 0.4 + 0.4 * score, ("ner",))
    return None
