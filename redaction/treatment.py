"""From an accepted finding to the edits that carry it out.

Pure. Edits are as narrow as the treatment allows: a mask or a coarser truth
edits only the characters that go, so what stays is never rewritten. Where a
treatment does not fit the text (an address without levels, a date without a
year) the finding is removed whole: the stricter treatment, never none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.finding import Category, Finding, Kind, Treatment
from recognizers.fold import fold
from recognizers.text import Span
from redaction.plan import Edit
from redaction.pseudonym import Pseudonyms, canonical, treatment_data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from recognizers.text import BlockId, Document, TextBlock

KEEP_VILLAGE: Final = "keep-until-village"
KEEP_COUNTY: Final = "keep-until-county"
_YEAR: Final = re.compile(r"(?:18|19|20)[0-9]{2}\s?[^\s0-9]?")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that is to be withheld, and how; ``basis`` is what the register cites."""

    finding: Finding
    treatment: Treatment
    basis: tuple[str, ...] = ()


def edits(
    document: Document, accepted: Iterable[Accepted], pseudonyms: Pseudonyms | None = None
) -> list[Edit]:
    """Return the edits of all accepted findings (they may overlap; ``build_plan`` merges).

    ``pseudonyms`` is the case's or batch's own, or None for stand-ins of this file only.

    Raises:
        KeyError: a finding's block is not of this document.
    """
    wanted = list(accepted)
    blocks = document.by_id()
    names = pseudonyms if pseudonyms is not None else Pseudonyms()
    names.assign(
        (text, surname_of(text))
        for text in (
            _text(blocks, a.finding.spans) for a in wanted if a.treatment is Treatment.PSEUDONYM
        )
    )
    return [edit for a in wanted for edit in _edits_of(blocks, a, names)]


def bar(category: Category) -> str:
    """Return the bar for ``category``: fixed width, with the reason in two characters."""
    bars: Mapping[str, str] = treatment_data()["bars"]
    return bars[category.value]


def surname_of(name: str) -> str:
    """Return the surname that ``name`` begins with, or "" if it is not known."""
    from recognizers.names.lexicon import surname_length  # noqa: PLC0415 - data on demand

    plain = canonical(name)
    return plain[: surname_length(plain)]


def _edits_of(
    blocks: Mapping[BlockId, TextBlock], accepted: Accepted, names: Pseudonyms
) -> list[Edit]:
    finding, treatment = accepted.finding, accepted.treatment
    text = _text(blocks, finding.spans)
    if treatment is Treatment.PSEUDONYM:
        return _whole(accepted, names.of(text), treatment)
    if len(finding.spans) == 1:
        narrow = _narrow(finding, text, treatment)
        if narrow is not None:
            start, end, replacement = narrow
            span = finding.span
            cut = Span(span.block, span.start + start, span.start + end)
            return [Edit(cut, treatment, replacement, accepted.basis)]
    return _whole(accepted, bar(finding.category), Treatment.REMOVE)


def _whole(accepted: Accepted, replacement: str, treatment: Treatment) -> list[Edit]:
    first, *rest = accepted.finding.spans
    return [
        Edit(first, treatment, replacement, accepted.basis),
        *(Edit(span, treatment, "", accepted.basis) for span in rest),
    ]


def _narrow(finding: Finding, text: str, treatment: Treatment) -> tuple[int, int, str] | None:
    """Return start, end and stand-in of the characters that go, or None if all must."""
    if treatment is Treatment.MASK:
        return _mask(finding.kind, text)
    if treatment is not Treatment.GENERALISE:
        return None
    if finding.kind is Kind.BIRTH_DATE:
        return _after_year(text, finding.category)
    if finding.kind is Kind.ADDRESS:
        return _after_level(finding, text)
    return None


def _mask(kind: Kind, text: str) -> tuple[int, int, str] | None:
    data = treatment_data()["mask"]
    head, tail = data.get(kind.value, data["default"])
    places = [i for i, char in enumerate(text) if char.isalnum()]
    if len(places) < head + tail + 4:
        return None
    start = places[head]
    end = places[-tail - 1] + 1 if tail else len(text)
    return start, end, data["character"] * 4


def _after_year(text: str, category: Category) -> tuple[int, int, str] | None:
    match = _YEAR.match(fold(text).text)
    if match is None or match.end() >= len(text):
        return None
    return match.end(), len(text), bar(category)


def _after_level(finding: Finding, text: str) -> tuple[int, int, str] | None:
    from recognizers.places.levels import keep_until  # noqa: PLC0415 - data loaded on demand

    level = "village" if KEEP_VILLAGE in finding.grounds else "county"
    end = keep_until(text, level)
    if not 0 < end < len(text):
        return None
    return end, len(text), bar(finding.category)


def _text(blocks: Mapping[BlockId, TextBlock], spans: Sequence[Span]) -> str:
    return "".join(blocks[s.block].text[s.start : s.end] for s in spans)
