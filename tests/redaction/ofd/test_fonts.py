"""Embedded fonts: what was drawn decides what text is, and what is drawn decides what stays."""

from __future__ import annotations

import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from PIL import ImageFont

from recognizers.text import Layer
from redaction.errors import UnsupportedContentError
from redaction.formats.ofd.fonts import character_map, scrub
from redaction.formats.ofd.needs import Use
from redaction.plan import RedactionPlan
from tests.redaction.ofd.maker import Ofd, unzipped
from tests.redaction.ofd.support import ADAPTER, everything, read, redacted, texts
from tests.redaction.ofd.test_writing import transform

LETTERS = "申请人王小明公开"


def font(letters: str = LETTERS, *, mapped: bool = True) -> bytes:
    """Return a font whose glyph n (from 1) is a box of its own width for each letter."""
    names = [".notdef", *(f"uni{ord(c):04X}" for c in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(c): f"uni{ord(c):04X}" for c in letters} if mapped else {})
    glyphs = {}
    for number, name in enumerate(names):
        pen = TTGlyphPen(None)
        for corner in ((0, 0), (0, 500), (100 + number, 500), (100 + number, 0)):
            (pen.moveTo if corner == (0, 0) else pen.lineTo)(corner)
        pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "王小明的字体", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    target = io.BytesIO()
    builder.save(target)
    return target.getvalue()


def embedded(package: bytes) -> TTFont:
    name = next(n for n in unzipped(package) if "font_" in n)
    return TTFont(io.BytesIO(unzipped(package)[name]))


def outlined(opened: TTFont) -> set[int]:
    """Return the ids of glyphs that draw something."""
    order, table = opened.getGlyphOrder(), opened["glyf"]
    return {i for i, name in enumerate(order) if table[name].numberOfContours}


def test_glyphs_of_removed_characters_are_emptied_and_the_others_keep_their_ids() -> None:
    source = Ofd().embed_font("5", font()).text("申请人王小明", font="5").build()
    slim = embedded(redacted(source, "王小明"))
    assert outlined(slim) == {0, 1, 2, 3}
    assert slim["maxp"].numGlyphs <= len(LETTERS) + 1


def test_the_character_map_forgets_removed_characters() -> None:
    source = Ofd().embed_font("5", font()).text("申请人王小明", font="5").build()
    slim = embedded(redacted(source, "王小明"))
    assert {chr(code) for code in slim.getBestCmap()} == set("申请人")


def test_glyphs_drawn_by_id_stay_though_no_map_leads_to_them() -> None:
    glyphs = transform(0, 6, 1, 2, 3, 4, 5, 6)
    source = Ofd().embed_font("5", font(mapped=False)).text("申请人王小明", font="5", inside=glyphs)
    assert outlined(embedded(redacted(source.build(), "王小明"))) == {0, 1, 2, 3}


def test_names_inside_the_font_are_gone() -> None:
    source = Ofd().embed_font("5", font()).text("申请人", font="5").build()
    output = ADAPTER.write(source, RedactionPlan(read(source).sha256, ()))
    slim = embedded(output)
    assert [record.toUnicode() for record in slim["name"].names] == []
    assert slim["post"].formatType == 3


def test_a_font_that_cannot_be_taken_apart_is_not_embedded_again() -> None:
    glyphs = transform(0, 3, 1, 2, 3)
    source = (
        Ofd().embed_font("5", b"\0\1\0\0 secret").text("申请人", font="5", inside=glyphs).build()
    )
    output = ADAPTER.write(source, RedactionPlan(read(source).sha256, ()))
    assert not any("font_" in name for name in unzipped(output))
    assert "CGTransform" not in str(unzipped(output)["Doc_0/Pages/Page_0/Content.xml"])
    assert texts(output, Layer.BODY) == ["申请人"]


def test_a_font_that_nothing_is_drawn_in_is_not_copied() -> None:
    source = Ofd().embed_font("5", font()).text("正文").build()
    output = ADAPTER.write(source, RedactionPlan(read(source).sha256, ()))
    assert not any("font_" in name for name in unzipped(output))


