"""PDF: hiding places in objects beside the pages, and in the bytes between objects."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from recognizers.text import Layer
from tests.plants.docx import package, paragraph, run, with_body
from tests.plants.media import drawn, jpeg, small_jpeg
from tests.plants.pdf import utf16
from tests.plants.pdf_page import Pages, shown
from tests.plants.plant import LATIN_KEPT, plant

if TYPE_CHECKING:
    from collections.abc import Callable


def _changed(
    channel: str, change: Callable[[Pages, str], object], layer: Layer = Layer.METADATA
) -> None:
    """Register a place that is an entry set by ``change``."""

    @plant("pdf", channel, layer)
    def _make(secret: str) -> bytes:
        pages = Pages(())
        change(pages, secret)
        return pages.save()


def _note(pages: Pages, **entries: object) -> None:
    """Give the first page an annotation."""
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 40, 40]))
    for name, value in entries.items():
        note[f"/{name}"] = value
    first = pages.pdf.pages[0].obj
    first.Annots = Array([pages.pdf.make_indirect(note)])


def _widget(pages: Pages, **entries: object) -> None:
    """Give the first page a text field."""
    _note(pages, **({"Subtype": Name.Widget, "FT": Name.Tx, "T": String("field")} | entries))
    pages.pdf.Root.AcroForm = Dictionary(Fields=Array([pages.pdf.pages[0].obj.Annots[0]]))


def _stream(pages: Pages, data: bytes, **entries: object) -> pikepdf.Object:
    stream = Stream(pages.pdf, data)
    for name, value in entries.items():
        stream[f"/{name}"] = value
    return pages.pdf.make_indirect(stream)


def _root(pages: Pages, name: str, value: object) -> None:
    pages.pdf.Root[f"/{name}"] = value


_changed("note", lambda p, s: _note(p, Contents=String(s)), Layer.COMMENT)
_changed("author of a note", lambda p, s: _note(p, T=String(s)))
_changed("subject of a note", lambda p, s: _note(p, Subj=String(s)), Layer.COMMENT)
_changed("rich text of a note", lambda p, s: _note(p, RC=String(f"<p>{s}</p>")), Layer.COMMENT)
_changed("name of a note", lambda p, s: _note(p, NM=String(s)))
_changed(
    "free text on the page",
    lambda p, s: _note(p, Subtype=Name.FreeText, Contents=String(s), DA=String("/Helv 12 Tf")),
    Layer.COMMENT,
)
_changed(
    "appearance of a note",
    lambda p, s: _note(
        p,
        AP=Dictionary(
            N=_stream(
                p,
                b"BT /F1 9 Tf %s Tj ET" % utf16(s),
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, 30, 30]),
            )
        ),
    ),
    Layer.COMMENT,
)
_changed(
    "address of a link",
    lambda p, s: _note(
        p, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(f"http://x.invalid/{quote(s)}"))
    ),
    Layer.ATTRIBUTE,
)
_changed(
    "file that a link launches",
    lambda p, s: _note(p, Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String(f"{s}.exe"))),
    Layer.ATTRIBUTE,
)
_changed("value of a field", lambda p, s: _widget(p, V=String(s)))
_changed("default of a field", lambda p, s: _widget(p, DV=String(s)))
_changed("name of a field", lambda p, s: _widget(p, T=String(s)))
_changed("hint of a field", lambda p, s: _widget(p, TU=String(s)))
_changed("caption of a field", lambda p, s: _widget(p, MK=Dictionary(CA=String(s))))
_changed(
    "choice of a field", lambda p, s: _widget(p, FT=Name.Ch, Opt=Array([String(s), String("b")]))
)
_changed(
    "XML form",
    lambda p, s: _root(
        p,
        "AcroForm",
        Dictionary(Fields=Array([]), XFA=_stream(p, f"<xdp><data>{s}</data></xdp>".encode())),
    ),
)
_changed(
    "alternative text in the structure",
    lambda p, s: _root(
        p,
        "StructTreeRoot",
        p.pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Dictionary(Type=Name.StructElem, S=Name.Figure, Alt=String(s)),
            )
        ),
    ),
)
_changed(
    "title in the structure",
    lambda p, s: _root(
        p,
        "StructTreeRoot",
        p.pdf.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Dictionary(Type=Name.StructElem, S=Name.Sect, T=String(s)),
            )
        ),
    ),
)
_changed(
    "role in the structure",
    lambda p, s: _root(
        p,
        "StructTreeRoot",
        p.pdf.make_indirect(
            Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary({f"/{s}": Name.P}))
        ),
    ),
)
_changed("author in the information", lambda p, s: p.pdf.docinfo.__setitem__("/Author", String(s)))
_changed("title in the information", lambda p, s: p.pdf.docinfo.__setitem__("/Title", String(s)))
_changed(
    "own key in the information", lambda p, s: p.pdf.docinfo.__setitem__("/Handler", String(s))
)
_changed(
    "private data of a program",
    lambda p, s: _root(
        p, "PieceInfo", Dictionary(App=Dictionary(Private=_stream(p, s.encode("utf-16-le"))))
    ),
)
_changed(
    "script",
    lambda p, s: _root(
        p, "OpenAction", Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{s}')"))
    ),
    Layer.HIDDEN,
)
_changed(
    "label of a page",
    lambda p, s: _root(p, "PageLabels", Dictionary(Nums=Array([0, Dictionary(P=String(s))]))),
)
_changed(
    "name of a destination",
    lambda p, s: _root(p, "Dests", Dictionary({f"/{s}": Array([p.pdf.pages[0].obj, Name.Fit])})),
)
_changed(
    "name of a destination in the tree",
    lambda p, s: _root(
        p,
        "Names",
        Dictionary(
            Dests=Dictionary(Names=Array([String(s), Array([p.pdf.pages[0].obj, Name.Fit])]))
        ),
    ),
)
_changed(
    "address base", lambda p, s: _root(p, "URI", Dictionary(Base=String(f"http://x.invalid/{s}/")))
)
_changed("language", lambda p, s: _root(p, "Lang", String(s)))
_changed(
    "output intent",
    lambda p, s: _root(
        p,
        "OutputIntents",
        Array(
            [
                Dictionary(
                    Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String(s)
                )
            ]
        ),
    ),
)
_changed(
    "collection", lambda p, s: _root(p, "Collection", Dictionary(Type=Name.Collection, D=String(s)))
)
_changed(
    "metadata of a page",
    lambda p, s: p.pdf.pages[0].obj.__setitem__(
        "/Metadata", _stream(p, f"<x>{s}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    ),
)
_changed(
    "metadata of the font",
    lambda p, s: p.font.__setitem__(
        "/Metadata", _stream(p, f"<x>{s}</x>".encode(), Type=Name.Metadata, Subtype=Name.XML)
    ),
)
_changed("unknown key of a page", lambda p, s: p.pdf.pages[0].obj.__setitem__("/Remark", String(s)))
_changed("name of the font", lambda p, s: p.font.__setitem__("/BaseFont", Name(f"/AAAAAA+{s}")))
_changed(
    "thumbnail of a page",
    lambda p, s: p.pdf.pages[0].obj.__setitem__(
        "/Thumb",
        _stream(
            p,
            small_jpeg(s),
            Width=64,
            Height=64,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=Name.DCTDecode,
        ),
    ),
)
_changed(
    "resource of a page",
    lambda p, s: p.pdf.pages[0].obj.Resources.__setitem__(
        "/Properties", Dictionary(X=Dictionary(ActualText=String(s)))
    ),
)
_changed(
    "signature",
    lambda p, s: _widget(
        p,
        FT=Name.Sig,
        V=Dictionary(
            Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), Name=String(s), Reason=String("r")
        ),
    ),
)
_changed(
    "article thread",
    lambda p, s: _root(
        p,
        "Threads",
        Array([p.pdf.make_indirect(Dictionary(Type=Name.Thread, I=Dictionary(Title=String(s))))]),
    ),
)
_changed(
    "number in a stream of objects",
    lambda p, s: _root(p, "Legal", Dictionary(Attestation=String(s))),
)


@plant("pdf", "XMP metadata", Layer.METADATA)
def _xmp(secret: str) -> bytes:
    pages = Pages(())
    with pages.pdf.open_metadata() as metadata:
        metadata["dc:creator"] = [secret]
    return pages.save()


@plant("pdf", "outline", Layer.METADATA)
def _outline(secret: str) -> bytes:
    pages = Pages(())
    with pages.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))
    return pages.save()


@plant("pdf", "objects in object streams", Layer.METADATA)
def _object_streams(secret: str) -> bytes:
    pages = Pages(())
    with pages.pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))
    return pages.save(object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _attached(channel: str, data: Callable[[str], bytes], name: str = "a.bin") -> None:
    @plant("pdf", channel, Layer.HIDDEN)
    def _make(secret: str) -> bytes:
        pages = Pages(())
        pages.pdf.attachments[name.replace("{s}", secret)] = data(secret)
        return pages.save()


_attached("attached text in GBK", lambda s: s.encode("gb18030"))
_attached("attached docx", lambda s: with_body(paragraph(run(s))).pack())
_attached("attached docx, its zip comment", lambda s: package().pack(comment=s.encode()))
_attached("attached picture", small_jpeg)
_attached("name of an attachment", lambda s: b"x" * (len(s) > 0), "{s}.txt")


def _inner(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.add(shown(pages, (secret,)))
    return pages.save()


_attached("attached PDF", _inner)


@plant("pdf", "EXIF of a picture on the page", Layer.METADATA)
def _picture(secret: str) -> bytes:
    pages = Pages(())
    image = _stream(
        pages,
        small_jpeg(secret),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=64,
        Height=64,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    pages.pdf.pages[0].obj.Resources.XObject = Dictionary(Im=image)
    pages.pdf.pages[0].contents_add(b"q 64 0 0 64 60 300 cm /Im Do Q\n")
    return pages.save()


@plant("pdf", "scanned page", Layer.OCR, kind="digits", kept=LATIN_KEPT, seen=False)
def _scan(secret: str) -> bytes:
    pages = Pages(())
    image = drawn((*LATIN_KEPT, secret))
    scan = _stream(
        pages,
        jpeg(image),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = pages.pdf.pages[0].obj
    page.Contents = pages.pdf.make_indirect(
        Stream(pages.pdf, b"q 500 0 0 %d 40 300 cm /Im Do Q" % (500 * image.height // image.width))
    )
    page.Resources = Dictionary(XObject=Dictionary(Im=scan))
    return pages.save()


@plant("pdf", "earlier revision", Layer.HIDDEN)
def _revision(secret: str) -> bytes:
    pages = Pages((secret,))
    lines = shown(pages, (secret,), top=500)
    kept = bytes(pages.pdf.pages[0].obj.Contents.read_bytes())
    pages.pdf.pages[0].contents_add(lines)
    pages.pdf.pages[0].contents_coalesce()
    old = pages.save(object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return _update(old, kept)


def _update(old: bytes, content: bytes) -> bytes:
    """Return ``old`` with an update appended that replaces the first page's content."""
    import io

    with pikepdf.open(io.BytesIO(old)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        root, size = pdf.Root.objgen[0], int(pdf.trailer.Size)
    before = int(re.findall(rb"startxref\s+(\d+)", old)[-1])
    body = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream endobj\n" % (
        number,
        len(content),
        content,
    )
    at = len(old)
    return (
        old
        + body
        + (
            b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
            % (number, at, size, root, before, at + len(body))
        )
    )


