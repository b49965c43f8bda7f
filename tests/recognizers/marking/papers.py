"""Invented office papers of every profile, from ``papers.toml`` beside this file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from recognizers.text import BlockId, Cell, Document, Sha256, TextBlock


@dataclass(frozen=True)
class Paper:
    """A paper with its profile and the strings that go and stay."""

    name: str
    profile: str
    document: Document
    goes: tuple[str, ...]
    stays: tuple[str, ...]


def document(parts: list[str | list[list[str]]]) -> Document:
    """Return a document; a string is a paragraph, a list of rows a table with a header row."""
    blocks: list[TextBlock] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            blocks.append(TextBlock(BlockId(f"p{number}"), part))
        else:
            blocks += _table(f"t{number}", part)
    return Document(Sha256("0" * 64), "text/plain", tuple(blocks))


def _table(name: str, rows: list[list[str]]) -> list[TextBlock]:
    return [
        TextBlock(
            BlockId(f"{name}r{r}c{c}"),
            text,
            label=rows[0][c] if r else "",
            cell=Cell(name, r, c, header=r == 0),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def _papers() -> list[Paper]:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return [
        Paper(
            entry["name"],
            entry["profile"],
            document(entry["parts"]),
            tuple(entry["goes"]),
            tuple(entry["stays"]),
        )
        for entry in data["papers"]
    ]


PAPERS = _papers()
