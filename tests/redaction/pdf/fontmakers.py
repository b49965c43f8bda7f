"""PDFs with embedded fonts made here, so that every kind of font is met."""

from __future__ import annotations

import io

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Stream, String


def _name(char: str) -> str:
    return f"uni{ord(char):04X}"


def _outline(pen, number: int) -> None:
    """Draw a shape that no other glyph has: a bar whose height tells its number."""
    high = 200 + 17 * number % 600
    for corner, move in enumerate([(100, 0), (100, high), (900, high), (900, 0)]):
        (pen.lineTo if corner else pen.moveTo)(move)
    pen.closePath()


def _builder(chars: str, *, truetype: bool) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=truetype)
    names = [".notdef", *map(_name, chars)]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): _name(char) for char in chars})
    if truetype:
        glyphs = {}
        for number, name in enumerate(names):
            pen = TTGlyphPen(None)
            if number:
                _outline(pen, number)
            glyphs[name] = pen.glyph()
        builder.setupGlyf(glyphs)
    else:
        strings = {}
        for number, name in enumerate(names):
            pen = T2CharStringPen(1000, None)
            if number:
                _outline(pen, number)
            strings[name] = pen.getCharString()
        builder.setupCFF("Test", {"FullName": "Test"}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    return builder


def truetype(chars: str) -> bytes:
    buffer = io.BytesIO()
    _builder(chars, truetype=True).save(buffer)
    return buffer.getvalue()


def cff(chars: str) -> bytes:
    font = _builder(chars, truetype=False).font
    buffer = io.BytesIO()
    font["CFF "].cff.compile(buffer, font, isCFF2=False)
    return buffer.getvalue()


def to_unicode(codes: dict[int, str], size: int) -> bytes:
    low, high = "00" * size, "FF" * size
    rows = "".join(
        f"<{code:0{2 * size}X}> <{text.encode('utf-16-be').hex()}>\n"
        for code, text in codes.items()
    )
    return (
        f"begincmap\n1 begincodespacerange\n<{low}> <{high}>\nendcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}endbfchar\nendcmap\n"
    ).encode()


def _descriptor(pdf: pikepdf.Pdf, key: str, program: Stream | None) -> Dictionary:
    found = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Test"),
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=80,
    )
    if program is not None:
        found[key] = pdf.make_indirect(program)
    return found


def _type0(pdf: pikepdf.Pdf, chars: str, *, kind: str, mapped: bool) -> tuple[Dictionary, int]:
    if kind == "truetype":
        program, key, below = Stream(pdf, truetype(chars)), "/FontFile2", Name.CIDFontType2
        program["/Length1"] = len(truetype(chars))
    else:
        program, key, below = Stream(pdf, cff(chars)), "/FontFile3", Name.CIDFontType0
        program["/Subtype"] = Name.CIDFontType0C
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=below,
        BaseFont=Name("/ABCDEF+Test"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, key, program)),
        DW=500,
        W=Array([1, Array([1000] * len(chars))]),
    )
    if kind == "truetype":
        descendant["/CIDToGIDMap"] = Name.Identity
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Test"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(descendant)]),
    )
    if mapped:
        codes = dict(enumerate(chars, 1))
        font["/ToUnicode"] = pdf.make_indirect(Stream(pdf, to_unicode(codes, 2)))
    return font, 2


def _simple(pdf: pikepdf.Pdf, chars: str, *, kind: str, mapped: bool) -> tuple[Dictionary, int]:
    font = Dictionary(
        Type=Name.Font,
        BaseFont=Name("/ABCDEF+Test"),
        FirstChar=1,
        LastChar=len(chars),
        Widths=Array([1000] * len(chars)),
        Encoding=Dictionary(Differences=Array([1, *(Name("/" + _name(char)) for char in chars)])),
    )
    if kind == "type1c":
        program = Stream(pdf, cff(chars))
        program["/Subtype"] = Name.Type1C
        font["/Subtype"] = Name.Type1
        font["/FontDescriptor"] = pdf.make_indirect(_descriptor(pdf, "/FontFile3", program))
    else:
        font["/Subtype"] = Name.Type3
        font["/FontMatrix"] = Array([0.001, 0, 0, 0.001, 0, 0])
        font["/FontBBox"] = Array([0, -120, 1000, 880])
        font["/CharProcs"] = Dictionary(
            {
                "/" + _name(char): pdf.make_indirect(
                    Stream(pdf, b"1000 0 d0 100 0 800 %d re f" % (200 + 17 * number % 600))
                )
                for number, char in enumerate(chars, 1)
            }
        )
        font["/Resources"] = Dictionary()
        del font["/BaseFont"]
    if mapped:
        codes = dict(enumerate(chars, 1))
        font["/ToUnicode"] = pdf.make_indirect(Stream(pdf, to_unicode(codes, 1)))
    return font, 1


KINDS = ("truetype", "cff", "type1c", "type3")


def embedded(kind: str, *texts: str, mapped: bool = True) -> bytes:
    """Return a PDF with ``texts`` on one page, one below the other, in an embedded font.

    Its characters are numbered in the order of first appearance, as subsets are.
    """
    chars = "".join(dict.fromkeys("".join(texts)))
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    make = _type0 if kind in ("truetype", "cff") else _simple
    font, size = make(pdf, chars, kind=kind, mapped=mapped)
    page.obj["/Resources"] = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    shown = []
    for step, text in enumerate(texts):
        codes = b"".join((chars.index(char) + 1).to_bytes(size, "big") for char in text)
        shown.append(b"BT /F1 12 Tf 60 %d Td <%s> Tj ET" % (760 - 20 * step, codes.hex().encode()))
    page.obj["/Contents"] = Stream(pdf, b"\n".join(shown))
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()
