"""pdfium: the second pair of eyes. Renders pages and extracts text on its own.

Only for files that have passed ``guard`` and the form check of ``walker``:
pdfium aborts on forms that call themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pypdfium2
import pypdfium2.raw as pdfium_c

from redaction.errors import HostileFileError, UnreadableFileError

if TYPE_CHECKING:
    from types import TracebackType

    from PIL import Image

MOST_PIXELS: Final = 60_000_000


class Rendered:
    """A file opened in pdfium; pages count from 0. Use as a context manager."""

    def __init__(self, source: bytes) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(reason="second-reader") from error

    def __enter__(self) -> Rendered:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pdf.close()

    def __len__(self) -> int:
        return len(self._pdf)

    def image(self, page: int, dpi: float, *, grey: bool = False) -> Image.Image:
        """Return a picture of the page on white, without annotations.

        Raises:
            HostileFileError: it would have more than 60 million pixels.
            UnreadableFileError: pdfium cannot read the page.
        """
        opened = self._page(page)
        try:
            width, height = opened.get_size()
            scale = dpi / 72
            if width * height * scale * scale > MOST_PIXELS:
                raise HostileFileError(reason="page-pixels")
            bitmap = opened.render(
                scale=scale, grayscale=grey, may_draw_forms=False, draw_annots=False
            )
            picture: Image.Image = bitmap.to_pil()
            return picture.convert("L" if grey else "RGB")
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(reason="second-reader") from error
        finally:
            opened.close()

    def size(self, page: int) -> tuple[float, float]:
        """Return width and height of the page in points, as turned."""
        opened = self._page(page)
        try:
            width, height = opened.get_size()
            return float(width), float(height)
        finally:
            opened.close()

    def text(self, page: int) -> str:
        """Return the page's characters in the order of its content."""
        opened = self._page(page)
        try:
            words = opened.get_textpage()
            try:
                count = words.count_chars()
                codes = (pdfium_c.FPDFText_GetUnicode(words, i) for i in range(count))
                return "".join(chr(code) if code < 0x110000 else "\ufffd" for code in codes)
            finally:
                words.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(reason="second-reader") from error
        finally:
            opened.close()

    def _page(self, page: int) -> pypdfium2.PdfPage:
        try:
            return self._pdf[page]
        except pypdfium2.PdfiumError as error:
            raise UnreadableFileError(reason="second-reader") from error
