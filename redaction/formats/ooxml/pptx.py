"""PowerPoint presentations (pptx, pptm; ISO/IEC 29500).

A block is a paragraph of a slide, in the order of the slides; what masters and
layouts show on every slide is in the margin layer. Notes, comments, hidden
slides and shapes, prompts of empty placeholders, links, properties and macros
are read for review and go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.text import Cell, Layer
from redaction.formats.ooxml.docx import walk_drawing
from redaction.formats.ooxml.drawing import drop_links, paragraphs
from redaction.formats.ooxml.names import (
    A,
    P,
    R,
    drop_attribute,
    every,
    is_on,
    local,
    remove,
    unwrap,
)
from redaction.formats.ooxml.office import OfficeAdapter
from redaction.formats.ooxml.parts import SLIDE_MAIN, Role
from redaction.formats.ooxml.unseen import drop_extensions, strip_remarks, sweep
from redaction.formats.ooxml.wordclean import choose_alternatives
from redaction.formats.ooxml.wordtext import claimed_by
from redaction.formats.registry import PPTX
from redaction.formats.tables import GridCell, Label, label_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ooxml.office import Opened
    from redaction.formats.ooxml.pieces import Passage
    from redaction.formats.ooxml.unseen import Unseen

_MAIN_KEPT: Final = frozenset(
    {"sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle"}
)
_DROPPED: Final = (
    *(P + "custDataLst", P + "controls", P + "timing", P + "contentPart"),
    *(P + "tags", P + "sndAc"),
)
_SHAPES: Final = (P + "sp", P + "pic", P + "graphicFrame", P + "grpSp", P + "cxnSp")
_VALUES: Final = frozenset({"f", "formatCode", "tableStyleId"})


class PptxAdapter(OfficeAdapter):
    """Reads and rewrites presentations; macros of a pptm are dropped."""

    media_type: ClassVar[str] = PPTX
    output_type: ClassVar[str] = PPTX
    main_type: ClassVar[str] = SLIDE_MAIN

    def walk(self, opened: Opened) -> None:
        """Clean every slide, layout and master; take hidden slides out."""
        main, unseen = opened.package.xml(opened.main), opened.unseen_of(opened.main)
        strip_remarks(main, unseen)
        drop_extensions(main, unseen)
        _clean_main(main, unseen)
        _drop_hidden_slides(opened, main)
        sweep(main, unseen, claimed=frozenset())
        opened.keep_unseen(unseen)
        slides = _in_order(opened, main)
        for name in (*slides, *(n for n in opened.of_role(Role.STORY) if n not in slides)):
            _walk_slide(opened, name, Layer.BODY if name in slides else Layer.MARGIN)
        for name in opened.of_role(Role.SETTING):
            _walk_setting(opened, name)
        for name in opened.of_role(Role.DRAWING):
            walk_drawing(opened, name)


def _clean_main(main: _Element, unseen: Unseen) -> None:
    for child in list(main):
        if local(child) not in _MAIN_KEPT:
            unseen.take(child, Layer.METADATA)


def _in_order(opened: Opened, main: _Element) -> list[str]:
    """Return the slides' parts in the order in which they are shown."""
    targets = {r.id: r.target for r in opened.package.relations(opened.main)}
    ids = (entry.get(R + "id", "") for entry in main.iter(P + "sldId"))
    return [targets[i] for i in ids if targets.get(i) in opened.kept]


def _drop_hidden_slides(opened: Opened, main: _Element) -> None:
    targets = {r.id: r.target for r in opened.package.relations(opened.main)}
    for entry in every(main, P + "sldId"):
        relation = entry.get(R + "id", "")
        part = targets.get(relation, "")
        if part not in opened.kept:
            remove(entry)
            continue
        slide = opened.package.xml(part)
        if "show" in slide.attrib and not is_on(slide, "show"):
            unseen = opened.unseen_of(part)
            for passage in paragraphs(slide, part, Layer.HIDDEN):
                unseen.note(Layer.HIDDEN, passage.text)
            opened.keep_unseen(unseen)
            for paragraph in every(slide, A + "p"):
                remove(paragraph)
            opened.cut_relation(opened.main, relation)
            remove(entry)


