"""HTML: what a browser shows stays, what it does not show is read and goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import Layer
from redaction.errors import EmptyDocumentError, StalePlanError
from redaction.formats.html import HtmlAdapter
from redaction.formats.markup import tokens
from redaction.plan import PUBLISHED, RedactionPlan
from tests.redaction.ooxml.build import redacted, rewritten, texts

ADAPTER = HtmlAdapter()
SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"
ENTITIES = "".join(f"&#{ord(c)};" for c in SECRET)


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body><p>{KEPT}</p>{body}</body></html>".encode()


SHOWN = {
    "plain": f"<p>a{SECRET}b</p>",
    "over-inline-elements": f"<p>a{SECRET[0]}<b>{SECRET[1:3]}</b><span>{SECRET[3]}</span>b</p>",
    "decimal-entities": f"<p>{ENTITIES}</p>",
    "hexadecimal-entities": "<p>" + "".join(f"&#x{ord(c):X};" for c in SECRET) + "</p>",
    "split-by-a-remark": f"<p>{SECRET[:2]}<!-- x -->{SECRET[2:]}</p>",
    "cell": f"<table><tr><td>{SECRET}</td></tr></table>",
    "form-value": f"<input value='{SECRET}'>",
    "placeholder": f"<input placeholder={SECRET}>",
    "list-choice": f"<select><option>{SECRET}</option></select>",
    "text-area": f"<textarea>{SECRET}</textarea>",
    "title-of-the-window": f"<title>{SECRET}</title>",
    "outside-of-any-element": SECRET,
    "raw-text": f"<xmp>{SECRET}</xmp>",
    "beside-a-hidden-class": f"<style>.x{{display:none}}</style><p class='y'>{SECRET}</p>",
    "in-a-link": f"<a href='#x'>{SECRET}</a>",
    "style-that-only-looks-hiding": f"<p style='font-size:0.9em'>{SECRET}</p>",
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_what_a_browser_shows_is_read_in_one_piece_and_only_it_goes(body: str) -> None:
    source = page(body)
    blocks = [b for b in ADAPTER.read(source).blocks if SECRET in b.text]
    assert blocks
    assert all(b.layer in PUBLISHED for b in blocks)
    output = redacted(ADAPTER, source, SECRET, by="#")
    assert SECRET not in "".join(texts(ADAPTER.read(output)))
    assert ENTITIES not in output.decode()
    assert KEPT in output.decode()


HIDDEN = {
    "remark": (Layer.METADATA, f"<!-- {SECRET} -->"),
    "unclosed-remark": (Layer.METADATA, f"<!-- {SECRET}"),
    "script": (Layer.METADATA, f"<script>var a = '{SECRET}'; </script>"),
    "style-sheet": (Layer.METADATA, f"<style>p:before {{content: '{SECRET}'}}</style>"),
    "not-displayed": (Layer.HIDDEN, f"<div style='display : none'><p>{SECRET}</p></div>"),
    "invisible": (Layer.HIDDEN, f"<span style='VISIBILITY:hidden'>{SECRET}</span>"),
    "hidden-attribute": (Layer.HIDDEN, f"<p hidden>{SECRET}</p>"),
    "nested-in-hidden": (
        Layer.HIDDEN,
        f"<div hidden><div>x</div>{SECRET}</div>",
    ),
    "hidden-by-a-style-sheet": (
        Layer.HIDDEN,
        f"<style>a, .x {{ color: red; display: none }}</style><p class='y X'>{SECRET}</p>",
    ),
    "hidden-by-its-id": (
        Layer.HIDDEN,
        f"<style>p#x{{visibility:hidden}}</style><p id=x>{SECRET}</p>",
    ),
    "template": (Layer.HIDDEN, f"<template><p>{SECRET}</p></template>"),
    "hidden-field": (Layer.ATTRIBUTE, f"<input type=hidden value='{SECRET}'>"),
    "alternative-text": (Layer.ATTRIBUTE, f"<img src='a.png' alt='{SECRET}'>"),
    "tip": (Layer.ATTRIBUTE, f"<p title='{SECRET}'>x</p>"),
    "tip-in-entities": (Layer.ATTRIBUTE, f"<p title='{ENTITIES}'>x</p>"),
    "address": (Layer.ATTRIBUTE, f"<a href='http://example.cn/{SECRET}'>x</a>"),
    "own-data": (Layer.ATTRIBUTE, f"<p data-name='{SECRET}'>x</p>"),
    "event": (Layer.ATTRIBUTE, f"<p onclick='f(\"{SECRET}\")'>x</p>"),
    "class": (Layer.ATTRIBUTE, f"<p class='{SECRET}'>x</p>"),
    "picture-in-the-page": (
        Layer.ATTRIBUTE,
        f"<img src='data:image/svg+xml,{SECRET}'>",
    ),
    "author": (Layer.METADATA, f"<meta name='author' content='{SECRET}'>"),
    "vector-picture": (Layer.HIDDEN, f"<svg><text>{SECRET}</text></svg>"),
}


@pytest.mark.parametrize(("layer", "body"), HIDDEN.values(), ids=HIDDEN)
def test_what_a_browser_hides_is_reported_and_goes_without_being_asked(
    layer: Layer, body: str
) -> None:
    source = page(body)
    found = {b.layer for b in ADAPTER.read(source).blocks if SECRET in b.text}
    assert found == {layer}
    output = rewritten(ADAPTER, source).decode()
    assert SECRET not in output
    assert ENTITIES not in output
    assert KEPT in output


CODED = {
    "percent": "<a href='http://example.cn/%E5%AF%86%E8%97%8F%E7%9A%84%E5%AD%97?x'>a</a>",
    "percent-in-gb18030": "<a href='?q=%C3%DC%B2%D8%B5%C4%D7%D6&amp;y'>a</a>",
    "script-escapes": "<script>x='\\u5bc6\\u85cf\\u7684\\u5b57'</script>",
    "style-escapes": "<style>p:before{content:'\\5bc6 \\85cf \\7684 \\5b57'}</style>",
    "base64": "<img src='data:text/plain;base64,5a+G6JeP55qE5a2X'>",
    "hexadecimal": "<p data-x='e5af86e8978fe79a84e5ad97'>a</p>",
}


@pytest.mark.parametrize("body", CODED.values(), ids=CODED)
def test_coded_text_out_of_sight_is_also_read_decoded(body: str) -> None:
    source = page(body)
    document = ADAPTER.read(source)
    found = [b for b in document.blocks if SECRET in b.text]
    assert found
    assert not {b.layer for b in found} & PUBLISHED
    output = redacted(ADAPTER, source, SECRET).decode()
    assert not any(code in output for code in ("%E5%AF", "%C3%DC", "5bc6", "5a+G", "e5af"))


def test_markup_stays_character_for_character() -> None:
    source = page(
        "<P Class=a  style='font-family:\u5b8b\u4f53'>1 < 2 &amp; 3&nbsp;<br/><B>x</b></P >"
    )
    assert rewritten(ADAPTER, source) == source


PLAIN_ADDRESSES = ["http://www.example.cn/a/b.html", "images/a-1.png", "../b.html", "#top"]


@pytest.mark.parametrize("address", PLAIN_ADDRESSES)
def test_plain_addresses_stay(address: str) -> None:
    source = page(f"<a href='{address}'>x</a>")
    assert texts(ADAPTER.read(source), "attribute") == []
    assert rewritten(ADAPTER, source) == source


TELLING_ADDRESSES = ["mailto:wang@example.cn", "a.php?id=1", "13800138000.html", "javascript:f(1)"]


@pytest.mark.parametrize("address", TELLING_ADDRESSES)
def test_addresses_that_may_tell_something_go(address: str) -> None:
    source = page(f"<a href='{address}'>x</a>")
    assert texts(ADAPTER.read(source), "attribute") == [address]
    assert address not in rewritten(ADAPTER, source).decode()


def test_replacement_cannot_become_markup() -> None:
    output = redacted(ADAPTER, page(f"<p>{SECRET}</p>"), SECRET, by="<b>&")
    assert "<p>&lt;b&gt;&amp;</p>" in output.decode()


def test_declared_encoding_is_followed_and_kept() -> None:
    source = f"<meta charset=gb2312><p>{SECRET}{KEPT}</p>".encode("gb18030")
    output = redacted(ADAPTER, source, SECRET, by="#")
    assert output == f"<meta charset=gb2312><p>#{KEPT}</p>".encode("gb18030")


def test_tables_carry_labels_over_merged_cells() -> None:
    table = (
        "<table><tr><th colspan=2>\u59d3\u540d</th><th>\u7535\u8bdd</th></tr>"
        "<tr><td>\u738b</td><td>\u67d0</td><td>138</td></tr>"
        "<tr><td rowspan=2>\u674e</td><td>\u67d0</td><td>139</td></tr><tr><td>x</td><td>137</td></tr></table>"
    )
    labels = {b.text: b.label for b in ADAPTER.read(page(table)).blocks if b.cell}
    assert labels["\u738b"] == "\u59d3\u540d"
    assert [labels[n] for n in ("138", "139", "137")] == ["\u7535\u8bdd"] * 3


def test_pictures_are_said_to_be_unread() -> None:
    assert ADAPTER.read(page("<img src=a.png>")).gaps == ("image-not-read",)
    assert ADAPTER.read(page("<iframe></iframe>")).gaps == ("embedded-not-read",)


def test_page_that_shows_nothing_is_refused() -> None:
    with pytest.raises(EmptyDocumentError):
        ADAPTER.read(b"<html><body><!-- only a remark --></body></html>")


def test_plan_for_other_bytes_is_refused() -> None:
    with pytest.raises(StalePlanError):
        ADAPTER.write(page("a"), RedactionPlan(ADAPTER.read(page("b")).sha256, ()))


@given(st.text("<>!-/a b='\"&#;x\n?script", max_size=60))
def test_tokens_cover_any_text_without_gap_or_overlap(text: str) -> None:
    found = list(tokens(text))
    assert [t.start for t in found] == [0, *(t.end for t in found)][: len(found)]
    assert "".join(text[t.start : t.end] for t in found) == text


@given(st.text("\u7532\u4e59ab<>&'\" ", min_size=1, max_size=20))
def test_text_written_as_html_is_read_back(text: str) -> None:
    import html

    source = page(f"<p>x{html.escape(text)}y</p>")
    assert f"x{text}y" in texts(ADAPTER.read(source))
