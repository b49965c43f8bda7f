"""What slides show stays, what they hide is read and goes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from recognizers.text import Layer
from redaction.formats.ooxml.names import A
from redaction.formats.ooxml.pptx import PptxAdapter
from redaction.plan import PUBLISHED
from tests.redaction.ooxml.build import everything, redacted, rewritten, texts, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from pptx.presentation import Presentation
    from pptx.slide import Slide

ADAPTER = PptxAdapter()
SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"


def slides(fill: Callable[[Presentation, Slide], object]) -> bytes:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = KEPT
    fill(show, slide)
    target = io.BytesIO()
    show.save(target)
    return target.getvalue()


def _box(_: Presentation, slide: Slide) -> None:
    frame = slide.shapes.add_textbox(0, 0, Inches(2), Inches(1)).text_frame
    for part in (SECRET[:1], SECRET[1:]):
        frame.paragraphs[0].add_run().text = part


def _cell(_: Presentation, slide: Slide) -> None:
    table = slide.shapes.add_table(2, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "\u59d3\u540d", "\u7535\u8bdd"
    table.cell(1, 0).text, table.cell(1, 1).text = SECRET, "138"


def _chart(_: Presentation, slide: Slide) -> None:
    data = CategoryChartData()
    data.categories = [SECRET, "b"]
    data.add_series("s", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, Inches(3), Inches(3), data)


SHOWN = {"text-over-runs": _box, "table": _cell, "chart": _chart}


@pytest.mark.parametrize("fill", SHOWN.values(), ids=SHOWN)
def test_what_a_slide_shows_is_read_and_only_it_goes(
    fill: Callable[[Presentation, Slide], object],
) -> None:
    source = slides(fill)
    assert any(
        SECRET in block.text and block.layer in PUBLISHED for block in ADAPTER.read(source).blocks
    )
    output = redacted(ADAPTER, source, SECRET)
    assert SECRET not in everything(output)
    assert KEPT in texts(ADAPTER.read(output))
    assert pptx.Presentation(io.BytesIO(output)).slides[0].shapes.title.text == KEPT


def _notes(_: Presentation, slide: Slide) -> None:
    slide.notes_slide.notes_text_frame.text = SECRET


def _hidden_slide(show: Presentation, _: Slide) -> None:
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = SECRET
    slide._element.set("show", "0")


def _hidden_shape(show: Presentation, slide: Slide) -> None:
    _box(show, slide)
    slide.shapes[-1]._element.nvSpPr.cNvPr.set("hidden", "1")


def _description(show: Presentation, slide: Slide) -> None:
    _box(show, slide)
    slide.shapes[-1]._element.nvSpPr.cNvPr.set("descr", SECRET)
    slide.shapes[-1].text_frame.text = "x"


def _shape_name(_: Presentation, slide: Slide) -> None:
    slide.shapes.title.name = SECRET


def _link(_: Presentation, slide: Slide) -> None:
    run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
    run.hyperlink.address = "http://example.cn/" + SECRET


def _author(show: Presentation, _: Slide) -> None:
    show.core_properties.author = SECRET


def _prompt(show: Presentation, _: Slide) -> None:
    show.slide_layouts[5].placeholders[0].text_frame.text = SECRET


HIDDEN = {
    "notes": (Layer.COMMENT, _notes),
    "hidden-slide": (Layer.HIDDEN, _hidden_slide),
    "hidden-shape": (Layer.HIDDEN, _hidden_shape),
    "description": (Layer.ATTRIBUTE, _description),
    "name-of-a-shape": (Layer.ATTRIBUTE, _shape_name),
    "link": (Layer.ATTRIBUTE, _link),
    "author": (Layer.METADATA, _author),
    "prompt-of-a-placeholder": (Layer.ATTRIBUTE, _prompt),
}


@pytest.mark.parametrize(("layer", "fill"), HIDDEN.values(), ids=HIDDEN)
def test_what_slides_hide_is_reported_and_goes_without_being_asked(
    layer: Layer, fill: Callable[[Presentation, Slide], object]
) -> None:
    source = slides(fill)
    assert {b.layer for b in ADAPTER.read(source).blocks if SECRET in b.text} == {layer}
    output = rewritten(ADAPTER, source)
    assert SECRET not in everything(output)
    assert pptx.Presentation(io.BytesIO(output)).slides[0].shapes.title.text == KEPT


def test_text_of_a_master_is_in_the_margin_and_stays() -> None:
    def fill(show: Presentation, _: Slide) -> None:
        show.slide_masters[0].shapes._spTree.append(_master_shape())

    def _master_shape() -> object:
        from lxml import etree

        from tests.redaction.ooxml.build import NAMESPACES

        return etree.fromstring(
            f"<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id='99' name=''/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr/><p:txBody><a:bodyPr/><a:p><a:r><a:t>{SECRET}</a:t></a:r></a:p></p:txBody></p:sp>"
        )

    source = slides(fill)
    layers = [b.layer for b in ADAPTER.read(source).blocks if SECRET in b.text]
    assert layers == [Layer.MARGIN]
    assert SECRET in everything(rewritten(ADAPTER, source))


def test_slides_are_read_in_the_order_they_are_shown() -> None:
    def fill(show: Presentation, _: Slide) -> None:
        for text in ("two", "three"):
            show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = text
        order = show.slides._sldIdLst
        order.append(order[0])

    assert texts(ADAPTER.read(slides(fill)), "body") == ["two", "three", KEPT]


def test_tables_of_slides_carry_labels() -> None:
    labels = {b.text: b.label for b in ADAPTER.read(slides(_cell)).blocks if b.cell}
    assert labels[SECRET] == "\u59d3\u540d"
    assert labels["138"] == "\u7535\u8bdd"


def test_table_styles_and_bullets_stay() -> None:
    def fill(show: Presentation, slide: Slide) -> None:
        _cell(show, slide)
        properties = slide.shapes.title.text_frame.paragraphs[0]._p.get_or_add_pPr()
        properties.append(properties.makeelement(f"{A}buChar", {"char": "\u2022"}))

    slide = pptx.Presentation(io.BytesIO(rewritten(ADAPTER, slides(fill)))).slides[0]
    assert next(slide._element.iter(f"{A}buChar")).get("char") == "\u2022"
    assert next(slide._element.iter(f"{A}tableStyleId")).text.startswith("{")


def test_workbook_behind_a_chart_is_read_and_goes() -> None:
    document = ADAPTER.read(slides(_chart))
    inside = [b for b in document.blocks if "!" in b.id and SECRET in b.text]
    assert [b.layer for b in inside] == [Layer.HIDDEN]
    names = zipfile.ZipFile(io.BytesIO(rewritten(ADAPTER, slides(_chart)))).namelist()
    assert not any("embeddings" in name for name in names)


def test_package_nested_too_deep_is_a_gap() -> None:
    source = slides(_chart)
    for _ in range(5):
        with zipfile.ZipFile(io.BytesIO(slides(_box))) as archive:
            parts = {n: archive.read(n) for n in archive.namelist()}
        source = zipped(parts | {"ppt/embeddings/inner.pptx": source})
    assert "embedded-not-read" in ADAPTER.read(source).gaps
