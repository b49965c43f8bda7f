r"""The set's notation: text with inline labels, read into a document and its labels.

A case opens with ``=== id profile [stop] [orgs]``; each following line is one
block, lines that begin with ``|`` are rows of a table (the first one its
header). ``{kind SIGN capacity:text}`` labels ``text``; SIGN is ``-`` withhold,
``+`` keep, ``?`` consult, ``!`` refer, ``~`` found, whatever is proposed,
``*`` may be found or not (a name that is already reduced to the surname). ``⏎``
is a line break inside a block, ``\uXXXX`` a character that cannot be seen.
``stop`` says that the run must stop at a secrecy mark, ``orgs`` that every
organisation of the case is labelled.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recognizers.finding import Capacity, Kind, Suggestion
from recognizers.text import BlockId, Cell, Document, Sha256, Span, TextBlock

_FOLDER = Path(__file__).with_name("set")
_LABEL = re.compile(r"\{([a-z_]+)([-+?!~*])(?: ([a-z_]+))?:([^{}]+)\}")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")
_SIGNS = {
    "-": Suggestion.WITHHOLD,
    "+": Suggestion.KEEP,
    "?": Suggestion.CONSULT,
    "!": Suggestion.REFER,
    "~": None,
    "*": None,
}


@dataclass(frozen=True, slots=True)
class Label:
    """What a reviewer expects at one place; ``suggestion`` None leaves the proposal open."""

    kind: Kind
    span: Span
    suggestion: Suggestion | None
    capacity: Capacity | None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One passage or document of the set."""

    id: str
    profile: str
    stop: bool
    orgs: bool
    document: Document
    labels: tuple[Label, ...]

    @property
    def unseen(self) -> bool:
        """Return whether the case is of the third that is never looked at while tuning."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 3 == 0

    @property
    def negative(self) -> bool:
        """Return whether nothing of the case may be withheld."""
        return not self.stop and all(label.suggestion is Suggestion.KEEP for label in self.labels)

    @property
    def whole(self) -> bool:
        """Return whether the case is a document, not a passage."""
        return self.id.startswith("documents-")


def plain(marked: str) -> str:
    """Return a line's text with breaks and unseen characters, labels still in it."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)), marked.replace("⏎", "\n"))


def parse(marked: str, block: BlockId) -> tuple[str, list[Label]]:
    """Return the text of a marked line and its labels, addressed in ``block``."""
    text, labels, last = "", [], 0
    marked = plain(marked)
    for found in _LABEL.finditer(marked):
        text += marked[last : found.start()]
        span = Span(block, len(text), len(text) + len(found[4]))
        capacity = Capacity(found[3]) if found[3] else None
        sign = found[2]
        labels.append(Label(Kind(found[1]), span, _SIGNS[sign], capacity, sign == "*"))
        text, last = text + found[4], found.end()
    return text + marked[last:], labels


def _cells(lines: list[str]) -> list[tuple[str, str, Cell | None]]:
    """Return (marked text, column label, cell) of every line and cell."""
    out: list[tuple[str, str, Cell | None]] = []
    headers: list[str] = []
    row = table = 0
    for line in lines:
        if not line.startswith("|"):
            out.append((line, "", None))
            headers, row = [], 0
            continue
        values = [value.strip() for value in line.strip().strip("|").split("|")]
        if not headers:
            headers, table = values, table + 1
        for column, value in enumerate(values):
            cell = Cell(f"t{table}", row, column, header=row == 0)
            out.append((value, headers[column] if row else "", cell))
        row += 1
    return [item for item in out if item[0]]


def read(text: str) -> list[Case]:
    """Return the cases that ``text`` holds."""
    cases = []
    for part in re.split(r"(?m)^=== ", text)[1:]:
        head, *lines = part.strip("\n").split("\n")
        name, profile, *flags = head.split()
        blocks, labels = [], []
        for number, (marked, label, cell) in enumerate(_cells([x for x in lines if x.strip()])):
            block = BlockId(f"b{number}")
            words, found = parse(marked, block)
            blocks.append(TextBlock(block, words, label=label, cell=cell))
            labels += found
        document = Document(
            Sha256(hashlib.sha256(part.encode()).hexdigest()), "text/plain", tuple(blocks)
        )
        cases.append(Case(name, profile, "stop" in flags, "orgs" in flags, document, tuple(labels)))
    return cases


@cache
def cases() -> tuple[Case, ...]:
    """Return the whole set, in the order of its files."""
    files = sorted(_FOLDER.glob("*.txt"))
    return tuple(case for file in files for case in read(file.read_text(encoding="utf-8")))