def _walk_slide(opened: Opened, name: str, layer: Layer) -> None:
    root, unseen = opened.package.xml(name), opened.unseen_of(name)
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    choose_alternatives(root, unseen)
    drop_links(root, unseen)
    _drop_hidden_shapes(root, unseen)
    unseen.take_all(root, Layer.ATTRIBUTE, *_DROPPED)
    _show_previews(root, unseen)
    if layer is Layer.MARGIN:
        _empty_prompts(root, unseen)
    passages = list(paragraphs(root, name, layer))
    _place(root, name, passages)
    drop_attribute(root, "userDrawn")
    sweep(root, unseen, claimed=claimed_by(passages), values=_VALUES)
    opened.passages += passages
    opened.keep_unseen(unseen)


def _drop_hidden_shapes(root: _Element, unseen: Unseen) -> None:
    for shape in every(root, *_SHAPES):
        properties = next((e for e in shape.iter(P + "cNvPr")), None)
        if properties is not None and properties.get("hidden", "0") in {"1", "true"}:
            unseen.take(shape, Layer.HIDDEN)


def _show_previews(root: _Element, unseen: Unseen) -> None:
    """Replace embedded objects by their preview pictures."""
    for element in every(root, P + "oleObj"):
        frame = next(element.iterancestors(P + "graphicFrame"), None)
        if frame is None:
            continue
        unseen.note(Layer.ATTRIBUTE, " ".join(map(str, element.attrib.values())))
        unwrap(frame, element.findall(P + "pic"))


def _empty_prompts(root: _Element, unseen: Unseen) -> None:
    """Empty the placeholders of masters and layouts: no slide shows their text."""
    for shape in every(root, P + "sp"):
        if shape.find(f".//{P}nvPr/{P}ph") is None:
            continue
        for text in shape.iter(A + "t"):
            unseen.note(Layer.ATTRIBUTE, text.text or "")
            text.text = None


def _place(root: _Element, part: str, passages: list[Passage]) -> None:
    """Give the paragraphs in tables their cells and labels."""
    by_cell: dict[_Element, list[Passage]] = {}
    for passage in passages:
        cell = next(passage.pieces[0].element.iterancestors(A + "tc"), None)
        if cell is not None:
            by_cell.setdefault(cell, []).append(passage)
    for number, table in enumerate(root.iter(A + "tbl"), start=1):
        grid = list(_grid(table, by_cell))
        labels = label_cells(spot for _, spot in grid)
        for element, spot in grid:
            label = labels.get((spot.row, spot.column), Label())
            place = Cell(f"{part}#tbl{number}", spot.row, spot.column, header=label.header)
            for passage in by_cell.get(element, []):
                passage.cell, passage.label = place, label.text


def _grid(
    table: _Element, by_cell: dict[_Element, list[Passage]]
) -> Iterator[tuple[_Element, GridCell]]:
    for row, line in enumerate(table.findall(A + "tr")):
        for column, element in enumerate(line.findall(A + "tc")):
            text = "".join(passage.text for passage in by_cell.get(element, []))
            height, width = _span(element, "rowSpan"), _span(element, "gridSpan")
            yield element, GridCell(row, column, text, height, width)


def _span(element: _Element, name: str) -> int:
    value = element.get(name, "1")
    return max(1, min(int(value), 512)) if value.isascii() and value.isdigit() else 1


def _walk_setting(opened: Opened, name: str) -> None:
    root, unseen = opened.package.xml(name), opened.unseen_of(name)
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    sweep(root, unseen, claimed=frozenset())
    opened.keep_unseen(unseen)
