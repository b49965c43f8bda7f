"""What a Word document shows stays, what it hides is read and goes."""

from __future__ import annotations

import io
import itertools

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recognizers.text import Layer
from redaction.errors import EmptyDocumentError, StalePlanError
from redaction.formats.ooxml.docx import DocxAdapter
from redaction.plan import PUBLISHED, RedactionPlan, build_plan
from tests.redaction.ooxml.build import (
    NAMESPACES,
    WORD,
    docx,
    edits,
    everything,
    paragraph,
    redacted,
    rewritten,
    texts,
)

ADAPTER = DocxAdapter()
SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"


def _story(tag: str, content: str) -> str:
    return f"<w:{tag} {NAMESPACES}>{content}</w:{tag}>"


SHOWN = {
    "one-run": paragraph(SECRET),
    "split-over-runs": paragraph(*SECRET),
    "split-by-a-spelling-mark": f"<w:p><w:r><w:t>{SECRET[:2]}</w:t></w:r>"
    f"<w:proofErr w:type='spellStart'/><w:r><w:t>{SECRET[2:]}</w:t></w:r></w:p>",
    "split-by-a-deletion": f"<w:p><w:r><w:t>{SECRET[:1]}</w:t></w:r><w:del w:id='1' w:author='x'>"
    f"<w:r><w:delText>abc</w:delText></w:r></w:del><w:r><w:t>{SECRET[1:]}</w:t></w:r></w:p>",
    "inserted": f"<w:p><w:ins w:id='1' w:author='x'><w:r><w:t>{SECRET}</w:t></w:r></w:ins></w:p>",
    "moved-here": f"<w:p><w:moveTo w:id='1' w:author='x'><w:r><w:t>{SECRET}</w:t></w:r>"
    "</w:moveTo></w:p>",
    "in-a-link": f"<w:p><w:hyperlink w:anchor='a'><w:r><w:t>{SECRET}</w:t></w:r></w:hyperlink></w:p>",
    "in-a-control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(SECRET)}</w:sdtContent></w:sdt>",
    "field-result": "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE "
    "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
    f"<w:r><w:t>{SECRET}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    "text-box": "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"<w:txbxContent>{paragraph(SECRET)}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox><w:txbxContent>{paragraph(SECRET)}</w:txbxContent>"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    "word-art": f"<w:p><w:r><w:pict><v:shape><v:textpath string='{SECRET}'/></v:shape></w:pict>"
    "</w:r></w:p>",
    "table-cell": f"<w:tbl><w:tr><w:tc>{paragraph(SECRET)}</w:tc></w:tr></w:tbl>",
    "ruby-base": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>zi</w:t></w:r></w:rt><w:rubyBase><w:r>"
    f"<w:t>{SECRET}</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "ruby-guide": f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>{SECRET}</w:t></w:r></w:rt><w:rubyBase><w:r>"
    "<w:t>x</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
    "formula": f"<w:p><m:oMath><m:r><m:t>{SECRET}</m:t></m:r></m:oMath></w:p>",
    "not-hidden-after-all": "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
    f"<w:t>{SECRET}</w:t></w:r></w:p>",
}


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_what_the_page_shows_is_read_in_one_piece_and_only_it_goes(body: str) -> None:
    source = docx(paragraph(KEPT) + body)
    document = ADAPTER.read(source)
    shown = [b for b in document.blocks if b.layer in PUBLISHED]
    assert any(SECRET in block.text for block in shown)
    output = redacted(ADAPTER, source, SECRET)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_without_edits_what_the_page_shows_stays(body: str) -> None:
    source = docx(paragraph(KEPT) + body)
    before = ADAPTER.read(source)
    after = ADAPTER.read(rewritten(ADAPTER, source))
    assert texts(after) == texts(before, *(layer.value for layer in PUBLISHED))


