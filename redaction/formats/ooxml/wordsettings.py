"""Settings of a Word document: styles, numbering, fonts, themes, settings.xml.

Names that somebody wrote (of custom styles, lists, document variables) are
noted and replaced; text that numbering puts on the page stays as passages.
Of settings.xml only what decides the look of pages stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.names import W, every, local, remove
from redaction.formats.ooxml.pieces import Passage, Piece
from redaction.formats.ooxml.unseen import drop_extensions, is_font, is_free, strip_remarks, sweep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_LOOK: Final = frozenset(
    {"view", "zoom", "mirrorMargins", "alignBordersAndEdges", "bordersDoNotSurroundHeader"}
    | {"bordersDoNotSurroundFooter", "gutterAtTop", "defaultTabStop", "autoHyphenation"}
    | {"consecutiveHyphenLimit", "hyphenationZone", "doNotHyphenateCaps", "evenAndOddHeaders"}
    | {"bookFoldRevPrinting", "bookFoldPrinting", "bookFoldPrintingSheets", "compat"}
    | {"drawingGridHorizontalSpacing", "drawingGridVerticalSpacing"}
    | {"displayHorizontalDrawingGridEvery", "displayVerticalDrawingGridEvery"}
    | {"characterSpacingControl", "strictFirstAndLastChars", "footnotePr", "endnotePr"}
    | {"themeFontLang", "clrSchemeMapping", "decimalSymbol", "listSeparator", "mathPr"}
    | {"displayBackgroundShape", "doNotUseMarginsForDrawingGridOrigin"}
)
_PLACEHOLDER: Final = re.compile(r"%[1-9]")
_STYLE_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,60}")
_REFERENCES: Final = (
    *(W + "pStyle", W + "rStyle", W + "tblStyle", W + "basedOn", W + "next", W + "link"),
    *(W + "numStyleLink", W + "styleLink"),
)


def clean_setting(root: _Element, part: str, unseen: Unseen) -> list[Passage]:
    """Clean a settings part; return the passages of what it puts on pages."""
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    kind = local(root)
    if kind == "settings":
        _clean_settings(root, unseen)
    elif kind in {"numbering", "styles", "fonts"}:
        _clean_names(root, unseen)
    passages = list(_numbering_texts(root, part)) if kind == "numbering" else []
    keep = frozenset({("lvlText", "val")})
    sweep(root, unseen, claimed=frozenset(), keep_attributes=keep)
    return passages


def _clean_settings(root: _Element, unseen: Unseen) -> None:
    for child in [c for c in root if local(c) not in _LOOK]:
        for value in _free_settings(child):
            unseen.note(Layer.METADATA, value)
        remove(child)


def _free_settings(element: _Element) -> Iterator[str]:
    named = ("docVar", "query", "connectString", "dataSource", "attachedSchema", "name")
    for node in element.iter():
        for value in node.attrib.values():
            if local(node) in named or is_free(str(value)):
                yield str(value)


def _clean_names(root: _Element, unseen: Unseen) -> None:
    """Replace names outside the plain alphabet; drop further names."""
    for element in every(root, W + "aliases", W + "altName"):
        value = element.get(W + "val", "")
        if is_free(value) and not is_font(value):
            unseen.note(Layer.ATTRIBUTE, value)
        remove(element)
    for number, element in enumerate(every(root, W + "name"), start=1):
        value = element.get(W + "val", "")
        if is_free(value):
            unseen.note(Layer.ATTRIBUTE, value)
            element.set(W + "val", f"Style {number}")
    for font in every(root, W + "font"):
        for embedded in [c for c in font if local(c).startswith("embed")]:
            remove(embedded)


def _numbering_texts(root: _Element, part: str) -> Iterator[Passage]:
    """Yield numbering texts that hold more than placeholders and a few signs."""
    for number, element in enumerate(root.iter(W + "lvlText"), start=1):
        value = element.get(W + "val", "")
        written = _PLACEHOLDER.sub("", value)
        if sum(char.isalnum() for char in written) >= 3:
            piece = Piece(value, element, W + "val")
            yield Passage(f"{part}#lvl{number}", [piece], Layer.MARGIN)


def new_style_ids(styles: _Element) -> dict[str, str]:
    """Return what style ids that a person may have written are to be called instead."""
    new_ids: dict[str, str] = {}
    for number, style in enumerate(styles.iter(W + "style"), start=1):
        old, name = style.get(W + "styleId", ""), style.find(W + "name")
        written = name is not None and is_free(name.get(W + "val", ""))
        if old and (written or is_free(old) or not _STYLE_ID.fullmatch(old)):
            new_ids[old] = f"Style{number}"
    return new_ids


def rename_styles(root: _Element, new_ids: dict[str, str]) -> None:
    """Carry ``new_ids`` through every reference to a style under ``root``."""
    if not new_ids:
        return
    for element in root.iter(W + "style", *_REFERENCES):
        attribute = W + ("styleId" if element.tag == W + "style" else "val")
        value = element.get(attribute, "")
        if value in new_ids:
            element.set(attribute, new_ids[value])
