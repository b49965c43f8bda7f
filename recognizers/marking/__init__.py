"""Marking: from findings to proposals with reasons, over the whole document.

``mark`` is the only way in. The passes run in this order: what only the whole
document shows is added; facts without a person near them are let go; the
publication profile is proposed; persons get their capacity; each finding gets
its suggestion; the office's own words have the last say; then what still
identifies a person is looked for, and persons are counted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recognizers.detection import Detection
from recognizers.finding import Kind
from recognizers.marking.capacity import standings
from recognizers.marking.combination import combinations
from recognizers.marking.counts import persons, warnings
from recognizers.marking.index import Index, Texts
from recognizers.marking.layout import layout_marks
from recognizers.marking.link import Links
from recognizers.marking.owner import Owners
from recognizers.marking.profile import propose
from recognizers.marking.suggest import Case, basis_of_privacy, suggest
from recognizers.marking.third_party import with_third_parties
from recognizers.marking.trade_tables import trade_tables
from recognizers.office.apply import Orders, custom, places
from recognizers.office.words import OfficeWords, load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.detection import DetectionSettings
    from recognizers.finding import Finding
    from recognizers.marking.profile import Proposal
    from recognizers.text import Document

NEVER_LOOKED_FOR: Final = (
    "photographs",
    "handwriting",
    "seals-and-signatures",
    "qr-codes",
    "secrets-without-mark",
    "other-publications",
)

_WARNED: Final = {
    "combination": "combination",
    "age-beside-mask": "age-beside-mask",
    "attribute-on-request": "attribute-not-public",
    "attribute-withheld": "attribute-not-public",
    "attribute-reduced": "attribute-reduced",
    "internal-mark": "internal-mark",
    "copy-number": "copy-number",
    "secrecy-code": "secrecy-code",
    "derived": "derived",
    "military": "military",
}


def mark(document: Document, findings: Sequence[Finding], settings: DetectionSettings) -> Detection:
    """Return the detection over ``document``: ``findings`` with suggestions and reasons.

    ``findings`` are in reading order and stay so.

    Raises:
        ConfigError: the profile that ``settings`` names does not exist, or the
            office's own words cannot be used.
    """
    words = load(settings.office) if settings.office else OfficeWords()
    ordered = places(document, words)
    added = [*trade_tables(document), *layout_marks(document), *custom(ordered, findings)]
    findings = in_order(document, [*findings, *added]) if added else findings
    proposal = propose(document, settings.file_name, settings.profile)
    texts = Texts(document)
    marked = _suggested(Index(texts, findings), settings, proposal, Orders(ordered))
    marked = with_third_parties(Index(texts, marked))
    basis = basis_of_privacy(settings.regime)
    combined = [replace(finding, basis=basis) for finding in combinations(texts, marked)]
    counted = persons(texts, marked)
    return Detection(
        findings=tuple(in_order(document, [*marked, *combined]) if combined else marked),
        profile=proposal.profile.key,
        profile_grounds=proposal.grounds,
        persons=counted,
        warnings=(*warnings(counted), *warnings_of(marked, combined)),
        not_looked_for=(*document.gaps, *NEVER_LOOKED_FOR),
    )


def _suggested(
    index: Index, settings: DetectionSettings, proposal: Proposal, orders: Orders
) -> list[Finding]:
    """Return the findings that concern somebody or something, each with its suggestion."""
    people = standings(index, index.of_kind(Kind.PERSON), proposal.profile)
    case = Case(index, proposal, settings.regime, Owners(index, people), people, orders)
    links = Links(index, people)
    kept = (n for n, finding in enumerate(index.findings) if links.concerns_somebody(finding))
    return [suggest(case, number) for number in kept]


def in_order(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """Return ``findings`` in the order in which their first characters are read."""
    order = {block.id: number for number, block in enumerate(document.blocks)}
    return sorted(findings, key=lambda f: (order[f.span.block], f.span.start, -f.span.end))


def warnings_of(findings: Sequence[Finding], combined: Sequence[Finding]) -> list[str]:
    """Return codes for what the whole report must say first."""
    grounds = {ground for finding in (*findings, *combined) for ground in finding.grounds}
    kinds = {finding.kind for finding in (*findings, *combined)}
    found = [code for ground, code in _WARNED.items() if ground in grounds]
    if Kind.WEAK_MASK in kinds:
        found.append("weak-mask")
    if Kind.OTHER_ORGAN in kinds:
        found.append("other-organ")
    return found
