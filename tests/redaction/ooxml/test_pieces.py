"""Edits reach the nodes behind a block's characters, and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from recognizers.finding import Treatment
from recognizers.text import BlockId, Span
from redaction.formats.ooxml.pieces import Passage, Piece, rewrite
from redaction.plan import Edit


def edit(start: int, end: int, replacement: str = "#") -> Edit:
    return Edit(Span(BlockId("b"), start, end), Treatment.REMOVE, replacement)


def built(texts: list[str]) -> tuple[etree._Element, list[Piece]]:
    """Return a tree with one element a text; a tab stands for itself as a fixed piece."""
    root = etree.Element("r")
    pieces = []
    for text in texts:
        element = etree.SubElement(root, "tab" if text == "\t" else "t")
        if text == "\t":
            pieces.append(Piece(text, element, fixed=True, tag="t"))
        else:
            element.text = text
            pieces.append(Piece(text, element))
    return root, pieces


def shown(root: etree._Element) -> str:
    return "".join("\t" if e.tag == "tab" else (e.text or "") for e in root)


def expected(text: str, edits: list[Edit]) -> str:
    for each in sorted(edits, key=lambda e: -e.span.start):
        text = text[: each.span.start] + each.replacement + text[each.span.end :]
    return text


@given(st.lists(st.text("ab\u7532", max_size=4) | st.just("\t"), min_size=1, max_size=8), st.data())
def test_any_edits_give_what_they_give_on_plain_text(texts: list[str], data: st.DataObject) -> None:
    whole = "".join(texts)
    if not whole:
        return
    places = sorted(data.draw(st.sets(st.integers(0, len(whole)), min_size=2, max_size=6)))
    edits = [
        edit(a, b, data.draw(st.sampled_from(["", "#", "\u67d0\u67d0\u67d0"])))
        for a, b in zip(places[::2], places[1::2], strict=False)
    ]
    root, pieces = built(texts)
    rewrite(pieces, edits)
    assert shown(root) == expected(whole, edits)


def test_pieces_of_one_value_keep_their_places() -> None:
    element = etree.Element("h")
    element.text = "&Lleft&Cmiddle"
    pieces = [Piece("left", element, at=2), Piece("middle", element, at=8)]
    rewrite(pieces, [edit(0, 2, "LONGER"), edit(4, 10, "")])
    assert element.text == "&LLONGERft&C"


def test_attributes_are_rewritten_in_place() -> None:
    element = etree.Element("a", name="one two", other="x")
    rewrite([Piece("one two", element, "name")], [edit(0, 3)])
    assert dict(element.attrib) == {"name": "# two", "other": "x"}


def test_tab_under_an_edit_becomes_the_replacement_or_goes() -> None:
    root, pieces = built(["\t"])
    rewrite(pieces, [edit(0, 1)])
    assert shown(root) == "#"
    root, pieces = built(["a", "\t", "b"])
    rewrite(pieces, [edit(0, 3)])
    assert [e.tag for e in root] == ["t", "t"]


def test_edge_spaces_are_kept_by_word() -> None:
    element = etree.Element("t")
    element.text = "a b"
    rewrite([Piece("a b", element)], [edit(0, 1, "")])
    assert element.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize("end", [4, 99])
def test_edit_beyond_the_text_is_an_error(end: int) -> None:
    _, pieces = built(["abc"])
    with pytest.raises(ValueError, match="past its block"):
        rewrite(pieces, [edit(0, end)])


def test_passage_is_a_block_with_its_pieces_joined() -> None:
    _, pieces = built(["a", "\t", "b"])
    block = Passage("p#1", pieces, label="x").block()
    assert (block.id, block.text, block.label) == ("p#1", "a\tb", "x")
