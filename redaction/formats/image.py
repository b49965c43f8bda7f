"""Adapters for pictures: PNG, JPEG, TIFF and BMP.

``read`` reads what is visible by OCR, a page per frame, and the text that lies in
the file beside the pixels. ``write`` overwrites the pixels of what goes and makes
the file anew from pixels alone: no EXIF, XMP, profile, thumbnail, comment,
transparency, layer or spare byte crosses over. A picture on which nothing is
legible is refused. Kept pixels stay as they were, but for JPEG, which is coded
again with the tables it came with.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import warnings
from typing import TYPE_CHECKING, ClassVar, Final

from PIL import Image, ImageOps, UnidentifiedImageError

from recognizers.text import BlockId, Document, Layer, Sha256, TextBlock
from redaction.errors import (
    EmptyDocumentError,
    HostileFileError,
    StalePlanError,
    UnreadableFileError,
    UnsupportedContentError,
)
from redaction.formats.ocr import read_image
from redaction.formats.overpaint import eight_bits, overpaint
from redaction.formats.registry import BMP, JPEG, PNG, TIFF
from redaction.limits import LARGEST_IMAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.formats.ocr import OcrPage
    from redaction.plan import Edit, RedactionPlan

FRAMES_DROPPED: Final = "image-frames-dropped"
TRANSPARENCY_DROPPED: Final = "image-transparency-dropped"

MOST_FRAMES: Final = 2000
_A4_POINTS: Final = 842.0
_SCREEN_DPI: Final = 96.0
_PLAUSIBLE_DPI: Final = (60.0, 1300.0)
_PILLOWS_OWN: Final = frozenset(
    {"compression", "dpi", "gamma", "exif", "icc_profile", "jfif_unit", "transparency", "srgb"}
)
_DAMAGED: Final = (
    UnidentifiedImageError,
    EOFError,
    IndexError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What Pillow raises on pictures that are not whole."""

_LONGEST_METADATA: Final = 100_000


class _ImageAdapter:
    """What the four formats share."""

    media_type: ClassVar[str]
    output_type: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]]  # Pillow's names

    def read(self, source: bytes) -> Document:
        """Return the text on each frame and beside it.

        Raises:
            EmptyDocumentError: nothing on it is legible.
            HostileFileError: it is too large.
            UnreadableFileError: it is damaged or of another kind.
        """
        gaps: dict[str, None] = {}
        pages: list[OcrPage] = []
        with self._opened(source) as image:
            gaps.update(dict.fromkeys(self._losses(image)))
            for number, frame in enumerate(_frames(image), 1):
                pages.append(read_image(frame, page=number, scale=scale_of(frame)))
                gaps.update(dict.fromkeys(pages[-1].gaps))
            beside = tuple(_beside(image))
        blocks = tuple(block for page in pages for block in page.blocks)
        if not blocks:
            raise EmptyDocumentError
        digest = Sha256(hashlib.sha256(source).hexdigest())
        return Document(digest, self.media_type, (*blocks, *beside), len(pages), tuple(gaps))

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return the picture with the pixels of each edit overwritten.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        if plan.source != hashlib.sha256(source).hexdigest():
            raise StalePlanError
        with self._opened(source) as image:
            plain = list(_frames(image))
            known = {block.id for block in _beside(image)}
            edits = [edit for edit in plan.edits if edit.span.block not in known]
            frames = [self._rewritten(frame, n, edits) for n, frame in enumerate(plain, 1)]
            coding = self._coding(image)
        if any(_page_of(edit) > len(frames) for edit in edits):
            raise StalePlanError
        return self._saved(frames, coding)

    def _opened(self, source: bytes) -> Image.Image:
        """Return the picture, unread as yet, if its size is fit to read."""
        with _watched(strict=self.media_type == TIFF):
            image = Image.open(io.BytesIO(source), formats=self.kinds)
            frames = getattr(image, "n_frames", 1)
        if frames > MOST_FRAMES:
            raise HostileFileError(reason="too-many-pages")
        if frames > 1 and self.media_type == PNG:
            raise UnsupportedContentError(part="animation")
        return image

    def _losses(self, image: Image.Image) -> Iterator[str]:
        if image.has_transparency_data:
            yield TRANSPARENCY_DROPPED
        if getattr(image, "n_frames", 1) > 1 and image.format == "MPO":
            yield FRAMES_DROPPED

    def _rewritten(self, frame: Image.Image, number: int, edits: list[Edit]) -> Image.Image:
        mine = [edit for edit in edits if _page_of(edit) == number]
        if not mine:
            return frame
        scale = scale_of(frame)
        blocks = {b.id: b for b in read_image(frame, page=number, scale=scale).blocks}
        try:
            places = [(edit, blocks[edit.span.block]) for edit in mine]
        except KeyError as error:
            raise StalePlanError from error
        return overpaint(frame, places, 1 / scale)

    def _coding(self, image: Image.Image) -> dict[str, object]:  # noqa: ARG002 - JPEG looks at it
        """Return Pillow's options for saving a picture like ``image``."""
        return {}

    def _saved(self, frames: list[Image.Image], coding: dict[str, object]) -> bytes:
        target = io.BytesIO()
        frames[0].save(target, self.kinds[0], **coding)
        return target.getvalue()


