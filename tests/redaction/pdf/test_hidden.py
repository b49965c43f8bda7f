"""Text that no reader sees is read as hidden, listed by inspection, and gone from the output."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from recognizers.text import Layer
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.formats.pdf.inspect import inspect
from redaction.plan import build_plan
from tests.redaction.pdf.makers import SONG, changed, lines, made, revised
from tests.redaction.pdf.probe import leaks, redacted, seen_text

SECRET = "乙某密"
KEPT = "本办法自公布之日起施行"


def _with(draw):
    def both(paper) -> None:
        lines(KEPT)(paper)
        paper.saveState()
        draw(paper)
        paper.restoreState()

    return made(both)


def _invisible(paper) -> None:
    text = paper.beginText(60, 600)
    text.setFont(SONG, 12)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    paper.drawText(text)


def _white(paper) -> None:
    paper.setFillGray(1)
    paper.drawString(60, 600, SECRET)


def _black_on_black(paper) -> None:
    paper.rect(50, 590, 200, 30, fill=1)
    paper.drawString(60, 600, SECRET)


def _covered(paper) -> None:
    paper.drawString(60, 600, SECRET)
    paper.rect(50, 590, 200, 30, fill=1)


def _covered_and_written_over(paper) -> None:
    _covered(paper)
    paper.setFillGray(1)
    paper.drawString(60, 600, "删去此处")


def _covered_by_white(paper) -> None:
    paper.drawString(60, 600, SECRET)
    paper.setFillGray(1)
    paper.rect(50, 590, 200, 30, fill=1, stroke=0)


def _off_page(paper) -> None:
    paper.drawString(60, 2000, SECRET)


def _tiny(paper) -> None:
    paper.setFont(SONG, 0.4)
    paper.drawString(60, 600, SECRET)


def _clipped(paper) -> None:
    path = paper.beginPath()
    path.rect(300, 300, 20, 20)
    paper.clipPath(path, stroke=0)
    paper.drawString(60, 600, SECRET)


HIDDEN = [
    pytest.param(_invisible, "text-invisible", id="drawn-invisibly"),
    pytest.param(_white, "text-same-colour", id="white-on-white"),
    pytest.param(_black_on_black, "text-same-colour", id="black-on-black"),
    pytest.param(_covered, "text-covered", id="under-a-black-bar"),
    pytest.param(_covered_and_written_over, "text-covered", id="under-a-bar-with-words"),
    pytest.param(_covered_by_white, "text-covered", id="under-a-white-box"),
    pytest.param(_off_page, "text-off-page", id="outside-the-page"),
    pytest.param(_tiny, "text-tiny", id="too-small-to-read"),
    pytest.param(_clipped, "text-clipped", id="outside-the-clip"),
]


@pytest.mark.parametrize(("draw", "code"), HIDDEN)
def test_hidden_text_is_read_listed_and_dropped(draw, code: str) -> None:
    source = _with(draw)
    adapter = PdfAdapter()
    document = adapter.read(source)
    layers = {block.layer for block in document.blocks if SECRET in block.text}
    assert layers == {Layer.HIDDEN}
    found = [item for item in inspect(source) if item.code == code]
    assert [item.page for item in found] == [1]
    assert found[0].characters == len(SECRET)
    output = adapter.write(source, build_plan(document, []))
    assert leaks(output, SECRET) == []
    assert KEPT in seen_text(output)


def _white_on_blue(paper) -> None:
    paper.setFillColorRGB(0, 0, 0.6)
    paper.rect(50, 590, 200, 30, fill=1, stroke=0)
    paper.setFillGray(1)
    paper.drawString(60, 600, SECRET)


def _box_before_text(paper) -> None:
    paper.setFillGray(0.9)
    paper.rect(50, 590, 200, 30, fill=1, stroke=0)
    paper.setFillGray(0)
    paper.drawString(60, 600, SECRET)


def _under_a_marker(paper) -> None:
    paper.drawString(60, 600, SECRET)
    paper.setFillColorRGB(1, 1, 0)
    paper.setFillAlpha(0.4)
    paper.rect(50, 590, 200, 30, fill=1, stroke=0)


@pytest.mark.parametrize(
    "draw",
    [_white_on_blue, _box_before_text, _under_a_marker],
    ids=["white-on-blue", "on-a-grey-ground", "under-a-text-marker"],
)
def test_visible_text_is_not_taken_for_hidden(draw) -> None:
    source = _with(draw)
    document = PdfAdapter().read(source)
    assert {block.layer for block in document.blocks if SECRET in block.text} == {Layer.BODY}
    assert SECRET in seen_text(PdfAdapter().write(source, build_plan(document, [])))


def _layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("草稿")))
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array([group]), D=Dictionary(OFF=Array([group]), Order=Array([]))
    )
    page = pdf.pages[1]
    pdf.pages[0].obj["/Contents"] = pikepdf.Stream(
        pdf,
        pdf.pages[0].Contents.read_bytes()
        + b"\n/OC /MC0 BDC\n"
        + page.Contents.read_bytes()
        + b"\nEMC",
    )
    pdf.pages[0].obj["/Resources"] = pdf.pages[0].resources
    pdf.pages[0].resources["/Properties"] = Dictionary(MC0=group)
    del pdf.pages[1]


def test_a_layer_that_is_switched_off_goes_with_its_name() -> None:
    source = changed(made(lines(KEPT), lines(SECRET, top=500)), _layer)
    adapter = PdfAdapter()
    document = adapter.read(source)
    assert {b.layer for b in document.blocks if SECRET in b.text} == {Layer.HIDDEN}
    output = adapter.write(source, build_plan(document, []))
    assert leaks(output, SECRET) == []
    assert leaks(output, "草稿") == []
    assert KEPT in seen_text(output)


def _outline(pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(SECRET, 0))


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments[f"{SECRET}.txt"] = f"{SECRET}的情况".encode()


def _note(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=Array([10, 10, 30, 30]), Contents=String(SECRET)
    )
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(note)])


def _link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(
        S=Name.URI, URI=String("https://example.invalid/?n=%E4%B9%99%E6%9F%90%E5%AF%86")
    )
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 30, 30]), A=action)
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(link)])


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))


def _structure(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/StructTreeRoot"] = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Dictionary(S=Name.Figure, Alt=String(SECRET)))
    )


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as record:
        record["dc:title"] = SECRET


@pytest.mark.parametrize(
    ("change", "layer"),
    [
        (_outline, Layer.METADATA),
        (_attachment, Layer.METADATA),
        (_note, Layer.COMMENT),
        (_link, Layer.ATTRIBUTE),
        (_script, Layer.ATTRIBUTE),
        (_structure, Layer.ATTRIBUTE),
        (_metadata, Layer.METADATA),
    ],
    ids=["outline", "attachment", "note", "link", "script", "structure", "xmp"],
)
def test_text_beside_the_pages_is_read_and_dropped(change, layer: Layer) -> None:
    source = changed(made(lines(KEPT)), change)
    adapter = PdfAdapter()
    document = adapter.read(source)
    assert layer in {block.layer for block in document.blocks if SECRET in block.text}
    output = adapter.write(source, build_plan(document, []))
    assert leaks(output, SECRET) == []
    assert KEPT in seen_text(output)


def test_an_attachment_is_said_to_be_unread() -> None:
    document = PdfAdapter().read(changed(made(lines(KEPT)), _attachment))
    assert "attachment-not-read" in document.gaps


def test_an_earlier_revision_is_listed_and_dropped() -> None:
    source = revised(made(lines(SECRET)), made(lines(KEPT)))
    assert leaks(source, SECRET) == ["utf-16"]
    adapter = PdfAdapter()
    document = adapter.read(source)
    assert not any(SECRET in block.text for block in document.blocks)
    assert "earlier-revision" in {item.code for item in inspect(source)}
    output = adapter.write(source, build_plan(document, []))
    assert leaks(output, SECRET) == []
    assert KEPT in seen_text(output)
    assert output.count(b"%%EOF") == 1


def test_a_form_field_stays_visible_and_its_value_can_be_cut() -> None:
    def draw(paper) -> None:
        lines(KEPT)(paper)
        paper.acroForm.textfield(
            name="applicant", value="ZHANG SECRET 4711", x=60, y=600, width=200, height=20
        )

    source = made(draw)
    adapter = PdfAdapter()
    document = adapter.read(source)
    shown = [block for block in document.blocks if "ZHANG SECRET" in block.text]
    assert Layer.BODY in {block.layer for block in shown}
    output = adapter.write(source, build_plan(document, []))
    assert "ZHANGSECRET4711" in seen_text(output)
    with pikepdf.open(io.BytesIO(output)) as pdf:
        assert "/AcroForm" not in pdf.Root


def _field_without_a_look(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("f1"),
            V=String("丁某密，男，汉族，住某某县某某镇某某村"),
            Rect=Array([60, 500, 160, 560]),
            DA=String("/Helv 12 Tf 0 g"),
        )
    )
    pdf.pages[0].obj["/Annots"] = Array([field])
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]), NeedAppearances=True)


def test_a_chinese_field_without_a_look_is_drawn_and_cut() -> None:
    output = redacted(changed(made(lines(KEPT)), _field_without_a_look), "丁某密")
    assert leaks(output, "丁某密") == []
    assert "，男，汉族，住某某县某某镇某某村" in seen_text(output).replace("████", "")


def test_typed_annotations_stay_as_part_of_the_page() -> None:
    def typed(pdf: pikepdf.Pdf) -> None:
        look = pikepdf.Stream(pdf, b"BT /F 12 Tf 2 5 Td (TYPED 4711) Tj ET")
        look["/Type"], look["/Subtype"] = Name.XObject, Name.Form
        look["/BBox"] = Array([0, 0, 120, 20])
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        look["/Resources"] = Dictionary(Font=Dictionary(F=helvetica))
        note = Dictionary(
            Type=Name.Annot,
            Subtype=Name.FreeText,
            Rect=Array([60, 600, 180, 620]),
            Contents=String("TYPED 4711"),
            AP=Dictionary(N=pdf.make_indirect(look)),
        )
        pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(note)])

    source = changed(made(lines(KEPT)), typed)
    output = PdfAdapter().write(source, build_plan(PdfAdapter().read(source), []))
    assert "TYPED4711" in seen_text(output)
    assert leaks(redacted(source, "TYPED 4711"), "TYPED4711") == []
