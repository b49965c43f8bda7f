"""pptx: hiding places in slides, notes, layouts and beside them."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from pptx import Presentation
from pptx.util import Inches

from recognizers.text import Layer
from tests.plants.media import small_jpeg
from tests.plants.package import Package
from tests.plants.plant import KEPT, plant

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Deck

_SLIDE = "ppt/slides/slide1.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."


@cache
def _base() -> bytes:
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = KEPT[0]
    slide.shapes.add_textbox(Inches(1), Inches(2), Inches(6), Inches(1)).text_frame.text = KEPT[1]
    return _saved(deck)


def _saved(deck: Deck) -> bytes:
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def _deck() -> Deck:
    return Presentation(io.BytesIO(_base()))


def _box(deck: Deck, text: str) -> object:
    box = deck.slides[0].shapes.add_textbox(Inches(1), Inches(4), Inches(6), Inches(1))
    box.text_frame.text = text
    return box


@plant("pptx", "text box")
def _text_box(secret: str) -> bytes:
    deck = _deck()
    _box(deck, f"联系人{secret}（工作日）")
    return _saved(deck)


@plant("pptx", "split over runs")
def _runs(secret: str) -> bytes:
    deck = _deck()
    frame = _box(deck, "")
    for number, char in enumerate(secret):
        run = frame.text_frame.paragraphs[0].add_run()  # type: ignore[attr-defined]
        run.text = char
        run.font.bold = bool(number % 2)
    return _saved(deck)


@plant("pptx", "table cell")
def _table(secret: str) -> bytes:
    deck = _deck()
    table = deck.slides[0].shapes.add_table(2, 2, Inches(1), Inches(4), Inches(6), Inches(1)).table
    table.cell(0, 0).text = "姓名"
    table.cell(1, 0).text = secret
    return _saved(deck)


@plant("pptx", "grouped shape")
def _group(secret: str) -> bytes:
    deck = _deck()
    group = deck.slides[0].shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(4), Inches(3), Inches(1)).text_frame.text = secret
    return _saved(deck)


@plant("pptx", "notes of a slide", Layer.COMMENT)
def _notes(secret: str) -> bytes:
    deck = _deck()
    deck.slides[0].notes_slide.notes_text_frame.text = secret
    return _saved(deck)


@plant("pptx", "hidden slide", Layer.HIDDEN)
def _hidden_slide(secret: str) -> bytes:
    deck = _deck()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = secret
    slide._element.set("show", "0")
    return _saved(deck)


@plant("pptx", "alternative text", Layer.ATTRIBUTE)
def _alt(secret: str) -> bytes:
    deck = _deck()
    _box(deck, "框")._element.nvSpPr.cNvPr.set("descr", secret)  # type: ignore[attr-defined]
    return _saved(deck)


@plant("pptx", "name of a shape", Layer.ATTRIBUTE)
def _shape_name(secret: str) -> bytes:
    deck = _deck()
    _box(deck, "框").name = secret  # type: ignore[attr-defined]
    return _saved(deck)


@plant("pptx", "shape beside the slide", Layer.BODY)
def _off_slide(secret: str) -> bytes:
    deck = _deck()
    box = deck.slides[0].shapes.add_textbox(Inches(-20), Inches(4), Inches(3), Inches(1))
    box.text_frame.text = secret
    return _saved(deck)


@plant("pptx", "hidden shape", Layer.HIDDEN)
def _hidden_shape(secret: str) -> bytes:
    deck = _deck()
    _box(deck, secret)._element.nvSpPr.cNvPr.set("hidden", "1")  # type: ignore[attr-defined]
    return _saved(deck)


@plant("pptx", "address of a link", Layer.ATTRIBUTE)
def _link(secret: str) -> bytes:
    deck = _deck()
    run = _box(deck, "链接").text_frame.paragraphs[0].runs[0]  # type: ignore[attr-defined]
    run.hyperlink.address = f"http://example.invalid/{secret}"
    return _saved(deck)


@plant("pptx", "EXIF of a picture", Layer.METADATA)
def _picture(secret: str) -> bytes:
    deck = _deck()
    deck.slides[0].shapes.add_picture(io.BytesIO(small_jpeg(secret)), Inches(1), Inches(4))
    return _saved(deck)


@plant("pptx", "placeholder of a layout", Layer.ATTRIBUTE)
def _layout(secret: str) -> bytes:
    deck = _deck()
    deck.slide_layouts[5].placeholders[0].text_frame.text = secret
    return _saved(deck)


@plant("pptx", "text of the master", Layer.BODY)
def _master(secret: str) -> bytes:
    deck = _deck()
    deck.slide_master.placeholders[0].text_frame.text = secret
    return _saved(deck)


@plant("pptx", "layout no slide uses", Layer.HIDDEN)
def _idle_layout(secret: str) -> bytes:
    deck = _deck()
    deck.slide_layouts[8].placeholders[0].text_frame.text = secret
    return _saved(deck)


@plant("pptx", "author", Layer.METADATA)
def _author(secret: str) -> bytes:
    deck = _deck()
    deck.core_properties.author = secret
    return _saved(deck)


@plant("pptx", "chart category", Layer.BODY)
def _chart(secret: str) -> bytes:
    return _charted([secret, "乙"], "甲")


@plant("pptx", "chart series", Layer.BODY)
def _series(secret: str) -> bytes:
    return _charted(["甲", "乙"], secret)


def _charted(categories: list[str], series: str) -> bytes:
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE

    data = CategoryChartData()
    data.categories = categories
    data.add_series(series, (1, 2))
    deck = _deck()
    place = (Inches(1), Inches(3), Inches(4), Inches(3))
    deck.slides[0].shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    return _saved(deck)


def _part(
    channel: str, name: str, xml: str, kind: str, content_type: str, layer: Layer, owner: str
) -> None:
    @plant("pptx", channel, layer)
    def _make(secret: str) -> bytes:
        pack = Package.open(_base())
        pack.add(name, xml.replace("{s}", secret), content_type, owner, kind)
        return pack.pack()


_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_part(
    "text of a comment",
    "ppt/comments/comment1.xml",
    f'<p:cmLst xmlns:p="{_P}"><p:cm authorId="0" dt="2020-01-01T00:00:00" idx="1"><p:pos x="0" y="0"/><p:text>{{s}}</p:text></p:cm></p:cmLst>',
    "comments",
    _TYPE + "comments+xml",
    Layer.COMMENT,
    _SLIDE,
)
_part(
    "author of comments",
    "ppt/commentAuthors.xml",
    f'<p:cmAuthorLst xmlns:p="{_P}"><p:cmAuthor id="0" name="{{s}}" initials="x" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>',
    "commentAuthors",
    _TYPE + "commentAuthors+xml",
    Layer.METADATA,
    "ppt/presentation.xml",
)
_part(
    "tag",
    "ppt/tags/tag1.xml",
    f'<p:tagLst xmlns:p="{_P}"><p:tag name="T" val="{{s}}"/></p:tagLst>',
    "tags",
    _TYPE + "tags+xml",
    Layer.METADATA,
    _SLIDE,
)
_part(
    "custom XML",
    "customXml/item1.xml",
    "<r><a>{s}</a></r>",
    "customXml",
    "application/xml",
    Layer.METADATA,
    "ppt/presentation.xml",
)


@plant("pptx", "name of a section", Layer.ATTRIBUTE)
def _section(secret: str) -> bytes:
    pack = Package.open(_base())
    section = (
        '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}">'
        '<p14:sectionLst xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main">'
        f'<p14:section name="{secret}" id="{{00000000-0000-0000-0000-000000000001}}"><p14:sldIdLst/>'
        "</p14:section></p14:sectionLst></p:ext></p:extLst>"
    )
    text = pack.parts["ppt/presentation.xml"].decode()
    if "<p:extLst>" in text:
        text = text[: text.index("<p:extLst>")] + "</p:presentation>"
    pack.parts["ppt/presentation.xml"] = text.replace(
        "</p:presentation>", section + "</p:presentation>"
    ).encode()
    return pack.pack()


@plant("pptx", "member missing from the zip directory", Layer.HIDDEN)
def _orphan(secret: str) -> bytes:
    return Package.open(_base()).pack(orphan=f"<a>{secret}</a>".encode())
