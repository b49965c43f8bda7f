"""What stays and identifies a person all the same.

A name made unrecognisable does not hide a person whose village, age and illness
stay beside it (GB/T 37964-2019: quasi-identifiers). Looked at, per sentence and
per table row, is what stays after the proposals. A mask over the day of birth
is no mask beside an age: of 3,353 ID numbers 32 remain.

Does not see what other publications add.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind, Suggestion
from recognizers.lexicon import pattern, table
from recognizers.marking.index import VISIBLE, Index
from recognizers.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recognizers.marking.index import Row
    from recognizers.text import BlockId, Document

_DATA: Final = "marking/combination.toml"
RECOGNIZER: Final = "marking.combination/1"
_CLASSES: Final = ("age", "illness", "rank", "school", "village", "date")
_TELLING: Final = frozenset({"age", "illness", "rank", "school"})
_PERSON, _GONE = "\x01", "\x00"  # stand where a name or something else will be withheld
_SENTENCES: Final = re.compile("[^\u3002;\uff1b\n]+")
_MASK_SIGNS: Final = frozenset("*\uff0a\u00d7\u25cf#xX")
_WITHHELD: Final = frozenset({Suggestion.WITHHOLD, Suggestion.CONSULT})
Items = dict[str, Span]


def combinations(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return a finding for each sentence or row in which what stays identifies a person.

    ``findings`` bear their suggestions already.
    """
    index = Index(document, findings)
    found: list[Finding] = []
    rows: set[Row] = set()
    for block in document.blocks:
        if block.layer not in VISIBLE or not block.text:
            continue
        left = _left(index, block.id)
        row = (block.cell.table, block.cell.row) if block.cell else None
        if row and _PERSON in left and row not in rows:
            rows.add(row)
            found += _told(_of_row(index, row))
        elif not row and (_PERSON in left or pattern(_DATA, "unnamed").search(left)):
            found += _in_sentences(block.id, left)
        found += _masks(index, block.id)
    return found


def _left(index: Index, block: BlockId) -> str:
    """Return the block's text with what is to be withheld blotted out, offsets kept."""
    text = index.text(block)
    gone = [n for n in index.in_block(block) if index.findings[n].suggestion in _WITHHELD]
    if not gone:
        return text
    characters = list(text)
    for number in gone:
        finding = index.findings[number]
        sign = _PERSON if finding.kind is Kind.PERSON else _GONE
        start, end = finding.span.start, min(finding.span.end, len(text))
        characters[start:end] = sign * (end - start)
    return "".join(characters)


def _in_sentences(block: BlockId, left: str) -> Iterator[Finding]:
    for sentence in _SENTENCES.finditer(left):
        start, end = sentence.span()
        person = left.find(_PERSON, start, end)
        unnamed = pattern(_DATA, "unnamed").search(left, start, end)
        if person < 0 and not unnamed:
            continue
        items: Items = {}
        for name in _CLASSES:
            item = pattern(_DATA, name).search(left, start, end)
            if item:
                items[name] = Span(block, *item.span("item"))
        yield from _told(items)


def _of_row(index: Index, row: Row) -> Items:
    """Return what of a table row stays, by class: by the column's label or by the text."""
    items: Items = {}
    for block in index.row_blocks(row):
        left = _left(index, block)
        if not left.strip(f" \t\n{_PERSON}{_GONE}"):
            continue
        label = index.label_of(block)
        for name in _CLASSES:
            item = pattern(_DATA, name).search(left)
            if item:
                items.setdefault(name, Span(block, *item.span("item")))
            elif label and label in table(_DATA)["labels"].get(name, ()):
                items.setdefault(name, Span(block, 0, len(left)))
    return items


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
