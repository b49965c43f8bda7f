"""PDF: hiding places on pages and in fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from recognizers.text import Layer
from tests.plants.pdf_page import Pages, embedded_font, shown
from tests.plants.plant import plant

if TYPE_CHECKING:
    from collections.abc import Callable


def _line(pages: Pages, text: str, state: bytes = b"", place: bytes = b"60 500 Td") -> bytes:
    return b"q BT /F1 12 Tf %s %s %s Tj ET Q\n" % (state, place, pages.codes(text))


def _drawn(
    channel: str, draw: Callable[[Pages, str], bytes], layer: Layer = Layer.BODY, kind: str = "han"
) -> None:
    """Register a place that is further content of the first page."""

    @plant("pdf", channel, layer, kind=kind)
    def _make(secret: str) -> bytes:
        pages = Pages((secret, "申请人："))
        pages.pdf.pages[0].contents_add(draw(pages, secret))
        return pages.save()


def _each(pages: Pages, text: str, between: bytes) -> bytes:
    return between.join(pages.codes(char) + b" Tj" for char in text)


_drawn("text", lambda p, s: _line(p, "申请人：" + s))
_drawn("number", _line, kind="digits")
_drawn(
    "one operator a character",
    lambda p, s: b"q BT /F1 12 Tf 60 500 Td %s ET Q\n" % _each(p, s, b" "),
)
_drawn(
    "one text object a character",
    lambda p, s: b"".join(_line(p, c, b"", b"%d 500 Td" % (60 + 12 * i)) for i, c in enumerate(s)),
)
_drawn(
    "array with gaps",
    lambda p, s: b"q BT /F1 12 Tf 60 500 Td [%s] TJ ET Q\n" % b" -20 ".join(p.codes(c) for c in s),
)
_drawn(
    "operator that moves to the next line",
    lambda p, s: b"q BT /F1 12 Tf 14 TL 60 500 Td %s ' ET Q\n" % p.codes(s),
)
_drawn(
    "operator that sets spacing",
    lambda p, s: b'q BT /F1 12 Tf 14 TL 60 500 Td 0 0 %s " ET Q\n' % p.codes(s),
)
_drawn("drawn twice, a shadow", lambda p, s: _line(p, s) + _line(p, s, b"0.5 g", b"60.6 499.4 Td"))
_drawn("over two lines", lambda p, s: _line(p, s[:2]) + _line(p, s[2:], b"", b"60 484 Td"))
_drawn(
    "rotated", lambda p, s: b"q 0 1 -1 0 400 300 cm BT /F1 12 Tf 0 0 Td %s Tj ET Q\n" % p.codes(s)
)
_drawn("stretched and spaced", lambda p, s: _line(p, s, b"80 Tz 1.5 Tc"))
_drawn("raised", lambda p, s: _line(p, s, b"4 Ts"))
_drawn(
    "with escapes in a literal string",
    lambda p, s: (
        b"q BT /F1 12 Tf 60 500 Td (%s) Tj ET Q\n"
        % b"".join(b"\\%03o" % b for c in s for b in (p.characters.index(c) + 1).to_bytes(2))
    ),
)
_drawn("invisible", lambda p, s: _line(p, s, b"3 Tr"), Layer.HIDDEN)
_drawn("white", lambda p, s: _line(p, s, b"1 g"), Layer.HIDDEN)
_drawn(
    "under a black box", lambda p, s: _line(p, s) + b"q 0 g 50 490 200 30 re f Q\n", Layer.HIDDEN
)
_drawn(
    "under a white box", lambda p, s: _line(p, s) + b"q 1 g 50 490 200 30 re f Q\n", Layer.HIDDEN
)
_drawn("clipped away", lambda p, s: b"q 0 0 10 10 re W n " + _line(p, s) + b"Q\n", Layer.HIDDEN)
_drawn("beside the page", lambda p, s: _line(p, s, b"", b"60 -500 Td"), Layer.HIDDEN)
_drawn("in letters of no size", lambda p, s: _line(p, s, b"/F1 0.1 Tf"), Layer.HIDDEN)
_drawn("used as a clip", lambda p, s: _line(p, s, b"7 Tr"), Layer.HIDDEN)
_drawn(
    "replacement text of a span",
    lambda p, s: b"/Span <</ActualText %s>> BDC %s EMC\n" % (utf16(s), _line(p, "申请人")),
    Layer.HIDDEN,
)
_drawn(
    "alternative of a span",
    lambda p, s: b"/Figure <</Alt %s>> BDC %s EMC\n" % (utf16(s), _line(p, "申请人")),
    Layer.HIDDEN,
)
_drawn(
    "expansion of a span",
    lambda p, s: b"/Span <</E %s>> BDC %s EMC\n" % (utf16(s), _line(p, "申请人")),
    Layer.HIDDEN,
)
_drawn("comment in the content", lambda _, s: b"%% %s\n" % s.encode(), Layer.HIDDEN)
_drawn(
    "name of a mark",
    lambda _, s: b"/%s MP\n" % b"".join(b"#%02X" % b for b in s.encode()),
    Layer.HIDDEN,
)


def utf16(text: str) -> bytes:
    return b"<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode() + b">"


def _form(pages: Pages, secret: str, **entries: object) -> pikepdf.Object:
    """Return a form that draws the secret."""
    form = Stream(pages.pdf, _line(pages, secret))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, 595, 842])
    form.Resources = Dictionary(Font=Dictionary(F1=pages.font))
    for name, value in entries.items():
        form[f"/{name}"] = value
    return pages.pdf.make_indirect(form)


@plant("pdf", "form")
def _form_once(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.pdf.pages[0].obj.Resources.XObject = Dictionary(Fx=_form(pages, secret))
    pages.pdf.pages[0].contents_add(b"q /Fx Do Q\n")
    return pages.save()


@plant("pdf", "form in a form")
def _form_nested(secret: str) -> bytes:
    pages = Pages((secret,))
    inner = _form(pages, secret)
    outer = Stream(pages.pdf, b"q 1 0 0 1 20 20 cm /Fi Do Q\n")
    outer.Type, outer.Subtype, outer.BBox = Name.XObject, Name.Form, Array([0, 0, 595, 842])
    outer.Resources = Dictionary(XObject=Dictionary(Fi=inner))
    pages.pdf.pages[0].obj.Resources.XObject = Dictionary(Fx=pages.pdf.make_indirect(outer))
    pages.pdf.pages[0].contents_add(b"q /Fx Do Q\n")
    return pages.save()


@plant("pdf", "form shared by two pages")
def _form_shared(secret: str) -> bytes:
    pages = Pages((secret, "第二页"))
    form = _form(pages, secret)
    pages.add(shown(pages, ("第二页",)))
    for page in pages.pdf.pages:
        page.obj.Resources.XObject = Dictionary(Fx=form)
        page.contents_add(b"q 1 0 0 1 0 -30 cm /Fx Do Q\n")
    return pages.save()


@plant("pdf", "form no page draws", Layer.HIDDEN)
def _form_idle(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.pdf.pages[0].obj.Resources.XObject = Dictionary(Fx=_form(pages, secret))
    return pages.save()


@plant("pdf", "layer that is switched off", Layer.HIDDEN)
def _layer_off(secret: str) -> bytes:
    pages = Pages((secret,))
    group = pages.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("layer")))
    pages.pdf.Root.OCProperties = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([group]))
    )
    pages.pdf.pages[0].obj.Resources.Properties = Dictionary(MC0=group)
    pages.pdf.pages[0].contents_add(b"/OC /MC0 BDC\n" + _line(pages, secret) + b"EMC\n")
    return pages.save()


@plant("pdf", "name of a layer", Layer.METADATA)
def _layer_name(secret: str) -> bytes:
    pages = Pages((secret,))
    group = pages.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(secret)))
    pages.pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(ON=Array([group])))
    return pages.save()


@plant("pdf", "tiling pattern")
def _pattern(secret: str) -> bytes:
    pages = Pages((secret,))
    pattern = Stream(pages.pdf, b"BT /F1 12 Tf 5 5 Td %s Tj ET" % pages.codes(secret))
    for name, value in {
        "PatternType": 1,
        "PaintType": 1,
        "TilingType": 1,
        "BBox": Array([0, 0, 100, 30]),
        "XStep": 100,
        "YStep": 30,
        "Resources": Dictionary(Font=Dictionary(F1=pages.font)),
    }.items():
        pattern[f"/{name}"] = value
    pages.pdf.pages[0].obj.Resources.Pattern = Dictionary(P0=pages.pdf.make_indirect(pattern))
    pages.pdf.pages[0].contents_add(b"q /Pattern cs /P0 scn 60 400 100 30 re f Q\n")
    return pages.save()


@plant("pdf", "outside the crop box", Layer.HIDDEN)
def _cropped(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.pdf.pages[0].contents_add(_line(pages, secret, b"", b"60 100 Td"))
    pages.pdf.pages[0].obj.CropBox = Array([0, 300, 595, 842])
    return pages.save()


@plant("pdf", "page turned sideways")
def _turned(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.pdf.pages[0].contents_add(_line(pages, secret))
    pages.pdf.pages[0].obj.Rotate = 90
    return pages.save()


@plant("pdf", "over two pages")
def _two_pages(secret: str) -> bytes:
    pages = Pages((secret, "申请人："))
    pages.pdf.pages[0].contents_add(_line(pages, "申请人：" + secret[:2], b"", b"60 60 Td"))
    pages.add(shown(pages, (secret[2:],)))
    return pages.save()


@plant("pdf", "content cut into many streams")
def _cut_streams(secret: str) -> bytes:
    pages = Pages((secret,))
    for piece in (
        b"q BT /F1 12 Tf 60 500 Td ",
        pages.codes(secret[:2]) + b" Tj ",
        pages.codes(secret[2:]) + b" Tj ET Q\n",
    ):
        pages.pdf.pages[0].contents_add(piece)
    return pages.save()


@plant("pdf", "font without a map")
def _no_map(secret: str) -> bytes:
    pages = Pages((secret,))
    pages.pdf.pages[0].obj.Resources.Font.F2 = embedded_font(
        pages.pdf, pages.characters, mapped=False
    )
    pages.pdf.pages[0].contents_add(_line(pages, secret).replace(b"/F1", b"/F2"))
    return pages.save()


@plant("pdf", "order of a font's characters", Layer.HIDDEN)
def _font_order(secret: str) -> bytes:
    return Pages((secret,)).save()


@plant("pdf", "Latin text in a standard font", kind="latin")
def _latin(secret: str) -> bytes:
    pages = Pages(())
    pages.pdf.pages[0].obj.Resources.Font.F2 = _helvetica(pages)
    pages.pdf.pages[0].contents_add(
        b"BT /F2 12 Tf 60 500 Td (%s) Tj ET\n" % secret.encode("latin-1", "replace")
    )
    return pages.save()


@plant("pdf", "number with kerning in a standard font", kind="digits")
def _kerned(secret: str) -> bytes:
    pages = Pages(())
    pages.pdf.pages[0].obj.Resources.Font.F2 = _helvetica(pages)
    shapes = b" 12 ".join(b"(%c)" % c for c in secret.encode("ascii", "replace"))
    pages.pdf.pages[0].contents_add(b"BT /F2 12 Tf 60 500 Td [%s] TJ ET\n" % shapes)
    return pages.save()


def _helvetica(pages: Pages) -> pikepdf.Object:
    return pages.pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            Encoding=Name.WinAnsiEncoding,
        )
    )
