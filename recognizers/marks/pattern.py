"""Patterns for marks, from ``data/marks/marks.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.lexicon import expand, table

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA: Final = "marks/marks.toml"


def marks(area: str, sort: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each mark of ``[area] sort`` in ``text``, none twice."""
    end = 0
    for start, stop in sorted(_ranges(area, sort, text)):
        if start >= end:
            yield start, stop
            end = stop


def says(area: str, sort: str, text: str) -> bool:
    """Return whether any pattern of ``[area] sort`` stands in ``text``."""
    return any(compiled.search(text) for compiled in _compiled(area, sort))


def _ranges(area: str, sort: str, text: str) -> Iterator[tuple[int, int]]:
    for compiled in _compiled(area, sort):
        for found in compiled.finditer(text):
            yield found.span("mark")


@cache
def _compiled(area: str, sort: str) -> tuple[re.Pattern[str], ...]:
    data = table(DATA)
    return tuple(re.compile(expand(source, data["fragments"])) for source in data[area][sort])
