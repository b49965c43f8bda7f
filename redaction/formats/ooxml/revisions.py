"""Tracked changes of a Word part, accepted as Word accepts them.

Deleted runs, rows, cells and paragraph marks go (what they held is noted),
inserted ones lose their marker, records of former formatting go. Afterwards
the tree holds no author, date or former text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from recognizers.text import Layer
from redaction.formats.ooxml.names import W, every, local, remove, unwrap
from redaction.formats.ooxml.unseen import words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_PROPERTIES: Final = frozenset({"rPr", "trPr", "tcPr", "numPr", "pPr"})
_GONE: Final = (W + "del", W + "moveFrom")
_COME: Final = (W + "ins", W + "moveTo")
_MARKS: Final = tuple(
    W + name
    for name in (
        *("pPrChange", "rPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange"),
        *("tblGridChange", "sectPrChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart"),
        *("customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    )
)


def accept_revisions(root: _Element, unseen: Unseen) -> None:
    """Accept every tracked change under ``root``."""
    _drop_marks(root, unseen)
    _drop_rows_and_cells(root, unseen)
    _drop_runs(root, unseen)
    _merge_paragraphs(root)
    for element in every(root, *_COME):
        if _is_property(element):
            remove(element)
        else:
            unwrap(element)
    _fill_cells(root)


def _drop_marks(root: _Element, unseen: Unseen) -> None:
    authors = {
        value
        for element in root.iter(*_GONE, *_COME, *_MARKS)
        for value in (element.get(W + "author"), element.get(W + "name"))
        if value
    }
    for author in sorted(authors):
        unseen.note(Layer.METADATA, author)
    for element in every(root, *_MARKS):
        remove(element)


def _drop_rows_and_cells(root: _Element, unseen: Unseen) -> None:
    for mark in every(root, W + "del", W + "moveFrom"):
        parent = mark.getparent()
        if parent is not None and parent.tag == W + "trPr":
            row = parent.getparent()
            if row is not None:
                unseen.take(row, Layer.DELETED)
    for mark in every(root, W + "cellDel"):
        properties = mark.getparent()
        cell = properties.getparent() if properties is not None else None
        if cell is not None and cell.tag == W + "tc":
            unseen.take(cell, Layer.DELETED)
    for table in every(root, W + "tbl"):
        if table.find(".//" + W + "tr") is None:
            remove(table)


def _drop_runs(root: _Element, unseen: Unseen) -> None:
    """Remove deleted runs; the deleted text of one paragraph is noted as one."""
    texts: dict[_Element | None, str] = {}
    for element in every(root, *_GONE):
        if _is_property(element):
            continue
        paragraph = next(element.iterancestors(W + "p"), None)
        texts[paragraph] = texts.get(paragraph, "") + words(element)
        remove(element)
    for element in every(root, W + "delText", W + "delInstrText"):
        # Outside any deletion: damaged, but not a place to hide in.
        texts[None] = texts.get(None, "") + (element.text or "")
        remove(element)
    for text in texts.values():
        unseen.note(Layer.DELETED, text)


def _is_property(element: _Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) in _PROPERTIES


def _merge_paragraphs(root: _Element) -> None:
    """Join each paragraph whose mark is deleted with the one after it."""
    for mark in every(root, *_GONE):
        if not _is_property(mark):
            continue
        paragraph = next(mark.iterancestors(W + "p"), None)
        remove(mark)
        if paragraph is not None:
            _merge_with_next(paragraph)


def _merge_with_next(paragraph: _Element) -> None:
    following = paragraph.getnext()
    content = [child for child in paragraph if child.tag != W + "pPr"]
    if following is None or following.tag != W + "p":
        if not content and following is not None:
            remove(paragraph)
        return
    place = 1 if len(following) and following[0].tag == W + "pPr" else 0
    for child in reversed(content):
        following.insert(place, child)
    remove(paragraph)


def _fill_cells(root: _Element) -> None:
    """Give a paragraph to each cell that lost its last one; Word refuses a cell without."""
    for cell in root.iter(W + "tc"):
        if len(cell) == 0 or cell[-1].tag != W + "p":
            etree.SubElement(cell, W + "p")
