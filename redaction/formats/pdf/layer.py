"""Write text over a page: unseen text for searching, stand-ins in the place of what was cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary

from recognizers.text import Box
from redaction.formats.pdf.matrix import Matrix, invert, multiply
from redaction.formats.pdf.standin import width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.standin import StandIn

UNSEEN = "/MsU"
SEEN = "/MsS"


class TextLayer:
    """Operators in points from the bottom left corner of the page as seen."""

    def __init__(self, stand_in: StandIn, height: float) -> None:
        self._fonts = stand_in
        self._height = height
        self._parts: list[bytes] = []
        self.uses_seen = False
        self.uses_unseen = False

    def add_unseen(self, pieces: Iterable[tuple[str, Box]]) -> None:
        """Add characters, each in its box, as text that is not drawn."""
        shown = [(char, box) for char, box in pieces if not char.isspace() or char == " "]
        if not shown:
            return
        self.uses_unseen = True
        self._parts.append(b"BT 3 Tr\n")
        for char, box in shown:
            height = max(box.bottom - box.top, 1.0)
            width = max(box.x1 - box.x0, 0.1)
            self._parts.append(
                b"%s %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj\n"
                % (
                    UNSEEN.encode("ascii"),
                    height,
                    100 * width / height,
                    box.x0,
                    self._height - box.bottom + 0.12 * height,
                    self._fonts.encode(char).hex().encode("ascii"),
                )
            )
        self._parts.append(b"ET\n")

    def add_strip(self, strip: Strip) -> None:
        """Add a bar, or a white ground with the stand-in drawn on it."""
        box = strip.box
        rect = (box.x0, self._height - box.bottom, box.x1 - box.x0, box.bottom - box.top)
        shade = 0 if strip.bar else 1
        self._parts.append(b"q %d g %.2f %.2f %.2f %.2f re f Q\n" % (shade, *rect))
        if strip.text and strip.bar:
            self.add_unseen(spread(strip.text, box))
        elif strip.text:
            self._draw(strip.text, box)

    def _draw(self, text: str, box: Box) -> None:
        self.uses_seen = True
        height = max(box.bottom - box.top, 1.0)
        natural = sum(map(width_of, text)) * height
        stretch = min(100.0, 100 * (box.x1 - box.x0) / natural)
        self._parts.append(
            b"BT 0 Tr 0 g %s %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj ET\n"
            % (
                SEEN.encode("ascii"),
                height,
                stretch,
                box.x0,
                self._height - box.bottom + 0.12 * height,
                self._fonts.encode_seen(text).hex().encode("ascii"),
            )
        )

    def over(self, content: bytes, resources: Dictionary, to_page: Matrix) -> bytes:
        """Return ``content`` with this layer over it; its fonts go into ``resources``.

        ``to_page`` leads from the page's user space to page space.
        """
        back = invert(to_page)
        if not self._parts or back is None:
            return content
        upright = multiply((1.0, 0.0, 0.0, -1.0, 0.0, self._height), back)
        matrix = b" ".join(b"%.5f" % value for value in upright)
        fonts = resources.get("/Font")
        if not isinstance(fonts, Dictionary):
            fonts = resources["/Font"] = Dictionary()
        if self.uses_unseen:
            fonts[UNSEEN] = self._fonts.unseen
        if self.uses_seen:
            fonts[SEEN] = self._fonts.seen
        return b"q\n" + content + b"\nQ\nq " + matrix + b" cm\n" + b"".join(self._parts) + b"Q\n"


def spread(text: str, box: Box) -> list[tuple[str, Box]]:
    """Return each character of ``text`` with its equal share of ``box``."""
    step = (box.x1 - box.x0) / len(text)
    return [
        (char, Box(box.page, box.x0 + i * step, box.top, box.x0 + (i + 1) * step, box.bottom))
        for i, char in enumerate(text)
    ]
