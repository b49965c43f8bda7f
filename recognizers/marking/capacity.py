"""In what capacity a person stands: what the words around each mention say.

A mention is judged by what stands nearest: a role before the name (the
applicant, the punished party), a title before or behind it, the column or form
label, what follows the name (kin, particulars, an appointment), the names it is
listed with. Then mentions of one name share what is known: protection (minor,
informant, victim, patient) holds everywhere; a mention without evidence of its
own takes the stricter of what other mentions show.

Does not promise to tell namesakes apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from recognizers.finding import Capacity
from recognizers.lexicon import pattern, table
from recognizers.marking.cue import Words, endings, same_value
from recognizers.marking.minors import ADULT, CHILD, minors
from recognizers.marking.profile import profiles
from recognizers.plain import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recognizers.finding import Finding
    from recognizers.marking.index import Index, Row
    from recognizers.marking.profile import Profile

TEXTS: Final = "marking/texts.toml"
_ROLES: Final = "marking/roles.toml"
_TITLES: Final = "marking/titles.toml"
_NEAR: Final = 24
_FAR: Final = 64
_ENTRY_STOPS: Final = "\n;\u3002:"
_LONGEST_ENTRY: Final = 50
_LONGEST_GAP: Final = 32  # between listed names, a bracket included
PROTECTED: Final = (Capacity.INFORMANT, Capacity.VICTIM, Capacity.PATIENT, Capacity.MINOR)
_STRICTEST: Final = (
    *PROTECTED,
    Capacity.PRIVATE,
    Capacity.RECIPIENT,
    Capacity.PUBLIC_PARTY,
    Capacity.REPRESENTATIVE,
    Capacity.OFFICIAL,
    Capacity.PUBLIC_FIGURE,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A capacity and the code of what shows it; ``firm`` if the mention itself shows it.

    A ``weak`` sign (kin, particulars) gives way to what another mention of the
    name shows by a role, a title or a label.
    """

    capacity: Capacity
    ground: str
    firm: bool = True
    weak: bool = False


UNKNOWN: Final = Standing(Capacity.UNKNOWN, "capacity-unknown", firm=False)


def standings(index: Index, persons: Sequence[int], profile: Profile) -> dict[int, Standing]:
    """Return the standing of each person finding, by its number."""
    own: dict[int, Standing] = {}
    for number in persons:
        own[number] = _own(index, index.findings[number], profile)
    _share_in_lists(index, persons, own)
    _share_in_rows(index, persons, own)
    limit = CHILD if profile.key == "student-aid" else ADULT
    for number in minors(index, limit):
        if own[number].capacity is not Capacity.OFFICIAL:
            own[number] = Standing(Capacity.MINOR, "age")
    shared = _share_by_name(index, persons, own)
    return {n: _as_published(index, n, standing, profile) for n, standing in shared.items()}


def _as_published(index: Index, number: int, standing: Standing, profile: Profile) -> Standing:
    """Return the standing as the sort of publication knows it.

    Where even persons in no known capacity are published (appointments), their
    particulars say nothing against it. In a list that publishes names, a name that
    opens a line is one of the list. A decision is addressed to its party.
    """
    if standing.ground == "addressee":
        return Standing(profile.addressee, standing.ground)
    if standing.weak and profile.keeps(Capacity.UNKNOWN):
        return Standing(Capacity.UNKNOWN, standing.ground, firm=False)
    listing = profile.list_persons is not Capacity.UNKNOWN
    if listing and (not standing.firm or standing.ground == "particulars"):
        unknown = standing.capacity is Capacity.UNKNOWN or standing.ground == "particulars"
        if unknown and _is_entry(index, index.findings[number]):
            return Standing(profile.list_persons, "list-line")
    return standing


def _is_entry(index: Index, finding: Finding) -> bool:
    """Return whether a name opens its line, or stands in a short entry with an amount."""
    text, span = index.text(finding.span.block), finding.span
    start = max(text.rfind(stop, 0, span.start) for stop in _ENTRY_STOPS) + 1
    if pattern(TEXTS, "line_number").fullmatch(text, start, span.start):
        return True
    ends = (text.find(stop, span.end) for stop in _ENTRY_STOPS)
    end = min((at for at in ends if at >= 0), default=len(text))
    entry = text[start:end]
    return len(entry) <= _LONGEST_ENTRY and pattern(TEXTS, "amount").search(entry) is not None


def _own(index: Index, finding: Finding, profile: Profile) -> Standing:
    span = finding.spans[-1] if len(finding.spans) > 1 else finding.span
    before = index.before(finding.span, _NEAR)
    after = index.after(span, _NEAR)
    label = index.label(finding.span)
    if not before and not after:  # a cell of its own: most names of long lists
        return _by_label(label, profile) or _by_fame(index.words(finding), after) or UNKNOWN
    return (
        _by_age(after, index.after(span, _FAR))
        or _by_role(before, after, profile)
        or _by_salutation(before, after)
        or _by_title(before, after)
        or _by_label(label, profile)
        or _by_what_follows(after)
        or _by_organ(before)
        or _by_fame(index.words(finding), after)
        or UNKNOWN
    )


