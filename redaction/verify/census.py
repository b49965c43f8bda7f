"""Content of office packages that no published file should carry, counted by kind.

Counts places and characters; names nothing. A code stands for a kind of hidden
content in ``review/messages``. What a program needs to draw the file is not
counted.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from redaction.verify.markup import local
from redaction.verify.normal import squeeze
from redaction.verify.sheets import column_of, hidden_columns, shared_strings, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from redaction.verify.strand import Sight

    Roots = Mapping[str, _Element]

_REMARKS: Final = {
    "comments": "comments",
    "cmLst": "comments",
    "ThreadedComments": "comments",
    "personList": "authors",
    "people": "authors",
    "cmAuthorLst": "authors",
}
_CHANGES: Final = (
    *("del", "ins", "moveFrom", "moveTo", "rPrChange", "pPrChange"),
    *("tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"),
)
_PROPERTIES: Final = frozenset(
    {"creator", "title", "subject", "description", "keywords", "lastModifiedBy", "category"}
    | {"contentStatus", "identifier", "Company", "Manager", "HyperlinkBase", "lpwstr"}
)
_FOLDERS: Final = (
    ("customXml/", "custom-data"),
    ("docProps/custom", "custom-data"),
    ("docProps/thumbnail", "thumbnails"),
    ("/embeddings/", "embedded-files"),
    ("vbaProject", "macros"),
    ("/activeX/", "macros"),
    ("printerSettings", "printer-settings"),
    ("/notesSlides/", "speaker-notes"),
    ("/externalLinks/", "external-links"),
    ("/pivotCache/", "cached-data"),
    ("/glossary/", "custom-data"),
    ("/revisions/", "tracked-changes"),
)
_OFD_PARTS: Final = {
    "Attachments": "attachments",
    "CustomTags": "custom-data",
    "Signatures": "signatures",
    "Signature": "signatures",
    "DocVersion": "revisions",
    "Extensions": "custom-data",
}
_OFD_INFORMATION: Final = frozenset(
    {"Author", "Title", "Subject", "Abstract", "Keyword", "CustomData", "Cover"}
)
_TRUE: Final = frozenset({"1", "true", "on"})


def count_ooxml(names: Iterable[str], roots: Roots, sight: Sight) -> None:
    """Note what a docx, xlsx or pptx package hides."""
    named = list(names)
    for name in named:
        for mark, code in _FOLDERS:
            if mark in name and not name.endswith("/") and "_rels" not in name:
                sight.note(code)
    for name in set(named) - _reached(roots) - {"[Content_Types].xml"}:
        if not name.endswith((".rels", "/")):
            sight.note("loose-parts")
    shared = shared_strings(roots)
    for name, root in roots.items():
        _count_part(name, root, sight)
        if local(root) == "worksheet":
            _count_sheet(root, shared, sight)


def _count_part(name: str, root: _Element, sight: Sight) -> None:
    kind = local(root)
    if kind in _REMARKS:
        for child in root:
            if local(child) not in {"authors", "extLst"}:
                sight.note(_REMARKS[kind], len("".join(map(str, child.itertext()))))
    elif kind == "Relationships":
        _count_links(root, sight)
    elif kind == "workbook":
        states = [sheet.get("state") or "visible" for sheet in root.iterfind("{*}sheets/{*}sheet")]
        for _ in filter("visible".__ne__, states):
            sight.note("hidden-sheets")
    elif kind == "sld" and root.get("show") in {"0", "false"}:
        sight.note("hidden-slides", len("".join(t.text or "" for t in root.iter("{*}t"))))
    elif name.startswith("docProps/"):
        for element in root.iter():
            if local(element) in _PROPERTIES and (element.text or "").strip():
                sight.note("properties", len(element.text or ""))
    elif name.startswith("word/"):
        _count_word(root, sight)


def _count_links(relations: _Element, sight: Sight) -> None:
    for link in relations:
        outside = link.get("TargetMode") == "External"
        if outside and not str(link.get("Type")).endswith("/hyperlink"):
            sight.note("external-links", len(link.get("Target") or ""))


def _count_word(root: _Element, sight: Sight) -> None:
    # Drawings have words of the same name: moveTo begins a path.
    for element in root.iter(*(f"{{*}}{name}" for name in _CHANGES)):
        if "wordprocessingml" in str(element.tag):
            sight.note("tracked-changes", len("".join(map(str, element.itertext()))))
    for mark in root.iter("{*}vanish"):
        properties = mark.getparent()
        run = properties.getparent() if properties is not None else None
        if run is None or local(run) != "r" or _switched_off(mark):
            continue
        text = "".join(t.text or "" for t in run.iterfind("{*}t"))
        if text.strip():
            sight.note("hidden-text", len(text))
    for _ in root.iter("{*}docVar"):
        sight.note("custom-data")


def _switched_off(mark: _Element) -> bool:
    return any(value in {"0", "false", "off"} for value in mark.attrib.values())


def _count_sheet(root: _Element, shared: list[str], sight: Sight) -> None:
    for row in root.iterfind("{*}sheetData/{*}row"):
        if row.get("hidden") in _TRUE and any(value_of(cell, shared).strip() for cell in row):
            sight.note("hidden-rows")
    hidden = hidden_columns(root)
    behind = sum(
        bool(value_of(cell, shared).strip())
        for cell in root.iterfind("{*}sheetData/{*}row/{*}c")
        if column_of(cell.get("r") or "") in hidden
    )
    if behind:
        sight.note("hidden-columns", behind)


def _reached(roots: Roots) -> set[str]:
    """Return the parts that some relation leads to."""
    found: set[str] = set()
    for name, root in roots.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        for link in root:
            target = str(link.get("Target"))
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            found.add(posixpath.normpath(path))
    return found


def count_ofd(names: Iterable[str], roots: Roots, sight: Sight) -> None:
    """Note what an OFD package hides."""
    for root in roots.values():
        kind = local(root)
        if kind in _OFD_PARTS and len(root):
            sight.note(_OFD_PARTS[kind], len("".join(map(str, root.itertext()))))
        for note in root.iterfind("{*}Annot") if kind == "PageAnnot" else ():
            # What a note draws on the page is seen; what it says beside that is not.
            said = [e.text or "" for e in note.iter("{*}Remark", "{*}Parameter")]
            said.append(note.get("Creator") or "")
            if text := squeeze("".join(said)):
                sight.note("annotations", len(text))
        for element in root.iter():
            if local(element) in _OFD_INFORMATION and (element.text or "").strip():
                sight.note("properties", len(element.text or ""))
            if element.get("Visible") == "false":
                sight.note("hidden-text", len("".join(map(str, element.itertext())).strip()))
    text = "\n".join(
        str(value) for root in roots.values() for e in root.iter() for value in _places(e)
    )
    for name in names:
        if posixpath.basename(name) not in text and name != "OFD.xml" and not name.endswith("/"):
            sight.note("loose-parts")


def _places(element: _Element) -> Iterable[str]:
    yield element.text or ""
    yield element.get("BaseLoc") or ""
