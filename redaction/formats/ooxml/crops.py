"""Cropped pictures: what the crop hides is cut off for good.

Office programs keep the whole picture in the file and show a part of it. Each
cropped use of a picture becomes a picture of its own that holds only what is
shown; the whole one stays only if something shows it whole.
"""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from redaction.formats.ooxml.media import decode, encode
from redaction.formats.ooxml.names import A, R, V, drop_attribute, referring, remove
from redaction.formats.ooxml.parts import Role

if TYPE_CHECKING:
    from lxml.etree import _Element

    from redaction.formats.ooxml.office import Opened

_SIDES: Final = ("l", "t", "r", "b")
_VML_SIDES: Final = ("cropleft", "croptop", "cropright", "cropbottom")
_THOUSANDTHS: Final = 100_000
_SIXTEENTHS: Final = 65_536

_Crop = tuple[float, float, float, float]


def apply_crops(opened: Opened) -> None:
    """Cut every cropped picture in ``opened`` to what is shown of it."""
    parts = opened.of_role(Role.MAIN, Role.STORY, Role.DRAWING)
    for part in parts:
        for holder, attribute, crop in _cropped(opened.package.xml(part)):
            _cut(opened, part, holder, attribute, crop)
    for part in parts:
        _drop_unused(opened, part)


def _cropped(root: _Element) -> list[tuple[_Element, str, _Crop]]:
    """Return the elements that show a picture cropped, which attribute says which, and how."""
    found: list[tuple[_Element, str, _Crop]] = []
    for rectangle in list(root.iter(A + "srcRect")):
        crop = _crop([_thousandths(rectangle.get(side)) for side in _SIDES])
        fill = rectangle.getparent()
        blip = fill.find(A + "blip") if fill is not None else None
        if crop is not None and blip is not None and blip.get(R + "embed"):
            found.append((blip, R + "embed", crop))
            remove(rectangle)
    for picture in root.iter(V + "imagedata"):
        crop = _crop([_fraction(picture.get(side)) for side in _VML_SIDES])
        if crop is not None and picture.get(R + "id"):
            found.append((picture, R + "id", crop))
            for side in _VML_SIDES:
                drop_attribute(picture, side)
    return found


def _crop(sides: list[float]) -> _Crop | None:
    """Return the shares cut off left, top, right and bottom, or None for no crop."""
    left, top, right, bottom = (max(side, 0.0) for side in sides)
    if not any((left, top, right, bottom)) or left + right >= 1 or top + bottom >= 1:
        return None
    return left, top, right, bottom


def _thousandths(value: str | None) -> float:
    text = (value or "0").strip()
    try:
        return float(text[:-1]) / 100 if text.endswith("%") else float(text) / _THOUSANDTHS
    except ValueError:
        return 0.0


def _fraction(value: str | None) -> float:
    text = (value or "0").strip()
    try:
        return float(text[:-1]) / _SIXTEENTHS if text.endswith("f") else float(text)
    except ValueError:
        return 0.0


def _cut(opened: Opened, part: str, holder: _Element, attribute: str, crop: _Crop) -> None:
    """Give ``holder`` a picture of its own that holds what the crop shows."""
    package = opened.package
    wanted = holder.get(attribute)
    relation = next((r for r in package.relations(part) if r.id == wanted), None)
    if relation is None or opened.kept.get(relation.target) is not Role.IMAGE:
        return
    image = decode(package.parts[relation.target])
    if image is None:
        return
    left, top, right, bottom = crop
    box = (
        int(image.width * left),
        int(image.height * top),
        max(round(image.width * (1 - right)), int(image.width * left) + 1),
        max(round(image.height * (1 - bottom)), int(image.height * top) + 1),
    )
    content, _ = encode(image.crop(box), image)
    folder, extension = posixpath.dirname(relation.target), relation.target.rpartition(".")[2]
    name = f"{folder}/crop{len(package.parts)}.{extension}"
    package.add(name, content)
    new = replace(relation, id=f"rIdCrop{len(package.parts)}", target=name)
    package.edges[part] = (*package.relations(part), new)
    opened.kept[name] = Role.IMAGE
    holder.set(attribute, new.id)


def _drop_unused(opened: Opened, part: str) -> None:
    """Cut relations to pictures that nothing in the part shows any more."""
    used = {
        str(value)
        for element in referring(opened.package.xml(part))
        for name, value in element.attrib.items()
        if str(name).startswith(R)
    }
    for relation in opened.package.relations(part):
        if relation.kind == "image" and not relation.external and relation.id not in used:
            opened.cut_relation(part, relation.id)
