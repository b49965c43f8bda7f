"""The pictures of a package: read by OCR, overpainted where edited, encoded anew.

What a picture shows is on the page, so its text is published text (layer OCR).
Pictures that cannot be decoded (vector formats, damage) are written blank, and
reading says so (gap ``image-not-read``); so it does for pictures beyond the
number that one document gets read. Specks too small for a character are not
looked into.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from recognizers.text import BlockId
from redaction.errors import MissingToolError, StalePlanError
from redaction.formats.ooxml.media import blank, decode, encode, extension_of, flatten, reencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PIL import Image

    from recognizers.text import TextBlock
    from redaction.formats.ocr import OcrPage
    from redaction.formats.ooxml.package import Package
    from redaction.plan import Edit

NOT_READ: Final = "image-not-read"
MOST_READ: Final = 60
"""Pictures of one document that are read; the rest is a gap."""

_SMALLEST_SIDE: Final = 12
_SMALLEST_AREA: Final = 1_600
_SCALE: Final = 72 / 96
"""Points per pixel, at the resolution that office programs assume."""


class Pictures:
    """The picture parts of one package, each read and written at most once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._made: dict[str, tuple[bytes, str]] = {}
        self._pages: dict[bytes, OcrPage | None] = {}

    def read(self, names: Iterable[str]) -> tuple[list[TextBlock], set[str]]:
        """Return the text in the picture parts ``names``, and codes of what was not read."""
        blocks: list[TextBlock] = []
        gaps: set[str] = set()
        for name in names:
            content = self._package.parts[name]
            image = decode(content)
            if image is None:
                gaps.add(NOT_READ)
            elif not _is_speck(image):
                page = self._page(content, image)
                gaps |= set(page.gaps) if page is not None else {NOT_READ}
                blocks += _blocks(name, page)
        return blocks, gaps

    def _page(self, content: bytes, image: Image.Image) -> OcrPage | None:
        if content not in self._pages:
            room = len(self._pages) < MOST_READ
            self._pages[content] = _read(image) if room else None
        return self._pages[content]

    def paint(self, name: str, edits: Sequence[Edit]) -> None:
        """Overwrite the pixels of ``edits`` in the picture part ``name``.

        Raises:
            StalePlanError: an edit names a block that the picture does not have.
        """
        from redaction.formats.overpaint import overpaint  # noqa: PLC0415 - rarely needed

        image = decode(self._package.parts[name])
        page = self._page(self._package.parts[name], image) if image is not None else None
        if image is None or page is None:
            raise StalePlanError
        named = _blocks(name, page)
        boxed = {new.id: old for new, old in zip(named, page.blocks, strict=True)}
        if any(
            edit.span.block not in boxed or edit.span.end > len(boxed[edit.span.block].text)
            for edit in edits
        ):
            raise StalePlanError
        places = [(edit, boxed[edit.span.block]) for edit in edits]
        painted = overpaint(flatten(image), places, 1 / _SCALE)
        self._made[name] = encode(painted, image)

    def content(self, name: str) -> tuple[bytes, str]:
        """Return the new bytes of the picture part ``name`` and their media type."""
        if name not in self._made:
            made = reencode(self._package.parts[name])
            self._made[name] = made or (blank(), "image/png")
        return self._made[name]

    def extension(self, name: str) -> str:
        """Return the file name extension that the new bytes need."""
        return extension_of(self.content(name)[1])


def _is_speck(image: Image.Image) -> bool:
    return min(image.size) < _SMALLEST_SIDE or image.width * image.height < _SMALLEST_AREA


def _read(image: Image.Image) -> OcrPage | None:
    from redaction.formats.ocr import OcrPage, is_blank, read_image  # noqa: PLC0415 - heavy

    flat = flatten(image)
    if is_blank(flat):
        return OcrPage((), (), ())
    try:
        return read_image(flat, page=1, scale=_SCALE)
    except MissingToolError:
        return None


def _blocks(name: str, page: OcrPage | None) -> list[TextBlock]:
    """Return the blocks of a picture under its part's name; documents have no pages."""
    return [
        replace(block, id=BlockId(f"{name}#{block.id}"), boxes=(), page=0)
        for block in (page.blocks if page is not None else ())
    ]


def split_edits(
    edits: Mapping[str, list[Edit]], names: Iterable[str]
) -> tuple[dict[str, list[Edit]], dict[str, list[Edit]]]:
    """Return the edits by block that are in no picture, and those in pictures by part."""
    images = set(names)
    rest: dict[str, list[Edit]] = {}
    painted: dict[str, list[Edit]] = {}
    for block, group in edits.items():
        part = block.partition("#")[0]
        if part in images and block.startswith(f"{part}#page"):
            painted.setdefault(part, []).extend(group)
        else:
            rest[block] = group
    return rest, painted
