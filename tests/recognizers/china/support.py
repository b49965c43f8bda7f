"""What the tables of these tests are read with."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from recognizers.china import ALL
from recognizers.fold import fold

if TYPE_CHECKING:
    from recognizers.finding import Kind
    from recognizers.recognizer import TextRecognizer


class Seen(NamedTuple):
    """One match, with offsets into the text as it was given."""

    kind: Kind
    start: int
    end: int
    score: float
    grounds: tuple[str, ...]
    category: str


@cache
def one(recognizer: type[TextRecognizer]) -> TextRecognizer:
    """Return the only instance of ``recognizer`` that the tests use."""
    return recognizer()


def see(recognizer: type[TextRecognizer], text: str) -> list[Seen]:
    """Return what ``recognizer`` reports on raw ``text``."""
    folded = fold(text)
    return [
        Seen(
            match.kind,
            *folded.source(match.start, match.end),
            match.score,
            match.grounds,
            match.category,
        )
        for match in one(recognizer).matches(folded.text)
    ]


def texts(recognizer: type[TextRecognizer], text: str) -> list[str]:
    """Return the stretches of ``text`` that ``recognizer`` reports."""
    return [text[seen.start : seen.end] for seen in see(recognizer, text)]


def see_all(text: str) -> list[Seen]:
    """Return what all recognizers report on raw ``text``."""
    return [seen for recognizer in ALL for seen in see(recognizer, text)]


def kinds_at(text: str, part: str) -> set[Kind]:
    """Return the kinds that some recognizer reports for exactly ``part`` of ``text``."""
    start = text.index(part)
    return {s.kind for s in see_all(text) if (s.start, s.end) == (start, start + len(part))}