def _by_role(before: str, after: str, profile: Profile) -> Standing | None:
    for ending in endings(before):
        role = _role_at_end(ending, profile)
        if role is not None:
            return Standing(role, "role")
    bracket = pattern(TEXTS, "bracket_after").search(after)
    role = _role_named(bracket["inside"], profile) if bracket else None
    if role is not None:
        return Standing(role, "role")
    if before and pattern(TEXTS, "kin_before").search(before):
        return Standing(Capacity.PRIVATE, "kin", weak=True)
    return None


def _role_named(word: str, profile: Profile) -> Capacity | None:
    return _special(profile.key).get(word) or roles().get(word)


def _role_at_end(text: str, profile: Profile) -> Capacity | None:
    """Return the capacity that the last word of ``text`` gives, longest word first."""
    text = pattern(TEXTS, "name_suffix").sub("", text)
    found = roles().at_end(text)
    special = _special(profile.key).at_end(text)
    if special and (not found or len(special[0]) >= len(found[0])):
        return special[1]
    return found[1] if found else None


def _by_label(label: str, profile: Profile) -> Standing | None:
    if not label:
        return None
    role = _role_at_end(label, profile) or _role_at_start(label, profile)
    if role is not None:
        return Standing(role, "label")
    if _is_plain_name(label) and profile.list_persons is not Capacity.UNKNOWN:
        return Standing(profile.list_persons, "label")
    title = title_at_end(label)
    return Standing(title, "label") if title else None


def _role_at_start(label: str, profile: Profile) -> Capacity | None:
    found = _special(profile.key).at_start(label) or roles().at_start(label)
    return found[1] if found else None


def _is_plain_name(label: str) -> bool:
    return any(word in label for word in table(_ROLES)["plain"]["labels"])


def _by_age(after: str, far: str) -> Standing | None:
    found = pattern(TEXTS, "age_after").search(after)
    if found and int(found["age"]) < ADULT:
        return Standing(Capacity.MINOR, "age")
    if pattern(TEXTS, "under_age").search(far):
        return Standing(Capacity.MINOR, "age")
    if pattern(TEXTS, "minor_after").search(after):
        return Standing(Capacity.MINOR, "pupil")
    return None


def _by_title(before: str, after: str) -> Standing | None:
    held = [title_at_end(ending) for ending in endings(before)]
    held.append(_title_after(after.lstrip(" \t\n")))
    held += [title_at_end(text.rstrip(" \t,.\u3001")) for text in _apart(after)]
    title = next((capacity for capacity in held if capacity), None)
    if title:
        return Standing(title, "title")
    if pattern(TEXTS, "badge_after").search(after) or pattern(TEXTS, "officials_after").match(
        after
    ):
        return Standing(Capacity.OFFICIAL, "title")
    if pattern(TEXTS, "appointment_before").search(before) or _is_appointment(after):
        return Standing(Capacity.OFFICIAL, "appointment")
    return None


def _apart(after: str) -> list[str]:
    """Return what stands in a bracket, behind a comma or a wide gap after a name."""
    apart = [pattern(TEXTS, key).search(after) for key in ("bracket_after", "roster_after")]
    return [found["inside"] for found in apart if found]


def title_at_end(text: str) -> Capacity | None:
    """Return the capacity of the title that ``text`` ends with, if it ends with one."""
    found = titles().at_end(text)
    return found[1] if found and found[1] is not Capacity.UNKNOWN else None


def _title_after(text: str) -> Capacity | None:
    """Return the capacity of the title right behind a name, whatever qualifies it."""
    while text:
        found = titles().at_start(text)
        if found:
            return found[1] if found[1] is not Capacity.UNKNOWN else None
        prefix = _prefixes().at_start(text)
        if not prefix:
            return None
        text = text[len(prefix[0]) :]
    return None


def _is_appointment(after: str) -> bool:
    found = pattern(TEXTS, "appointment_after").search(after)
    if not found:
        return False
    return titles().inside(after[found.start() :])


def _by_what_follows(after: str) -> Standing | None:
    if pattern(TEXTS, "kin_after").search(after):
        return Standing(Capacity.PRIVATE, "kin", weak=True)
    if pattern(TEXTS, "particulars_after").search(after):
        return Standing(Capacity.PRIVATE, "particulars", weak=True)
    if pattern(TEXTS, "private_after").search(after):
        return Standing(Capacity.PRIVATE, "matter", weak=True)
    if _civil().at_start(after.lstrip()):
        return Standing(Capacity.PRIVATE, "civil-address", weak=True)
    return None


