"""Text operators: where each glyph stands, how big it is, and whether it can be seen at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pikepdf import Array, String

from redaction.errors import HostileFileError
from redaction.formats.pdf.context import lookup
from redaction.formats.pdf.matrix import IDENTITY, Matrix, bounds, intersect, multiply
from redaction.formats.pdf.number import real
from redaction.formats.pdf.scene import Glyph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redaction.formats.pdf.fonts import Code, Font
    from redaction.formats.pdf.state import Frame, State
    from redaction.formats.pdf.walker import Walker

TINY: Final = 1.0
"""Points below which no one reads text on a page or a screen."""
MOST_GLYPHS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A code as shown: ``shift`` is what a TJ number would need to step over it."""

    code: Code
    glyph: Glyph
    shift: float


def show(walker: Walker, frame: Frame, items: Sequence[object]) -> list[Shown | float]:
    """Draw the strings of ``items``, whose numbers move the pen, and return what was shown."""
    state, font = frame.state, frame.state.font
    if font is None:
        font = state.font = walker.context.font(None)
    pen = _Pen(state, frame.text, font)
    if font.type3 and walker.context.glyphs_draw_text(font):
        walker.scene.flags.add("text-in-glyph")
    shown: list[Shown | float] = []
    for item in items:
        if isinstance(item, (String, bytes)):
            for code in font.codes(bytes(item)):
                glyph = _glyph(walker, frame, pen, code)
                shown.append(Shown(code, glyph, pen.advance(code)))
        else:
            shift = real(item)
            pen.move(-shift / 1000 * state.size)
            shown.append(shift)
    frame.text = pen.text
    return shown


class _Pen:
    """Where the next glyph goes."""

    __slots__ = ("angle", "extent", "font", "place", "state", "text")

    def __init__(self, state: State, text: Matrix, font: Font) -> None:
        self.state, self.text, self.font = state, text, font
        size = state.size
        scaled = (size * state.stretch, 0.0, 0.0, size, 0.0, state.rise)
        self.place = multiply(scaled, multiply(text, state.ctm))
        a, b, c, d = self.place[:4]
        along = (-c, -d) if font.vertical else (a, b)
        self.angle = round(math.degrees(math.atan2(along[1], along[0]))) % 360
        height = font.ascent - font.descent if font.type3 else 1.0
        self.extent = math.hypot(c, d) * height

    def move(self, step: float) -> None:
        """Move by ``step`` text units along the line."""
        x, y = (0.0, step) if self.font.vertical else (step * self.state.stretch, 0.0)
        a, b, c, d, e, f = self.text
        dx, dy = x * a + y * c, x * b + y * d
        self.text = (a, b, c, d, e + dx, f + dy)
        ga, gb, gc, gd, _, _ = self.state.ctm
        a, b, c, d, e, f = self.place
        self.place = (a, b, c, d, e + dx * ga + dy * gc, f + dx * gb + dy * gd)

    def advance(self, code: Code) -> float:
        """Step over a code and return the TJ number that does the same."""
        state = self.state
        step = code.width * state.size + state.char_space
        if code.is_space:
            step += state.word_space
        self.move(step)
        return -step / state.size * 1000 if state.size else 0.0


def _glyph(walker: Walker, frame: Frame, pen: _Pen, code: Code) -> Glyph:
    state, scene = frame.state, walker.scene
    if len(scene.glyphs) >= MOST_GLYPHS:
        raise HostileFileError(reason="too-many-glyphs")
    rect = bounds(pen.place, code.box)
    glyph = Glyph(
        serial=len(scene.glyphs),
        text=code.text,
        rect=rect,
        angle=pen.angle,
        size=pen.extent,
        order=walker.order,
        font=pen.font,
        colour=state.fill if state.mode in (0, 4) else None,
        clip=state.clip,
    )
    glyph.hidden = _why_hidden(walker, frame, glyph)
    scene.glyphs.append(glyph)
    return glyph


def _why_hidden(walker: Walker, frame: Frame, glyph: Glyph) -> str:
    state, scene = frame.state, walker.scene
    if frame.hidden:
        return "layer-off"
    if state.mode in (3, 7):
        return "invisible"
    x0, y0, x1, y1 = glyph.rect
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    if not (0 <= x <= scene.width and 0 <= y <= scene.height):
        return "off-page"
    if glyph.size < TINY:
        return "tiny"
    cx0, cy0, cx1, cy1 = intersect(glyph.rect, state.clip)
    if cx1 <= cx0 or cy1 <= cy0:
        return "clipped"
    return ""


def _begin(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    frame.text = frame.line = IDENTITY


def _next_line(frame: Frame, x: float, y: float) -> None:
    frame.line = multiply((1.0, 0.0, 0.0, 1.0, x, y), frame.line)
    frame.text = frame.line


def _td(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    _next_line(frame, real(operands[0]), real(operands[1]))


def _td_leading(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    frame.state.leading = -real(operands[1])
    _td(walker, frame, operands)


def _tm(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    a, b, c, d, e, f = (real(value) for value in operands)
    frame.text = frame.line = (a, b, c, d, e, f)


def _t_star(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    _next_line(frame, 0.0, -frame.state.leading)


def _font(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    frame.state.size = real(operands[1])
    frame.state.font = walker.context.font(lookup(frame.resources, "/Font", operands[0]))


def _tj(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    walker.show(frame, [operands[0]])


def _tj_array(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    items = operands[0]
    walker.show(frame, list(items) if isinstance(items, Array) else [items])


def _quote(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    _t_star(walker, frame, operands)
    walker.show(frame, [operands[-1]])


def _double_quote(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    frame.state.word_space = real(operands[0])
    frame.state.char_space = real(operands[1])
    _quote(walker, frame, operands)


def _setter(name: str, scale: float = 1.0) -> Callable[[Walker, Frame, Sequence[object]], None]:
    def set_value(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
        del walker
        setattr(frame.state, name, real(operands[0]) * scale)

    return set_value


def _mode(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    frame.state.mode = int(real(operands[0]))


HANDLERS: Final[dict[str, Callable[[Walker, Frame, Sequence[object]], None]]] = {
    "BT": _begin,
    "Td": _td,
    "TD": _td_leading,
    "Tm": _tm,
    "T*": _t_star,
    "Tf": _font,
    "Tj": _tj,
    "TJ": _tj_array,
    "'": _quote,
    '"': _double_quote,
    "Tc": _setter("char_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Tr": _mode,
}
