"""Giving a page a copy of its own of what it shares with others.

A template or drawing unit may appear on many pages; an edit belongs to one. Before
a page is edited its templates become layers of its own, and its shared units become
units of its own, drawn in the same order as before, so that all addresses hold.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from redaction.errors import HostileFileError
from redaction.formats.ofd.book import MOST_OBJECTS, child, children
from redaction.formats.ofd.geometry import number
from redaction.formats.ofd.schema import NAMESPACE
from redaction.formats.ooxml.names import local

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redaction.formats.ofd.book import Book, Page, Volume


def fresh_ids(book: Book, volume: Volume) -> Iterator[str]:
    """Yield ids that nothing in the document has."""
    used = {
        int(number(element.get("ID")))
        for part in volume.parts
        for element in book.root(part).iter()
        if element.get("ID") is not None
    }
    return (str(identity) for identity in count(max(used, default=0) + 1))


def uses(book: Book, volume: Volume) -> Counter[str]:
    """Return how often each drawing unit is drawn, over the whole document."""
    return Counter(
        element.get("ResourceID", "")
        for part in volume.parts
        for element in book.root(part).iter("{*}CompositeObject")
    )


def privatise(
    book: Book, volume: Volume, page: Page, ids: Iterator[str], shared: Counter[str]
) -> None:
    """Give ``page`` its own copy of its templates and of units that ``shared`` counts twice."""
    _inline_templates(book, volume, page)
    budget = MOST_OBJECTS // 100
    waiting = [page.root, *volume.annotations.get(page.number, [])]
    while waiting:
        for drawn in list(waiting.pop().iter("{*}CompositeObject")):
            unit = volume.resources.units.get(drawn.get("ResourceID", ""))
            if unit is None or shared[drawn.get("ResourceID", "")] < 2:
                continue
            budget -= 1
            if budget < 0:
                raise HostileFileError(reason="too-many-objects")
            own = deepcopy(unit)
            own.set("ID", next(ids))
            volume.resources.units[own.get("ID", "")] = own
            drawn.set("ResourceID", own.get("ID", ""))
            waiting.append(own)


def _inline_templates(book: Book, volume: Volume, page: Page) -> None:
    content = child(page.root, "Content")
    if content is None:
        content = etree.SubElement(page.root, f"{{{NAMESPACE}}}Content")
    place = 0
    for entry in list(children(page.root, "Template")):
        part = volume.resources.templates.get(entry.get("TemplateID", ""))
        drawn = None if part is None else child(book.root(part), "Content")
        layers = [] if drawn is None else [deepcopy(layer) for layer in drawn if local(layer)]
        if entry.get("ZOrder", "").lower() == "foreground":
            content.extend(layers)
        else:
            for layer in layers:
                content.insert(place, layer)
                place += 1
        page.root.remove(entry)
