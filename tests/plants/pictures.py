"""Pictures: text in pixels, and all that files carry beside pixels."""

from __future__ import annotations

import io

from PIL import Image, TiffImagePlugin
from PIL.PngImagePlugin import PngInfo

from recognizers.text import Layer
from tests.plants.media import drawn, exif, jpeg, png
from tests.plants.plant import LATIN_KEPT, plant


def _plant(
    format_name: str,
    channel: str,
    layer: Layer = Layer.METADATA,
    kind: str = "han",
    *,
    seen: bool = True,
):
    return plant(format_name, channel, layer, kind=kind, kept=LATIN_KEPT, seen=seen)


def _pixels(secret: str) -> Image.Image:
    return drawn((*LATIN_KEPT, secret))


@_plant("png", "pixels", Layer.OCR, "digits", seen=False)
def _png_pixels(secret: str) -> bytes:
    return png(_pixels(secret))


@_plant("jpeg", "pixels", Layer.OCR, "digits", seen=False)
def _jpeg_pixels(secret: str) -> bytes:
    return jpeg(_pixels(secret))


@_plant("bmp", "pixels", Layer.OCR, "digits", seen=False)
def _bmp_pixels(secret: str) -> bytes:
    buffer = io.BytesIO()
    _pixels(secret).save(buffer, "BMP")
    return buffer.getvalue()


@_plant("tiff", "pixels of the second page", Layer.OCR, "digits", seen=False)
def _tiff_pixels(secret: str) -> bytes:
    buffer = io.BytesIO()
    drawn().save(buffer, "TIFF", save_all=True, append_images=[_pixels(secret)])
    return buffer.getvalue()


def _png_text(channel: str, *, zipped: bool, international: bool) -> None:
    @_plant("png", channel)
    def _make(secret: str) -> bytes:
        notes = PngInfo()
        if international:
            notes.add_itxt("Comment", secret, zip=zipped)
        else:
            notes.add_text("Comment", secret.encode("gb18030").decode("latin-1"), zip=zipped)
        return png(drawn(), notes)


_png_text("text", zipped=False, international=False)
_png_text("compressed text", zipped=True, international=False)
_png_text("international text", zipped=False, international=True)
_png_text("compressed international text", zipped=True, international=True)


@_plant("png", "EXIF")
def _png_exif(secret: str) -> bytes:
    return png(drawn(), exif=exif(secret))


@_plant("png", "behind the end")
def _png_tail(secret: str) -> bytes:
    return png(drawn()) + secret.encode("utf-16-le")


@_plant("jpeg", "EXIF")
def _jpeg_exif(secret: str) -> bytes:
    return jpeg(drawn(), exif=exif(secret))


@_plant("jpeg", "comment")
def _jpeg_comment(secret: str) -> bytes:
    return jpeg(drawn(), comment=secret.encode("gb18030"))


@_plant("jpeg", "XMP")
def _jpeg_xmp(secret: str) -> bytes:
    return jpeg(
        drawn(), xmp=f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><c>{secret}</c></x:xmpmeta>".encode()
    )


@_plant("jpeg", "colour profile")
def _jpeg_profile(secret: str) -> bytes:
    return jpeg(drawn(), icc_profile=b"\0" * 128 + secret.encode())


@_plant("jpeg", "behind the end")
def _jpeg_tail(secret: str) -> bytes:
    return jpeg(drawn()) + secret.encode()


@_plant("tiff", "description")
def _tiff_description(secret: str) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[270] = TiffImagePlugin.TiffTags.BYTE
    tags[270] = secret.encode()
    buffer = io.BytesIO()
    drawn().save(buffer, "TIFF", tiffinfo=tags)
    return buffer.getvalue()


@_plant("bmp", "behind the end")
def _bmp_tail(secret: str) -> bytes:
    buffer = io.BytesIO()
    drawn().save(buffer, "BMP")
    return buffer.getvalue() + secret.encode("gb18030")
