"""Nothing stays in a file but what its pages need to look as they do."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

from recognizers.text import Layer
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.formats.pdf.keys import keep_known
from redaction.formats.pdf.strings import asides
from redaction.plan import build_plan
from tests.redaction.pdf.makers import changed, lines, made
from tests.redaction.pdf.probe import every_string

SECRET = "SECRET4711"


def _catalogue(key: str):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root[key] = pdf.make_indirect(Dictionary(S=String(SECRET)))

    return change


def _page(key: str):
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[key] = Dictionary(S=String(SECRET))

    return change


def _font_key(pdf: pikepdf.Pdf) -> None:
    fonts = pdf.pages[0].resources.Font
    for name in list(fonts.keys()):
        fonts[name]["/SomeProgramsNote"] = String(SECRET)


def _deep_key(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj["/Group"] = Dictionary(
        S=Name.Transparency, Own=Dictionary(Note=String(SECRET))
    )


def _idle_resource(pdf: pikepdf.Pdf) -> None:
    stream = Stream(pdf, f"BT ({SECRET}) Tj ET".encode())
    stream["/Type"], stream["/Subtype"], stream["/BBox"] = (
        Name.XObject,
        Name.Form,
        Array([0, 0, 9, 9]),
    )
    pdf.pages[0].resources["/XObject"] = Dictionary(Idle=pdf.make_indirect(stream))


def _content_comment(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(Stream(pdf, f"% {SECRET}\n".encode()))


def _resource_name(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].resources["/ExtGState"] = Dictionary({f"/{SECRET}": Dictionary(LW=1)})
    pdf.pages[0].contents_add(Stream(pdf, f"/{SECRET} gs".encode()))


CHANNELS = [
    *(
        pytest.param(_catalogue(key), id=f"catalogue-{key[1:]}")
        for key in (
            "/PieceInfo",
            "/Names",
            "/Legal",
            "/Collection",
            "/ViewerPreferences",
            "/Own",
            "/AF",
        )
    ),
    *(
        pytest.param(_page(key), id=f"page-{key[1:]}")
        for key in ("/PieceInfo", "/AA", "/Own", "/SeparationInfo", "/VP")
    ),
    pytest.param(_font_key, id="key-of-a-font"),
    pytest.param(_deep_key, id="string-far-down"),
    pytest.param(_idle_resource, id="resource-nobody-uses"),
    pytest.param(_content_comment, id="comment-in-content"),
    pytest.param(_resource_name, id="name-of-a-resource"),
]


@pytest.mark.parametrize("change", CHANNELS)
def test_nothing_beside_the_page_stays(change) -> None:
    source = changed(made(lines("正文在此")), change)
    adapter = PdfAdapter()
    output = adapter.write(source, build_plan(adapter.read(source), []))
    assert SECRET in every_string(source)
    assert SECRET not in every_string(output)


def test_known_keys_stay() -> None:
    owner = pikepdf.new()
    image = Stream(owner, bytes(3))
    for key, value in {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": 1,
        "/Own": 1,
    }.items():
        image[key] = value
    image["/ColorSpace"] = Array([Name.Indexed, Name.DeviceRGB, 0, String("\x01\x02\x03")])
    keep_known(image)
    assert "/Own" not in image
    assert image.Width == 1
    assert len(image.ColorSpace) == 4


def _asides(change) -> dict[str, Layer]:
    with pikepdf.open(io.BytesIO(changed(made(lines("正文")), change))) as pdf:
        return {aside.text: aside.layer for aside in asides(pdf)}


def _names(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Dests"] = Dictionary({"/张某某": Array([pdf.pages[0].obj, Name.Fit])})


def _xfa(pdf: pikepdf.Pdf) -> None:
    form = Stream(pdf, "<xdp><data name='属性值'>表单内容</data></xdp>".encode())
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([]), XFA=pdf.make_indirect(form))


def _broken_xml(pdf: pikepdf.Pdf) -> None:
    record = Stream(pdf, "<x:xmpmeta><rdf>残缺的记录".encode())
    record["/Type"], record["/Subtype"] = Name.Metadata, Name.XML
    pdf.Root["/Metadata"] = pdf.make_indirect(record)


def _rich_text(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([0, 0, 9, 9]),
        RC=String("<body><p>富文本批注</p></body>"),
    )
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(note)])


@pytest.mark.parametrize(
    ("change", "text", "layer"),
    [
        (_names, "张某某", Layer.ATTRIBUTE),
        (_xfa, "表单内容", Layer.METADATA),
        (_xfa, "属性值", Layer.METADATA),
        (_broken_xml, "残缺的记录", Layer.METADATA),
        (_rich_text, "富文本批注", Layer.COMMENT),
    ],
    ids=["destination-name", "xml-form", "xml-attribute", "broken-xml", "rich-text"],
)
def test_text_in_odd_places_is_read(change, text: str, layer: Layer) -> None:
    assert _asides(change)[text] is layer


def len_of_pages(pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) == 1


def test_strings_that_pdf_needs_are_not_text() -> None:
    found = _asides(len_of_pages)
    assert not any(text.startswith("D:") for text in found)
    assert "Adobe" not in found
