"""What lies in a part out of a reader's sight: collected for review, taken out of the file.

Every cleaning step notes the text of what it removes here, so that reading
and writing are one walk and cannot disagree about what exists. ``sweep`` is
the last of them: it takes out whatever free text no step before has claimed.
A value counts as free text if it holds letters outside ASCII, an e-mail
address, or a run of eleven digits; names of fonts are known and stay.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from lxml import etree

from recognizers.text import BlockId, Layer, TextBlock
from redaction.formats.ooxml.names import SPACE, XML, drop_attribute, local, local_name, remove

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from lxml.etree import _Element

_FREE: Final = re.compile(
    r"[^\s@]@[^\s@]{1,80}\.|(?<![0-9.])(?:[0-9][ -]?){10}[0-9Xx]|%[0-9A-F]{2}%"
)
_FONT_HOLDERS: Final = frozenset({"rFonts", "font", "latin", "ea", "cs", "sym", "buFont", "rFont"})
_FONT_HOLDERS_IN_STYLES: Final = frozenset({"name"})
_TEXT_ATTRIBUTES: Final = frozenset(
    {"descr", "title", "alt", "tooltip", "author", "initials", "userName", "href"}
)
_NAMED: Final = frozenset({"docPr", "cNvPr", "cSld"})
_THEMES: Final = frozenset({"theme", "clrScheme", "fontScheme", "fmtScheme"})
_KNOWN_THEMES: Final = frozenset({"", "Office", "Office Theme", "Default Design", "Blank"})
_FIGURES: Final = frozenset({"panose", "panose1", "sig"})  # long rows of digits by nature
_TRACES: Final = re.compile(
    r"rsid|^(?:paraId|textId|durableId|creationId|uid|authorId)$", re.IGNORECASE
)
_RUNS: Final = frozenset({"t", "delText", "instrText", "r", "rt", "v"})
_LONGEST: Final = 100_000
"""A removed stretch is cut into blocks of at most this many characters."""


class Unseen:
    """Collects what one part holds out of sight, in the order in which it is met."""

    def __init__(self, part: str) -> None:
        self.part = part
        self._found: list[tuple[Layer, str]] = []

    def note(self, layer: Layer, text: str) -> None:
        """Remember ``text``; white space alone is nothing."""
        if text.strip():
            self._found.append((layer, text))

    def take(self, element: _Element, layer: Layer) -> None:
        """Remember the text in ``element`` and take it out of its tree."""
        self.note(layer, words(element))
        self.note(Layer.ATTRIBUTE, " ".join(_free_values(element)))
        remove(element)

    def take_all(self, root: _Element, layer: Layer, *tags: str) -> None:
        """Take out every element with one of these tags."""
        for element in list(root.iter(*tags)):
            if element is not root:
                self.take(element, layer)

    def take_attribute(self, element: _Element, name: str, layer: Layer = Layer.ATTRIBUTE) -> None:
        """Remember an attribute's value and delete it."""
        self.note(layer, drop_attribute(element, name))

    def blocks(self) -> Iterator[TextBlock]:
        """Yield the collected texts as blocks ``part#u1``, ``part#u2`` and so on."""
        for number, (layer, text) in enumerate(self._found, start=1):
            name = f"{self.part}#u{number}"
            for cut in range(0, len(text), _LONGEST):
                suffix = f".{cut // _LONGEST}" if cut else ""
                yield TextBlock(BlockId(name + suffix), text[cut : cut + _LONGEST], layer)


def words(element: _Element) -> str:
    """Return all text below ``element``; whatever is no run stands on a line of its own."""
    parts: list[str] = []
    for node in element.iter():
        name = local(node)
        if (
            parts
            and parts[-1] != "\n"
            and (name in {"p", "br"} or (node.text and name not in _RUNS))
        ):
            parts.append("\n")
        if name and node.text and node.text.strip():
            parts.append(node.text)
        if node is not element and node.tail and node.tail.strip():
            parts.append(node.tail)
    return "".join(parts).strip("\n")


def _free_values(element: _Element) -> Iterator[str]:
    for node in element.iter():
        for name, value in node.attrib.items():
            if is_free_attribute(node, str(name), str(value)):
                yield str(value)


