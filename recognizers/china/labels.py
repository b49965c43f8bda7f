"""What the words before (or in brackets after) a number say it is.

The engine shows a table cell as ``column header + "：" + text``, so headers,
form labels and words of a sentence are all read here. Topics and their words
are data (``topics.toml``). A word counts up to ``REACH`` characters before the
number and never across the end of a sentence or a block.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

import ahocorasick

from recognizers.china.words import one_of, table

REACH: Final = 44
_AFTER: Final = 12
# U+001E divides blocks; a sentence's end divides what is said of one number from the next.
_END: Final = re.compile("[\u3002\uff01!?;\x1c-\x1f]")
_BLOCK_END: Final = "\x1e"
_NOTHING: Final = (-1, 0, "")
_NEAR: Final = re.compile(r"[^0-9\u3002,]{0,14}")
_BLANKS: Final = (" ", "\n", "\t", "\r")
_BRACKET: Final = re.compile(r"[ \t\n]?\(([^()]{1,10})\)")


@dataclass(frozen=True, slots=True)
class Label:
    """A word of ``topic`` before a number; ``gap`` is what stands between, blanks left out."""

    topic: str
    gap: str

    @property
    def adjacent(self) -> bool:
        """Return whether the word is said of this very number: no digit or comma between."""
        return bool(self.topic) and _NEAR.fullmatch(self.gap) is not None

    @property
    def close(self) -> bool:
        """Return whether only punctuation or a word like "is" stands between."""
        return bool(self.topic) and _close().fullmatch(self.gap) is not None


NONE: Final = Label("", "")


def label_before(text: str, start: int) -> Label:
    """Return the nearest label before ``text[start]``, or ``NONE``.

    The label whose end is nearest wins; of those that end alike, the longest.
    ``text`` is folded.
    """
    reach = max(0, start - REACH)
    window = text[max(reach, text.rfind(_BLOCK_END, reach, start) + 1) : start].lower()
    # Forms pad their labels ("zhang   hao") and cells break them over lines.
    for blank in _BLANKS:
        window = window.replace(blank, "")
    best = max(((end, *item) for end, item in _automaton().iter(window)), default=_NOTHING)
    gap = window[best[0] + 1 :]
    return Label(best[2], gap) if best[2] and not _END.search(gap) else NONE


def label_after(text: str, end: int) -> str:
    """Return the topic named in brackets right after ``text[:end]``, or ""."""
    bracket = _BRACKET.match(text, end, end + _AFTER + 3)
    if bracket is None:
        return ""
    found = [item for _, item in _automaton().iter(bracket[1].lower())]
    return max(found)[1] if found else ""


def topic_of(text: str, start: int, end: int) -> str:
    """Return the topic named right before ``text[start:end]``, in brackets after it, or ""."""
    label = label_before(text, start)
    return label.topic if label.adjacent and label.topic else label_after(text, end)


@cache
def _close() -> re.Pattern[str]:
    marks = "[ \\t\\n:=()/.\\-\"'\u3001\u201c\u201d\u3010\u3011\\[\\]#*\u2014]{0,4}"
    bracket = r"(?:\([^()0-9]{0,10}\))?"
    return re.compile(rf"{bracket}{marks}(?:{one_of('connectors')}{marks})?{bracket}[: ]?")


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for topic, listed in table("topics").items():
        for word in listed:
            # As the recognizers see it: folding has narrowed brackets and colons.
            narrow = word.replace("\uff08", "(").replace("\uff09", ")")
            automaton.add_word(narrow, (len(word), topic))
    automaton.make_automaton()
    return automaton
