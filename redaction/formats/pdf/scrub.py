"""Drop everything of a file that its pages do not need to look as they do.

An allow-list: of the catalogue only the pages stay, of a page its size, turn,
content and resources. Metadata, names, outlines, forms, structure, layers,
attachments, scripts, thumbnails and private data go, on whatever object they hang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, PdfError, Stream, StreamDecodeLevel

from redaction.formats.pdf.keys import keep_known
from redaction.formats.pdf.pictures import bare_jpeg, bare_jpeg2000

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_CATALOGUE: Final = frozenset({"/Type", "/Pages"})
_PAGE: Final = frozenset(
    {
        "/Type",
        "/Parent",
        "/MediaBox",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
        "/Rotate",
        "/UserUnit",
        "/Contents",
        "/Resources",
        "/Group",
    }
)
_TREE: Final = frozenset(
    {"/Type", "/Parent", "/Kids", "/Count", "/MediaBox", "/CropBox", "/Rotate"}
)


def scrub(pdf: Pdf) -> None:
    """Drop all that is not on the allow-list; the caller then writes the file whole."""
    for key in list(pdf.Root.keys()):
        if key not in _CATALOGUE:
            del pdf.Root[key]
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    _keep(pdf.Root["/Pages"], _TREE)
    for page in pdf.pages:
        _keep(page.obj, _PAGE)
        _scrub_parents(page.obj)
    for obj in pdf.objects:
        if isinstance(obj, (Dictionary, Stream)) and obj.get("/Type") != Name.Catalog:
            keep_known(obj)
            if isinstance(obj, Stream):
                _bare(obj)


def _bare(stream: Stream) -> None:
    """Take the side information out of a picture that is an image file of its own."""
    kinds = stream.get("/Filter")
    last: Object | None = kinds[-1] if isinstance(kinds, Array) and len(kinds) else kinds
    if last == Name.DCTDecode:
        strip = bare_jpeg
    elif last == Name.JPXDecode:
        strip = bare_jpeg2000
    else:
        return
    try:
        data = stream.read_bytes(StreamDecodeLevel.generalized)
    except PdfError:
        data = b""  # no reader can show it; what is in it cannot be told
    bare = strip(data)
    if bare != data or not data:
        stream.write(
            bare, filter=Name(str(last)), decode_parms=_own_parms(stream), type_check=False
        )


def _own_parms(stream: Stream) -> Dictionary | None:
    parms = stream.get("/DecodeParms")
    if isinstance(parms, Array):
        parms = parms[-1] if len(parms) else None
    return parms if isinstance(parms, Dictionary) else None


def _scrub_parents(page: Object) -> None:
    node = page.get("/Parent")
    for _ in range(50):
        if not isinstance(node, Dictionary):
            return
        _keep(node, _TREE)
        node = node.get("/Parent")


def _keep(obj: Object, allowed: frozenset[str]) -> None:
    for key in list(obj.keys()):
        if key not in allowed:
            del obj[key]