class PngAdapter(_ImageAdapter):
    """Reads and rewrites PNG; moving pictures are refused."""

    media_type = output_type = PNG
    kinds = ("PNG",)


class BmpAdapter(_ImageAdapter):
    """Reads and rewrites BMP."""

    media_type = output_type = BMP
    kinds = ("BMP",)


class JpegAdapter(_ImageAdapter):
    """Reads and rewrites JPEG; of several pictures in one file only the first stays."""

    media_type = output_type = JPEG
    kinds = ("JPEG", "MPO")

    def _coding(self, image: Image.Image) -> dict[str, object]:
        tables = getattr(image, "quantization", None)
        if tables and image.mode in {"L", "RGB"} and len(tables) <= 2:
            return {"qtables": tables, "subsampling": 0, "optimize": True}
        return {"quality": 95, "subsampling": 0, "optimize": True}


class TiffAdapter(_ImageAdapter):
    """Reads and rewrites TIFF of one or more pages."""

    media_type = output_type = TIFF
    kinds = ("TIFF",)

    def _saved(self, frames: list[Image.Image], coding: dict[str, object]) -> bytes:
        target = io.BytesIO()
        first, *others = frames
        compression = "group4" if all(f.mode == "1" for f in frames) else "tiff_adobe_deflate"
        first.save(
            target, "TIFF", save_all=True, append_images=others, compression=compression, **coding
        )
        return target.getvalue()


def scale_of(image: Image.Image) -> float:
    """Return points per pixel: by its resolution if that is plausible, else by its size."""
    resolution = image.info.get("dpi", (0, 0))[0]
    low, high = _PLAUSIBLE_DPI
    longest = max(image.size)
    if low <= resolution <= high and longest / resolution < 60:
        return float(72 / resolution)
    if longest > 1000:
        return _A4_POINTS / longest
    return 72 / _SCREEN_DPI


@contextlib.contextmanager
def _watched(*, strict: bool) -> Iterator[None]:
    """Turn what Pillow raises into our errors, and what it only warns of if ``strict``.

    A damaged table of a TIFF is a warning to Pillow, but pages may be missing then.
    """
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            yield
        except Image.DecompressionBombError as error:
            raise HostileFileError(reason="image-too-large") from error
        except _DAMAGED as error:
            raise UnreadableFileError(reason="image-damaged") from error
    if strict and any(issubclass(warning.category, UserWarning) for warning in told):
        raise UnreadableFileError(reason="image-damaged")


def _frames(image: Image.Image) -> Iterator[Image.Image]:
    """Yield each frame as plain upright pixels on white, of mode 1, L or RGB."""
    count = 1 if image.format == "MPO" else getattr(image, "n_frames", 1)
    for number in range(count):
        with _watched(strict=image.format == "TIFF"):
            image.seek(number)
            if image.width * image.height > LARGEST_IMAGE:
                raise HostileFileError(reason="image-too-large")
            image.load()
        yield _plain(image)


def _plain(image: Image.Image) -> Image.Image:
    upright = ImageOps.exif_transpose(image)
    resolution = image.info.get("dpi")
    if upright.has_transparency_data:
        layered = upright.convert("RGBA")
        sheet = Image.new("RGBA", layered.size, "white")
        upright = Image.alpha_composite(sheet, layered).convert("RGB")
    elif upright.mode.startswith("I"):
        upright = eight_bits(upright)
    elif upright.mode not in {"1", "L", "RGB"}:
        upright = upright.convert("RGB")
    pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if resolution:
        pixels.info["dpi"] = resolution
    return pixels


def _page_of(edit: Edit) -> int:
    """Return the page in the id of an edit's block, ``page3#ocr7``."""
    head, _, _ = edit.span.block.partition("#")
    number = head.removeprefix("page")
    if not (number.isascii() and number.isdigit()):
        raise StalePlanError
    return int(number)


def _beside(image: Image.Image) -> Iterator[TextBlock]:
    """Yield the text in the file that is not pixels: comments, EXIF, XMP."""
    own = {str(key): value for key, value in image.info.items() if _may_hold_text(key)}
    texts = [own[key] for key in sorted(own)]
    exif = image.getexif()
    texts += [value for _, value in sorted(exif.items())]
    for directory in (0x8769, 0x8825):  # the camera's and the place's
        texts += [value for _, value in sorted(exif.get_ifd(directory).items())]
    for number, text in enumerate(filter(None, map(_legible, texts)), 1):
        yield TextBlock(BlockId(f"beside#{number}"), text, Layer.METADATA)


def _may_hold_text(key: str | tuple[int, int]) -> bool:
    """Return whether an entry of Pillow's is not one of the numbers and names it sets itself."""
    return not isinstance(key, str) or key.lower() not in _PILLOWS_OWN


def _legible(value: object) -> str:
    """Return ``value`` as text if it holds any, cut at a length no honest file has."""
    if isinstance(value, bytes):
        value = value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0")
        value = value.decode("utf-8", "ignore").replace("\0", "")
        if not any(char.isprintable() and not char.isspace() for char in value):
            return ""
    return value.strip()[:_LONGEST_METADATA] if isinstance(value, str) else ""
