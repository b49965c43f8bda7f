"""What counts as somebody's words, and what of revisions is left."""

from __future__ import annotations

import pytest
from lxml import etree

from recognizers.text import Layer
from redaction.formats.ooxml.names import W, referring, remove, unwrap
from redaction.formats.ooxml.revisions import accept_revisions
from redaction.formats.ooxml.unseen import Unseen, is_font, is_free, sweep, words
from tests.redaction.ooxml.build import NAMESPACES

HAN = "\u5bc6\u85cf"


@pytest.mark.parametrize(
    "text", [HAN, "Stra\u00dfe", "a@b.cn", "138 0013 8000", "110105194912310029", "%E5%AF%86"]
)
def test_what_a_person_may_have_written_is_free(text: str) -> None:
    assert is_free(text)


@pytest.mark.parametrize(
    "text", ["", "\u2022", "\uf0b7", "5400000", "0.24997711111789", "rId12", "Heading 1", "-9525"]
)
def test_settings_and_signs_are_not(text: str) -> None:
    assert not is_free(text)


@pytest.mark.parametrize(
    "name", ["Calibri", "\u5b8b\u4f53", "\u4eff\u5b8b_GB2312", "@\u9ed1\u4f53"]
)
def test_fonts_are_known(name: str) -> None:
    assert is_font(name)


@pytest.mark.parametrize("name", [HAN, "13800138000", "\u5b8b\u4f53" * 20])
def test_words_in_place_of_a_font_are_not(name: str) -> None:
    assert not is_font(name)


def parsed(inner: str) -> etree._Element:
    return etree.fromstring(f"<w:body {NAMESPACES}>{inner}</w:body>")


def swept(inner: str) -> tuple[str, list[tuple[Layer, str]]]:
    root, unseen = parsed(inner), Unseen("p")
    sweep(root, unseen, claimed=set(root.iter(W + "t")), values={"posOffset"})
    found = [(block.layer, block.text) for block in unseen.blocks()]
    return etree.tostring(root, encoding="unicode"), found


SWEPT = {
    "text": (f"<w:p>{HAN}</w:p>", Layer.HIDDEN),
    "tail": (f"<w:p><w:r/>{HAN}</w:p>", Layer.HIDDEN),
    "attribute": (f"<w:p w:x='{HAN}'/>", Layer.ATTRIBUTE),
    "value-that-is-words": (f"<w:posOffset>{HAN}</w:posOffset>", Layer.HIDDEN),
}


@pytest.mark.parametrize(("inner", "layer"), SWEPT.values(), ids=SWEPT)
def test_free_text_that_nobody_claims_is_taken_out(inner: str, layer: Layer) -> None:
    left, found = swept(inner)
    assert HAN not in left
    assert found == [(layer, HAN)]


KEPT = {
    "claimed-text": f"<w:t>{HAN}</w:t>",
    "value": "<w:posOffset>91440</w:posOffset>",
    "setting": "<w:p w:val='24'/>",
    "font": "<w:rFonts w:eastAsia='\u5b8b\u4f53'/>",
}


@pytest.mark.parametrize("inner", KEPT.values(), ids=KEPT)
def test_settings_and_claimed_text_stay(inner: str) -> None:
    left, found = swept(inner)
    assert found == []
    assert etree.tostring(parsed(inner), encoding="unicode") == left


def test_traces_of_editing_go_without_a_word() -> None:
    left, found = swept("<w:p w:rsidR='00A1B2C3' w:rsidRDefault='00A1B2C3'/>")
    assert "rsid" not in left
    assert found == []


def test_long_texts_are_cut_into_blocks() -> None:
    unseen = Unseen("p")
    unseen.note(Layer.HIDDEN, HAN * 60_000)
    blocks = list(unseen.blocks())
    assert [block.id for block in blocks] == ["p#u1", "p#u1.1"]
    assert "".join(block.text for block in blocks) == HAN * 60_000


def test_paragraphs_stand_on_lines_of_their_own() -> None:
    assert (
        words(parsed("<w:p><w:r><w:t>a</w:t><w:t>b</w:t></w:r></w:p><w:p><w:t>c</w:t></w:p>"))
        == "ab\nc"
    )


RUN = "<w:r><w:t>{}</w:t></w:r>"
REVISED = {
    "insertion": (f"<w:p><w:ins w:id='1'>{RUN.format('a')}</w:ins></w:p>", "a", []),
    "deletion": (
        f"<w:p>{RUN.format('a')}<w:del w:id='1'><w:r><w:delText>b</w:delText></w:r></w:del></w:p>",
        "a",
        ["b"],
    ),
    "deletion-inside-an-insertion": (
        f"<w:p><w:ins w:id='1'><w:del w:id='2'>{RUN.format('b')}</w:del>{RUN.format('a')}</w:ins></w:p>",
        "a",
        ["b"],
    ),
    "deleted-text-outside-a-deletion": (
        f"<w:p>{RUN.format('a')}<w:r><w:delText>b</w:delText></w:r></w:p>",
        "a",
        ["b"],
    ),
    "deleted-cell": (
        "<w:tbl><w:tr><w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr><w:p>"
        f"{RUN.format('b')}</w:p></w:tc><w:tc><w:p>{RUN.format('a')}</w:p></w:tc></w:tr></w:tbl>",
        "a",
        ["b"],
    ),
    "only-row-deleted": (
        "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p>"
        f"{RUN.format('b')}</w:p></w:tc></w:tr></w:tbl><w:p>{RUN.format('a')}</w:p>",
        "a",
        ["b"],
    ),
}


@pytest.mark.parametrize(("inner", "kept", "deleted"), REVISED.values(), ids=REVISED)
def test_revisions_are_accepted(inner: str, kept: str, deleted: list[str]) -> None:
    root, unseen = parsed(inner), Unseen("p")
    accept_revisions(root, unseen)
    assert "".join(t.text or "" for t in root.iter(W + "t")) == kept
    assert [b.text for b in unseen.blocks() if b.layer is Layer.DELETED] == deleted
    assert not list(root.iter(W + "ins", W + "del", W + "delText", W + "cellDel"))
    assert all(len(cell) for cell in root.iter(W + "tc"))


def test_elements_are_removed_and_unwrapped_without_losing_what_follows() -> None:
    root = etree.fromstring("<a>x<b><c/><e/></b>z<d/>w</a>")
    unwrap(root[0])
    assert etree.tostring(root) == b"<a>x<c/><e/>z<d/>w</a>"
    remove(root[-1])
    assert etree.tostring(root) == b"<a>x<c/><e/>zw</a>"


def test_elements_that_name_relations_are_found() -> None:
    root = parsed("<w:p><w:hyperlink r:id='r1'/><w:r/></w:p>")
    assert [element.get(next(iter(element.attrib))) for element in referring(root)] == ["r1"]
