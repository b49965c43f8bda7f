"""Text in pictures is read by OCR and overwritten in the pixels themselves."""

from __future__ import annotations

import io

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from recognizers.text import Layer
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.formats.pdf.pictures import bare_jpeg, bare_jpeg2000
from redaction.plan import build_plan
from tests.redaction.pdf.makers import lines, made, scanned, sheet
from tests.redaction.pdf.probe import edits_of, seen_text

NUMBER = "13800138000"
KEPT = "PUBLIC NOTICE 2026"


def _pictures(pdf: bytes) -> list[np.ndarray]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [
            np.asarray(pikepdf.PdfImage(obj).as_pil_image().convert("L"))
            for obj in opened.objects
            if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == pikepdf.Name.Image
        ]


@pytest.fixture(scope="module", params=["PNG", "JPEG"])
def scan(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """A scan as it came, and after its number was cut."""
    source = scanned(sheet(KEPT, f"TEL {NUMBER}"), request.param)
    adapter = PdfAdapter()
    document = adapter.read(source)
    assert {b.layer for b in document.blocks if NUMBER in b.text} == {Layer.OCR}
    return source, adapter.write(source, build_plan(document, edits_of(document, NUMBER)))


def test_the_pixels_of_a_scan_are_overwritten(scan: tuple[bytes, bytes]) -> None:
    before, after = (_pictures(pdf) for pdf in scan)
    assert len(after) == 1
    changed = np.abs(before[0].astype(int) - after[0].astype(int)) > 90
    rows = np.flatnonzero(changed.any(axis=1))
    assert rows.min() > 150  # the line above is as it was
    inside = after[0][rows.min() + 12 : rows.max() - 12, 260:400]
    assert int(inside.max()) < 60


def test_what_stays_of_a_scan_can_be_searched(scan: tuple[bytes, bytes]) -> None:
    text = seen_text(scan[1])
    assert "".join(KEPT.split()) in text
    assert "TEL" in text
    assert NUMBER not in text


def test_text_hidden_beneath_a_scan_is_dropped() -> None:
    source = scanned(sheet(KEPT), text="丙某暗")
    adapter = PdfAdapter()
    document = adapter.read(source)
    assert {b.layer for b in document.blocks if "丙某暗" in b.text} == {Layer.HIDDEN}
    output = adapter.write(source, build_plan(document, []))
    assert "丙某暗" not in seen_text(output)
    assert "".join(KEPT.split()) in seen_text(output)


def test_a_picture_on_a_page_of_text_is_read_and_the_text_only_once() -> None:
    def draw(paper) -> None:
        lines("本办法自公布之日起施行")(paper)
        paper.drawInlineImage(sheet(f"TEL {NUMBER}", size=(900, 240)), 60, 400, 324, 86)

    source = made(draw)
    document = PdfAdapter().read(source)
    layers = [(b.layer, b.text) for b in document.blocks if b.layer in (Layer.BODY, Layer.OCR)]
    assert [layer for layer, _ in layers] == [Layer.BODY, Layer.OCR]
    output = PdfAdapter().write(source, build_plan(document, edits_of(document, NUMBER)))
    assert NUMBER not in seen_text(output)
    assert "本办法自公布之日起施行" in seen_text(output)
    picture = pypdfium2.PdfDocument(output)[0].render(scale=2).to_pil().convert("L")
    box = next(b for b in document.blocks if b.layer is Layer.OCR).boxes[8]
    spot = (int(box.x0 + box.x1), int(box.top + box.bottom))
    assert picture.getpixel(spot) < 60


def _jpeg(**extra: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (16, 16), "red").save(buffer, "JPEG", **extra)
    return buffer.getvalue()


def test_a_jpeg_loses_its_side_information_and_no_pixel() -> None:
    exif = Image.Exif()
    exif[0x010E] = "secret place"
    full = _jpeg(exif=exif, comment=b"secret words") + b"secret tail"
    bare = bare_jpeg(full)
    assert b"secret" in full
    assert b"secret" not in bare
    old, new = (np.asarray(Image.open(io.BytesIO(data))) for data in (full, bare))
    assert (old == new).all()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"GIF89a", b"\xff\xd8\xff\xe1\x00"]
)
def test_broken_jpegs_do_not_break_us(data: bytes) -> None:
    assert len(bare_jpeg(data)) <= len(data)


def test_a_jpeg_2000_file_loses_its_boxes_of_metadata() -> None:
    box = b"\x00\x00\x00\x0cjP  \r\n\x87\n"
    secret = (8 + 6).to_bytes(4, "big") + b"xml secret"[:4] + b"secret"
    image = (8 + 4).to_bytes(4, "big") + b"jp2cdata"
    assert bare_jpeg2000(box + secret + image) == box + image


def test_pixels_go_with_the_text_layer_that_a_scanner_wrote_over_them() -> None:
    def both(paper) -> None:
        paper.drawInlineImage(sheet(f"TEL {NUMBER}", size=(900, 240)), 60, 400, 324, 86)
        text = paper.beginText(90, 440)
        text.setFont("Helvetica", 12)
        text.setTextRenderMode(3)
        text.textLine("MISREAD 4711")
        paper.drawText(text)

    source = made(both)
    document = PdfAdapter().read(source)
    output = PdfAdapter().write(source, build_plan(document, edits_of(document, "MISREAD 4711")))
    block = next(b for b in document.blocks if "MISREAD" in b.text)
    assert block.layer is Layer.HIDDEN
    box = block.boxes[3]
    picture = pypdfium2.PdfDocument(output)[0].render(scale=2).to_pil().convert("L")
    assert picture.getpixel((int(box.x0 + box.x1), int(box.top + box.bottom))) < 60
