"""What the recognizers of sensitive facts have in common.

A fact is found by the label it stands under, by words that tie it to somebody,
or by the term alone. The last two count only where a person is near, which the
marking pass judges (``recognizers.marking.link``): statutes and policies name
illnesses too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.lexicon import any_of, expand, table
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA: Final = "facts/facts.toml"
BY_LABEL: Final = "label"
BY_CONTEXT: Final = "context"
BY_TERM: Final = "term-only"
_SCORES: Final = {BY_LABEL: 0.85, BY_CONTEXT: 0.75, BY_TERM: 0.45}


class FactRecognizer(TextRecognizer):
    """Finds one kind of fact by the patterns that its data gives for that kind."""

    fact: ClassVar[str]
    alone: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each fact in ``text``; a place that several patterns find, once."""
        taken: list[tuple[int, int]] = []
        for ground, compiled in _patterns(self.fact):
            for found in compiled.finditer(text):
                start, end = _trimmed(text, *found.span("fact"))
                if start >= end or any(start < e and s < end for s, e in taken):
                    continue
                taken.append((start, end))
                yield Match(self.kinds[0], start, end, _SCORES[ground], (ground,))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t,":
        start += 1
    while start < end and text[end - 1] in " \t,":
        end -= 1
    return start, end


@cache
def _patterns(fact: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data, fragments = table(DATA)[fact], table(DATA)["fragments"]
    sources = [(BY_LABEL, _labelled(data["labels"]))]
    sources += [(BY_CONTEXT, source) for source in data["context"]]
    if data["terms"]:
        sources.append((BY_TERM, f"(?P<fact>{any_of(data['terms'])})"))
    return tuple((ground, re.compile(expand(source, fragments))) for ground, source in sources)


def _labelled(labels: list[str]) -> str:
    """Return a pattern for what stands behind a label and a colon, unless it says nothing."""
    source: str = table(DATA)["labelled"]["source"]
    return source.replace("{labels}", any_of(labels))
