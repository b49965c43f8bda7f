"""Carry what is sure to every other place of the document where it stands.

A name or number found once with a good score is looked for in all layers,
headers, comments and properties included, also when padded with spaces or cut
by separators. Such a finding carries the ground ``propagated`` and its score is
a little lower.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import ahocorasick

from recognizers.coverage import Coverage
from recognizers.finding import Finding, Kind
from recognizers.fold import fold
from recognizers.names import lexicon
from recognizers.variants import simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from recognizers.text import Span
    from recognizers.views import View

_GOOD: Final = 0.7
_NUMBERS: Final = frozenset(
    {
        Kind.RESIDENT_ID,
        Kind.BANK_ACCOUNT,
        Kind.MOBILE_PHONE,
        Kind.PASSPORT,
        Kind.OTHER_ID,
        Kind.EMAIL,
        Kind.DISABILITY_CERTIFICATE,
        Kind.STUDENT_NUMBER,
        Kind.MEDICAL_RECORD_NUMBER,
        Kind.SOCIAL_SECURITY_NUMBER,
        Kind.VEHICLE_PLATE,
        Kind.SOCIAL_ACCOUNT,
    }
)
_EVIDENCE: Final = frozenset(
    {"ner", "label", "column", "dotted-name", "padded-name", "alias", "list"}
)
_SEPARATORS: Final = re.compile("[\\s\u00b7\u2022\u2027\u30fb\uff65\u2219.-]")
_SHORTEST_NUMBER: Final = 6
_FEWER: Final = 0.9


def everywhere(views: Sequence[View], findings: Sequence[Finding]) -> list[Finding]:
    """Return ``findings`` and those that repeat them elsewhere in ``views``."""
    known = _known(views, findings)
    if not known:
        return list(findings)
    taken = Coverage(findings)
    automaton = _automaton(known)
    added = []
    for view in views:
        for span, like in _repeats(view, automaton, known):
            if not taken.touches(span):
                taken.add(span)
                added.append(_repeated(like, span))
    return [*findings, *added]


def _known(views: Sequence[View], findings: Iterable[Finding]) -> dict[str, Finding]:
    """Return the bare text of each sure name and number, with the finding it is known by."""
    texts = {view.block.id: view.block.text for view in views}
    known: dict[str, Finding] = {}
    for finding in sorted(findings, key=lambda f: -f.score):
        if not _is_sure(finding):
            continue
        bare = bare_text("".join(texts[s.block][s.start : s.end] for s in finding.spans))
        if _is_telling(finding.kind, bare):
            known.setdefault(bare, finding)
    return known


def _is_sure(finding: Finding) -> bool:
    if finding.kind is Kind.PERSON:
        evidence = not _EVIDENCE.isdisjoint(finding.grounds)
        return evidence and finding.score >= _GOOD and "masked-name" not in finding.grounds
    return finding.score >= _GOOD


def bare_text(text: str) -> str:
    """Return ``text`` folded and simplified, without spaces, dots and hyphens."""
    return _SEPARATORS.sub("", simplify(fold(text).text)).upper()


def _is_telling(kind: Kind, bare: str) -> bool:
    if kind is Kind.PERSON:
        return len(bare) > 1
    return kind in _NUMBERS and len(bare) >= _SHORTEST_NUMBER


def _automaton(known: Iterable[str]) -> Any:  # the automaton's type is known to C only
    automaton = ahocorasick.Automaton()
    for text in known:
        automaton.add_word(text, text)
    automaton.make_automaton()
    return automaton


def _repeats(
    view: View, automaton: Any, known: dict[str, Finding]
) -> Iterator[tuple[Span, Finding]]:
    kept = [at for at, char in enumerate(view.own) if not _SEPARATORS.match(char)]
    bare = "".join(view.own[at] for at in kept).upper()
    if len(bare) != len(kept):
        return
    for last, text in automaton.iter(bare):
        start, end = kept[last + 1 - len(text)], kept[last] + 1
        if _stands_alone(view.own, start, end, text) and _is_meant(view.own, start, end, text):
            yield view.own_span(start, end), known[text]


def _stands_alone(text: str, start: int, end: int, word: str) -> bool:
    """Return whether ``word`` is no part of a longer number or word."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if word[0].isascii() and before.isascii() and before.isalnum():
        return False
    return not (word[-1].isascii() and after.isascii() and after.isalnum())


def _is_meant(text: str, start: int, end: int, word: str) -> bool:
    """Return whether a name that is also a common word is meant as a name here."""
    if not lexicon.is_word(word):
        return True
    whole = start == 0 and end == len(text)
    return whole or lexicon.follows_role(text, start) or lexicon.title_at(text, end) > end


def _repeated(like: Finding, span: Span) -> Finding:
    return replace(
        like, spans=(span,), score=like.score * _FEWER, grounds=(*like.grounds, "propagated")
    )
