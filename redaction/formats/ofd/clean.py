"""Copies of elements that hold what is drawn and nothing else.

What is not listed in the schema's data is left out with all it holds; so are
comments, invisible objects and whatever stands between elements. Copies are in the
standard's namespace, whatever prefix or older namespace the source used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lxml import etree

from redaction.formats.ofd.objects import is_invisible
from redaction.formats.ofd.schema import (
    ATTRIBUTES,
    DRAWING,
    FRAME,
    NAMESPACE,
    TEXTS,
    is_path,
    is_plain,
)
from redaction.formats.ooxml.names import local, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

TAG: Final = f"{{{NAMESPACE}}}"
_SPACES: Final = {"ofd": NAMESPACE}
_NEEDED: Final = {"TextObject": "TextCode", "Text": "TextCode", "CGTransform": "Glyphs"}
"""Elements that draw nothing without a child of that name."""


def clean(element: _Element) -> _Element | None:
    """Return a copy of ``element`` fit to publish; None if it is to be left out itself."""
    kind = local(element)
    if kind not in DRAWING | FRAME or is_invisible(element):
        return None
    copy = made(kind)
    for name, value in element.attrib.items():
        bare = local_name(name)
        if bare in ATTRIBUTES and is_plain(str(value)):
            copy.set(bare, str(value))
    text = element.text or ""
    if kind in TEXTS or (text.strip() and (is_plain(text.strip()) or is_path(text))):
        copy.text = text
    copy.extend(kept for child in element if (kept := clean(child)) is not None)
    needed = _NEEDED.get(kind)
    if needed is not None and not any(local(child) == needed for child in copy):
        return None
    return copy


def made(kind: str, text: str = "", **attributes: str) -> _Element:
    """Return a new element of the standard's namespace."""
    element = etree.Element(TAG + kind, nsmap=_SPACES)
    if text:
        element.text = text
    for name, value in attributes.items():
        element.set(name, value)
    return element
