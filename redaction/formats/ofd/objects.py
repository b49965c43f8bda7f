"""Walking over what a page draws: text and pictures, each with its place.

Follows templates, page blocks, drawing units (CompositeObject), patterns, clips
and the appearances of annotations. Draws nothing; says of each text only where
it stands and whether a reader of the page can see it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.errors import HostileFileError
from redaction.formats.ofd.book import DEEPEST, MOST_OBJECTS, child, children
from redaction.formats.ofd.geometry import SAME, Matrix, matrix, number, numbers, placed
from redaction.formats.ooxml.names import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ofd.book import Book, Page, Volume

SHOWN_ANNOTATIONS: Final = frozenset({"stamp", "watermark"})
"""Types of annotation that are part of the page and no remark on it."""

_GROUPS: Final = frozenset({"Content", "Layer", "PageBlock"})
_OFF: Final = frozenset({"false", "0"})


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text or picture: ``matrix`` leads from its own space to millimetres on the page.

    ``group`` is "" for the page itself and its templates; what an annotation
    shows has a group of its own.
    """

    element: _Element
    matrix: Matrix
    layer: Layer
    group: str = ""


class Walk:
    """One walk over one page; counts objects so that a bomb ends it."""

    def __init__(self, book: Book, volume: Volume, page: Page) -> None:
        self._book = book
        self._volume = volume
        self._page = page
        self._count = 0
        self.shapes = 0

    def __iter__(self) -> Iterator[Drawn]:
        """Yield what the page draws: templates behind, the page, templates before, annotations."""
        before: list[_Element] = []
        behind: list[_Element] = []
        for entry in children(self._page.root, "Template"):
            place = self._volume.resources.templates.get(entry.get("TemplateID", ""))
            if place is not None:
                shelf = before if entry.get("ZOrder", "").lower() == "foreground" else behind
                shelf.append(self._book.root(place))
        for root in (*behind, self._page.root, *before):
            content = child(root, "Content")
            if content is not None:
                yield from self._objects(content, SAME, Layer.BODY, "", 0)
        for number_, annot in enumerate(self._volume.annotations.get(self._page.number, []), 1):
            yield from self._annotation(annot, f"a{number_}")

    def _annotation(self, annot: _Element, group: str) -> Iterator[Drawn]:
        layer = annotation_layer(annot)
        for appearance in children(annot, "Appearance"):
            place = placed(None, appearance.get("Boundary"))
            yield from self._objects(appearance, place, layer, group, 0)

    def _objects(
        self, parent: _Element, place: Matrix, layer: Layer, group: str, depth: int
    ) -> Iterator[Drawn]:
        if depth > DEEPEST:
            raise HostileFileError(reason="nesting")
        for entry in parent:
            self._count += 1
            if self._count > MOST_OBJECTS:
                raise HostileFileError(reason="too-many-objects")
            kind = local(entry)
            if not kind:
                continue  # a comment, which draws nothing
            seen = Layer.HIDDEN if is_invisible(entry) and layer != Layer.COMMENT else layer
            if kind in _GROUPS:
                yield from self._objects(entry, place, seen, group, depth + 1)
            elif kind == "CompositeObject":
                yield from self._composite(entry, place, seen, group, depth)
            else:
                yield from self._object(entry, place, seen, group)

    def _composite(
        self, entry: _Element, place: Matrix, layer: Layer, group: str, depth: int
    ) -> Iterator[Drawn]:
        unit = self._volume.resources.units.get(entry.get("ResourceID", ""))
        if unit is not None:
            inner = placed(entry.get("CTM"), entry.get("Boundary")).then(place)
            yield from self._objects(unit, inner, layer, group, depth + 1)

    def _object(self, entry: _Element, place: Matrix, layer: Layer, group: str) -> Iterator[Drawn]:
        """Yield the object, if it is text or a picture, and text in its clips and patterns."""
        self.shapes += local(entry) == "PathObject"
        own = placed(entry.get("CTM"), entry.get("Boundary")).then(place)
        if is_text(entry) or local(entry) == "ImageObject":
            yield Drawn(entry, own, layer, group)
        for inner in entry.iterdescendants():
            if is_text(inner):
                around = placed(None, entry.get("Boundary")).then(place)
                inside = placed(inner.get("CTM"), inner.get("Boundary")).then(around)
                hidden = Layer.HIDDEN if layer != Layer.COMMENT else layer
                yield Drawn(inner, inside, hidden, group)


def annotation_layer(annot: _Element) -> Layer:
    """Return where what an annotation shows belongs: to the page, to remarks, or nowhere seen."""
    if annot.get("Visible", "").lower() in _OFF:
        return Layer.HIDDEN
    shown = annot.get("Type", "").lower() in SHOWN_ANNOTATIONS
    return Layer.MARGIN if shown else Layer.COMMENT


def is_text(element: _Element) -> bool:
    """Return whether an element holds text to draw, whatever it is called."""
    return child(element, "TextCode") is not None


def is_invisible(element: _Element) -> bool:
    """Return whether an object is switched off or wholly transparent."""
    if element.get("Visible", "").lower() in _OFF:
        return True
    if element.get("Alpha") is not None and number(element.get("Alpha"), 255) <= 0:
        return True
    if local(element) in {"TextObject", "Text"}:
        fill = child(element, "FillColor")
        faint = fill is not None and fill.get("Alpha") is not None
        unfilled = element.get("Fill", "").lower() in _OFF
        stroked = element.get("Stroke", "").lower() in {"true", "1"}
        clear = faint and fill is not None and number(fill.get("Alpha"), 255) <= 0
        return (clear or unfilled) and not stroked
    return False


def boundary(element: _Element) -> list[float]:
    """Return x, y, width and height of an object in the space around it."""
    values = numbers(element.get("Boundary"))
    return values if len(values) == 4 else [0.0, 0.0, 0.0, 0.0]


def scale_of(element: _Element) -> float:
    """Return by how much an object's own space is larger in the space around it."""
    ctm = matrix(element.get("CTM"))
    return max(math.sqrt(abs(ctm.a * ctm.d - ctm.b * ctm.c)), 1e-6)
