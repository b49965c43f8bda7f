"""Path operators: fills that may cover text, lines that may rule a table, clips, colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pikepdf import Array, Name, Stream

from redaction.formats.pdf.context import lookup
from redaction.formats.pdf.matrix import apply, intersect, is_upright
from redaction.formats.pdf.number import real
from redaction.formats.pdf.scene import Colour, Paint, Rule
from redaction.formats.pdf.state import BLACK, Path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from redaction.formats.pdf.matrix import Rect
    from redaction.formats.pdf.state import Frame
    from redaction.formats.pdf.walker import Walker

_MOST: Final = 30_000
_THIN: Final = 2.5


def _rectangle(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    x, y, w, h = (real(value) for value in operands)
    ctm = frame.state.ctm
    corners = [apply(ctm, *p) for p in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))]
    frame.path.rectangle(corners, upright=is_upright(ctm))


def _move(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    frame.path.move(apply(frame.state.ctm, real(operands[0]), real(operands[1])))


def _line(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    frame.path.line(apply(frame.state.ctm, real(operands[0]), real(operands[1])))


def _curve(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    values = [real(value) for value in operands]
    pairs = zip(values[::2], values[1::2], strict=True)
    frame.path.curve([apply(frame.state.ctm, x, y) for x, y in pairs])


def _close(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    frame.path.close()


def _clip(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    frame.path.clip = True


def _painter(*, fill: bool, stroke: bool) -> Callable[[Walker, Frame, Sequence[object]], None]:
    def paint(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
        del operands
        frame.path.close_subpath()
        if not frame.hidden:
            if fill:
                _fill(walker, frame)
            if stroke:
                _stroke(walker, frame)
        _end(frame)

    return paint


def _end(frame: Frame) -> None:
    path, state = frame.path, frame.state
    if path.clip:
        extent = path.extent()
        if extent is not None:
            state.clip = intersect(state.clip, extent)
            state.clip_exact = state.clip_exact and path.plain and len(path.rects) == 1
    frame.path = Path()


def _fill(walker: Walker, frame: Frame) -> None:
    state, scene = frame.state, walker.scene
    for rect in frame.path.rects:
        thin = rect[2] - rect[0] < _THIN or rect[3] - rect[1] < _THIN
        if thin and len(scene.rules) < _MOST:
            scene.rules.append(_middle(rect))
        elif state.opaque and len(scene.paints) < _MOST:
            _paint(walker, rect, state.fill, state.clip)


def _paint(walker: Walker, rect: Rect, colour: Colour | None, clip: Rect) -> None:
    shown = intersect(rect, clip)
    if shown[2] > shown[0] and shown[3] > shown[1]:
        walker.scene.paints.append(Paint(walker.order, shown, colour))


def _middle(rect: Rect) -> Rule:
    x0, y0, x1, y1 = rect
    if x1 - x0 >= y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _stroke(walker: Walker, frame: Frame) -> None:
    rules = walker.scene.rules
    for x0, y0, x1, y1 in frame.path.lines:
        if len(rules) >= _MOST:
            return
        if abs(y0 - y1) < 0.5 and abs(x0 - x1) > 1:
            rules.append(Rule(min(x0, x1), y0, max(x0, x1), y0))
        elif abs(x0 - x1) < 0.5 and abs(y0 - y1) > 1:
            rules.append(Rule(x0, min(y0, y1), x0, max(y0, y1)))


def _shade(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del operands
    if not frame.hidden and frame.state.opaque and frame.state.clip_exact:
        _paint(walker, frame.state.clip, None, frame.state.clip)


def colour_of(parts: Sequence[float]) -> Colour | None:
    """Return red, green, blue (0 to 1) of a device colour, None for other spaces.

    >>> colour_of([0.0, 0.0, 0.0, 1.0])
    (0.0, 0.0, 0.0)
    """
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == 3:
        return parts[0], parts[1], parts[2]
    if len(parts) == 4:
        c, m, y, k = parts
        return (1 - c) * (1 - k), (1 - m) * (1 - k), (1 - y) * (1 - k)
    return None


def _device(count: int) -> Callable[[Walker, Frame, Sequence[object]], None]:
    def set_colour(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
        del walker
        frame.state.fill = colour_of([real(value) for value in operands[:count]])
        frame.state.fill_parts = count

    return set_colour


def _space(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    named = operands[0]
    found = lookup(frame.resources, "/ColorSpace", named)
    frame.state.fill_parts = _parts(found if found is not None else named)
    frame.state.fill = BLACK if frame.state.fill_parts else None


_PARTS: Final = {
    "/DeviceGray": 1,
    "/CalGray": 1,
    "/G": 1,
    "/DeviceRGB": 3,
    "/CalRGB": 3,
    "/RGB": 3,
    "/DeviceCMYK": 4,
    "/CMYK": 4,
}


def _parts(space: object) -> int:
    if isinstance(space, Name):
        return _PARTS.get(str(space), 0)
    if not isinstance(space, Array) or not len(space):
        return 0
    family = str(space[0])
    if family == "/ICCBased" and len(space) > 1 and isinstance(space[1], Stream):
        return int(real(space[1].get("/N", 0)))
    return _PARTS.get(family, 0)


def _set_in_space(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    state = frame.state
    if operands and isinstance(operands[-1], Name):
        state.fill = None
        pattern = lookup(frame.resources, "/Pattern", operands[-1])
        walker.beside(pattern, "text-in-pattern")
        return
    parts = [real(value) for value in operands]
    state.fill = colour_of(parts) if len(parts) == state.fill_parts else None


HANDLERS: Final[dict[str, Callable[[Walker, Frame, Sequence[object]], None]]] = {
    "re": _rectangle,
    "m": _move,
    "l": _line,
    "c": _curve,
    "v": _curve,
    "y": _curve,
    "h": _close,
    "W": _clip,
    "W*": _clip,
    "S": _painter(fill=False, stroke=True),
    "s": _painter(fill=False, stroke=True),
    "f": _painter(fill=True, stroke=False),
    "F": _painter(fill=True, stroke=False),
    "f*": _painter(fill=True, stroke=False),
    "B": _painter(fill=True, stroke=True),
    "B*": _painter(fill=True, stroke=True),
    "b": _painter(fill=True, stroke=True),
    "b*": _painter(fill=True, stroke=True),
    "n": _painter(fill=False, stroke=False),
    "sh": _shade,
    "g": _device(1),
    "rg": _device(3),
    "k": _device(4),
    "cs": _space,
    "sc": _set_in_space,
    "scn": _set_in_space,
}
