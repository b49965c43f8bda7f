"""CMaps: predefined, embedded, and those that are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.formats.pdf.cmap import collection, parse, predefined
from redaction.formats.pdf.standin import to_unicode


@pytest.mark.parametrize(
    ("program", "unicode"),
    [
        (b"1 beginbfchar <01> <4E00> endbfchar", {1: "一"}),
        (b"1 beginbfchar <0001> <D840DC00> endbfchar", {1: "\U00020000"}),
        (b"1 beginbfchar <02> <00660069> endbfchar", {2: "fi"}),
        (b"1 beginbfrange <01> <03> <4E00> endbfrange", {1: "一", 2: "丁", 3: "丂"}),
        (b"1 beginbfrange <01> <02> [<4E00> <7532>] endbfrange", {1: "一", 2: "甲"}),
        (b"% <01> <02>\n1 beginbfchar <03> <4E\n00> endbfchar", {3: "一"}),
        (b"1 beginbfchar <01> endbfchar", {}),
        (b"1 beginbfrange <01> <02> endbfrange", {}),
        (b"2 beginbfchar <01> <41> <02> <0042> endbfchar", {1: "A", 2: "B"}),
        (b"", {}),
    ],
    ids=[
        "one",
        "beyond-the-basic-plane",
        "ligature",
        "range",
        "list",
        "comment-and-line-break",
        "cut-off",
        "range-without-target",
        "one-byte-target",
        "empty",
    ],
)
def test_to_unicode_programs(program: bytes, unicode: dict[int, str]) -> None:
    assert parse(program).unicode == unicode


def test_a_range_that_claims_too_much_is_cut_off() -> None:
    many = b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange"
    assert len(parse(many).unicode) <= 0x10000


def test_code_spaces_part_strings_into_codes() -> None:
    cmap = parse(
        b"2 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange "
        b"1 begincidrange <8000> <8010> 100 endcidrange 1 begincidchar <41> 7 endcidchar"
    )
    assert list(cmap.codes(b"A\x80\x02A")) == [(b"A", 7), (b"\x80\x02", 102), (b"A", 7)]


def test_a_cmap_can_build_on_another_and_be_vertical() -> None:
    cmap = parse(b"/GBK-EUC-H usecmap /WMode 1 def")
    assert cmap.vertical
    assert [raw for raw, _ in cmap.codes("A甲".encode("gb18030"))] == [b"A", b"\xbc\xd7"]


@pytest.mark.parametrize("name", ["Identity-H", "Identity-V", "UniGB-UCS2-V", "GBK-EUC-H"])
def test_predefined_cmaps_are_known(name: str) -> None:
    cmap = predefined(name)
    assert cmap is not None
    assert cmap.vertical is name.endswith("V")


def test_unknown_names_are_unknown() -> None:
    assert predefined("../../etc/passwd") is None
    assert collection("Adobe-Nothing") == {}


@given(st.binary(max_size=40), st.sampled_from(["Identity-H", "GBK-EUC-H", "UniGB-UCS2-H"]))
def test_no_byte_of_a_string_is_lost(text: bytes, name: str) -> None:
    cmap = predefined(name)
    assert cmap is not None
    assert b"".join(raw for raw, _ in cmap.codes(text)) == text


@given(st.binary(max_size=200))
def test_any_bytes_make_some_cmap(program: bytes) -> None:
    cmap = parse(program)
    assert b"".join(raw for raw, _ in cmap.codes(b"\x00\x01\x80")) == b"\x00\x01\x80"


@given(
    st.dictionaries(
        st.integers(0, 0xFFFF),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
    )
)
def test_what_we_write_is_what_we_read(codes: dict[int, str]) -> None:
    assert parse(to_unicode(codes, whole=False)).unicode == codes
