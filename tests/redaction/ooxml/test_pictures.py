"""Pictures keep what the page shows of them, and nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from recognizers.text import Layer
from redaction.errors import EmptyDocumentError
from redaction.formats.ooxml import jpeg, pictures
from redaction.formats.ooxml.docx import DocxAdapter
from redaction.formats.ooxml.media import decode, encode, notes, reencode
from tests.redaction.ooxml.build import docx, everything, paragraph, redacted, rewritten, texts

ADAPTER = DocxAdapter()
NUMBER = "110105194912310029"
FONTS = sorted(Path("/usr/share/fonts").rglob("*.tt[fc]"))


def shown(content: bytes, crop: str = "", name: str = "word/media/a.png") -> bytes:
    body = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic "
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip r:embed="x0"/>{crop}</pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    return docx(paragraph("text") + body, parts={name: ("image", "", content)})


def saved(image: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()


def pictures_in(package: bytes) -> list[Image.Image]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        names = [n for n in archive.namelist() if "/media/" in n]
        return [Image.open(io.BytesIO(archive.read(n))) for n in names]


def written(text: str) -> Image.Image:
    image = Image.new("RGB", (760, 120), "white")
    font = ImageFont.truetype(str(FONTS[0]), 40)
    ImageDraw.Draw(image).text((30, 30), text, fill="black", font=font)
    return image


def two_halves() -> Image.Image:
    image = Image.new("RGB", (80, 40), "red")
    image.paste("blue", (40, 0, 80, 40))
    return image


CROPS = {
    "right-half-off": ('<a:srcRect r="50000"/>', (40, 40), {(255, 0, 0)}),
    "left-half-off": ('<a:srcRect l="50000"/>', (40, 40), {(0, 0, 255)}),
    "percent": ('<a:srcRect l="50%"/>', (40, 40), {(0, 0, 255)}),
    "grown-not-cut": ('<a:srcRect l="-10000"/>', (80, 40), {(255, 0, 0), (0, 0, 255)}),
    "none": ("<a:srcRect/>", (80, 40), {(255, 0, 0), (0, 0, 255)}),
}


@pytest.mark.parametrize(("crop", "size", "colours"), CROPS.values(), ids=CROPS)
def test_what_a_crop_hides_is_cut_off(
    crop: str, size: tuple[int, int], colours: set[tuple[int, int, int]]
) -> None:
    (image,) = pictures_in(rewritten(ADAPTER, shown(saved(two_halves()), crop)))
    assert image.size == size
    assert {pixel for _, pixel in image.convert("RGB").getcolors()} == colours


def test_old_drawings_are_cropped_too() -> None:
    body = (
        '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="x0" cropright="32768f"/></v:shape></w:pict>'
        "</w:r></w:p>"
    )
    parts = {"word/media/a.png": ("image", "", saved(two_halves()))}
    (image,) = pictures_in(rewritten(ADAPTER, docx(paragraph("text") + body, parts=parts)))
    assert image.size == (40, 40)


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = NUMBER
    return saved(Image.new("RGB", (90, 90), "white"), "JPEG", exif=exif)


def _png_text() -> bytes:
    info = PngInfo()
    info.add_itxt("Comment", NUMBER, zip=True)
    return saved(Image.new("RGB", (90, 90), "white"), pnginfo=info)


BESIDE = {
    "exif": (_exif(), True),
    "png-text": (_png_text(), True),
    "bytes-after-the-end": (saved(Image.new("RGB", (9, 9))) + NUMBER.encode(), True),
}


@pytest.mark.parametrize(("content", "readable"), BESIDE.values(), ids=BESIDE)
def test_what_lies_beside_the_pixels_is_read_and_goes(content: bytes, *, readable: bool) -> None:
    source = shown(content)
    assert (NUMBER in texts(ADAPTER.read(source), "metadata")) == readable
    output = rewritten(ADAPTER, source)
    assert NUMBER not in everything(output)
    assert notes(pictures_in_bytes(output)) == []


def pictures_in_bytes(package: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(next(n for n in archive.namelist() if "/media/" in n))


@pytest.mark.parametrize(
    "content", [b"\xd7\xcd\xc6\x9a" + NUMBER.encode(), b"<svg/>", b""], ids=["wmf", "svg", "empty"]
)
def test_picture_that_cannot_be_decoded_is_written_blank_and_said(content: bytes) -> None:
    source = shown(content, name="word/media/a.emf")
    assert "image-not-read" in ADAPTER.read(source).gaps
    (image,) = pictures_in(rewritten(ADAPTER, source))
    assert image.convert("L").getextrema() == (255, 255)


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"]


@pytest.mark.parametrize("mode", MODES)
def test_pixels_survive_being_encoded_anew(mode: str) -> None:
    image = two_halves().convert("RGB" if mode == "CMYK" else mode.replace("I;16", "L"))
    content = saved(image) if mode != "CMYK" else saved(image.convert("CMYK"), "TIFF")
    made = reencode(content)
    assert made is not None
    again = decode(made[0])
    assert again is not None
    assert again.convert("L").getpixel((5, 5)) == pytest.approx(
        image.convert("L").getpixel((5, 5)), abs=2
    )


def test_picture_over_the_limit_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redaction.formats.ooxml.media.MAX_PIXELS", 10)
    assert decode(saved(two_halves())) is None


def test_encoding_drops_what_was_attached() -> None:
    image = two_halves()
    like = Image.open(io.BytesIO(saved(image, "JPEG", comment=NUMBER)))
    content, kind = encode(like, like)
    assert kind == "image/jpeg"
    assert NUMBER.encode() not in content


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 20}], ids=str)
def test_jpeg_is_stripped_without_touching_a_pixel(options: dict[str, object]) -> None:
    exif = Image.Exif()
    exif[0x010E] = NUMBER
    source = saved(two_halves(), "JPEG", exif=exif, comment=NUMBER, **options) + NUMBER.encode()
    stripped = jpeg.strip(source)
    assert stripped is not None
    assert NUMBER.encode() not in stripped
    before, after = (Image.open(io.BytesIO(raw)).tobytes() for raw in (source, stripped))
    assert before == after


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\xff\xff", b"\xff\xd8hello", b"GIF89a"],
    ids=["nothing", "start-only", "length-beyond-the-end", "no-marker", "another-kind"],
)
def test_odd_jpeg_is_not_stripped(content: bytes) -> None:
    assert jpeg.strip(content) is None


@pytest.mark.skipif(not FONTS, reason="no font to write with")
def test_text_in_a_picture_is_read_overpainted_and_gone() -> None:
    source = shown(saved(written(NUMBER)))
    document = ADAPTER.read(source)
    blocks = [b for b in document.blocks if b.layer is Layer.OCR]
    assert NUMBER in "".join(b.text for b in blocks)
    output = redacted(ADAPTER, source, NUMBER)
    assert NUMBER not in "".join(texts(ADAPTER.read(output), "ocr"))


@pytest.mark.skipif(not FONTS, reason="no font to write with")
def test_document_of_nothing_but_a_scan_is_read() -> None:
    source = shown(saved(written(NUMBER)))
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    from tests.redaction.ooxml.build import zipped

    parts["word/document.xml"] = parts["word/document.xml"].replace(b">text<", b"><")
    assert texts(ADAPTER.read(zipped(parts)), "ocr")
    parts["word/media/a.png"] = saved(Image.new("RGB", (90, 90), "white"))
    with pytest.raises(EmptyDocumentError):
        ADAPTER.read(zipped(parts))


def test_pictures_beyond_the_number_that_is_read_are_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_READ", 0)
    assert "image-not-read" in ADAPTER.read(shown(saved(two_halves()))).gaps