HIDDEN = {
    "deleted": (
        Layer.DELETED,
        f"<w:p><w:del w:id='1' w:author='x'><w:r><w:delText>{SECRET}</w:delText></w:r></w:del></w:p>",
    ),
    "deleted-in-pieces": (
        Layer.DELETED,
        "<w:p>"
        + "".join(f"<w:del w:id='1'><w:r><w:delText>{c}</w:delText></w:r></w:del>" for c in SECRET)
        + "</w:p>",
    ),
    "moved-away": (
        Layer.DELETED,
        f"<w:p><w:moveFrom w:id='1'><w:r><w:t>{SECRET}</w:t></w:r></w:moveFrom></w:p>",
    ),
    "deleted-row": (
        Layer.DELETED,
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>"
        f"<w:tc>{paragraph(SECRET)}</w:tc></w:tr></w:tbl>",
    ),
    "author": (
        Layer.METADATA,
        f"<w:p><w:ins w:id='1' w:author='{SECRET}'><w:r><w:t>x</w:t></w:r></w:ins></w:p>",
    ),
    "author-of-a-format": (
        Layer.METADATA,
        f"<w:p><w:pPr><w:pPrChange w:id='1' w:author='{SECRET}'><w:pPr/></w:pPrChange></w:pPr></w:p>",
    ),
    "vanished": (
        Layer.HIDDEN,
        f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r></w:p>",
    ),
    "instruction": (
        Layer.ATTRIBUTE,
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK {SECRET[:2]}"
        f"</w:instrText></w:r><w:r><w:instrText>{SECRET[2:]}</w:instrText></w:r><w:r>"
        "<w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>x</w:t></w:r><w:r>"
        "<w:fldChar w:fldCharType='end'/></w:r></w:p>",
    ),
    "simple-field": (
        Layer.ATTRIBUTE,
        f"<w:p><w:fldSimple w:instr='DOCPROPERTY {SECRET}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>",
    ),
    "result-inside-an-instruction": (
        Layer.ATTRIBUTE,
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF </w:instrText></w:r>"
        f"<w:r><w:t>{SECRET}</w:t></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    ),
    "bookmark": (Layer.ATTRIBUTE, f"<w:p><w:bookmarkStart w:id='1' w:name='{SECRET}'/></w:p>"),
    "control-name": (
        Layer.ATTRIBUTE,
        f"<w:sdt><w:sdtPr><w:alias w:val='{SECRET}'/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    ),
    "control-list": (
        Layer.ATTRIBUTE,
        f"<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText='{SECRET}'/></w:dropDownList>"
        "</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    ),
    "alternative-text": (
        Layer.ATTRIBUTE,
        f"<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='' descr='{SECRET}'/></wp:inline>"
        "</w:drawing></w:r></w:p>",
    ),
    "old-drawing-text": (
        Layer.ATTRIBUTE,
        f"<w:p><w:r><w:pict><v:shape alt='{SECRET}'/></w:pict></w:r></w:p>",
    ),
    "fallback-that-differs": (
        Layer.HIDDEN,
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{paragraph(SECRET)}</w:txbxContent></v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>",
    ),
    "remark": (Layer.METADATA, f"<!-- {SECRET} --><w:p/>"),
    "instruction-for-a-program": (Layer.METADATA, f"<?x {SECRET}?><w:p/>"),
    "tip-of-a-link": (
        Layer.ATTRIBUTE,
        f"<w:p><w:hyperlink w:tooltip='{SECRET}'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
    ),
    "made-up-attribute": (Layer.ATTRIBUTE, f"<w:p w:rubbish='{SECRET}'/>"),
    "text-where-none-belongs": (Layer.HIDDEN, f"<w:p>{SECRET}</w:p>"),
    "font-name": (
        Layer.ATTRIBUTE,
        f"<w:p><w:r><w:rPr><w:rFonts w:eastAsia='{SECRET}'/></w:rPr><w:t>x</w:t></w:r></w:p>",
    ),
}


@pytest.mark.parametrize(("layer", "body"), HIDDEN.values(), ids=HIDDEN)
def test_what_the_page_hides_is_reported_and_goes_without_being_asked(
    layer: Layer, body: str
) -> None:
    source = docx(paragraph(KEPT) + body)
    blocks = [block for block in ADAPTER.read(source).blocks if SECRET in block.text]
    assert [block.layer for block in blocks] == [layer]
    output = rewritten(ADAPTER, source)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))


PARTS = {
    "header": ("header", WORD + "header+xml", _story("hdr", paragraph(SECRET)), "margin"),
    "footer": ("footer", WORD + "footer+xml", _story("ftr", paragraph(SECRET)), "margin"),
    "footnote": (
        "footnotes",
        WORD + "footnotes+xml",
        _story("footnotes", f"<w:footnote w:id='1'>{paragraph(*SECRET)}</w:footnote>"),
        "margin",
    ),
    "chart-value": (
        "chart",
        "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        f"<c:chartSpace {NAMESPACES}><c:chart><c:ser><c:cat><c:strRef><c:f>Sheet1!$A$1</c:f>"
        f"<c:strCache><c:pt idx='0'><c:v>{SECRET}</c:v></c:pt></c:strCache></c:strRef></c:cat>"
        "</c:ser></c:chart></c:chartSpace>",
        "body",
    ),
    "diagram": (
        "diagramData",
        "application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml",
        f"<x {NAMESPACES}><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></x>",
        "body",
    ),
    "numbering": (
        "numbering",
        WORD + "numbering+xml",
        _story(
            "numbering",
            f"<w:abstractNum><w:lvl><w:lvlText w:val='{SECRET}%1'/></w:lvl></w:abstractNum>",
        ),
        "margin",
    ),
    "comment": (
        "comments",
        WORD + "comments+xml",
        _story("comments", f"<w:comment w:id='1' w:author='x'>{paragraph(SECRET)}</w:comment>"),
        "comment",
    ),
    "style-name": (
        "styles",
        WORD + "styles+xml",
        _story("styles", f"<w:style w:styleId='a'><w:name w:val='{SECRET}'/></w:style>"),
        "attribute",
    ),
    "document-variable": (
        "settings",
        WORD + "settings+xml",
        _story("settings", f"<w:docVars><w:docVar w:name='n' w:val='{SECRET}'/></w:docVars>"),
        "metadata",
    ),
    "glossary": (
        "glossaryDocument",
        WORD + "document.glossary+xml",
        _story("glossaryDocument", paragraph(SECRET)),
        "metadata",
    ),
    "custom-data": ("customXml", "", f"<root a='x'>{SECRET}</root>", "metadata"),
    "part-of-no-known-kind": ("unheard-of", "", f"<a><b>{SECRET}</b></a>", "metadata"),
    "imported-page": ("aFChunk", "text/html", f"<p>{SECRET}</p>", "hidden"),
}


REFERENCES = {
    "header": "<w:p><w:pPr><w:sectPr><w:headerReference r:id='x0'/></w:sectPr></w:pPr></w:p>",
    "footer": "<w:p><w:pPr><w:sectPr><w:footerReference r:id='x0'/></w:sectPr></w:pPr></w:p>",
    "footnotes": "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>",
}


@pytest.mark.parametrize("name", REFERENCES)
def test_headers_and_notes_that_no_page_shows_go(name: str) -> None:
    kind, content_type, content, _ = next(p for p in PARTS.values() if p[0] == name)
    source = docx(paragraph(KEPT), parts={"word/part1.xml": (kind, content_type, content)})
    layers = {b.layer for b in ADAPTER.read(source).blocks if SECRET in b.text}
    assert layers
    assert not layers & PUBLISHED
    assert SECRET not in everything(rewritten(ADAPTER, source))


@pytest.mark.parametrize("name", PARTS)
def test_every_part_is_read_and_holds_nothing_of_an_edited_secret(name: str) -> None:
    kind, content_type, content, layer = PARTS[name]
    suffix = "html" if kind == "aFChunk" else "xml"
    shown = REFERENCES.get(kind, "")
    source = docx(
        paragraph(KEPT) + shown, parts={f"word/part1.{suffix}": (kind, content_type, content)}
    )
    found = {b.layer.value for b in ADAPTER.read(source).blocks if SECRET in b.text}
    assert found == {layer}
    output = redacted(ADAPTER, source, SECRET)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))


