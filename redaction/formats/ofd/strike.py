"""Taking characters out of text objects, and putting stand-ins in their place.

What stays keeps its place to the number: a TextCode that loses characters is cut
into the stretches that stay, each with its own start. Glyph ids
(CGTransform) go with their characters, or with the whole of a ligature that loses one
of its own. The gap that is left tells how wide the text was and nothing else.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from redaction.formats.ofd.geometry import number
from redaction.formats.ofd.objects import boundary, scale_of
from redaction.formats.ofd.runs import Place, places
from redaction.formats.ofd.schema import NAMESPACE
from redaction.formats.ooxml.names import local

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from redaction.formats.ofd.runs import Ref

_WIDE_FROM = "\u2500"  # bars and all that comes after: as wide as high
_NARROW = 0.55
_TAG = f"{{{NAMESPACE}}}"


class StandIn(NamedTuple):
    """``text`` to draw from where character ``first`` stood, over ``length`` of object space."""

    first: Ref
    text: str
    length: float
    down: bool


def strike(element: _Element, gone: set[Ref]) -> None:
    """Take the characters ``gone`` out of a text object, glyphs with them."""
    spots = places(element)
    kept = [(spot.code, spot.at) not in gone for spot in spots]
    if all(kept):
        return
    transforms = list(_transforms(element, kept))
    codes = [_code(part) for part in _stretches(spots, kept)]
    for child in [c for c in element if local(c) in {"TextCode", "CGTransform"}]:
        element.remove(child)
    element.extend([*transforms, *codes])


def _stretches(spots: list[Place], kept: list[bool]) -> Iterator[list[Place]]:
    """Yield characters that stay and stand next to each other in one TextCode."""
    part: list[Place] = []
    for spot, stays in zip(spots, kept, strict=True):
        if part and (not stays or spot.code is not part[-1].code):
            yield part
            part = []
        if stays:
            part.append(spot)
    if part:
        yield part


def _code(part: list[Place]) -> _Element:
    code = etree.Element(_TAG + "TextCode", X=_plain(part[0].x), Y=_plain(part[0].y))
    code.text = "".join(spot.char for spot in part)
    across = [b.x - a.x for a, b in pairwise(part)]
    down = [b.y - a.y for a, b in pairwise(part)]
    if any(across) or (across and not any(down)):
        code.set("DeltaX", " ".join(map(_plain, across)))
    if any(down):
        code.set("DeltaY", " ".join(map(_plain, down)))
    return code


def _plain(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".") or "0"


def _transforms(element: _Element, kept: list[bool]) -> Iterator[_Element]:
    """Yield the glyph ids of what stays, at their new positions."""
    before = [0]
    for stays in kept:
        before.append(before[-1] + stays)
    for transform in (child for child in element if local(child) == "CGTransform"):
        start = int(number(transform.get("CodePosition")))
        count = max(int(number(transform.get("CodeCount"), 1)), 1)
        glyphs = glyph_ids(transform)
        covered = range(max(start, 0), min(start + count, len(kept)))
        if len(glyphs) == count:
            staying = [i for i in covered if kept[i]]
            yield from _parts(staying, [glyphs[i - start] for i in staying], before)
        elif covered and all(kept[i] for i in covered):
            yield _transform(before[start], count, glyphs)


def _parts(staying: list[int], glyphs: list[int], before: list[int]) -> Iterator[_Element]:
    """Yield a transform for each stretch of characters that follow each other once all is done."""
    if staying:
        # Those that stay are neighbours now, whatever stood between them.
        yield _transform(before[staying[0]], len(glyphs), glyphs)


def _transform(position: int, count: int, glyphs: list[int]) -> _Element:
    transform = etree.Element(
        _TAG + "CGTransform",
        CodePosition=str(position),
        CodeCount=str(count),
        GlyphCount=str(len(glyphs)),
    )
    etree.SubElement(transform, _TAG + "Glyphs").text = " ".join(map(str, glyphs))
    return transform


def glyph_ids(transform: _Element) -> list[int]:
    """Return the glyph ids of a CGTransform."""
    text = " ".join(child.text or "" for child in transform if local(child) == "Glyphs")
    return [int(number(part)) for part in text.replace(",", " ").split()]


def stand_in(element: _Element, what: StandIn, font: str, identity: str) -> _Element | None:
    """Return a text object that draws a stand-in where the characters were, or None.

    It is made small enough for the place it has; ``element`` must not be struck yet.
    """
    spot = next((s for s in places(element) if (s.code, s.at) == what.first), None)
    if spot is None or not what.text:
        return None
    size = number(element.get("Size"), 3.5)
    widths = [size if char >= _WIDE_FROM else _NARROW * size for char in what.text]
    shrink = min(1.0, what.length / sum(widths)) if what.length > 0 else 1.0
    drawn = etree.Element(_TAG + "TextObject")
    for name in ("CTM", "DrawParam", "Alpha", "ReadDirection", "CharDirection"):
        if element.get(name) is not None:
            drawn.set(name, element.get(name, ""))
    x, y, width, height = boundary(element)
    room = (what.length + size) * scale_of(element)
    drawn.set("Boundary", " ".join(map(_plain, (x, y, width + room, height + room))))
    drawn.set("ID", identity)
    drawn.set("Font", font)
    drawn.set("Size", _plain(max(size * shrink, 0.1)))
    drawn.extend(deepcopy(c) for c in element if local(c) == "FillColor")
    drawn.append(_stand_in_code(spot, what, [shrink * width for width in widths]))
    return drawn


def _stand_in_code(spot: Place, what: StandIn, widths: list[float]) -> _Element:
    code = etree.Element(_TAG + "TextCode", X=_plain(spot.x), Y=_plain(spot.y))
    code.text = what.text
    if len(widths) > 1:
        code.set("DeltaY" if what.down else "DeltaX", " ".join(map(_plain, widths[:-1])))
    return code


def by_object(gone: Iterable[Ref]) -> dict[_Element, set[Ref]]:
    """Return the characters grouped by the text object they are in."""
    groups: dict[_Element, set[Ref]] = {}
    for ref in gone:
        owner = ref.code.getparent()
        if owner is not None:
            groups.setdefault(owner, set()).add(ref)
    return groups
