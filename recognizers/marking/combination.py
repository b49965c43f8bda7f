"""What stays and identifies a person all the same.

A name made unrecognisable does not hide a person whose village, age and illness
stay beside it (GB/T 37964-2019: quasi-identifiers). Looked at, per sentence and
per table row, is what stays after the proposals. A mask over the day of birth
is no mask beside an age: of 3,353 ID numbers 32 remain.

Does not see what other publications add.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind, Suggestion
from recognizers.lexicon import pattern, table
from recognizers.marking.index import VISIBLE, Index
from recognizers.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.marking.index import Row, Texts
    from recognizers.text import BlockId

_DATA: Final = "marking/combination.toml"
RECOGNIZER: Final = "marking.combination/1"
_CLASSES: Final = ("age", "illness", "rank", "school", "village", "date")
_TELLING: Final = frozenset({"age", "illness", "rank", "school"})
_PERSON, _GONE = "\x01", "\x00"  # stand where a name or something else will be withheld
_SENTENCES: Final = re.compile("[^\u3002;\uff1b\n]+")
_MASK_SIGNS: Final = frozenset("*\uff0a\u00d7\u25cf#xX")
_WITHHELD: Final = frozenset({Suggestion.WITHHOLD, Suggestion.CONSULT})
Items = dict[str, Span]


def combinations(texts: Texts, findings: Sequence[Finding]) -> list[Finding]:
    """Return a finding for each sentence or row in which what stays identifies a person.

    ``findings`` bear their suggestions already.
    """
    left = _Left(texts, findings)
    found = [f for row in left.rows_without_name for f in _told(_of_row(left, row))]
    index = Index(texts, findings)
    for block in texts.blocks.values():
        if block.layer not in VISIBLE or not block.text:
            continue
        if block.id not in texts.rows:
            found += _in_sentences(left, block.id)
        found += _masks(index, block.id)
    return found


class _Left:
    """What of each block stays once all that is to be withheld is gone."""

    def __init__(self, texts: Texts, findings: Sequence[Finding]) -> None:
        self.texts = texts
        self._gone: dict[BlockId, list[tuple[Span, str]]] = defaultdict(list)
        self.rows_without_name: dict[Row, None] = {}
        for finding in findings:
            if finding.suggestion not in _WITHHELD:
                continue
            sign = _PERSON if finding.kind is Kind.PERSON else _GONE
            for span in finding.spans:
                self._gone[span.block].append((span, sign))
            row = texts.rows.get(finding.span.block)
            if row and sign == _PERSON and texts.blocks[finding.span.block].layer in VISIBLE:
                self.rows_without_name[row] = None

    def text(self, block: BlockId) -> str:
        """Return the block's text with what goes blotted out, offsets kept."""
        text = self.texts.plain(block)
        gone = self._gone.get(block)
        if not gone:
            return text
        characters = list(text)
        for span, sign in gone:
            end = min(span.end, len(text))
            characters[span.start : end] = sign * (end - span.start)
        return "".join(characters)


def _in_sentences(left: _Left, block: BlockId) -> Iterator[Finding]:
    text = left.text(block)
    if _PERSON not in text and not pattern(_DATA, "unnamed").search(text):
        return
    for sentence in _SENTENCES.finditer(text):
        start, end = sentence.span()
        if text.find(_PERSON, start, end) < 0 and not pattern(_DATA, "unnamed").search(
            text, start, end
        ):
            continue
        items: Items = {}
        for name in _CLASSES:
            item = pattern(_DATA, name).search(text, start, end)
            if item:
                items[name] = Span(block, *item.span("item"))
        yield from _told(items)


def _of_row(left: _Left, row: Row) -> Items:
    """Return what of a table row stays, by class: by the column's label or by the text."""
    items: Items = {}
    for block in left.texts.cells.get(row, ()):
        text = left.text(block)
        if not text.strip(f" \t\n{_PERSON}{_GONE}"):
            continue
        name = _class_of_label(left.texts.label(block))
        if name:
            items.setdefault(name, Span(block, 0, len(text)))
        elif not text.isascii():
            for other in _CLASSES:
                item = pattern(_DATA, other).search(text)
                if item:
                    items.setdefault(other, Span(block, *item.span("item")))
    return items


@cache
def _class_of_label(label: str) -> str:
    """Return the class of what stands in a column of this label, or ""."""
    labels = table(_DATA)["labels"]
    return next((name for name in labels if label in labels[name]), "")


def _told(items: Items) -> list[Finding]:
    """Return a finding if the items tell who it is: two of them, one of them telling."""
    if len(items) < 2 or _TELLING.isdisjoint(items):
        return []
    grounds = ("combination", *(f"combination-{name}" for name in items))
    return [_finding(tuple(items.values()), grounds, Suggestion.REFER)]


def _masks(index: Index, block: BlockId) -> Iterator[Finding]:
    """Yield masked ID numbers beside an age or a date of birth."""
    text = index.text(block)
    if _MASK_SIGNS.isdisjoint(text):
        return
    for mask in pattern(_DATA, "mask").finditer(text):
        span = Span(block, *mask.span("item"))
        beside = _age_beside(index, span)
        if beside is not None:
            grounds = ("age-beside-mask", "candidates-32")
            yield _finding((span, *beside), grounds, Suggestion.WITHHOLD)


def _age_beside(index: Index, mask: Span) -> tuple[Span, ...] | None:
    """Return the ages and dates of birth near a mask; None if there are none."""
    row = index.row(mask)
    near = index.in_row(row) if row else index.in_block(mask.block)
    ages = tuple(
        span
        for number in near
        if index.findings[number].kind in (Kind.AGE, Kind.BIRTH_DATE)
        for span in index.findings[number].spans
    )
    if ages:
        return ages
    text = index.text(mask.block)
    around = text[max(mask.start - 40, 0) : mask.end + 40]
    return () if pattern(_DATA, "age_near").search(around) else None


def _finding(spans: tuple[Span, ...], grounds: tuple[str, ...], wanted: Suggestion) -> Finding:
    return Finding(
        Kind.COMBINATION,
        spans,
        0.5,
        RECOGNIZER,
        grounds=grounds,
        category=Category.PERSONAL,
        suggestion=wanted,
    )
