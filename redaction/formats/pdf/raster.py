"""Rebuild a page as a picture with an unseen text layer of what stays.

The road for scans and for pages that cannot be rewritten in place. Pixels under
a cut are overwritten in the picture itself; nothing of the old page is kept but
its size as a reader sees it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

from pikepdf import Array, Dictionary, Name, Stream
from PIL import ImageDraw

from redaction.formats.pdf.layer import SEEN, UNSEEN, TextLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Page, Pdf
    from PIL import Image

    from recognizers.text import Box
    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.standin import StandIn

_GREY: Final = 12
_QUALITY: Final = 88


def redraw(
    pdf: Pdf,
    page: Page,
    picture: Image.Image,
    size: tuple[float, float],
    strips: Sequence[Strip],
    kept: Sequence[tuple[str, Box]],
    stand_in: StandIn,
) -> None:
    """Make ``picture`` (of the whole page) the page's only content, cut as ``strips`` say."""
    width, height = size
    paint_over(picture, strips, picture.width / width)
    layer = TextLayer(stand_in, height)
    layer.add_unseen(kept)
    for strip in strips:
        layer.add_strip(strip)
    image = pdf.make_indirect(image_stream(pdf, picture))
    content = b"q %.4f 0 0 %.4f 0 0 cm /Im0 Do Q\n" % (width, height) + layer.content()
    fonts = Dictionary()
    if layer.uses_unseen:
        fonts[UNSEEN] = stand_in.unseen
    if layer.uses_seen:
        fonts[SEEN] = stand_in.seen
    for key in list(page.obj.keys()):
        if key not in ("/Type", "/Parent"):
            del page.obj[key]
    page.obj["/MediaBox"] = Array([0, 0, round(width, 4), round(height, 4)])
    page.obj["/Resources"] = Dictionary(XObject=Dictionary({"/Im0": image}), Font=fonts)
    page.obj["/Contents"] = pdf.make_indirect(Stream(pdf, content))
    page.obj["/Rotate"] = 0


def paint_over(picture: Image.Image, strips: Sequence[Strip], scale: float) -> None:
    """Overwrite the pixels under ``strips``, a little beyond: ink reaches out of its box."""
    brush = ImageDraw.Draw(picture)
    for strip in strips:
        box = strip.box
        above = 0.12 * (box.bottom - box.top)
        edges = (
            int((box.x0 - 0.4) * scale),
            int((box.top - above) * scale),
            int((box.x1 + 0.4) * scale) + 1,
            int((box.bottom + above) * scale) + 1,
        )
        brush.rectangle(edges, fill="black" if strip.bar else "white")


def image_stream(pdf: Pdf, picture: Image.Image) -> Stream:
    """Return a picture as an image XObject, losslessly: no trace of other pixels."""
    grey = _is_grey(picture)
    plain = picture.convert("L" if grey else "RGB")
    stream = Stream(pdf, b"")
    stream.write(
        zlib.compress(plain.tobytes(), 6),
        filter=Name.FlateDecode,
        type_check=False,
    )
    stream["/Type"] = Name.XObject
    stream["/Subtype"] = Name.Image
    stream["/Width"] = plain.width
    stream["/Height"] = plain.height
    stream["/BitsPerComponent"] = 8
    stream["/ColorSpace"] = Name.DeviceGray if grey else Name.DeviceRGB
    return stream


def _is_grey(picture: Image.Image) -> bool:
    small = picture.convert("RGB").resize((max(1, picture.width // 4), max(1, picture.height // 4)))
    red, green, blue = (channel.tobytes() for channel in small.split())
    return max((max(t) - min(t) for t in zip(red, green, blue, strict=True)), default=0) <= _GREY