@pytest.mark.parametrize(
    "damage", [b"", b"\0\1\0\0", b"OTTO" + b"\xff" * 60, b"ttcf\0\1\0\0\0\0\0\1"]
)
def test_damaged_fonts_are_answered_by_none(damage: bytes) -> None:
    assert scrub(damage, Use()) is None
    assert character_map(damage) is None


class TestLyingCodes:
    """The glyphs draw 王小明, the codes say 公开人."""

    LIE = (
        Ofd()
        .embed_font("5", font())
        .text("申请公开人", font="5", inside=transform(0, 5, 1, 2, 4, 5, 6))
    )

    def test_what_is_drawn_is_what_is_read(self) -> None:
        assert texts(self.LIE.build(), Layer.BODY) == ["申请王小明"]

    def test_what_the_codes_said_is_read_as_hidden_and_told(self) -> None:
        document = read(self.LIE.build())
        assert [b.text for b in document.blocks if b.layer is Layer.HIDDEN] == ["申请公开人"]
        assert "ofd-glyphs-differ" in document.gaps

    def test_a_drawn_name_is_removed_with_its_glyphs(self) -> None:
        output = redacted(self.LIE.build(), "王小明")
        assert outlined(embedded(output)) == {0, 1, 2}
        assert "王小明" not in everything(output)
        assert "公开人" not in everything(output)

    def test_honest_codes_are_left_alone(self) -> None:
        honest = (
            Ofd()
            .embed_font("5", font())
            .text("申请王小明", font="5", inside=transform(0, 5, 1, 2, 4, 5, 6))
        )
        document = read(honest.build())
        assert "ofd-glyphs-differ" not in document.gaps
        assert [b.text for b in document.blocks] == ["申请王小明"]


def latin() -> tuple[bytes, dict[str, int]]:
    """Return Pillow's own font without its map, and the glyphs of its letters."""
    with TTFont(io.BytesIO(ImageFont.load_default(20).font_bytes)) as opened:
        glyphs = {chr(c): opened.getGlyphID(name) for c, name in opened.getBestCmap().items()}
        for table in opened["cmap"].tables:
            table.cmap = {}
        target = io.BytesIO()
        opened.save(target)
    return target.getvalue(), glyphs


class TestFontsWithoutAMap:
    """Whether glyphs look like what the codes say is asked of OCR."""

    DRAWN = "ABDEFGHKMNPRTUXY23456789"

    def source(self, said: str) -> bytes:
        """Return a file that draws DRAWN and says ``said``."""
        content, glyphs = latin()
        ids = transform(0, len(said), *(glyphs[char] for char in self.DRAWN))
        return Ofd().embed_font("5", content).text(said, font="5", inside=ids).build()

    def test_honest_codes_are_read(self) -> None:
        document = read(self.source(self.DRAWN))
        assert document.blocks[0].text == self.DRAWN
        assert document.gaps == ()

    @pytest.mark.parametrize(
        "said",
        [
            pytest.param("政府信息公开条例申请人答复机关此处并无隐私内容可查", id="other-letters"),
            pytest.param(DRAWN[5:] + DRAWN[:5], id="the-same-letters-in-another-order"),
        ],
    )
    def test_codes_that_say_something_else_are_refused(self, said: str) -> None:
        with pytest.raises(UnsupportedContentError) as caught:
            read(self.source(said[: len(self.DRAWN)]))
        assert caught.value.facts == {"part": "glyphs"}

    def test_shapes_that_nobody_can_read_are_said_to_be_unchecked(self) -> None:
        ids = transform(0, 8, *range(1, 9))
        source = Ofd().embed_font("5", font(mapped=False)).text(LETTERS, font="5", inside=ids)
        assert "ofd-glyphs-unchecked" in read(source.build()).gaps

    def test_a_font_that_cannot_be_drawn_is_unchecked(self) -> None:
        ids = transform(0, 8, *range(1, 9))
        source = Ofd().embed_font("5", b"\0\1\0\0 no font").text(LETTERS, font="5", inside=ids)
        assert "ofd-glyphs-unchecked" in read(source.build()).gaps
