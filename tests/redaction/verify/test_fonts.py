"""Fonts tell which characters they spell, and a removed one among them is a leak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.verify.fonts import look_at_font, read_cmap
from redaction.verify.pdf_fonts import draws_text, glyph_characters
from redaction.verify.strand import Sight
from tests.plants.media import font
from tests.plants.pdf_page import to_unicode

CMAPS = [
    (
        "single characters",
        b"2 beginbfchar\n<0001> <5F20>\n<0002> <4E09>\nendbfchar",
        {1: "张", 2: "三"},
    ),
    ("a range", b"1 beginbfrange\n<0041> <0043> <0041>\nendbfrange", {65: "A", 66: "B", 67: "C"}),
    (
        "a range listed one by one",
        b"1 beginbfrange <01> <02> [<5F20> <4E09>] endbfrange",
        {1: "张", 2: "三"},
    ),
    ("one code for two characters", b"1 beginbfchar <05> <00660069> endbfchar", {5: "fi"}),
    ("no spaces", b"beginbfchar<01><5F20>endbfchar", {1: "张"}),
    ("nothing", b"begincmap endcmap", {}),
]


@pytest.mark.parametrize(("data", "mapping"), [r[1:] for r in CMAPS], ids=[r[0] for r in CMAPS])
def test_a_map_is_read_in_each_of_its_forms(data: bytes, mapping: dict[int, str]) -> None:
    assert read_cmap(data) == mapping


@given(st.binary(max_size=200))
def test_reading_a_broken_map_never_fails(body: bytes) -> None:
    assert isinstance(read_cmap(b"beginbfrange" + body + b"endbfrange"), dict)


def test_a_wide_range_is_bounded() -> None:
    assert len(read_cmap(b"beginbfrange <00000000> <FFFFFFFF> <4E00> endbfrange")) <= 65537


@given(st.text(alphabet=st.characters(codec="utf-16", categories=["Lo"]), min_size=1, max_size=40))
def test_a_written_map_reads_back(characters: str) -> None:
    unique = "".join(dict.fromkeys(c for c in characters if ord(c) < 0x10000))
    assert "".join(read_cmap(to_unicode(unique)).values()) == unique


def test_an_embedded_font_lists_its_characters_in_glyph_order() -> None:
    sight = Sight()
    look_at_font(font("张卫国甲"), sight)
    assert sight.maps == ["张卫国甲"]
    assert glyph_characters(font("张卫"))[2] == "卫"
    assert not sight.blind


def test_a_damaged_font_leaves_the_route_blind() -> None:
    sight = Sight()
    look_at_font(font("张")[:60], sight)
    assert sight.blind == {"font-program"}


@pytest.mark.parametrize(
    ("content", "drawn"),
    [
        (b"BT /F1 9 Tf (a) Tj ET", True),
        (b"<0001> Tj 3 0 Td", True),
        (b"0 0 m 9 9 l S", False),
        (bytes(range(256)) * 4 + b" Tj ", False),
    ],
)
def test_drawing_is_told_from_data(content: bytes, drawn: bool) -> None:
    assert draws_text(content) is drawn
