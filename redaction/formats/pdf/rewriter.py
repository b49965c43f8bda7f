"""Write a page's content anew without the glyphs that go, everything else in its place.

Follows the same interpreter that reading uses, so glyphs are known by their
serials. Forms are copied for each use, resources are collected by what is used
and renamed, marked content and all it carries (replacement texts, layers) is
left out. What cannot be done here raises ``NeedsRasterError``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Dictionary, Name, Operator, Stream

from redaction.formats.pdf.context import SHOWING, Context, lookup
from redaction.formats.pdf.errors import NeedsRasterError
from redaction.formats.pdf.images import overwritten
from redaction.formats.pdf.matrix import IDENTITY, bounds, covered, multiply
from redaction.formats.pdf.resources import Resources
from redaction.formats.pdf.scene import Scene
from redaction.formats.pdf.showing import Shown, show
from redaction.formats.pdf.splice import Inline, Insert, spliced, unparsed
from redaction.formats.pdf.state import Frame, State
from redaction.formats.pdf.walker import Walker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from redaction.formats.pdf.cuts import Strip
    from redaction.formats.pdf.fonts import Code, Font
    from redaction.formats.pdf.matrix import Matrix
    from redaction.formats.pdf.splice import Emitted
    from redaction.formats.pdf.standin import StandIn

_MARKS: Final = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_PAINTS: Final = frozenset({"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"})
_SPACES: Final = frozenset({"cs", "CS"})
_COLOURS: Final = frozenset({"scn", "SCN"})
_FORM_KEYS: Final = ("/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Group")
_TILE_KEYS: Final = (
    "/Type",
    "/PatternType",
    "/PaintType",
    "/TilingType",
    "/BBox",
    "/XStep",
    "/YStep",
    "/Matrix",
)


@dataclass(slots=True)
class Task:
    """What is to be done on one page: serials that go, inserts by serial, strips over pictures."""

    gone: frozenset[int] = frozenset()
    inserts: Mapping[int, Insert] = field(default_factory=dict)
    strips: Sequence[Strip] = ()


@dataclass(slots=True)
class _Output:
    """The stream that a frame is written to."""

    resources: Resources
    items: list[Emitted] = field(default_factory=list)
    shown: list[Shown | float] | None = None
    form: Stream | None = None

    def clear(self) -> None:
        """Forget what the last operator did."""
        self.shown = self.form = None


class Rewriter(Walker):
    """Interprets a page and writes it anew.

    ``used`` collects the codes that stay, by font; ``left`` the stand-ins that
    could not be shown in the line.
    """

    def __init__(self, context: Context, scene: Scene, task: Task, stand_in: StandIn) -> None:
        super().__init__(context, scene)
        self.task = task
        self.stand_in = stand_in
        self.used: dict[int, tuple[Font, set[Code]]] = {}
        self.left: list[Insert] = []
        self._outputs: list[_Output] = []

    def rewrite(self, page: pikepdf.Page, matrix: Matrix) -> tuple[bytes, Dictionary]:
        """Return the page's new content and resources.

        Raises:
            NeedsRasterError: the page cannot be written anew faithfully.
        """
        self._outputs.append(_Output(Resources(self.context.pdf)))
        self.page(page, matrix)
        output = self._outputs.pop()
        return unparsed(output.items), output.resources.dictionary()

    # -- one instruction ---------------------------------------------------

    def step(self, frame: Frame, operator: str, operands: Sequence[object]) -> None:
        """Carry out one operator, then write what is left of it."""
        output = self._outputs[-1]
        output.clear()
        super().step(frame, operator, operands)
        if operator in _MARKS:
            return
        if operator in SHOWING and output.shown is not None:
            output.items += self._text(frame, operator, operands, output)
        elif not frame.hidden:
            self._plain(frame, operator, operands, output)
        elif operator in _PAINTS:
            output.items.append(([], Operator("n")))
        elif operator not in ("Do", "sh"):
            self._plain(frame, operator, operands, output)

    def _plain(
        self, frame: Frame, operator: str, operands: Sequence[object], output: _Output
    ) -> None:
        named = list(operands)
        if operator == "Tf":
            font = frame.state.font
            if font is None:
                return
            self.used.setdefault(id(font), (font, set()))
            named[0] = output.resources.font(font)
        elif operator == "Do":
            drawn = self._drawn(frame, operands, output)
            if drawn is None:
                return
            named[0] = drawn
        elif operator == "gs":
            named[0] = self._external(frame, operands, output)
        elif operator == "sh":
            named[0] = output.resources.take(
                "/Shading", lookup(frame.resources, "/Shading", operands[0])
            )
        elif operator in _SPACES:
            named[0] = self._space(frame, operands[0], output)
        elif operator in _COLOURS and named and isinstance(named[-1], Name):
            named[-1] = self._pattern(frame, named[-1], output)
        output.items.append((named, Operator(operator)))

    # -- text --------------------------------------------------------------

    def show(self, frame: Frame, items: Sequence[object]) -> None:
        """Draw strings, noting what was shown."""
        self._outputs[-1].shown = show(self, frame, items)

    def _text(
        self, frame: Frame, operator: str, operands: Sequence[object], output: _Output
    ) -> list[Emitted]:
        shown = output.shown or []
        gone = {s.glyph.serial for s in shown if isinstance(s, Shown) and self._goes(s)}
        for piece in shown:
            if isinstance(piece, Shown):
                self._note(piece, kept=piece.glyph.serial not in gone)
        if not gone:
            return [(list(operands), Operator(operator))]
        before: list[Emitted] = []
        if operator == '"':
            before = [([operands[0]], Operator("Tw")), ([operands[1]], Operator("Tc"))]
        if operator in ("'", '"'):
            before.append(([], Operator("T*")))
        return before + spliced(shown, gone, self._inline(frame, gone, output))

    def _inline(self, frame: Frame, gone: set[int], output: _Output) -> Inline:
        """Return how stand-ins are shown here; vertical writing gets them over the page instead."""
        inserts = {serial: self.task.inserts[serial] for serial in gone & self.task.inserts.keys()}
        font = frame.state.font
        a, b, _, _, _, _ = multiply(frame.text, frame.state.ctm)
        scale = math.hypot(a, b)
        if inserts and (font is None or font.vertical or not scale or not frame.state.size):
            self.left += inserts.values()
            inserts = {}
        return Inline(frame.state, scale, inserts, output.resources, self.stand_in)

    def _goes(self, shown: Shown) -> bool:
        return bool(shown.glyph.hidden) or shown.glyph.serial in self.task.gone

    def _note(self, shown: Shown, *, kept: bool) -> None:
        font = shown.glyph.font
        codes = self.used.setdefault(id(font), (font, set()))[1]
        if kept:
            codes.add(shown.code)

    # -- forms and pictures ------------------------------------------------

    def form(self, frame: Frame, stream: Stream, *, hides: bool) -> Frame:
        """Interpret a form into a copy of it."""
        self._outputs.append(_Output(Resources(self.context.pdf)))
        inner = super().form(frame, stream, hides=hides)
        output = self._outputs.pop()
        copy = self._copy(stream, output, _FORM_KEYS)
        self._outputs[-1].form = None if hides else copy
        return inner

    def _copy(self, stream: Stream, output: _Output, keys: Sequence[str]) -> Stream:
        copy = Stream(self.context.pdf, unparsed(output.items))
        for key in keys:
            if key in stream:
                copy[key] = stream[key]
        copy["/Resources"] = output.resources.dictionary()
        return copy

    def _drawn(self, frame: Frame, operands: Sequence[object], output: _Output) -> Name | None:
        found = lookup(frame.resources, "/XObject", operands[0])
        if output.form is not None:
            return output.resources.take("/XObject", output.form)
        if not isinstance(found, Stream) or found.get("/Subtype") != Name.Image:
            return None
        if self.context.hides(found.get("/OC")):
            return None
        under = self._strips_over(frame)
        if under:
            found = overwritten(self.context.pdf, found, frame.state.ctm, under)
        return output.resources.take("/XObject", found)

    def _strips_over(self, frame: Frame) -> list[Strip]:
        rect = bounds(frame.state.ctm, (0.0, 0.0, 1.0, 1.0))
        return [
            strip
            for strip in self.task.strips
            if covered((strip.box.x0, strip.box.top, strip.box.x1, strip.box.bottom), rect) > 0
        ]

    def inline(self, frame: Frame, instruction: pikepdf.ContentStreamInlineImage) -> None:
        """Write an inline image, unless a cut lies over it."""
        super().inline(frame, instruction)
        output = self._outputs[-1]
        if frame.hidden:
            return
        if self._strips_over(frame):
            raise NeedsRasterError("inline-image")
        output.resources.keep_spaces(frame.resources)
        output.items.append(instruction)

    # -- resources that hold streams ---------------------------------------

    def _space(self, frame: Frame, name: object, output: _Output) -> object:
        found = lookup(frame.resources, "/ColorSpace", name)
        return name if found is None else output.resources.take("/ColorSpace", found)

    def _external(self, frame: Frame, operands: Sequence[object], output: _Output) -> Name:
        found = lookup(frame.resources, "/ExtGState", operands[0])
        return output.resources.external(found, self._mask)

    def _mask(self, mask: Dictionary) -> Dictionary:
        group = mask.get("/G")
        plain = Dictionary({key: mask[key] for key in ("/S", "/BC", "/TR") if key in mask})
        if isinstance(group, Stream):
            plain["/G"] = self._apart(group, _FORM_KEYS)
        return plain

    def _pattern(self, frame: Frame, name: object, output: _Output) -> Name:
        found = lookup(frame.resources, "/Pattern", name)
        if isinstance(found, Stream):
            found = self._apart(found, _TILE_KEYS)
        return output.resources.take("/Pattern", found)

    def _apart(self, stream: Stream, keys: Sequence[str]) -> Stream:
        """Return a clean copy of a stream that is drawn beside the page's own flow."""
        if stream.objgen in self.open_forms:
            raise NeedsRasterError("nested-pattern")
        scene = Scene(self.scene.page, 1e6, 1e6)
        inner = Rewriter(self.context, scene, Task(), self.stand_in)
        inner.open_forms = [*self.open_forms, stream.objgen]
        output = _Output(Resources(self.context.pdf))
        inner._outputs.append(output)
        state = State(ctm=IDENTITY, clip=(-1e6, -1e6, 1e6, 1e6))
        frame = Frame(stream.get("/Resources", Dictionary()), state, 1)
        inner.run(stream, frame)
        if scene.glyphs:
            raise NeedsRasterError("text-in-pattern")
        return self._copy(stream, output, keys)
