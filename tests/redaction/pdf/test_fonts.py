"""After a cut, no font tells of the characters that left; those that stay can be copied out."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from redaction.formats.pdf.adapter import PdfAdapter
from redaction.formats.pdf.context import Context
from redaction.formats.pdf.fontnames import rename
from redaction.formats.pdf.fonts import UNKNOWN, Font
from redaction.formats.pdf.program import open_cff
from redaction.plan import build_plan
from tests.redaction.pdf.fontmakers import KINDS, embedded, to_unicode
from tests.redaction.pdf.probe import leaks, redacted, seen_text

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT, SECRET = "申请人住某县", "戊己庚"


@contextlib.contextmanager
def _font(pdf: bytes) -> Iterator[pikepdf.Object]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = opened.pages[0].resources.Font
        found = [fonts[key] for key in list(fonts.keys())]
        yield next(f for f in found if "MSUnseen" not in str(f.get("/BaseFont", "")))


@pytest.mark.parametrize("mapped", [True, False], ids=["with-a-map", "without-a-map"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_font_forgets_what_was_cut(kind: str, mapped: bool) -> None:
    source = embedded(kind, KEPT + SECRET, KEPT, mapped=mapped)
    document = PdfAdapter().read(source)
    if not any(SECRET in block.text for block in document.blocks):
        assert (kind, mapped) == ("cff", False)  # its glyphs have numbers and no names
        return
    output = redacted(source, SECRET)
    assert leaks(output, SECRET) == []
    assert KEPT in seen_text(output)
    with _font(output) as font:
        known = Font(font)
        assert set(KEPT) <= set("".join(known.to_unicode.values()))
        assert not set(SECRET) & set("".join(known.to_unicode.values()))
        assert not set(SECRET) & set("".join(known.builtin.texts.values()))
        assert not {f"uni{ord(char):04X}" for char in SECRET} & set(known.names.values())


@pytest.mark.parametrize("kind", KINDS)
def test_what_stays_is_drawn_as_before(kind: str) -> None:
    source = embedded(kind, KEPT, SECRET)
    output = redacted(source, SECRET)
    with pikepdf.open(io.BytesIO(output)) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Width")]
    assert images == []  # the page was not made a picture


def test_outlines_of_cut_characters_are_blank() -> None:
    with _font(redacted(embedded("truetype", KEPT + SECRET), SECRET)) as font:
        program = TTFont(io.BytesIO(Font(font).program.read_bytes()))
    order = program.getGlyphOrder()
    drawn = [index for index, name in enumerate(order) if program["glyf"][name].numberOfContours]
    assert drawn == list(range(1, len(KEPT) + 1))
    assert "name" not in program


def test_charstrings_of_cut_characters_are_blank() -> None:
    with _font(redacted(embedded("type1c", KEPT + SECRET), SECRET)) as font:
        top = open_cff(Font(font).program.read_bytes())[0]
    sizes = {name: len(top.CharStrings[name].bytecode or b"") for name in top.charset}
    assert sum(size > 3 for size in sizes.values()) >= len(KEPT)
    assert not any(f"uni{ord(char):04X}" in sizes for char in SECRET)


def test_glyph_streams_of_cut_characters_are_gone() -> None:
    with _font(redacted(embedded("type3", KEPT + SECRET), SECRET)) as font:
        assert len(font.CharProcs.keys()) == len(KEPT)


def test_widths_tell_only_of_what_stays() -> None:
    output = redacted(embedded("truetype", KEPT + SECRET), SECRET)
    with _font(output) as font:
        widths = font.DescendantFonts[0].W
        assert [int(item) for item in list(widths)[::2]] == list(range(1, len(KEPT) + 1))


def test_a_subset_forgets_characters_that_were_never_drawn() -> None:
    def quieter(pdf: pikepdf.Pdf) -> None:
        content = pdf.pages[0].Contents.read_bytes().split(b"\n")
        pdf.pages[0].obj["/Contents"] = pikepdf.Stream(pdf, content[0])

    with pikepdf.open(io.BytesIO(embedded("truetype", KEPT, SECRET))) as pdf:
        quieter(pdf)
        buffer = io.BytesIO()
        pdf.save(buffer)
    source = buffer.getvalue()
    output = PdfAdapter().write(source, build_plan(PdfAdapter().read(source), []))
    with _font(output) as font:
        known = Font(font)
        assert "".join(sorted(known.to_unicode.values())) == "".join(sorted(KEPT))
        assert not set(SECRET) & set("".join(known.builtin.texts.values()))


def test_a_damaged_font_file_sends_its_page_the_other_way() -> None:
    with pikepdf.open(io.BytesIO(embedded("truetype", KEPT + SECRET))) as pdf:
        font = pdf.pages[0].resources.Font.F1.DescendantFonts[0]
        font.FontDescriptor.FontFile2 = pikepdf.Stream(pdf, b"\x00\x01\x00\x00broken")
        buffer = io.BytesIO()
        pdf.save(buffer)
    output = redacted(buffer.getvalue(), SECRET)
    assert leaks(output, SECRET) == []
    assert KEPT in seen_text(output)


def _type1_like(**extra: object) -> Font:
    return Font(pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, **extra))


@pytest.mark.parametrize(
    ("font", "raw", "text"),
    [
        (_type1_like(BaseFont=pikepdf.Name.Helvetica), b"A", "A"),
        (
            _type1_like(
                BaseFont=pikepdf.Name.Helvetica,
                Encoding=pikepdf.Dictionary(
                    Differences=pikepdf.Array([65, pikepdf.Name("/uni7532")])
                ),
            ),
            b"A",
            "甲",
        ),
        (
            Font(
                pikepdf.Dictionary(
                    Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Object.parse(b"/#cb#ce#cc#e5")
                )
            ),
            "甲".encode("gb18030"),
            "甲",
        ),
        (
            Font(
                pikepdf.Dictionary(
                    Subtype=pikepdf.Name.Type0,
                    Encoding=pikepdf.Name("/GBK-EUC-H"),
                    DescendantFonts=pikepdf.Array(
                        [
                            pikepdf.Dictionary(
                                CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"GB1")
                            )
                        ]
                    ),
                )
            ),
            "甲".encode("gb18030"),
            "甲",
        ),
        (
            Font(
                pikepdf.Dictionary(
                    Subtype=pikepdf.Name.Type0,
                    Encoding=pikepdf.Name("/Identity-H"),
                    ToUnicode=pikepdf.Name("/Identity-H"),
                )
            ),
            "甲".encode("utf-16-be"),
            "甲",
        ),
        (
            Font(
                pikepdf.Dictionary(Subtype=pikepdf.Name.Type0, Encoding=pikepdf.Name("/Identity-H"))
            ),
            b"\x12\x34",
            UNKNOWN,
        ),
    ],
    ids=["standard", "glyph-name", "gbk-in-disguise", "gbk", "identity-map", "no-way-to-know"],
)
def test_codes_become_characters(font: Font, raw: bytes, text: str) -> None:
    assert "".join(code.text for code in font.codes(raw)) == text


def test_radicals_become_the_characters_they_look_like() -> None:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Type1,
        ToUnicode=pikepdf.Stream(pdf, to_unicode({1: "\u2f9d", 2: "\uf900"}, 1)),
    )
    assert [code.text for code in Font(font).codes(b"\x01\x02")] == ["身", "豈"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        (b"/ABCDEF+SimSun", True),
        (b"/#cb#ce#cc#e5", True),
        ("/宋体".encode(), True),
        ("/张卫国的字".encode(), False),
        (b"/ABCDEF+#e5#bc#a0#e5#8d#ab#e5#9b#bd", False),
    ],
    ids=["latin", "song-in-gbk", "song-in-utf-8", "a-person", "a-person-behind-a-tag"],
)
def test_font_names_that_are_text_are_replaced(name: bytes, kept: bool) -> None:
    obj = pikepdf.Dictionary(Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Object.parse(name))
    rename(Font(obj))
    assert (obj.BaseFont != pikepdf.Name("/Font")) is kept


def test_one_font_dictionary_is_one_font() -> None:
    with pikepdf.open(io.BytesIO(embedded("truetype", KEPT))) as pdf:
        context = Context(pdf)
        source = pdf.pages[0].resources.Font.F1
        assert context.font(source) is context.font(source)
        assert context.font(None) is context.font(None)
