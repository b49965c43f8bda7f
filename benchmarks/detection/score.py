"""Counts of what a tool found, overlooked and marked too much, and the shares made of them.

A label is *touched* where a finding of its area overlaps it, *whole* where such
findings cover every letter and digit of it, *exact* where one has its very ends.
A finding is *false* where it touches no label of its area and something is
proposed other than to keep what it marks. Personal names are false wherever
nobody is labelled. Organisations are counted only in cases that label them all.
Public addresses and hotlines need not be found, so they count in no recall. A
person whose capacity is unknown counts as private: the treatment is the same.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recognizers.finding import Capacity, Kind, Suggestion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.detection.labels import Case, Label
    from benchmarks.detection.tools import Answer, Mark

_FACTS = {
    Kind.BIRTH_DATE, Kind.AGE, Kind.HEALTH, Kind.DISABILITY, Kind.FAMILY, Kind.POVERTY_CAUSE,
    Kind.RELIGION, Kind.CRIMINAL_RECORD, Kind.BIOMETRIC, Kind.FINANCE, Kind.WHEREABOUTS,
}  # fmt: skip
_MARKS = {Kind.INTERNAL_MARK, Kind.DISCLOSURE_ATTRIBUTE}
_OTHER = {
    Kind.COMBINATION, Kind.PLACE, Kind.CLASSIFICATION_MARK, Kind.WORK_SECRET, Kind.COPY_NUMBER,
    Kind.INTERNAL_MATTER, Kind.OTHER_ORGAN, Kind.CUSTOM,
}  # fmt: skip
_AREAS = {Kind.PERSON: "names", Kind.ADDRESS: "addresses", Kind.ORGANIZATION: "organisations"}
AREAS = ("identifiers", "names", "addresses", "organisations", "facts", "trade secrets", "marks")
PHONES = (Kind.LANDLINE, Kind.SERVICE_NUMBER)


def area(kind: Kind) -> str:
    """Return which of ``AREAS`` a kind belongs to; "" if none of them."""
    if kind in _AREAS:
        return _AREAS[kind]
    if kind in _FACTS:
        return "facts"
    if kind in _MARKS:
        return "marks"
    if kind is Kind.TRADE_SECRET:
        return "trade secrets"
    return "" if kind in _OTHER else "identifiers"


@dataclass(slots=True)
class Tally:
    """Counts of one area, one kind or one profile."""

    counts: Counter[str] = field(default_factory=Counter)

    def share(self, part: str, whole: str) -> float:
        """Return ``part`` in ``whole`` as percent; 100 where there was nothing to count."""
        return 100 * self.counts[part] / self.counts[whole] if self.counts[whole] else 100.0

    @property
    def precision(self) -> float:
        """Return the share of findings that touch a label of their area, percent."""
        right = self.counts["right"]
        said = right + self.counts["false"]
        return 100 * right / said if said else 100.0

    @property
    def exact_f1(self) -> float:
        """Return the harmonic mean of exact recall and exact precision, percent."""
        said = self.counts["right"] + self.counts["false"] + self.counts["labels"]
        return 200 * self.counts["exact"] / said if said else 100.0


@dataclass(frozen=True, slots=True)
class Slip:
    """One thing a tool got wrong in a case: for the engineer who mends it."""

    case: Case
    what: str
    kind: Kind
    text: str


@dataclass(slots=True)
class Score:
    """All counts of one tool over some cases, by area, kind and profile."""

    areas: dict[str, Tally] = field(default_factory=dict)
    kinds: dict[str, Tally] = field(default_factory=dict)
    profiles: dict[str, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    slips: list[Slip] = field(default_factory=list)

    def tally(self, case: Case, kind: Kind) -> list[Tally]:
        """Return the tallies that something of ``kind`` in ``case`` counts in."""
        return [
            self.areas.setdefault(area(kind), Tally()),
            self.kinds.setdefault(kind.value, Tally()),
            self.profiles.setdefault(case.profile, Tally()),
            self.total,
        ]


def score(cases: Iterable[Case], tool: Callable[[Case], Answer]) -> Score:
    """Return what ``tool`` gets right and wrong in ``cases``."""
    out = Score()
    for case in cases:
        answer = tool(case)
        _stops(out, case, answer)
        if case.stop or answer.stopped:
            continue
        for label in case.labels:
            if area(label.kind) and (case.orgs or label.kind is not Kind.ORGANIZATION):
                _one_label(out, case, label, answer.marks)
        for mark in answer.marks:
            _one_mark(out, case, mark)
    return out


def _stops(out: Score, case: Case, answer: Answer) -> None:
    name = "must stop" if case.stop else "must not stop"
    for tally in (out.total, out.profiles.setdefault(case.profile, Tally())):
        tally.counts[name] += 1
        tally.counts["false stop"] += answer.stopped and not case.stop
        tally.counts["missed stop"] += case.stop and not answer.stopped
    if case.stop != answer.stopped:
        out.slips.append(Slip(case, "stop", Kind.CLASSIFICATION_MARK, ""))


def _over(mark: Mark, label: Label) -> bool:
    return any(span.overlaps(label.span) for span in mark.spans)


def _covered(text: str, label: Label, marks: list[Mark]) -> bool:
    """Return whether ``marks`` together cover every letter and digit of the label."""
    spans = [s for mark in marks for s in mark.spans if s.block == label.span.block]
    return all(
        any(span.start <= at < span.end for span in spans)
        for at in range(label.span.start, label.span.end)
        if text[at].isalnum()
    )


def _exact(text: str, label: Label, marks: list[Mark]) -> bool:
    def ends(start: int, end: int) -> tuple[int, int]:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end

    wanted = ends(label.span.start, label.span.end)
    return any(
        s.block == label.span.block and ends(s.start, s.end) == wanted
        for mark in marks
        for s in mark.spans
    )


def _one_label(out: Score, case: Case, label: Label, marks: tuple[Mark, ...]) -> None:
    block = next(b for b in case.document.blocks if b.id == label.span.block)
    near = [mark for mark in marks if _over(mark, label)]
    own = [mark for mark in near if area(mark.kind) == area(label.kind)]
    hidden = [mark for mark in near if mark.suggestion is not Suggestion.KEEP]
    facts = {
        **_recall(block.text, label, own),
        **_proposals(block.text, label, hidden),
        **_capacity(label, own),
    }
    for tally in out.tally(case, label.kind):
        tally.counts.update(name for name, true in facts.items() if true)
    text = block.text[label.span.start : label.span.end]
    for what in _wrong(label, facts):
        out.slips.append(Slip(case, what, label.kind, text))


def _free(label: Label) -> bool:
    """Return whether it does no harm to overlook the label."""
    public = label.suggestion is Suggestion.KEEP
    return label.optional or (public and label.kind in (Kind.ADDRESS, Kind.SERVICE_NUMBER))


def _recall(text: str, label: Label, own: list[Mark]) -> dict[str, bool]:
    """Say how well the label is found, if it has to be found at all."""
    if _free(label):
        return {}
    return {
        "labels": True,
        "touched": bool(own),
        "whole": _covered(text, label, own),
        "exact": _exact(text, label, own),
    }


def _proposals(text: str, label: Label, hidden: list[Mark]) -> dict[str, bool]:
    """Say whether what must be hidden is, and what must stay stays."""
    if label.suggestion is None:
        return {}
    if label.suggestion is Suggestion.KEEP:
        official = label.capacity is Capacity.OFFICIAL
        office = label.kind in PHONES
        return {
            "to keep": True,
            "over-marked": bool(hidden),
            "officials": official,
            "officials hidden": official and bool(hidden),
            "public phones": office,
            "public phones hidden": office and bool(hidden),
        }
    partly = area(label.kind) in ("facts", "trade secrets", "marks", "addresses")
    shown = not hidden if partly else not _covered(text, label, hidden)
    return {"to hide": True, "left open": shown}


def _capacity(label: Label, own: list[Mark]) -> dict[str, bool]:
    if label.capacity is None or label.kind is not Kind.PERSON or not own:
        return {}
    return {
        "with capacity": True,
        "capacity right": any(_same_capacity(mark, label) for mark in own),
    }


def _same_capacity(mark: Mark, label: Label) -> bool:
    unknown = mark.capacity is Capacity.UNKNOWN and label.capacity is Capacity.PRIVATE
    return unknown or mark.capacity is label.capacity


def _wrong(label: Label, facts: dict[str, bool]) -> list[str]:
    """Name what went wrong with a label, for the list of slips."""
    where, out = area(label.kind), []
    if "labels" in facts and not facts["touched"]:
        out.append("overlooked")
    elif "labels" in facts and where == "identifiers" and not facts["whole"]:
        out.append("found in part")
    elif "labels" in facts and where in ("names", "addresses") and not facts["exact"]:
        out.append("ends")
    if facts.get("with capacity") and not facts["capacity right"]:
        out.append(f"capacity {label.capacity}")
    return out + [what for what in ("over-marked", "left open") if facts.get(what)]


def _one_mark(out: Score, case: Case, mark: Mark) -> None:
    where = area(mark.kind)
    if not where or (where == "organisations" and not case.orgs):
        return
    near = [x for x in case.labels if _over(mark, x) and area(x.kind) == where]
    if near and all(map(_free, near)):
        return
    if near:
        name = "right"
    elif mark.suggestion is Suggestion.KEEP and where != "names":
        return
    else:
        name = "false"
    for tally in out.tally(case, mark.kind):
        tally.counts[name] += 1
    if name == "false":
        text = "/".join(case.document.text_at(span) for span in mark.spans)
        out.slips.append(Slip(case, f"false, {mark.suggestion}", mark.kind, text))
