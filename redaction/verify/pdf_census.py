"""Content of a PDF that no published file should carry, counted by kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pikepdf

from redaction.verify.pdf_syntax import STRING

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
    "/OutputIntents": "private-data",
    "/Dests": "names",
    "/Names": "names",
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
_LONGEST_LANGUAGE: Final = 12  # zh-Hans-CN
_REMARK: Final = re.compile(rb"%[^\r\n]{4,}")
_MARK: Final = re.compile(
    rb"/[!-~]*(?:#[89A-Fa-f][0-9A-Fa-f]|[\x80-\xff])[!-~]*\s+(?:MP|DP|BMC|BDC)"
)
_INLINE_IMAGE: Final = re.compile(rb"\sID\s")
_KINDS: Final = {"/EmbeddedFile": "attachments", "/Filespec": "attachments", "/Sig": "signatures"}


def count_pdf(pdf: pikepdf.Pdf, sight: Sight) -> None:
    """Note what the document's root, information and pages carry beside what they draw."""
    for key, code in _ROOT.items():
        if key in pdf.Root:
            sight.note(code)
    if len(str(pdf.Root.get("/Lang", ""))) > _LONGEST_LANGUAGE:
        sight.note("properties")
    tree = pdf.Root.get("/StructTreeRoot")
    if isinstance(tree, pikepdf.Dictionary) and "/RoleMap" in tree:
        sight.note("structure-text")
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
    contents = page.get("/Contents")
    for stream in list(contents) if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            try:
                count_content(bytes(stream.read_bytes()), sight)
            except pikepdf.PdfError:
                sight.blind.add("pdf-stream")
    for key, code in (("/PieceInfo", "private-data"), ("/Thumb", "thumbnails"), ("/AA", "scripts")):
        if key in page:
            sight.note(code)
    if "/Metadata" in page:
        sight.note("properties")


def count_content(content: bytes, sight: Sight) -> None:
    """Note what a content stream says beside what it draws: comments and odd mark names."""
    if _INLINE_IMAGE.search(content):
        return  # any byte may be a pixel
    plain = STRING.sub(b"", content)
    for match in (*_REMARK.finditer(plain), *_MARK.finditer(plain)):
        sight.note("content-remarks", len(match[0]))


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
