"""Carry an office's own words through a document.

Words are found however they are spaced, in whatever width, simplified or
traditional, in every layer. What the office withholds becomes a finding of its
own where nothing else was found; what it keeps turns other findings into "keep".
Withholding goes before keeping where both speak of one place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.errors import RecognizerTimedOutError
from recognizers.finding import Finding, Kind, Suggestion
from recognizers.office.words import TIME_LIMIT
from recognizers.plain import aligned
from recognizers.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.finding import Category
    from recognizers.office.words import OfficeWords
    from recognizers.text import BlockId, Document, TextBlock

RECOGNIZER: Final = "office/1"
_SEPARATORS: Final = frozenset(" \t\n-\u3000")


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands and what the office wants there."""

    span: Span
    suggestion: Suggestion
    category: Category
    ground: str


def places(document: Document, words: OfficeWords) -> list[Place]:
    """Return every place in the document where an entry of the office stands.

    Raises:
        RecognizerTimedOutError: a pattern took too long, so its block counts as unread.
    """
    if not words.words and not words.patterns:
        return []
    return [place for block in document.blocks for place in _in_block(block, words)]


def custom(found: Sequence[Place], findings: Sequence[Finding]) -> list[Finding]:
    """Return new findings for the places that no finding covers as a whole, keeping apart."""
    covered: dict[BlockId, list[Span]] = defaultdict(list)
    for finding in findings:
        for span in finding.spans:
            covered[span.block].append(span)
    return [
        Finding(
            Kind.CUSTOM,
            (place.span,),
            1.0,
            RECOGNIZER,
            grounds=(place.ground,),
            category=place.category,
        )
        for place in found
        if place.suggestion is not Suggestion.KEEP
        and not any(_covers(span, place.span) for span in covered[place.span.block])
    ]


class Orders:
    """What the office wants done, looked up by place."""

    def __init__(self, found: Sequence[Place]) -> None:
        self._by_block: dict[BlockId, list[Place]] = defaultdict(list)
        for place in found:
            self._by_block[place.span.block].append(place)

    def of(self, finding: Finding) -> Place | None:
        """Return the order that concerns the finding, one to withhold before one to keep."""
        if finding.kind is Kind.CLASSIFICATION_MARK:
            return None
        there = (p for p in self._by_block.get(finding.span.block, ()) if _meets(p, finding))
        return min(there, key=lambda p: p.suggestion is Suggestion.KEEP, default=None)


def _meets(place: Place, finding: Finding) -> bool:
    """Return whether an order concerns a finding: to keep, it must cover it all."""
    if place.suggestion is Suggestion.KEEP:
        return all(_covers(place.span, span) for span in finding.spans)
    return _covers(finding.span, place.span)


def _covers(outer: Span, inner: Span) -> bool:
    return outer.block == inner.block and outer.start <= inner.start and inner.end <= outer.end


def _in_block(block: TextBlock, words: OfficeWords) -> Iterator[Place]:
    text = aligned(block.text)
    kept = [i for i, character in enumerate(text) if character not in _SEPARATORS]
    squeezed = "".join(text[i] for i in kept)
    for word in words.words:
        wanted = "".join(c for c in aligned(word.text) if c not in _SEPARATORS)
        at = squeezed.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            if not _inside_number(squeezed, at, end):
                span = Span(block.id, kept[at], kept[end - 1] + 1)
                ground = f"office-{word.suggestion.value}"
                yield Place(span, word.suggestion, word.category, ground)
            at = squeezed.find(wanted, end)
    yield from _by_patterns(block, text, words)


def _inside_number(text: str, start: int, end: int) -> bool:
    """Return whether a number found is only a part of a longer one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (_is_digit(text[start]) and _is_digit(before)) or (
        _is_digit(text[end - 1]) and _is_digit(after)
    )


def _is_digit(character: str) -> bool:
    return character.isascii() and character.isdigit()


def _by_patterns(block: TextBlock, text: str, words: OfficeWords) -> Iterator[Place]:
    for own in words.patterns:
        try:
            found = list(own.compiled.finditer(text, timeout=TIME_LIMIT))
        except TimeoutError as error:
            raise RecognizerTimedOutError(recognizer=f"office.patterns[{own.number}]") from error
        for match in found:
            if match.end() > match.start():
                span = Span(block.id, match.start(), match.end())
                yield Place(span, own.suggestion, own.category, "office-pattern")
