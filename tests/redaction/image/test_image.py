"""Pictures: pixels of what goes are overwritten, the rest stays, the file beside them is gone."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from recognizers.finding import Treatment
from recognizers.text import BlockId, Layer, Sha256, Span
from redaction.errors import (
    EmptyDocumentError,
    HostileFileError,
    RedactionError,
    StalePlanError,
    UnreadableFileError,
    UnsupportedContentError,
)
from redaction.formats.image import BmpAdapter, JpegAdapter, PngAdapter, TiffAdapter, scale_of
from redaction.plan import Edit, RedactionPlan, build_plan
from tests.redaction.image.pictures import decoded, differing, encoded, page

NAME, PHONE = "王小明", "13800138000"
LINES = ("关于公开的答复", f"申请人{NAME}，电话{PHONE}。", "此页无其他内容")
ADAPTERS = {"PNG": PngAdapter(), "JPEG": JpegAdapter(), "TIFF": TiffAdapter(), "BMP": BmpAdapter()}


def edit_of(document, word: str, stand_in: str, treatment: Treatment = Treatment.REMOVE) -> Edit:
    block = next(b for b in document.blocks if word in b.text)
    start = block.text.index(word)
    return Edit(Span(block.id, start, start + len(word)), treatment, stand_in)


@pytest.fixture(scope="module", params=sorted(ADAPTERS))
def done(request: pytest.FixtureRequest):
    """Return format, picture before and after a name and most of a number went."""
    kind = request.param
    before = page(*LINES, size=(1000, 300))
    source = encoded(before, kind, dpi=(150, 150))
    adapter = ADAPTERS[kind]
    document = adapter.read(source)
    edits = [
        edit_of(document, NAME, "██"),
        edit_of(document, PHONE, "138****8000", Treatment.MASK),
    ]
    output = adapter.write(source, build_plan(document, edits))
    return kind, decoded(source), decoded(output), adapter.read(output)


def text_of(document) -> str:
    return "".join(b.text for b in document.blocks).replace(" ", "").replace("\n", "")


def test_what_went_is_read_no_more_and_the_rest_is(done) -> None:
    kind, _, _, after = done
    text = text_of(after)
    assert NAME not in text
    assert "0013" not in text
    assert "关于公开的答复" in text
    assert "此页无其他内容" in text
    assert kind == "JPEG" or ("申请人" in text and "8000" in text)


def test_no_pixel_outside_the_edited_line_has_changed(done) -> None:
    kind, before, after, _ = done
    box = differing(before, after, 24 if kind == "JPEG" else 0)
    assert box is not None
    left, top, right, bottom = box
    assert (left >= 60 + 3 * 32 - 4, top >= 100, right <= 620, bottom <= 165) == (True,) * 4


def test_the_bar_is_of_one_colour_or_written_on_it(done) -> None:
    _, _, after, _ = done
    grey = after.convert("L")
    bar = grey.crop((60 + 3 * 32 + 2, 112, 60 + 6 * 32 - 2, 116))
    assert bar.getextrema()[1] < 40


def test_size_and_format_are_kept(done) -> None:
    kind, before, after, _ = done
    assert (after.format, after.size) == (kind, before.size)


def noted(kind: str) -> bytes:
    image = page("正文内容", size=(400, 120))
    exif = Image.Exif()
    exif[0x010E] = "secret-description"
    exif[0x013B] = "秘密作者"
    options: dict[str, object] = {"exif": exif}
    if kind == "PNG":
        info = PngInfo()
        info.add_text("Comment", "秘密文字块")
        info.add_itxt("XML:com.adobe.xmp", "<x>秘密元数据</x>")
        options["pnginfo"] = info
    if kind == "JPEG":
        options["comment"] = "秘密注释".encode()
    if kind == "TIFF":
        options = {"description": "secret-description", "artist": "13800138000"}
    return encoded(image, kind, **options)


@pytest.mark.parametrize(
    ("kind", "secret"),
    [
        pytest.param("PNG", "秘密文字块", id="png-text-chunk"),
        pytest.param("PNG", "<x>秘密元数据</x>", id="png-xmp"),
        pytest.param("PNG", "secret-description", id="png-exif"),
        pytest.param("JPEG", "秘密注释", id="jpeg-comment"),
        pytest.param("JPEG", "secret-description", id="jpeg-exif"),
        pytest.param("TIFF", "secret-description", id="tiff-description"),
        pytest.param("TIFF", "13800138000", id="tiff-artist"),
    ],
)
def test_text_beside_the_pixels_is_read_as_metadata_and_not_written(kind: str, secret: str) -> None:
    source, adapter = noted(kind), ADAPTERS[kind]
    document = adapter.read(source)
    assert secret in [b.text for b in document.blocks if b.layer is Layer.METADATA]
    output = adapter.write(source, RedactionPlan(document.sha256, ()))
    assert all(
        part not in output for part in (secret.encode(), secret.encode("gb18030"), b"Exif", b"xmp")
    )
    assert [b.layer for b in adapter.read(output).blocks] == [Layer.OCR]


def test_an_edit_to_metadata_is_no_error() -> None:
    source = noted("PNG")
    document = PngAdapter().read(source)
    output = PngAdapter().write(source, build_plan(document, [edit_of(document, "秘密文字块", "")]))
    assert decoded(output).info == {}


def test_bytes_after_the_picture_are_not_written() -> None:
    source = encoded(page("正文内容", size=(400, 120)), "PNG") + b"secret-tail"
    output = PngAdapter().write(source, RedactionPlan(PngAdapter().read(source).sha256, ()))
    assert b"secret-tail" not in output


def test_what_transparency_covers_is_gone_and_told() -> None:
    image = page("看得见的字", "看不见的字", size=(500, 200)).convert("RGBA")
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (0, 100, 500, 200))
    image.putalpha(alpha)
    source = encoded(image, "PNG")
    document = PngAdapter().read(source)
    assert "image-transparency-dropped" in document.gaps
    output = decoded(PngAdapter().write(source, RedactionPlan(document.sha256, ())))
    assert output.mode == "RGB"
    assert output.convert("L").crop((0, 100, 500, 200)).getextrema() == (255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "I;16"])
def test_every_kind_of_pixel_is_read_and_rewritten(mode: str) -> None:
    grey = page(f"申请人{NAME}的材料", size=(500, 120), mode="L")
    image = (
        Image.frombytes("I;16", grey.size, b"".join(bytes((0, v)) for v in grey.tobytes()))
        if mode == "I;16"
        else grey.convert("RGB").convert(mode)
    )
    kind = "TIFF" if mode == "CMYK" else "PNG"
    source, adapter = encoded(image, kind), ADAPTERS[kind]
    document = adapter.read(source)
    output = adapter.write(source, build_plan(document, [edit_of(document, NAME, "")]))
    text = text_of(adapter.read(output))
    assert NAME not in text
    assert text.startswith("申请人")


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    source = encoded(page("正文内容", size=(400, 120)).rotate(90, expand=True), "JPEG", exif=exif)
    document = JpegAdapter().read(source)
    assert text_of(document) == "正文内容"
    assert decoded(JpegAdapter().write(source, RedactionPlan(document.sha256, ()))).size == (
        400,
        120,
    )


def tiff(*pages: Image.Image) -> bytes:
    return encoded(
        pages[0], "TIFF", save_all=True, append_images=list(pages[1:]), compression="tiff_deflate"
    )


def test_each_page_of_a_tiff_is_read_and_only_the_edited_one_is_painted() -> None:
    first, second = page(f"第一页{NAME}", size=(500, 120)), page(f"第二页{NAME}", size=(500, 120))
    source = tiff(first, second)
    document = TiffAdapter().read(source)
    assert document.pages == 2
    assert [b.page for b in document.blocks] == [1, 2]
    block = document.blocks[1]
    plan = build_plan(document, [Edit(Span(block.id, 3, 6), Treatment.REMOVE, "")])
    output = TiffAdapter().write(source, plan)
    assert [b.text.replace(" ", "") for b in TiffAdapter().read(output).blocks] == [
        f"第一页{NAME}",
        "第二页",
    ]
    assert differing(first, decoded(output)) is None


def test_a_tiff_of_more_pages_than_anybody_scans_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("redaction.formats.image.MOST_FRAMES", 2)
    with pytest.raises(HostileFileError) as caught:
        TiffAdapter().read(tiff(*[Image.new("1", (9, 9))] * 3))
    assert caught.value.facts == {"reason": "too-many-pages"}


def test_a_blank_page_of_a_tiff_is_no_gap() -> None:
    source = tiff(page("有字的一页", size=(400, 120)), Image.new("RGB", (400, 120), "white"))
    document = TiffAdapter().read(source)
    assert (document.pages, document.gaps) == (2, ())


def huge_png(width: int, height: int) -> bytes:
    """Return a PNG that claims a size and holds nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        )

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


