"""Interpret the content streams of a page into a ``Scene``.

Follows forms, knows the text state, clips, fills and optional content. Built for
hostile files: nesting and calls are bounded, odd operands are skipped and flagged,
a form that calls itself is refused. What is skipped shows up when the scene is
compared with a second extractor (``crosscheck``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from redaction.errors import HostileFileError
from redaction.formats.pdf import paths, showing
from redaction.formats.pdf.context import Context, lookup
from redaction.formats.pdf.matrix import (
    IDENTITY,
    Matrix,
    Rect,
    bounds,
    intersect,
    is_upright,
    multiply,
)
from redaction.formats.pdf.number import numbers, operator_name, real
from redaction.formats.pdf.scene import Picture, Scene
from redaction.formats.pdf.state import Frame, State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_DEPTH: Final = 20
MOST_CALLS: Final = 10_000
_UNIT: Final[Rect] = (0.0, 0.0, 1.0, 1.0)
_ODD: Final = (IndexError, TypeError, ValueError, OverflowError, KeyError, AttributeError)


class Walker:
    """Interprets one page; ``scene`` fills up as it goes."""

    def __init__(self, context: Context, scene: Scene) -> None:
        self.context = context
        self.scene = scene
        self.order = 0
        self.calls = 0
        self.open_forms: list[tuple[int, int]] = []

    def page(self, page: pikepdf.Page, matrix: Matrix) -> Frame:
        """Interpret the page's own content; ``matrix`` leads to page space."""
        state = State(ctm=matrix, clip=(0.0, 0.0, self.scene.width, self.scene.height))
        resources = page.resources if "/Resources" in page.obj or page.resources else Dictionary()
        frame = Frame(resources, state, 0)
        self.run(page, frame)
        return frame

    def run(self, content: pikepdf.Page | Stream, frame: Frame) -> None:
        """Interpret ``content`` in ``frame``."""
        for instruction in self.context.instructions(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self.inline(frame, instruction)
                continue
            operator = operator_name(instruction)
            try:
                self.step(frame, operator, list(instruction.operands))
            except _ODD:
                self.scene.flags.add("odd-operand")

    def step(self, frame: Frame, operator: str, operands: Sequence[object]) -> None:
        """Carry out one operator; unknown ones do nothing."""
        self.order += 1
        handler = HANDLERS.get(operator)
        if handler is not None:
            handler(self, frame, operands)

    # -- pictures and forms ------------------------------------------------

    def inline(self, frame: Frame, instruction: pikepdf.ContentStreamInlineImage) -> None:
        """Note an inline image."""
        del instruction
        self.order += 1
        if not frame.hidden:
            self.picture(frame.state, (0, 0), opaque=frame.state.opaque)

    def picture(self, state: State, key: tuple[int, int], *, opaque: bool) -> None:
        """Note an image drawn into the unit square."""
        rect = intersect(bounds(state.ctm, _UNIT), state.clip)
        if rect[2] > rect[0] and rect[3] > rect[1]:
            self.scene.pictures.append(Picture(self.order, rect, state.ctm, key, opaque))

    def draw(self, frame: Frame, operands: Sequence[object]) -> None:
        """``Do``: an image or a form."""
        found = lookup(frame.resources, "/XObject", operands[0])
        if not isinstance(found, Stream):
            return
        hides = self.context.hides(found.get("/OC"))
        if found.get("/Subtype") == Name.Image:
            if not (frame.hidden or hides):
                plain = not any(key in found for key in ("/SMask", "/Mask", "/ImageMask"))
                self.picture(frame.state, found.objgen, opaque=plain and frame.state.opaque)
        elif found.get("/Subtype") == Name.Form:
            self.form(frame, found, hides=hides)

    def form(self, frame: Frame, stream: Stream, *, hides: bool) -> Frame:
        """Interpret a form XObject; returns the frame it ran in."""
        self.calls += 1
        key = stream.objgen
        if key in self.open_forms or frame.depth >= MOST_DEPTH or self.calls > MOST_CALLS:
            raise HostileFileError(reason="form-cycle")
        inner = Frame(
            stream.get("/Resources", frame.resources),
            self.form_state(frame.state, stream),
            frame.depth + 1,
            hidden=frame.hidden + hides,
        )
        self.open_forms.append(key)
        self.run(stream, inner)
        self.open_forms.pop()
        return inner

    def form_state(self, outer: State, stream: Stream) -> State:
        """Return the state in which a form's content begins."""
        state = outer.copy()
        matrix = numbers(stream.get("/Matrix"), 6)
        if matrix:
            a, b, c, d, e, f = matrix
            state.ctm = multiply((a, b, c, d, e, f), state.ctm)
        box = numbers(stream.get("/BBox"), 4)
        if box:
            x0, x1 = sorted((box[0], box[2]))
            y0, y1 = sorted((box[1], box[3]))
            state.clip = intersect(state.clip, bounds(state.ctm, (x0, y0, x1, y1)))
            state.clip_exact = state.clip_exact and is_upright(state.ctm)
        return state

    # -- marked and optional content ---------------------------------------

    def begin_mark(self, frame: Frame, operands: Sequence[object]) -> None:
        """``BMC`` and ``BDC``."""
        hides, text = False, ""
        if len(operands) > 1:
            properties = operands[1]
            if isinstance(properties, Name):
                properties = lookup(frame.resources, "/Properties", properties)
            hides = operands[0] == Name.OC and self.context.hides(properties)
            if isinstance(properties, Dictionary):
                text = "".join(self._attribute(properties, key) for key in ("/ActualText", "/E"))
                alternative = self._attribute(properties, "/Alt")
                if alternative:
                    self.scene.attributes.append(alternative)
        frame.hidden += hides
        frame.marks.append((hides, text, len(self.scene.glyphs)))

    def _attribute(self, properties: Object, key: str) -> str:
        value = properties.get(key)
        return self.context.text(value) if isinstance(value, pikepdf.String) else ""

    def end_mark(self, frame: Frame, operands: Sequence[object]) -> None:
        """``EMC``; replacement text that is not what the glyphs say is noted."""
        del operands
        if not frame.marks:
            return
        hides, text, first = frame.marks.pop()
        frame.hidden -= hides
        drawn = "".join(glyph.text for glyph in self.scene.glyphs[first:])
        if text and "".join(text.split()) != "".join(drawn.split()):
            self.scene.attributes.append(text)

    def show(self, frame: Frame, items: Sequence[object]) -> None:
        """Draw strings and pen moves, as ``TJ`` has them."""
        showing.show(self, frame, items)

    def beside(self, stream: object, flag: str) -> None:
        """Note the text of a pattern or mask, which has no place on the page of its own."""
        if not isinstance(stream, Stream) or not self.context.draws_text(stream):
            return
        self.scene.flags.add(flag)
        if stream.objgen in self.open_forms:
            return
        inner = Walker(self.context, Scene(self.scene.page, 1e6, 1e6))
        inner.open_forms = [*self.open_forms, stream.objgen]
        state = State(ctm=IDENTITY, clip=(-1e6, -1e6, 1e6, 1e6))
        inner.run(stream, Frame(stream.get("/Resources", Dictionary()), state, 1))
        text = "".join(glyph.text for glyph in inner.scene.glyphs)
        if text not in self.scene.elsewhere:
            self.scene.elsewhere.append(text)

    # -- graphics state ----------------------------------------------------

    def external_state(self, frame: Frame, operands: Sequence[object]) -> None:
        """``gs``."""
        found = lookup(frame.resources, "/ExtGState", operands[0])
        if not isinstance(found, Dictionary):
            return
        state = frame.state
        font = found.get("/Font")
        if isinstance(font, Array) and len(font) == 2:
            state.font = self.context.font(font[0])
            state.size = real(font[1])
        mask = found.get("/SMask")
        if isinstance(mask, Dictionary):
            self.beside(mask.get("/G"), "text-in-mask")
        blend = found.get("/BM", Name.Normal)
        plain = isinstance(blend, Name) and blend in (Name.Normal, Name.Compatible)
        if "/ca" in found or "/SMask" in found or "/BM" in found:
            alpha = real(found.get("/ca", 1))
            state.opaque = alpha > 0.95 and plain and not isinstance(mask, Dictionary)


def _save(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    frame.saved.append(frame.state)
    frame.state = frame.state.copy()
    if len(frame.saved) > 5_000:
        raise HostileFileError(reason="state-depth")


def _restore(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker, operands
    if frame.saved:
        frame.state = frame.saved.pop()


def _concat(walker: Walker, frame: Frame, operands: Sequence[object]) -> None:
    del walker
    a, b, c, d, e, f = (real(value) for value in operands)
    frame.state.ctm = multiply((a, b, c, d, e, f), frame.state.ctm)


HANDLERS: Final[dict[str, Callable[[Walker, Frame, Sequence[object]], None]]] = {
    "q": _save,
    "Q": _restore,
    "cm": _concat,
    "gs": Walker.external_state,
    "Do": Walker.draw,
    "BMC": Walker.begin_mark,
    "BDC": Walker.begin_mark,
    "EMC": Walker.end_mark,
    **showing.HANDLERS,
    **paths.HANDLERS,
}
