"""Let column headers and labels speak: what stands under 姓名 is a name.

A cell or field whose label names a person is read as a whole, so that names
that are common words, rare or foreign are found and others' guesses about the
same characters fall. Where most cells of a column are names, the rest of that
column is read the same way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Finding, Kind
from recognizers.han import HAN
from recognizers.lexicon import table
from recognizers.names import lexicon
from recognizers.names.cells import names_in_cell
from recognizers.places.levels import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recognizers.text import BlockId
    from recognizers.views import View

NAME: Final = "table.column/1"
_LABEL_SCORE: Final = 0.95
_INFERRED_SCORE: Final = 0.7
_MOSTLY: Final = 0.6  # of a column's cells are names
_ENOUGH: Final = 3  # cells that make a column
_GUESSES: Final = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION})
_HAN: Final = re.compile(f"[{HAN}]")
_SPACES: Final = re.compile(r"\s+")


def needs_tagger(view: View) -> bool:
    """Return whether the model should look at ``view``: it holds Chinese no label explains."""
    if not view.has_han:
        return False
    sort = label_sort(view.block.label) if _is_cell(view) else ""
    settled = (sort == "name" and _is_all_names(view.own)) or (
        sort == "address" and _is_all_address(view.own)
    )
    return not settled


def _is_all_names(text: str) -> bool:
    rest = list(text)
    for start, end in names_in_cell(text):
        rest[start:end] = " " * (end - start)
    return not _HAN.search("".join(rest))


def _is_all_address(text: str) -> bool:
    return not text or max((part.end for part in parts(text, 0)), default=0) == len(text)


@cache
def label_sort(label: str) -> str:
    """Return what ``label`` says of the values beside it: "name", "address" or ""."""
    label = _SPACES.sub("", label).strip(":\uff1a*")
    if not label or len(label) > 20:
        return ""
    if any(part in label for part in table("places/places.toml")["words"]["labels"]):
        return "address"
    if any(part in label for part in lexicon.words_of("not_name_parts")):
        exact = label in lexicon.word_set("name_labels")
        return "name" if exact else ""
    parts = lexicon.words_of("name_label_parts")
    named = label in lexicon.word_set("name_labels") or any(part in label for part in parts)
    return "name" if named else ""


def settle(views: Sequence[View], findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` with those that labels add and without those they refute."""
    by_block: dict[BlockId, list[Finding]] = defaultdict(list)
    across = []
    for finding in findings:
        if len(finding.spans) == 1:
            by_block[finding.span.block].append(finding)
        else:
            across.append(finding)
    inferred = _inferred(views, by_block)
    settled: list[Finding] = []
    for view in views:
        own = by_block.pop(view.block.id, [])
        settled.extend(_settled(view, own, inferred))
    return [*settled, *across]


def _settled(view: View, own: list[Finding], inferred: frozenset[tuple[str, int]]) -> list[Finding]:
    cell = view.block.cell
    if cell and cell.header:
        return [f for f in own if f.kind is not Kind.PERSON]
    labelled = label_sort(view.block.label) == "name"
    if not labelled and not (cell and (cell.table, cell.column) in inferred):
        return own
    ground, score = ("column", _LABEL_SCORE) if labelled else ("column-inferred", _INFERRED_SCORE)
    names = list(_names(view, ground if cell else "label", score))
    if not names:
        return own
    spans = [finding.span for finding in names]
    kept = [f for f in own if f.kind not in _GUESSES or not any(s.overlaps(f.span) for s in spans)]
    return [*kept, *(_with_grounds(name, own) for name in names)]


def _names(view: View, ground: str, score: float) -> Iterator[Finding]:
    for start, end in names_in_cell(view.own):
        yield Finding(Kind.PERSON, (view.own_span(start, end),), score, NAME, (ground,))


def _with_grounds(name: Finding, own: list[Finding]) -> Finding:
    """Return ``name`` with what other recognizers know of the very same characters."""
    others = [f for f in own if f.kind is Kind.PERSON and f.span == name.span]
    grounds = dict.fromkeys((*name.grounds, *(g for f in others for g in f.grounds)))
    return replace(name, grounds=tuple(grounds))


def _inferred(
    views: Sequence[View], by_block: dict[BlockId, list[Finding]]
) -> frozenset[tuple[str, int]]:
    """Return the columns without a telling header most of whose cells are names."""
    cells: dict[tuple[str, int], list[bool]] = defaultdict(list)
    for view in views:
        cell = view.block.cell
        if not cell or cell.header or not view.own.strip() or view.block.label:
            continue
        whole = len(_SPACES.sub("", view.own))
        named = any(
            f.kind is Kind.PERSON and f.span.end - f.span.start >= whole
            for f in by_block.get(view.block.id, ())
        )
        cells[cell.table, cell.column].append(named)
    return frozenset(
        column
        for column, named in cells.items()
        if len(named) >= _ENOUGH and sum(named) >= _MOSTLY * len(named)
    )


def _is_cell(view: View) -> bool:
    return view.block.cell is not None and not view.block.cell.header