def is_free_attribute(element: _Element, name: str, value: str) -> bool:
    """Return whether an attribute holds what somebody wrote, rather than a setting."""
    short, holder = local_name(name), local(element)
    if not value or name.startswith(XML) or short == "Ignorable":
        return False
    if short in _TEXT_ATTRIBUTES or (short == "name" and holder in _NAMED):
        return True
    if not is_free(value) or short in _FIGURES or holder in _FIGURES:
        return False
    if holder in _FONT_HOLDERS or (holder in _FONT_HOLDERS_IN_STYLES and short == "val"):
        return not is_font(value)
    return True


def is_font(name: str) -> bool:
    """Return whether ``name`` is that of a font, as far as its beginning tells."""
    if name.isascii():
        return not is_free(name)
    return len(name) <= 32 and name.removeprefix("@").startswith(_fonts())


@cache
def _fonts() -> tuple[str, ...]:
    text = files("redaction.formats").joinpath("data/fonts.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def is_free(text: str) -> bool:
    """Return whether ``text`` holds something that a person may have written.

    Signs outside ASCII, such as bullets, are none; letters and digits are.
    """
    if not text.isascii() and any(char > "\x7f" and char.isalnum() for char in text):
        return True
    return _FREE.search(text) is not None


def strip_remarks(root: _Element, unseen: Unseen) -> None:
    """Take XML comments and processing instructions out."""
    for node in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        unseen.note(Layer.METADATA, node.text or "")
    # Siblings of the root are no part of the tree that is written.
    for node in (*root.itersiblings(), *root.itersiblings(preceding=True)):
        unseen.note(Layer.METADATA, node.text or "")
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)


def sweep(
    root: _Element,
    unseen: Unseen,
    *,
    claimed: Container[_Element],
    keep_attributes: Container[tuple[str, str]] = frozenset(),
    values: Container[str] = frozenset(),
) -> None:
    """Take out free text that is in no passage: texts, tails and attributes.

    ``claimed`` holds the elements whose text is in a passage; ``values`` names
    elements whose text is a setting; ``keep_attributes`` names (element,
    attribute) pairs that belong to passages.
    """
    for element in root.iter():
        name = local(element)
        _sweep_text(element, name, unseen, claimed, values)
        for attribute in list(element.attrib):
            key = str(attribute)
            if _TRACES.search(local_name(key)):
                del element.attrib[key]
            elif (name, local_name(key)) not in keep_attributes:
                _sweep_attribute(element, key, unseen)


def _sweep_text(
    element: _Element,
    name: str,
    unseen: Unseen,
    claimed: Container[_Element],
    values: Container[str],
) -> None:
    if element.tail and element.tail.strip():
        unseen.note(Layer.HIDDEN, element.tail)
        element.tail = None
    text = element.text
    if not text or element in claimed or not text.strip():
        return
    if name in values and not is_free(text):
        return
    unseen.note(Layer.HIDDEN, text)
    element.text = None
    drop_attribute(element, SPACE)


def _sweep_attribute(element: _Element, key: str, unseen: Unseen) -> None:
    value = element.get(key, "")
    if local(element) in _THEMES and key == "name":
        # Themes made by an office bear its name, or its author's.
        if value not in _KNOWN_THEMES:
            unseen.note(Layer.ATTRIBUTE, value)
        element.set(key, "Office")
    elif is_free_attribute(element, key, value):
        unseen.note(Layer.ATTRIBUTE, value)
        element.set(key, "")


def drop_extensions(root: _Element, unseen: Unseen) -> None:
    """Take out extension lists: private data of programs, with fallbacks beside them."""
    for element in [e for e in root.iter("{*}extLst") if e is not root]:
        if element.find(".//{*}dataModelExt") is not None and _keep_drawing(element):
            continue
        unseen.note(Layer.ATTRIBUTE, " ".join((*_words_if_any(element), *_free_values(element))))
        remove(element)


def _keep_drawing(extensions: _Element) -> bool:
    """Keep of a diagram's extensions only which part holds its drawing, if that is plain."""
    for child in list(extensions):
        if child.find("{*}dataModelExt") is None:
            remove(child)
    return not list(_free_values(extensions)) and not words(extensions)


def _words_if_any(element: _Element) -> Iterable[str]:
    text = words(element)
    return (text,) if text else ()
