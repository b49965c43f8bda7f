"""The interpreter: where glyphs stand, what paints cover, what the rewriter makes of it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from redaction.errors import HostileFileError
from redaction.formats.pdf.context import Context
from redaction.formats.pdf.errors import NeedsRasterError
from redaction.formats.pdf.geometry import page_size, to_page
from redaction.formats.pdf.rewriter import Rewriter, Task
from redaction.formats.pdf.scene import Scene
from redaction.formats.pdf.standin import StandIn
from redaction.formats.pdf.walker import Walker

_OWNER = pikepdf.new()  # a stream does not outlive its file
HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def _pdf(
    content: bytes, *, box: tuple[int, ...] = (0, 0, 200, 100), turn: int = 0, **resources
) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 100))
    page.obj["/MediaBox"] = Array(list(box))
    page.obj["/Rotate"] = turn
    page.obj["/Resources"] = Dictionary(Font=Dictionary(F=HELVETICA), **resources)
    page.obj["/Contents"] = Stream(pdf, content)
    return pdf


def _scene(pdf: pikepdf.Pdf) -> Scene:
    page = pdf.pages[0]
    scene = Scene(1, *page_size(page))
    Walker(Context(pdf), scene).page(page, to_page(page))
    return scene


def _starts(content: bytes, **more) -> list[tuple[str, float, float]]:
    return [
        (g.text, round(g.rect[0], 1), round(g.rect[3], 1))
        for g in _scene(_pdf(content, **more)).glyphs
    ]


# Helvetica at 10 points: A is 6.67 wide, the box reaches 1.2 below the base line.
@pytest.mark.parametrize(
    ("content", "places"),
    [
        (b"BT /F 10 Tf 20 50 Td (AA) Tj ET", [(20, 51.2), (26.7, 51.2)]),
        (b"BT /F 10 Tf 20 50 Td [(A) -1000 (A)] TJ ET", [(20, 51.2), (36.7, 51.2)]),
        (b"BT /F 10 Tf 2 Tc 20 50 Td (AA) Tj ET", [(20, 51.2), (28.7, 51.2)]),
        (b"BT /F 10 Tf 50 Tz 20 50 Td (AA) Tj ET", [(20, 51.2), (23.3, 51.2)]),
        (b"BT /F 10 Tf 5 Ts 20 50 Td (A) Tj ET", [(20, 46.2)]),
        (b"BT /F 10 Tf 12 TL 20 50 Td (A) Tj (A) ' ET", [(20, 51.2), (20, 63.2)]),
        (
            b"BT /F 10 Tf 20 50 TD (A) Tj 0 -10 TD (A) Tj T* (A) Tj ET",
            [(20, 51.2), (20, 61.2), (20, 71.2)],
        ),
        (b'BT /F 10 Tf 12 TL 20 50 Td 3 1 (A A) " ET', [(20, 63.2), (27.7, 63.2), (34.4, 63.2)]),
        (b"2 0 0 2 10 0 cm BT /F 10 Tf 20 10 Td (A) Tj ET", [(50, 82.4)]),
        (b"q 1 0 0 1 30 0 cm Q BT /F 10 Tf 1 0 0 1 20 50 Tm (A) Tj ET", [(20, 51.2)]),
    ],
    ids=[
        "string",
        "array",
        "character-spacing",
        "stretch",
        "rise",
        "next-line",
        "leading-by-TD",
        "word-and-character-spacing",
        "scaled",
        "restored",
    ],
)
def test_glyphs_stand_where_the_operators_put_them(content: bytes, places) -> None:
    found = [(x, y) for _, x, y in _starts(content)]
    assert found == [pytest.approx(place, abs=0.15) for place in places]


@pytest.mark.parametrize(
    ("turn", "corner"),
    [(0, (10.0, 90.0)), (90, (10.0, 10.0)), (180, (190.0, 10.0)), (270, (90.0, 190.0))],
    ids=str,
)
def test_page_space_is_what_a_reader_sees(turn: int, corner: tuple[float, float]) -> None:
    pdf = _pdf(b"BT /F 10 Tf 10 10 Td (A) Tj ET", turn=turn)
    scene = _scene(pdf)
    assert (scene.width, scene.height) == ((200, 100) if turn in (0, 180) else (100, 200))
    x0, y0, x1, y1 = scene.glyphs[0].rect
    assert x0 - 7 <= corner[0] <= x1 + 7
    assert y0 - 9 <= corner[1] <= y1 + 9
    assert scene.glyphs[0].angle == turn


def test_the_crop_box_moves_the_origin() -> None:
    pdf = _pdf(b"BT /F 10 Tf 60 50 Td (A) Tj ET")
    pdf.pages[0].obj["/CropBox"] = Array([50, 20, 150, 80])
    scene = _scene(pdf)
    assert (scene.width, scene.height) == (100, 60)
    assert scene.glyphs[0].rect[0] == pytest.approx(10)


@pytest.mark.parametrize(
    ("content", "paints", "rules"),
    [
        (b"10 10 50 20 re f", 1, 0),
        (b"10 10 m 60 10 l 60 30 l 10 30 l h f", 1, 0),
        (b"10 10 50 1 re f", 0, 1),
        (b"10 10 50 20 re S", 0, 4),
        (b"10 10 m 60 10 l S", 0, 1),
        (b"10 10 m 60 40 l S", 0, 0),
        (b"10 10 m 20 40 30 40 40 10 c f", 0, 0),
        (b"10 10 50 20 re n", 0, 0),
        (b"0 0 5 5 re W n 100 50 20 20 re f", 0, 0),
    ],
    ids=[
        "filled",
        "drawn-by-lines",
        "thin",
        "stroked",
        "line",
        "slanted",
        "curve",
        "unpainted",
        "clipped",
    ],
)
def test_fills_and_lines_are_noted(content: bytes, paints: int, rules: int) -> None:
    scene = _scene(_pdf(content))
    assert len(scene.paints) == paints
    assert len(scene.rules) == rules


def _image(pdf: pikepdf.Pdf) -> Stream:
    image = Stream(pdf, bytes(4))
    image["/Type"], image["/Subtype"] = Name.XObject, Name.Image
    image["/Width"] = image["/Height"] = 2
    image["/BitsPerComponent"], image["/ColorSpace"] = 8, Name.DeviceGray
    return image


def test_pictures_are_noted_with_their_place() -> None:
    pdf = _pdf(b"q 40 0 0 20 10 10 cm /X Do Q")
    pdf.pages[0].resources["/XObject"] = Dictionary(X=pdf.make_indirect(_image(pdf)))
    (picture,) = _scene(pdf).pictures
    assert picture.rect == (10, 70, 50, 90)
    assert picture.opaque


def test_replacement_text_is_noted_only_where_it_says_something_else() -> None:
    content = (
        b"/Span <</ActualText (A)>> BDC BT /F 10 Tf 9 9 Td (A) Tj ET EMC "
        b"/Span <</ActualText (SECRET)>> BDC BT /F 10 Tf 9 9 Td (A) Tj ET EMC"
    )
    assert _scene(_pdf(content)).attributes == ["SECRET"]


# -- writing anew --------------------------------------------------------------


def _rewritten(pdf: pikepdf.Pdf, **task) -> tuple[bytes, Dictionary]:
    page = pdf.pages[0]
    scene = Scene(1, *page_size(page))
    rewriter = Rewriter(Context(pdf), scene, Task(**task), StandIn(pdf))
    return rewriter.rewrite(page, to_page(page))


def test_marks_and_unknown_resources_are_left_out() -> None:
    pdf = _pdf(
        b"/Artifact <</Secret (S)>> BDC BT /F 10 Tf 9 9 Td (A) Tj ET EMC",
        Properties=Dictionary(P=Dictionary()),
    )
    content, resources = _rewritten(pdf)
    assert b"BDC" not in content
    assert b"Secret" not in content
    assert set(resources.keys()) == {"/Font"}
    assert b"/F0 10 Tf" in content


def test_one_number_closes_the_gap() -> None:
    content, _ = _rewritten(_pdf(b"BT /F 10 Tf 9 9 Td (ABiWC) Tj ET"), gone=frozenset({1, 2, 3}))
    (array,) = [
        i.operands[0]
        for i in pikepdf.parse_content_stream(_stream(content))
        if str(i.operator) == "TJ"
    ]
    items = list(array)
    assert [bytes(items[0]), bytes(items[2])] == [b"A", b"C"]
    assert float(items[1]) == pytest.approx(-(667 + 222 + 944), abs=1)


def _stream(content: bytes) -> Stream:
    return Stream(_OWNER, content)


def test_a_hidden_layer_loses_its_paint_and_keeps_its_state() -> None:
    pdf = _pdf(b"/OC /L BDC 5 w 0 0 9 9 re f (A) Tj /X Do EMC 0 0 5 5 re f")
    group = pdf.make_indirect(Dictionary(Type=Name.OCG))
    pdf.Root["/OCProperties"] = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))
    pdf.pages[0].resources["/Properties"] = Dictionary(L=group)
    pdf.pages[0].resources["/XObject"] = Dictionary(X=pdf.make_indirect(_image(pdf)))
    content, resources = _rewritten(pdf)
    operators = [str(i.operator) for i in pikepdf.parse_content_stream(_stream(content))]
    assert operators.count("f") == 1
    assert "n" in operators
    assert "w" in operators
    assert "/XObject" not in resources


def test_a_form_is_copied_for_the_page_that_cuts_it() -> None:
    pdf = _pdf(b"/X Do")
    form = Stream(pdf, b"BT /F 10 Tf 9 9 Td (AB) Tj ET")
    form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    form["/Resources"] = Dictionary(Font=Dictionary(F=HELVETICA))
    pdf.pages[0].resources["/XObject"] = Dictionary(X=pdf.make_indirect(form))
    _, resources = _rewritten(pdf, gone=frozenset({1}))
    copy = resources.XObject["/X0"]
    assert b"AB" in form.read_bytes()
    assert b"AB" not in copy.read_bytes()


def test_text_in_a_pattern_calls_for_a_picture() -> None:
    pdf = _pdf(b"/Pattern cs /P scn 0 0 99 99 re f")
    tile = Stream(pdf, b"BT /F 10 Tf (SECRET) Tj ET")
    tile["/PatternType"], tile["/PaintType"], tile["/TilingType"] = 1, 1, 1
    tile["/BBox"], tile["/XStep"], tile["/YStep"] = Array([0, 0, 50, 50]), 50, 50
    tile["/Resources"] = Dictionary(Font=Dictionary(F=HELVETICA))
    pdf.pages[0].resources["/Pattern"] = Dictionary(P=pdf.make_indirect(tile))
    scene = _scene(pdf)
    assert scene.elsewhere == ["SECRET"]
    assert "text-in-pattern" in scene.flags
    with pytest.raises(NeedsRasterError):
        _rewritten(pdf)


def test_a_form_within_itself_is_refused() -> None:
    pdf = _pdf(b"/X Do")
    form = Stream(pdf, b"/X Do")
    form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form = pdf.make_indirect(form)
    form["/Resources"] = Dictionary(XObject=Dictionary(X=form))
    pdf.pages[0].resources["/XObject"] = Dictionary(X=form)
    with pytest.raises(HostileFileError):
        _scene(pdf)


def test_what_is_rewritten_without_cuts_interprets_the_same() -> None:
    content = (
        b"q 0.5 g 10 10 50 20 re f Q BT /F 10 Tf 20 50 Td [(AB) -250 (C)] TJ T* (D) ' ET "
        b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI 1 0 0 RG 5 5 m 90 5 l S"
    )
    pdf = _pdf(content)
    before = _scene(pdf)
    new, resources = _rewritten(pdf)
    pdf.pages[0].obj["/Contents"] = Stream(pdf, new)
    pdf.pages[0].obj["/Resources"] = resources
    after = _scene(pdf)
    assert [(g.text, g.rect) for g in after.glyphs] == [(g.text, g.rect) for g in before.glyphs]
    assert [p.rect for p in after.paints] == [p.rect for p in before.paints]
    assert len(after.rules) == len(before.rules)
    assert len(after.pictures) == len(before.pictures)
    buffer = io.BytesIO()
    pdf.save(buffer)
    assert buffer.getvalue()
