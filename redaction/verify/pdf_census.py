"""Content of a PDF that no published file should carry, counted by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

if TYPE_CHECKING:
    from redaction.verify.strand import Sight

_ROOT: Final = {
    "/AcroForm": "form-fields",
    "/OpenAction": "scripts",
    "/AA": "scripts",
    "/OCProperties": "layers",
    "/PieceInfo": "private-data",
    "/Metadata": "properties",
    "/PageLabels": "page-labels",
    "/Threads": "private-data",
    "/Collection": "attachments",
    "/AF": "attachments",
    "/URI": "private-data",
    "/Legal": "private-data",
    "/DSS": "signatures",
    "/Perms": "signatures",
}
_SPOKEN: Final = ("/Alt", "/ActualText", "/E", "/T")
_INFORMATION: Final = frozenset({"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"})
_KINDS: Final = {"/EmbeddedFile": "attachments", "/Filespec": "attachments", "/Sig": "signatures"}


def count_pdf(pdf: pikepdf.Pdf, sight: Sight) -> None:
    """Note what the document's root, information and pages carry beside what they draw."""
    for key, code in _ROOT.items():
        if key in pdf.Root:
            sight.note(code)
    outlines = pdf.Root.get("/Outlines")
    if isinstance(outlines, pikepdf.Dictionary) and "/First" in outlines:
        sight.note("outlines")
    information = pdf.trailer.get("/Info")
    if isinstance(information, pikepdf.Dictionary):
        for key in set(information.keys()) - _INFORMATION:
            if length := len(str(information[key])):
                sight.note("properties", length)
    for page in pdf.pages:
        _count_page(page.obj, sight)


def _count_page(page: pikepdf.Dictionary, sight: Sight) -> None:
    notes = page.get("/Annots")
    for note in list(notes) if isinstance(notes, pikepdf.Array) else []:
        if isinstance(note, pikepdf.Dictionary):
            link = str(note.get("/Subtype")) == "/Link"
            sight.note("links" if link else "annotations", len(str(note.get("/Contents", ""))))
    for key, code in (("/PieceInfo", "private-data"), ("/Thumb", "thumbnails"), ("/AA", "scripts")):
        if key in page:
            sight.note(code)
    if "/Metadata" in page:
        sight.note("properties")


def count_object(item: pikepdf.Object, sight: Sight) -> None:
    """Note an object that is hidden content wherever it is listed."""
    if not isinstance(item, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    kind = _KINDS.get(str(item.get("/Type")))
    if kind:
        sight.note(kind)
    if "/JS" in item:
        sight.note("scripts")
    if str(item.get("/Type")) == "/StructElem":
        for key in _SPOKEN:
            if key in item:
                sight.note("structure-text", len(str(item[key])))
