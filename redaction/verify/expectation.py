"""What the written file must no longer hold, and what it must still hold.

Both follow from the document and the plan alone. A needle is the squeezed form
of a text that is to go; how short it is decides where its absence is asked for:
two digits prove nothing in markup that is full of numbers.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.plan import PUBLISHED
from redaction.verify.normal import BARRIER, compact, squeeze, windows
from redaction.verify.search import Search
from redaction.verify.strand import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from recognizers.text import BlockId, Document, TextBlock
    from redaction.plan import Edit, RedactionPlan

RUN: Final = 8
"""Characters of a text that is to go which may not stand together in the output."""

LATIN_RUN: Final = 20
"""The same where all are Latin letters, of which formats make their own words."""

_HAN: Final = re.compile("[\\u3400-\\u9fff\\uf900-\\ufaff\\U00020000-\\U0003ffff]")
_LONG_NUMBER: Final = re.compile("[0-9]{6,}")
_DIGIT: Final = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class Needle:
    """A squeezed text that is to go, and ``allowed``: how often what stays holds it too.

    ``edits`` counts how often it goes from what is shown.
    """

    form: str = field(repr=False)
    reach: Sort
    allowed: int = 0
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Weak:
    """A text too short for the deep routes; ``edits`` counts the places where it is to go."""

    text: str = field(repr=False)
    allowed: int
    edits: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch that must stay, compact, and the page (from 1, or 0) it stands on."""

    text: str = field(repr=False)
    page: int
    by_text: bool  # false where only pixels can show that it stayed


@dataclass(frozen=True, slots=True)
class Expectation:
    """What ``document`` under ``plan`` asks of the output."""

    needles: tuple[Needle, ...]
    weak: tuple[Weak, ...]
    edited_runs: frozenset[str] = field(repr=False)
    dropped_runs: frozenset[str] = field(repr=False)
    kept: tuple[Kept, ...] = field(repr=False)
    removed: frozenset[str] = field(repr=False)  # characters of all edited texts
    gone: dict[int, Counter[str]] = field(repr=False)  # characters the edits take, by page; 0: all
    published: str = field(repr=False)  # squeezed text of the output, blocks set apart


def expect(document: Document, plan: RedactionPlan) -> Expectation:
    """Return what the written file must and must not hold.

    Raises:
        KeyError: an edit's block is not of this document.
    """
    by_block: defaultdict[BlockId, list[Edit]] = defaultdict(list)
    for edit in plan.edits:
        by_block[edit.span.block].append(edit)
    blocks = document.by_id()
    forms = {form: reach_of(form) for form in _forbidden(blocks, plan.edits)}
    in_view = Counter(_forbidden(blocks, (e for e in plan.edits if _published(blocks, e))))
    shown = [_after(b, by_block[b.id]) for b in document.blocks if b.layer in PUBLISHED]
    published = BARRIER.join(squeeze(text) for text in shown)
    joined = published.replace(BARRIER, "")
    stays = runs_of(joined) | _known_runs()
    apart = Counter(_weak_texts(blocks, plan.edits))
    search = Search(form for form, reach in forms.items() if reach is not Sort.SHOWN)
    kept_apart, kept_joined = search.tally(published), search.tally(joined)
    return Expectation(
        needles=tuple(
            Needle(form, reach, max(kept_apart[form], kept_joined[form]), in_view[form])
            for form, reach in sorted(forms.items())
            if reach is not Sort.SHOWN
        ),
        weak=tuple(
            Weak(text, sum(occurrences(text, each) for each in shown), edits)
            for text, edits in sorted(apart.items())
        ),
        edited_runs=frozenset(_edited_runs(blocks, plan.edits) - stays),
        dropped_runs=frozenset(_dropped_runs(document) - stays),
        kept=tuple(_kept(document, by_block)),
        removed=frozenset(c for edit in plan.edits for c in compact(_covered(blocks, edit))),
        gone=_gone(blocks, plan.edits),
        published=published,
    )


def occurrences(text: str, within: str) -> int:
    """Count ``text`` in ``within``; a number does not count inside a longer number."""
    if not text.isdigit():
        return within.count(text)
    return len(re.findall(f"(?<![0-9]){re.escape(text)}(?![0-9])", within))


def reach_of(form: str) -> Sort:
    """Return the most number-laden sort of strand where finding ``form`` still means a leak."""
    han = len(_HAN.findall(form))
    digits = len(_DIGIT.findall(form))
    if (form.isascii() and len(set(form)) < 3) or form in _known_names():
        return Sort.SHOWN
    if form.isascii() and form.isalpha():
        # Formats have Latin words of their own.
        return Sort.BINARY if len(form) >= 20 else Sort.TEXT if len(form) >= 5 else Sort.SHOWN
    if han >= 3 or (han and len(form) >= 5) or digits >= 9 or len(form) >= 10:
        return Sort.BINARY
    if han == 2:
        return Sort.SYNTAX
    if digits >= 6 or (digits < len(form) and len(form) >= 5) or (han and len(form) >= 4):
        return Sort.TEXT
    return Sort.SHOWN