WHOLE = "正文内容"


@pytest.mark.parametrize(
    ("kind", "source", "error"),
    [
        pytest.param("PNG", lambda: b"", UnreadableFileError, id="nothing"),
        pytest.param("PNG", lambda: b"\x89PNG\r\n\x1a\n", UnreadableFileError, id="a-beginning"),
        pytest.param(
            "PNG", lambda: encoded(page(WHOLE), "JPEG"), UnreadableFileError, id="another-kind"
        ),
        pytest.param(
            "PNG",
            lambda: encoded(page(WHOLE), "PNG")[:-2500],
            UnreadableFileError,
            id="png-cut-off",
        ),
        pytest.param(
            "JPEG",
            lambda: encoded(page(WHOLE), "JPEG")[:4000],
            UnreadableFileError,
            id="jpeg-cut-off",
        ),
        pytest.param(
            "TIFF", lambda: tiff(page(WHOLE))[:-3000], UnreadableFileError, id="tiff-cut-off"
        ),
        pytest.param(
            "BMP",
            lambda: encoded(page(WHOLE), "BMP")[:-9000],
            UnreadableFileError,
            id="bmp-cut-off",
        ),
        pytest.param("PNG", lambda: huge_png(20_000, 20_000), HostileFileError, id="bomb"),
        pytest.param("PNG", lambda: huge_png(9_000, 7_000), HostileFileError, id="just-too-large"),
        pytest.param(
            "PNG",
            lambda: encoded(Image.new("L", (60, 60), 255), "PNG"),
            EmptyDocumentError,
            id="blank",
        ),
        pytest.param(
            "PNG",
            lambda: encoded(Image.radial_gradient("L"), "PNG"),
            EmptyDocumentError,
            id="no-text-on-it",
        ),
        pytest.param(
            "PNG",
            lambda: encoded(page(WHOLE), "PNG", save_all=True, append_images=[page("第二帧")]),
            UnsupportedContentError,
            id="moving-picture",
        ),
    ],
)
def test_what_cannot_be_read_whole_is_refused(
    kind: str, source, error: type[RedactionError]
) -> None:
    with pytest.raises(error):
        ADAPTERS[kind].read(source())


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param(lambda _: RedactionPlan(Sha256("00" * 32), ()), id="other-bytes"),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("page1#ocr9"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-block",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("page7#ocr1"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-page",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("word/document.xml#p1"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="id-of-another-format",
        ),
        pytest.param(
            lambda sha: RedactionPlan(
                sha, (Edit(Span(BlockId("beside#9"), 0, 1), Treatment.REMOVE, ""),)
            ),
            id="unknown-metadata",
        ),
    ],
)
def test_a_plan_that_does_not_fit_is_refused(plan) -> None:
    source = encoded(page("正文内容", size=(400, 120)), "PNG")
    with pytest.raises(StalePlanError):
        PngAdapter().write(source, plan(PngAdapter().read(source).sha256))


