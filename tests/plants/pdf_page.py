"""PDF pages with an embedded font of our own, written object by object."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from tests.plants.media import font
from tests.plants.plant import KEPT

A4 = (0, 0, 595, 842)


class Pages:
    """A PDF under construction; ``pdf`` may be changed by whoever plants."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.pdf = pikepdf.new()
        self.characters = "".join(dict.fromkeys("".join((*KEPT, *texts)).replace("\n", "")))
        self.font = embedded_font(self.pdf, self.characters)
        self.add(shown(self, KEPT))

    def add(self, content: bytes, *, at: int | None = None, **entries: object) -> pikepdf.Page:
        """Add a page with the content and the font as /F1."""
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(A4),
            Resources=Dictionary(Font=Dictionary(F1=self.font)),
            Contents=Stream(self.pdf, content),
        )
        for name, value in entries.items():
            page[f"/{name}"] = value
        if at is None:
            self.pdf.pages.append(pikepdf.Page(self.pdf.make_indirect(page)))
        return self.pdf.pages[-1]

    def codes(self, text: str) -> bytes:
        """Return the text as a hex string of glyph ids."""
        return b"<" + b"".join(b"%04X" % (self.characters.index(c) + 1) for c in text) + b">"

    def save(self, **options: object) -> bytes:
        buffer = io.BytesIO()
        self.pdf.save(buffer, deterministic_id=True, **options)  # type: ignore[arg-type]
        return buffer.getvalue()


def embedded_font(pdf: pikepdf.Pdf, characters: str, *, mapped: bool = True) -> pikepdf.Object:
    """Return a Type0 font whose glyph ids follow the order of ``characters``."""
    program = Stream(pdf, font(characters))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/AAAAAA+Plant"),
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=700,
        StemV=80,
        FontFile2=pdf.make_indirect(program),
    )
    child = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/AAAAAA+Plant"),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
        CIDToGIDMap=Name.Identity,
    )
    parent = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/AAAAAA+Plant"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(child)]),
    )
    if mapped:
        parent.ToUnicode = pdf.make_indirect(Stream(pdf, to_unicode(characters)))
    return pdf.make_indirect(parent)


def to_unicode(characters: str) -> bytes:
    lines = b"".join(
        b"<%04X> <%s>\n" % (code, char.encode("utf-16-be").hex().upper().encode())
        for code, char in enumerate(characters, start=1)
    )
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /P def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        b"%d beginbfchar\n%sendbfchar\nendcmap end end" % (len(characters), lines)
    )


def shown(pages: Pages, lines: tuple[str, ...], top: int = 760, state: bytes = b"") -> bytes:
    """Return a content stream that draws each line of text 24 points below the last."""
    drawn = b"".join(
        b"BT /F1 12 Tf %s 60 %d Td %s Tj ET\n" % (state, top - 24 * n, pages.codes(line))
        for n, line in enumerate(lines)
    )
    return b"q\n" + drawn + b"Q\n"