def _forbidden(blocks: Mapping[BlockId, TextBlock], edits: Iterable[Edit]) -> Iterator[str]:
    """Yield the squeezed forms that must go, once for each finding's edits."""
    for group in _groups(edits):
        texts = [_covered(blocks, edit) for edit in group]
        wanted = {"".join(texts)}
        for edit, text in zip(group, texts, strict=True):
            start, end = changed_range(text, edit.replacement)
            wanted |= {text, *text.split("\n"), text[start:end]}
        forms = {squeeze(text) for text in wanted}
        yield from forms | {number for form in forms for number in _numbers(form)}


def _groups(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield the edits of one finding together: those after the first have no replacement."""
    group: list[Edit] = []
    for edit in edits:
        if group and edit.replacement:
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def changed_range(text: str, replacement: str) -> tuple[int, int]:
    """Return which characters of ``text`` (half-open) ``replacement`` does not leave standing.

    >>> changed_range("13800138000", "138****8000")
    (3, 7)
    """
    limit = min(len(text), len(replacement))
    start = 0
    while start < limit and text[start] == replacement[start]:
        start += 1
    end = 0
    while end < limit - start and text[-1 - end] == replacement[-1 - end]:
        end += 1
    return start, len(text) - end


def _numbers(form: str) -> Iterator[str]:
    """Yield the long numbers in ``form``, also backwards and as Chinese writes them."""
    for number in _LONG_NUMBER.findall(form):
        yield number
        for digits in _chinese_digits():
            yield number.translate(digits)
        if len(number) >= 9:
            yield number[::-1]


@cache
def _chinese_digits() -> tuple[dict[int, str], ...]:
    table = tomllib.loads((files(__package__) / "data/digits.toml").read_text("utf-8"))
    return tuple({ord(str(i)): han for i, han in enumerate(row)} for row in table.values())


def _weak_texts(blocks: Mapping[BlockId, TextBlock], edits: Iterable[Edit]) -> Iterator[str]:
    """Yield the edited texts that only the shown text can be searched for."""
    for edit in edits:
        text = compact(_covered(blocks, edit))
        if _published(blocks, edit) and text and reach_of(squeeze(text)) is Sort.SHOWN:
            yield text


def runs_of(form: str) -> set[str]:
    """Return the runs of a squeezed text that are long enough to tell something."""
    short = {run for run in windows(form, RUN) if len(set(run)) > 2 and _is_telling(run)}
    return short | {run for run in windows(form, LATIN_RUN) if not _is_telling(run)}


def _is_telling(run: str) -> bool:
    return run.isdigit() or not run.isascii()


def _edited_runs(blocks: Mapping[BlockId, TextBlock], edits: Iterable[Edit]) -> set[str]:
    return _runs_in({_covered(blocks, edit) for edit in edits})


def _dropped_runs(document: Document) -> set[str]:
    """Return the runs of layers that are dropped whole."""
    dropped = {b.text for b in document.blocks if b.layer not in PUBLISHED | {Layer.ATTRIBUTE}}
    named = {block.text for block in document.blocks if block.layer is Layer.ATTRIBUTE}
    # Attributes hold formulas and addresses, whose parts other attributes rightly share.
    return _runs_in(dropped) | {r for r in _runs_in(named) if not r.isascii() or r.isdigit()}


def _runs_in(texts: Iterable[str]) -> set[str]:
    return runs_of(BARRIER.join(squeeze(text) for text in texts))


@cache
def _known_names() -> str:
    """Return the names that programs put into every file, squeezed, set apart."""
    lines = (files(__package__) / "data/vocabulary.txt").read_text("utf-8").splitlines()
    return BARRIER.join(squeeze(line) for line in lines if not line.startswith("#"))


@cache
def _known_runs() -> frozenset[str]:
    return frozenset(runs_of(_known_names()))


def _kept(document: Document, edits: dict[BlockId, list[Edit]]) -> Iterator[Kept]:
    for block in document.blocks:
        if block.layer not in PUBLISHED:
            continue
        by_text = block.layer != "ocr"
        for stretch in _stretches(block, edits.get(block.id, [])):
            if text := compact(stretch):
                yield Kept(text, block.page, by_text)


def _stretches(block: TextBlock, edits: list[Edit]) -> Iterator[str]:
    """Yield what of ``block`` no edit covers."""
    done = 0
    for edit in edits:
        yield block.text[done : edit.span.start]
        done = edit.span.end
    yield block.text[done:]


def _after(block: TextBlock, edits: list[Edit]) -> str:
    """Return the block's text with its edits made."""
    pieces: list[str] = []
    for stretch, edit in zip(_stretches(block, edits), [*edits, None], strict=True):
        pieces += [stretch, edit.replacement if edit else ""]
    return "".join(pieces)


def _gone(blocks: Mapping[BlockId, TextBlock], edits: Iterable[Edit]) -> dict[int, Counter[str]]:
    """Return the published characters that the edits take, by page, and under 0 all of them."""
    gone: dict[int, Counter[str]] = {0: Counter()}
    for edit in edits:
        if _published(blocks, edit):
            block = blocks[edit.span.block]
            text = compact(_covered(blocks, edit))
            for page in {0, block.page}:
                gone.setdefault(page, Counter()).update(text)
    return gone


def _published(blocks: Mapping[BlockId, TextBlock], edit: Edit) -> bool:
    return blocks[edit.span.block].layer in PUBLISHED


def _covered(blocks: Mapping[BlockId, TextBlock], edit: Edit) -> str:
    return blocks[edit.span.block].text[edit.span.start : edit.span.end]