@pytest.mark.parametrize(
    ("size", "dpi", "scale"),
    [
        pytest.param((1654, 2339), (200, 200), 0.36, id="scanned-with-resolution"),
        pytest.param((1654, 2339), (1, 1), 0.36, id="resolution-is-nonsense"),
        pytest.param((3024, 4032), None, 0.2088, id="photograph-of-a-page"),
        pytest.param((800, 600), None, 0.75, id="screenshot"),
    ],
)
def test_a_picture_is_as_large_as_its_paper(size, dpi, scale: float) -> None:
    image = Image.new("1", size)
    if dpi:
        image.info["dpi"] = dpi
    assert scale_of(image) == pytest.approx(scale, rel=0.01)


def test_writing_twice_gives_the_same_bytes() -> None:
    source = encoded(page(f"申请人{NAME}", size=(400, 120)), "PNG")
    document = PngAdapter().read(source)
    plan = build_plan(document, [edit_of(document, NAME, "██")])
    assert PngAdapter().write(source, plan) == PngAdapter().write(source, plan)


def test_the_output_is_read_by_others() -> None:
    source = tiff(page("第一页", size=(300, 120)), page("第二页", size=(300, 120)))
    output = TiffAdapter().write(source, RedactionPlan(TiffAdapter().read(source).sha256, ()))
    with Image.open(io.BytesIO(output)) as image:
        assert image.n_frames == 2
