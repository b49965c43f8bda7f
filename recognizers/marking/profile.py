"""Publication profiles: what kind of publication this is decides what stays.

Profiles are data (``recognizers/data/profiles``) with their sources. One is
proposed from the document: words in its title and file name weigh most, then
column labels, then the body; the answer says which of them spoke. A person may
name another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from recognizers.errors import ConfigError
from recognizers.finding import Capacity, Suggestion
from recognizers.lexicon import table
from recognizers.marking.index import VISIBLE
from recognizers.plain import aligned, plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from recognizers.text import Document

GENERAL: Final = "general"
_TITLE_BLOCKS: Final = 8
_TITLE_ROWS: Final = 2  # of a sheet, from 0, that may hold its title
_TITLE_LENGTH: Final = 70
_BODY: Final = 6000  # characters looked at for body words
_ENOUGH: Final = 2.9
_TITLE, _ENDING, _LABEL, _BODY_WORD, _UNLIKE = 3.0, 3.0, 1.5, 0.5, 4.0
_MOST_LABELS, _MOST_BODY = 4, 4


@dataclass(frozen=True, slots=True)
class Profile:
    """One kind of publication, as its data file describes it.

    ``persons`` says for each capacity whether a name stays; ``roles`` are words
    that mean another capacity here than elsewhere; ``list_persons`` is the
    capacity of names in a list whose column says no more than that they are names;
    ``addressee`` that of the person whom the paper is addressed to.
    A person may choose it by ``key`` or by ``name``.
    """

    key: str
    name: str
    sources: tuple[str, ...]
    address_level: str
    birth_date: str
    persons: Mapping[Capacity, Suggestion]
    keep_basis: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, Capacity]
    list_persons: Capacity
    addressee: Capacity
    extra_basis: tuple[str, ...] = ()
    intimate: tuple[str, ...] = ()
    minors: tuple[str, ...] = ()
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keeps(self, capacity: Capacity) -> bool:
        """Return whether the names of persons in this capacity stay."""
        return self.persons.get(capacity, Suggestion.WITHHOLD) is Suggestion.KEEP

    def basis_for_keeping(self, key: str) -> tuple[str, ...]:
        """Return the articles by which something of this capacity stays."""
        return self.keep_basis.get(key, self.keep_basis["other"])


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile and the codes of why it was taken; ``title`` is what the paper is headed."""

    profile: Profile
    grounds: tuple[str, ...]
    title: str


@cache
def profiles() -> Mapping[str, Profile]:
    """Return every profile by its key."""
    folder = files("recognizers").joinpath("data", "profiles")
    keys = sorted(
        entry.name.removesuffix(".toml")
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    )
    return {key: _read(key) for key in keys}


def propose(document: Document, file_name: str = "", chosen: str = "") -> Proposal:
    """Return the profile that a person chose, or the one that the document suggests.

    Raises:
        ConfigError: there is no profile of the chosen name.
    """
    title = heading(document, file_name)
    if chosen:
        key = next((k for k, p in profiles().items() if chosen in (k, p.name)), "")
        if not key:
            raise ConfigError(path="profile", why="unknown-value")
        return Proposal(profiles()[key], ("chosen",), title)
    labels = "|".join(dict.fromkeys(plain_label(b.label) for b in document.blocks if b.label))
    body = _opening(document)
    best, best_score = GENERAL, _ENOUGH
    grounds: tuple[str, ...] = ("no-profile-fits",)
    for key, profile in profiles().items():
        score, why = _score(profile, title, labels, body)
        if score > best_score:
            best, best_score, grounds = key, score, why
    return Proposal(profiles()[best], grounds, title)


def heading(document: Document, file_name: str = "") -> str:
    """Return the file's name and the short lines that open the paper, up to its first sentence."""
    lines = [aligned(file_name)]
    for block in document.blocks:
        if block.layer not in VISIBLE or not block.text.strip():
            continue
        text = aligned(block.text).strip()
        in_table = block.cell is not None and (block.cell.header or block.cell.row > _TITLE_ROWS)
        if len(lines) > _TITLE_BLOCKS or in_table or _is_prose(text):
            break
        lines.append(text)
    return "\n".join("".join(line.split(" ")) for line in lines)


def _is_prose(text: str) -> bool:
    return len(text) > _TITLE_LENGTH or text.endswith("\u3002")


def _opening(document: Document) -> str:
    pieces: list[str] = []
    size = 0
    for block in document.blocks:
        if size > _BODY:
            break
        if block.layer in VISIBLE:
            pieces.append(block.text[:_BODY])
            size += len(pieces[-1])
    return aligned("\n".join(pieces))


def _score(profile: Profile, title: str, labels: str, body: str) -> tuple[float, tuple[str, ...]]:
    if not profile.cues:
        return 0.0, ()
    in_title = len(_distinct(word for word in profile.cues["title"] if word in title))
    in_labels = min(sum(word in labels for word in profile.cues["labels"]), _MOST_LABELS)
    in_body = min(sum(word in body for word in profile.cues["body"]), _MOST_BODY)
    lines = [line.rsplit(".", 1)[0] for line in title.split("\n")]
    ends = any(line.endswith(profile.cues.get("ending", ())) for line in lines if line)
    against = sum(word in title for word in profile.cues["unlike"])
    score = _TITLE * min(in_title, 3) + _ENDING * ends + _LABEL * in_labels + _BODY_WORD * in_body
    spoke = zip(("title", "labels", "body"), (in_title + ends, in_labels, in_body), strict=True)
    return score - _UNLIKE * against, tuple(f"profile-{name}" for name, count in spoke if count)


def _distinct(words: Iterable[str]) -> list[str]:
    """Return the words that are no part of another of them."""
    found = list(words)
    return [w for w in found if not any(w != other and w in other for other in found)]


def _read(key: str) -> Profile:
    data: Mapping[str, Any] = table(f"profiles/{key}.toml")
    return Profile(
        key=key,
        name=data["name"],
        sources=tuple(data["sources"]),
        address_level=data["address_level"],
        birth_date=data["birth_date"],
        persons={Capacity(name): Suggestion(value) for name, value in data["persons"].items()},
        keep_basis={name: tuple(articles) for name, articles in data["keep_basis"].items()},
        roles={
            plain_label(word): Capacity(name)
            for name, words in data.get("roles", {}).items()
            for word in words
        },
        list_persons=Capacity(data.get("list_persons", Capacity.UNKNOWN)),
        addressee=Capacity(data.get("addressee", Capacity.PRIVATE)),
        extra_basis=tuple(data.get("extra_withhold_basis", ())),
        intimate=tuple(data.get("intimate", {}).get("title", ())),
        minors=tuple(data.get("minors", {}).get("title", ())),
        cues={name: tuple(words) for name, words in data.get("cues", {}).items()},
    )
