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

from redaction.formats.pdf.layer import TextLayer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf
    from PIL import Image

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.standin import StandIn
    from redaction.formats.pdf.tasks import PageTask

_GREY: Final = 12


def redraw(  # noqa: PLR0913, PLR0917 - the file, the place, the looks and the task
    pdf: Pdf,
    index: int,
    picture: Image.Image,
    size: tuple[float, float],
    task: PageTask,
    stand_in: StandIn,
) -> None:
    """Make ``picture`` (of all of page ``index``, from 0) the page's only content, cut."""
    width, height = size
    paint_over(picture, task.strips, picture.width / width)
    layer = TextLayer(stand_in, height)
    layer.add_unseen(task.kept)
    for strip in task.strips:
        layer.add_strip(strip)
    image = pdf.make_indirect(image_stream(pdf, picture))
    resources = Dictionary(XObject=Dictionary({"/Im0": image}))
    content = b"%.4f 0 0 %.4f 0 0 cm /Im0 Do\n" % (width, height)
    page = pdf.pages[index].obj
    for key in list(page.keys()):
        if key not in ("/Type", "/Parent"):
            del page[key]
    upside_down = (1.0, 0.0, 0.0, -1.0, 0.0, height)
    content = layer.over(content, resources, upside_down)
    page["/MediaBox"] = Array([0, 0, round(width, 4), round(height, 4)])
    page["/CropBox"] = page["/MediaBox"]
    page["/Resources"] = resources
    page["/Contents"] = pdf.make_indirect(Stream(pdf, content))
    page["/Rotate"] = 0


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