def _between(channel: str, body: Callable[[str], bytes]) -> None:
    """Register bytes that no cross-reference names, before the table."""

    @plant("pdf", channel, Layer.HIDDEN)
    def _make(secret: str) -> bytes:
        data = Pages(()).save(object_stream_mode=pikepdf.ObjectStreamMode.disable)
        at = data.rindex(b"\nxref\n")
        grown = data[:at] + body(secret) + data[at:]
        return re.sub(
            rb"startxref\s+\d+", b"startxref\n%d" % (grown.rindex(b"\nxref\n") + 1), grown
        )


_between("object no table names", lambda s: b"\n9999 0 obj\n<</T %s>>\nendobj\n" % utf16(s))
_between("stream no table names", lambda s: _lost(zlib.compress(utf16(s) + b" Tj")))
_between("comment between objects", lambda s: b"\n%% %s\n" % s.encode("gb18030"))


def _lost(data: bytes) -> bytes:
    return b"\n9999 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream\nendobj\n" % (
        len(data),
        data,
    )


@plant("pdf", "bytes behind the end", Layer.HIDDEN)
def _tail(secret: str) -> bytes:
    return Pages(()).save() + secret.encode("utf-16-le")


@plant("pdf", "bytes before the header", Layer.HIDDEN)
def _head(secret: str) -> bytes:
    return b"%% %s\n" % secret.encode() + Pages(()).save()