def test_link_targets_are_read_and_cut() -> None:
    source = docx(
        "<w:p><w:hyperlink r:id='h1'><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>",
        relations=(("h1", "hyperlink", "https://example.cn/" + SECRET),),
    )
    assert any(SECRET in text for text in texts(ADAPTER.read(source), "attribute"))
    assert "example.cn" not in everything(rewritten(ADAPTER, source))


def test_zip_comment_and_odd_part_names_are_metadata() -> None:
    source = docx(
        paragraph(KEPT), parts={f"word/{SECRET}.xml": ("", "", "<a/>")}, comment=b"zipped"
    )
    found = texts(ADAPTER.read(source), "metadata")
    assert any(SECRET in text for text in found)
    assert "zipped" in found
    assert SECRET not in everything(rewritten(ADAPTER, source))


def test_style_that_hides_text_is_followed_through_its_base() -> None:
    styles = _story(
        "styles",
        "<w:style w:styleId='base'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='child'><w:basedOn w:val='base'/></w:style>",
    )
    body = f"<w:p><w:pPr><w:pStyle w:val='child'/></w:pPr><w:r><w:t>{SECRET}</w:t></w:r></w:p>"
    source = docx(
        paragraph(KEPT) + body, parts={"word/styles.xml": ("styles", WORD + "styles+xml", styles)}
    )
    assert texts(ADAPTER.read(source), "hidden") == [SECRET]


def test_deleted_paragraph_mark_joins_paragraphs() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    source = docx(paragraph("\u5f20\u536b", properties=mark) + paragraph("\u56fd\u7acb"))
    assert texts(ADAPTER.read(source)) == ["\u5f20\u536b\u56fd\u7acb"]