def _by_organ(before: str) -> Standing | None:
    """Return the standing of one named right behind an organ: its staff, unless more is known."""
    if pattern(TEXTS, "organ_before").search(before):
        return Standing(Capacity.OFFICIAL, "of-organ", weak=True)
    return None


def _by_salutation(before: str, after: str) -> Standing | None:
    """Return the addressee of a letter: a name and a colon are the whole paragraph."""
    if pattern(TEXTS, "dear").search(before) and pattern(TEXTS, "salutation").search(after):
        return Standing(Capacity.PRIVATE, "addressee", weak=True)
    return None


def _by_fame(name: str, after: str) -> Standing | None:
    if name in figures() or pattern(TEXTS, "author_after").search(after):
        return Standing(Capacity.PUBLIC_FIGURE, "public-figure")
    return None


def _share_in_lists(index: Index, persons: Sequence[int], own: dict[int, Standing]) -> None:
    """Let names listed with commas share a role before the first or a title behind the last."""
    for earlier, later in pairwise(persons):
        if own[later].firm or not own[earlier].firm or not _is_listed(index, earlier, later):
            continue
        if own[earlier].ground in ("role", "title", "listed", "label", "appointment"):
            own[later] = Standing(own[earlier].capacity, "listed")
    for later, earlier in pairwise(reversed(persons)):
        if own[earlier].firm or not own[later].firm or not _is_listed(index, earlier, later):
            continue
        own[earlier] = Standing(own[later].capacity, "listed")


def _is_listed(index: Index, earlier: int, later: int) -> bool:
    first, second = index.findings[earlier].spans[-1], index.findings[later].span
    if first.block != second.block or not 0 <= second.start - first.end <= _LONGEST_GAP:
        return False
    between = index.text(first.block)[first.end : second.start]
    return pattern(TEXTS, "list_gap").match(between) is not None


def _share_in_rows(index: Index, persons: Sequence[int], own: dict[int, Standing]) -> None:
    """Let a title in another cell of the row speak for a name that nothing else explains."""
    for number in persons:
        finding = index.findings[number]
        row = index.row(finding.span)
        if row is None or own[number].firm:
            continue
        held = _post_in_row(index, row)
        if held:
            own[number] = Standing(held, "row-title")


def _post_in_row(index: Index, row: Row) -> Capacity | None:
    """Return the capacity of the post that a cell of the row names."""
    for block in index.row_blocks(row):
        text = index.text(block).strip()
        title = title_at_end(text)
        if title:
            return title
        labelled = pattern(TEXTS, "post_label").search(index.texts.label(block))
        if labelled and text and not pattern(TEXTS, "no_post").search(text):
            return Capacity.OFFICIAL
    return None


def _share_by_name(
    index: Index, persons: Sequence[int], own: dict[int, Standing]
) -> dict[int, Standing]:
    """Give each mention what all mentions of its name show together."""
    named: dict[str, set[Capacity]] = {}
    names = {number: index.words(index.findings[number]) for number in persons}
    for number in persons:
        if own[number].firm and not own[number].weak:
            named.setdefault(names[number], set()).add(own[number].capacity)
    return {n: _shared(own[n], named.get(names[n], frozenset())) for n in persons}


def _shared(own: Standing, known: set[Capacity] | frozenset[Capacity]) -> Standing:
    for capacity in PROTECTED:
        if capacity in known and own.capacity is not capacity:
            return Standing(capacity, "same-name", firm=False)
    if own.firm and not (own.weak and known):
        return own
    for capacity in _STRICTEST:
        if capacity in known:
            return Standing(capacity, "same-name", firm=False)
    return own


@cache
def roles() -> Words[Capacity]:
    """Return the words for roles, which stand before a name or label a column."""
    data = table(_ROLES)
    words: dict[str, Capacity] = {}
    for capacity in _STRICTEST[::-1]:
        words |= same_value(map(plain_label, data.get(capacity.value, ())), capacity)
    words |= same_value(data["office_contact"], Capacity.OFFICIAL)
    return Words(words)


@cache
def titles() -> Words[Capacity]:
    """Return the titles of offices and companies; words that only look like one are UNKNOWN."""
    data = table(_TITLES)
    words = same_value((*data["official"], *data["comrade"]), Capacity.OFFICIAL)
    words |= same_value(data["company"], Capacity.REPRESENTATIVE)
    return Words(words | same_value(data["not_official"], Capacity.UNKNOWN))


@cache
def figures() -> frozenset[str]:
    """Return the names of leaders of state and historic persons."""
    return frozenset(table(_ROLES)["public_figures"]["names"])


@cache
def _civil() -> Words[bool]:
    return Words(same_value(table(_TITLES)["civil"], value=True))


@cache
def _prefixes() -> Words[bool]:
    return Words(same_value(table(_TITLES)["prefixes"], value=True))


@cache
def _special(key: str) -> Words[Capacity]:
    return Words(profiles()[key].roles)
