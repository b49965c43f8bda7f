"""Names known by how they are written: padded, dotted, or with the name left out.

Padded names fill the width of a roster (surname, spaces, given name); dotted
ones join the parts of a minority's or foreigner's name; an unnamed person is a
surname with a character that stands for the rest. The last are no leak: they
carry the ground ``masked-name``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Kind
from recognizers.han import HAN
from recognizers.lexicon import any_of
from recognizers.names import lexicon
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOTS: Final = "\u00b7\u2022\u2027\u30fb\uff65\u2219\u22c5\u0387\u2024\uff0e.-"
_GAP: Final = "[ \t]{1,6}"
_PADDED: Final = re.compile(
    f"(?<![{HAN}])[{HAN}](?:{_GAP}[{HAN}](?![{HAN}])){{1,40}}|"
    f"(?<![{HAN}])[{HAN}]{{2}}{_GAP}[{HAN}]{{1,2}}(?![{HAN}])"
)
_DOTTED: Final = re.compile(f"[{HAN}]{{1,12}}(?:[{_DOTS}][{HAN}]{{1,12}}){{1,5}}")
_SHORT_PART: Final = 2  # characters
_PARTS: Final = re.compile(f"[{HAN}]+")


class PaddedNameRecognizer(TextRecognizer):
    """Finds names whose characters are set apart by spaces."""

    name = "names.padded/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each padded name; of a row of single characters, each name in it."""
        for run in _PADDED.finditer(text):
            for start, end in _padded(run[0]):
                yield Match(
                    Kind.PERSON,
                    run.start() + start,
                    run.start() + end,
                    0.8,
                    ("padded-name", "surname"),
                )


def _padded(run: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each name in a row of characters and spaces."""
    places = [at for at, char in enumerate(run) if not char.isspace()]
    while len(places) >= 2:
        taken = _first_name(run, places)
        if not taken:
            places = places[1:]
            continue
        yield places[0], places[taken - 1] + 1
        places = places[taken:]


def _first_name(run: str, places: list[int]) -> int:
    """Return how many of the characters at ``places`` form the first name, 0 if none do."""
    for size in (3, 2, 4):
        if size > len(places):
            continue
        name = "".join(run[at] for at in places[:size])
        gaps = [places[i + 1] - places[i] for i in range(size - 1)]
        rest = len(places) - size
        even = max(gaps) - min(gaps) <= 1
        next_gap = places[size] - places[size - 1] if rest else 99
        if even and next_gap >= max(gaps) and rest != 1 and _is_padded_name(name):
            return size
    return 0


def _is_padded_name(name: str) -> bool:
    return lexicon.is_plausible(name) and lexicon.given_share(name) > 0.4


class DottedNameRecognizer(TextRecognizer):
    """Finds names whose parts are joined by a dot, in any of its forms."""

    name = "names.dotted/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each dotted name, trimmed to the characters that write sounds."""
        for run in _DOTTED.finditer(text):
            parts = list(_PARTS.finditer(run[0]))
            first = _trimmed_head(parts[0][0])
            last = _trimmed_tail(parts[-1][0])
            middle = all(lexicon.is_by_sound(part[0]) for part in parts[1:-1])
            if first and last and middle and len(first) + len(last) > 2:
                start = run.start() + len(parts[0][0]) - len(first)
                end = run.start() + parts[-1].start() + len(last)
                yield Match(Kind.PERSON, start, end, 0.9, ("dotted-name",))


def _trimmed_head(part: str) -> str:
    """Return the longest ending of ``part`` that writes sounds."""
    length = len(part)
    while length and part[-length] not in lexicon.sound():
        length -= 1
    for at in range(1, len(part) + 1):
        if part[-at] not in lexicon.sound():
            return part[len(part) - at + 1 :]
    return part[len(part) - length :]


def _trimmed_tail(part: str) -> str:
    """Return the longest beginning of ``part`` that writes sounds; all of it if it is short."""
    if len(part) > _SHORT_PART and part[-1] in lexicon.word_set("followers"):
        part = part[:-1]
    if len(part) <= _SHORT_PART and part[0] in lexicon.sound():
        return part
    for at, char in enumerate(part):
        if char not in lexicon.sound() or (at >= 2 and lexicon.title_at(part, at) > at):
            return part[:at]
    return part


class UnnamedPersonRecognizer(TextRecognizer):
    """Finds persons whose given name is replaced by a character that says so."""

    name = "names.unnamed/1"
    kinds = (Kind.PERSON,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each surname with its stand-in for the given name."""
        for found in _unnamed().finditer(text):
            if _is_somebody(text, found.start(), found.end()):
                yield Match(Kind.PERSON, *found.span(), 0.6, ("masked-name",))


@cache
def _unnamed() -> re.Pattern[str]:
    singles = "".join(
        char for char in map(chr, range(0x4E00, 0xA000)) if lexicon.surname_length(char, rare=False)
    )
    compounds = any_of(lexicon.compounds())
    stand_ins = any_of(lexicon.words_of("nobody"))
    tails = re.escape(str(lexicon.words_of("nobody_tails")))
    return re.compile(
        f"(?:{compounds}|[{singles}]){stand_ins}(?:[{tails}](?![{tails}]))?(?![*X\u00d7\u25cb])"
    )


def _is_somebody(text: str, start: int, end: int) -> bool:
    """Return whether a person is left out here, not a place, a thing or a blank of a form."""
    after = text[end : end + 1]
    if after and (after in lexicon.word_set("not_somebody") or lexicon.ends_like_place(after)):
        return after in lexicon.word_set("after_somebody")
    return start == 0 or not lexicon.is_word(text[start - 1 : start + 1])
