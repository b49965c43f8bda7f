"""Overwrite pixels of an image XObject; the old pixels are in no part of the new one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name, PdfImage, Stream
from PIL import ImageDraw

from redaction.formats.pdf.errors import NeedsRasterError
from redaction.formats.pdf.matrix import apply, invert
from redaction.formats.pdf.raster import image_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf
    from PIL import Image

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.matrix import Matrix

_QUALITY: Final = 92
_ODD_KEYS: Final = ("/SMask", "/Mask", "/ImageMask", "/Decode", "/SMaskInData")
_PLAIN_MODES: Final = frozenset({"1", "L", "RGB"})
MOST_PIXELS: Final = 60_000_000


def overwritten(pdf: Pdf, image: Stream, matrix: Matrix, strips: Sequence[Strip]) -> Stream:
    """Return a copy of ``image`` with the pixels under ``strips`` overwritten.

    ``matrix`` takes the image's unit square to page space.

    Raises:
        NeedsRasterError: the picture has masks or a form that we do not re-encode.
    """
    if any(key in image for key in _ODD_KEYS):
        raise NeedsRasterError("masked-image")
    picture = _decoded(image)
    back = invert(matrix)
    if back is None:
        raise NeedsRasterError("flat-image")
    for strip in strips:
        _paint(picture, strip, back)
    return pdf.make_indirect(_encoded(pdf, image, picture))


def _decoded(image: Stream) -> Image.Image:
    if int(image.get("/Width", 0)) * int(image.get("/Height", 0)) > MOST_PIXELS:
        raise NeedsRasterError("large-image")
    try:
        picture = PdfImage(image).as_pil_image()
        picture.load()
    except (pikepdf.PdfError, pikepdf.models.image.UnsupportedImageTypeError) as error:
        raise NeedsRasterError("image-type") from error
    except (OSError, ValueError, TypeError, NotImplementedError, KeyError) as error:
        raise NeedsRasterError("image-type") from error
    if picture.mode == "P":
        picture = picture.convert("RGB")
    if picture.mode not in _PLAIN_MODES:
        raise NeedsRasterError("image-colours")
    return picture


def _paint(picture: Image.Image, strip: Strip, back: Matrix) -> None:
    box = strip.box
    beyond = 0.12 * min(box.bottom - box.top, box.x1 - box.x0)
    corners = [
        (box.x0 - 0.4, box.top - beyond),
        (box.x1 + 0.4, box.top - beyond),
        (box.x1 + 0.4, box.bottom + beyond),
        (box.x0 - 0.4, box.bottom + beyond),
    ]
    places = [apply(back, *corner) for corner in corners]
    dots = [(x * picture.width, (1 - y) * picture.height) for x, y in places]
    ink = 0 if strip.bar else 255
    ImageDraw.Draw(picture).polygon(
        dots,
        fill=(ink, ink, ink)
        if picture.mode == "RGB"
        else (ink and 1 if picture.mode == "1" else ink),
    )


def _encoded(pdf: Pdf, image: Stream, picture: Image.Image) -> Stream:
    if image.get("/Filter") != Name.DCTDecode or picture.mode == "1":
        return image_stream(pdf, picture)
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, subsampling=0)
    stream = image_stream(pdf, picture.convert("L").resize((1, 1)))
    stream.write(buffer.getvalue(), filter=Name.DCTDecode, type_check=False)
    stream["/Width"], stream["/Height"] = picture.width, picture.height
    stream["/ColorSpace"] = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    return stream