def test_page_numbers_stay_fields() -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText>"
        "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r><w:r>"
        "<w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    assert "PAGE" in everything(rewritten(ADAPTER, docx(body)))


def _form_field(kind: str, settings: str) -> str:
    return (
        f"<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:name w:val='n'/>{settings}</w:ffData>"
        f"</w:fldChar></w:r><w:r><w:instrText> {kind} </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )


DROP_DOWN = "<w:ddList>{}<w:listEntry w:val='yes'/><w:listEntry w:val='no'/></w:ddList>"
CHOICES = {
    "first-of-a-list": ("FORMDROPDOWN", DROP_DOWN.format(""), "yes"),
    "chosen-of-a-list": ("FORMDROPDOWN", DROP_DOWN.format("<w:result w:val='1'/>"), "no"),
    "beyond-the-list": ("FORMDROPDOWN", DROP_DOWN.format("<w:result w:val='9'/>"), None),
    "empty-box": ("FORMCHECKBOX", "<w:checkBox><w:default w:val='0'/></w:checkBox>", "\u2610"),
    "crossed-box": ("FORMCHECKBOX", "<w:checkBox><w:checked/></w:checkBox>", "\u2612"),
}


@pytest.mark.parametrize(("kind", "settings", "shown"), CHOICES.values(), ids=CHOICES)
def test_choices_in_old_forms_stay_to_be_seen(kind: str, settings: str, shown: str | None) -> None:
    output = rewritten(ADAPTER, docx(paragraph(KEPT) + _form_field(kind, settings)))
    expected = [KEPT] if shown is None else [KEPT, shown]
    assert texts(ADAPTER.read(output), "body") == expected
    assert "ffData" not in everything(output)


def test_tables_carry_labels_of_lists_and_forms() -> None:
    rows = [["\u59d3\u540d", "\u7535\u8bdd"], ["\u738b\u67d0", "1"], ["\u674e\u67d0", "2"]]
    body = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(t)}</w:tc>" for t in row) + "</w:tr>" for row in rows
    )
    blocks = ADAPTER.read(docx(f"<w:tbl>{body}</w:tbl>")).blocks
    assert [block.label for block in blocks] == ["", "", *rows[0], *rows[0]]
    assert [block.cell.header for block in blocks if block.cell][:3] == [True, True, False]


def test_formatting_stays_where_text_is_replaced() -> None:
    body = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{SECRET[:2]}</w:t></w:r><w:r><w:t>{SECRET[2:]}</w:t></w:r></w:p>"
    output = redacted(ADAPTER, docx(body), SECRET, by="\u67d0\u67d0")
    run = python_docx.Document(io.BytesIO(output)).paragraphs[0].runs[0]
    assert (run.text, run.bold) == ("\u67d0\u67d0", True)


def test_same_bytes_give_same_blocks_and_same_output() -> None:
    source = docx(SHOWN["text-box"] + SHOWN["table-cell"])
    assert ADAPTER.read(source) == ADAPTER.read(source)
    assert redacted(ADAPTER, source, SECRET) == redacted(ADAPTER, source, SECRET)


def test_document_without_a_character_is_refused() -> None:
    with pytest.raises(EmptyDocumentError):
        ADAPTER.read(docx("<w:p/>"))


def test_plan_for_other_bytes_is_refused() -> None:
    source = docx(paragraph(KEPT))
    plan = RedactionPlan(ADAPTER.read(docx(paragraph(SECRET))).sha256, ())
    with pytest.raises(StalePlanError):
        ADAPTER.write(source, plan)


def test_plan_that_names_unknown_blocks_is_refused() -> None:
    source, other = docx(paragraph(KEPT)), docx(paragraph(KEPT) * 3)
    document = ADAPTER.read(other)
    plan = build_plan(document, edits(document, KEPT)[2:])
    stale = RedactionPlan(ADAPTER.read(source).sha256, plan.edits)
    with pytest.raises(StalePlanError):
        ADAPTER.write(source, stale)


@given(
    before=st.text("\u7532\u4e59 ", max_size=4),
    after=st.text("\u4e19\u4e01 ", max_size=4),
    cuts=st.sets(st.integers(1, 17), max_size=5),
)
def test_number_split_over_runs_at_any_places_is_removed_exactly(
    before: str, after: str, cuts: set[int]
) -> None:
    number = "110105194912310029"
    whole = before + number + after
    edges = [0, *sorted(len(before) + cut for cut in cuts), len(whole)]
    runs = [whole[a:b] for a, b in itertools.pairwise(edges)]
    output = redacted(ADAPTER, docx(paragraph(*runs)), number, by="#")
    assert texts(ADAPTER.read(output)) == [before + "#" + after]
