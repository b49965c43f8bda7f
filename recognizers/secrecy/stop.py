"""Stop before anything is done to a document that bears a state-secrecy mark.

Promises: every layer is looked at (headers, text boxes, comments, properties,
hidden and scanned text) and the file's name; the error carries the rule, the
file's digest and the layer, never text. A company's own stamp without a star is
no state secret and does not stop.

Does not promise that an unmarked document holds no state secret: only people
and the secrecy administration can say that (保守国家秘密法 articles 25, 35).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recognizers.errors import StoppedError
from recognizers.lexicon import pattern, table
from recognizers.secrecy import rules
from recognizers.secrecy.lines import DATA, lines_with, plain
from recognizers.text import Layer

if TYPE_CHECKING:
    from recognizers.secrecy.lines import Line
    from recognizers.text import Document, TextBlock

_LISTED = re.compile("[;,|\u3001]")  # keywords of a document's properties
_UNSEEN = frozenset({Layer.COMMENT, Layer.DELETED, Layer.HIDDEN, Layer.ATTRIBUTE, Layer.METADATA})


def check(document: Document, file_name: str = "") -> None:
    """Return if the document bears no state-secrecy mark in any layer or in its name.

    Raises:
        StoppedError: it does; ``rule`` names the form of the mark, ``where`` the layer.
    """
    if file_name and rules.in_file_name(plain(file_name)):
        raise StoppedError(rule="file-name", sha256=document.sha256, where="file-name")
    bare: list[Line] = []
    for line in lines_with(document, table(DATA)["sign"]):
        rule = rules.bears_mark(line)
        if rule:
            raise StoppedError(rule=rule, sha256=document.sha256, where=line.block.layer.value)
        if _is_bare(line):
            bare.append(line)
    if bare:
        _check_bare(document, bare)


def _check_bare(document: Document, bare: list[Line]) -> None:
    """Judge the lines that hold only a level: by label, layer, place and issuer."""
    listed = _enumerations(bare)
    company = is_company_paper(document)
    fields = _rows_with_field(document)
    for line in bare:
        cell = line.block.cell
        field = rules.is_field(plain(line.block.label)) or (
            cell is not None and (cell.table, cell.row) in fields
        )
        rule = _bare_rule(line, field=field, company=company, listed=_group(line.block) in listed)
        if rule:
            raise StoppedError(rule=rule, sha256=document.sha256, where=line.block.layer.value)


def _is_bare(line: Line) -> bool:
    if line.block.layer in _UNSEEN and any(map(rules.is_bare, _LISTED.split(line.text))):
        return True
    return rules.is_bare(line.text) or (line.top and rules.is_bracketed(line.text))


def _rows_with_field(document: Document) -> set[tuple[str, int]]:
    """Return the rows of tables in which some cell asks for a level of secrecy."""
    return {
        (block.cell.table, block.cell.row)
        for block in document.blocks
        if block.cell and not block.cell.header and rules.is_field(plain(block.text))
    }


def _bare_rule(line: Line, *, field: bool, company: bool, listed: bool) -> str:
    if field:
        return "" if listed else "labelled"
    if company or listed or (line.block.label and not line.top):
        return ""
    if line.block.layer in _UNSEEN:
        return "bare"
    return "bare" if line.top or line.alone else ""


def _group(block: TextBlock) -> tuple[str, int]:
    """Return the column a cell stands in; all blocks outside tables are one group."""
    return (block.cell.table, block.cell.column) if block.cell else ("", -1)


def _enumerations(bare: list[Line]) -> set[tuple[str, int]]:
    """Return the groups that list each of the three levels once: a scale, not marks."""
    found: dict[tuple[str, int], list[str]] = {}
    for line in bare:
        found.setdefault(_group(line.block), []).append("".join(line.text.split())[:3])
    return {group for group, levels in found.items() if len(levels) == 3 and len(set(levels)) == 3}


def is_company_paper(document: Document) -> bool:
    """Return whether a company, and no organ of state, seems to have issued the paper."""
    visible = [b for b in document.blocks if b.layer in (Layer.BODY, Layer.OCR, Layer.MARGIN)]
    edges = visible[:15] + visible[-10:] if len(visible) > 25 else visible
    lines = [part for b in edges for part in plain(b.text).split("\n") if part.strip()]
    lines = [line for line in lines if not pattern(DATA, "addressed").search(line)]
    organ = any(pattern(DATA, "issued_by_organ").search(line) for line in lines)
    return not organ and any(pattern(DATA, "issued_by_company").search(line) for line in lines)
