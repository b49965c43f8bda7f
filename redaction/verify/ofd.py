"""What an OFD file (GB/T 33190) shows, and everything else its package holds.

Text is taken from the text codes in drawing order; lines are not rebuilt. Glyph
ids that draw another shape than the text code says are not seen here.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from redaction.verify.census import count_ofd
from redaction.verify.containers import open_archive
from redaction.verify.markup import add_unescaped, local, look_at_xml
from redaction.verify.normal import BARRIER
from redaction.verify.strand import Sight, Sort

_DEEPEST: Final = 8  # units that draw units

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree


def look_at_ofd(data: bytes, depth: int, look_inside: Callable[[bytes, int], Sight]) -> Sight:
    """Return what the OFD package ``data`` shows and holds.

    Raises:
        UnprovenError: the package is damaged or too large to look at.
    """
    sight = Sight()
    archive = open_archive(data)
    roots: dict[str, etree._Element] = {}
    for member in archive.members:
        if member.name.lower().endswith(".xml"):
            root = look_at_xml(member.data, sight)
            if root is not None:
                roots[member.name] = root
            elif member.data:
                sight.blind.add("xml")
        else:
            sight.take(look_inside(member.data, depth + 1))
    names = [m.name for m in archive.members]
    sight.add("zip-names", Sort.SYNTAX, BARRIER.join(names))
    add_unescaped(sight, names)
    for stray in archive.strays:
        sight.take(look_inside(stray, depth + 1))
        sight.note("zip-strays", len(stray))
    count_ofd(names, roots, sight)
    _show_pages(roots, sight)
    return sight


def _show_pages(roots: dict[str, etree._Element], sight: Sight) -> None:
    units = {
        unit.get("ID") or "": unit
        for root in roots.values()
        for unit in root.iter("{*}CompositeGraphicUnit")
    }
    for number, (root, templates) in enumerate(_pages(roots), start=1):
        sight.pages = number
        for part in (*templates, root):
            text = "".join(_codes(part, units, 0))
            sight.add("shown-text", Sort.SHOWN, text, number)


def _pages(
    roots: dict[str, etree._Element],
) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    """Yield the root of each page, in order, with the roots of its templates."""
    entry = next((root for root in roots.values() if local(root) == "OFD"), None)
    for place in [] if entry is None else entry.iter("{*}DocRoot"):
        path = posixpath.normpath((place.text or "").strip().lstrip("/"))
        root = roots.get(path)
        if root is None:
            continue
        base = posixpath.dirname(path)
        shared = {
            t.get("ID"): _located(roots, base, t.get("BaseLoc") or "")
            for t in root.iter("{*}TemplatePage")
        }
        for page in root.iterfind("{*}Pages/{*}Page"):
            content = _located(roots, base, page.get("BaseLoc") or "")
            if content is not None:
                used = [shared.get(t.get("TemplateID")) for t in content.iterfind("{*}Template")]
                yield content, [t for t in used if t is not None]


def _located(roots: dict[str, etree._Element], base: str, place: str) -> etree._Element | None:
    path = place.lstrip("/") if place.startswith("/") else posixpath.join(base, place)
    return roots.get(posixpath.normpath(path))


def _codes(root: etree._Element, units: dict[str, etree._Element], depth: int) -> Iterator[str]:
    """Yield the text codes below ``root`` and in the units it draws, those unseen left out."""
    for element in root.iter("{*}TextCode", "{*}CompositeObject"):
        if any(a.get("Visible") == "false" for a in (element, *element.iterancestors())):
            continue
        unit = units.get(element.get("ResourceID") or "")
        if local(element) == "TextCode":
            yield element.text or ""
        elif unit is not None and depth < _DEEPEST:
            yield from _codes(unit, units, depth + 1)
