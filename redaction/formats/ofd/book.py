"""The package of an OFD: its documents, pages, templates and resources.

Promises that every place that leads to content is followed as readers follow it
(absolute, relative and slightly wrong locations; any namespace prefix), and that
cycles and excesses end in ``HostileFileError``. Only the version that readers show
counts as pages; what else lies in the package is for ``unseen``.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from redaction.errors import HostileFileError, UnreadableFileError
from redaction.formats.ofd.geometry import numbers
from redaction.formats.ooxml.names import local
from redaction.formats.ooxml.package import bytes_aside, parse, unzip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MOST_PAGES: Final = 5000
MOST_OBJECTS: Final = 400_000
DEEPEST: Final = 20


@dataclass(slots=True)
class Book:
    """An OFD package: members as bytes, XML parsed on demand and kept, so edits to it last."""

    members: dict[str, bytes]
    aside: bytes = b""  # the package's comment, and bytes that no member holds
    _roots: dict[str, _Element] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def root(self, name: str) -> _Element:
        """Return the root of an XML member.

        Raises:
            UnreadableFileError: it is missing or damaged.
            HostileFileError: it declares a document type.
        """
        if name not in self._roots:
            if name not in self.members:
                raise UnreadableFileError(reason="missing-part")
            self._roots[name] = parse(self.members[name])
        return self._roots[name]

    def is_parsed(self, name: str) -> bool:
        """Return whether ``root`` has been asked for that member."""
        return name in self._roots

    def locate(self, location: str, *folders: str) -> str | None:
        """Return the member that ``location`` means, seen from the first folder that fits."""
        path = location.strip().replace("\\", "/")
        if not path:
            return None
        bases = ["", *folders] if path.startswith("/") else [*folders, ""]
        for base in bases:
            full = posixpath.normpath(posixpath.join("/", base, path.lstrip("/"))).lstrip("/")
            if full.lower() in self._names:
                return self._names[full.lower()]
        return None


@dataclass(slots=True)
class Resources:
    """What ids stand for in one document: fonts, pictures, drawing units, templates."""

    fonts: dict[str, _Element] = field(default_factory=dict)
    media: dict[str, _Element] = field(default_factory=dict)
    units: dict[str, _Element] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # of fonts and media, by id
    parts: list[str] = field(default_factory=list)  # the members that were read

    def font_file(self, font: str) -> str | None:
        """Return the member that an embedded font lies in."""
        return self.files.get(font)


@dataclass(slots=True)
class Page:
    """One page; ``number`` counts from 1 over all documents of the package."""

    number: int
    part: str
    root: _Element
    box: tuple[float, float, float, float]  # x, y, width and height in millimetres


@dataclass(slots=True)
class Volume:
    """One document of the package (DocBody) in the version that readers show."""

    index: int
    part: str
    root: _Element
    resources: Resources
    pages: list[Page]
    annotations: dict[int, list[_Element]]  # the Annot elements of each page number
    parts: set[str]  # members that were followed

    @property
    def folder(self) -> str:
        """The folder that relative locations start from."""
        return posixpath.dirname(self.part)


def open_book(source: bytes) -> Book:
    """Return the package in ``source``.

    Raises:
        RedactionError: as ``redaction.formats.ooxml.package.unzip``.
    """
    members, comment = unzip(source)
    aside = comment + b"\0\0" + bytes_aside(source)
    return Book(members, aside, {}, {name.lower(): name for name in members})


def volumes(book: Book) -> list[Volume]:
    """Return the documents of a package.

    Raises:
        UnreadableFileError: it is no OFD, or a page is missing.
    """
    main = book.locate("OFD.xml")
    if main is None:
        raise UnreadableFileError(reason="not-ofd")
    found: list[Volume] = []
    first = 1
    for index, body in enumerate(children(book.root(main), "DocBody")):
        volume = _volume(book, index, _current_root(book, body), first)
        first += len(volume.pages)
        found.append(volume)
    if not any(volume.pages for volume in found):
        raise UnreadableFileError(reason="no-pages")
    return found


def _current_root(book: Book, body: _Element) -> str:
    """Return the Document.xml of the version that is current."""
    for listing in children(body, "Versions"):
        for version in children(listing, "Version"):
            part = book.locate(version.get("BaseLoc", ""))
            if version.get("Current", "").lower() in {"true", "1"} and part is not None:
                folder = posixpath.dirname(part)
                root = book.locate(text_of(book.root(part), "DocRoot"), folder)
                if root is not None:
                    return root
    root = book.locate(text_of(body, "DocRoot"))
    if root is None:
        raise UnreadableFileError(reason="missing-part")
    return root


def _volume(book: Book, index: int, part: str, first: int) -> Volume:
    root = book.root(part)
    folder = posixpath.dirname(part)
    resources = Resources()
    parts = {part}
    common = child(root, "CommonData")
    whole = _box(child(common, "PageArea") if common is not None else None)
    for entry in [] if common is None else common:
        if local(entry) in {"PublicRes", "DocumentRes"}:
            _read_resources(book, resources, book.locate(entry.text or "", folder), folder)
        elif local(entry) == "TemplatePage":
            template = book.locate(entry.get("BaseLoc", ""), folder)
            if template is not None:
                resources.templates[entry.get("ID", "")] = template
                _page_resources(book, resources, template, folder)
    pages: list[Page] = []
    for listing in children(root, "Pages"):
        for entry in children(listing, "Page"):
            page = book.locate(entry.get("BaseLoc", ""), folder)
            if page is None:
                raise UnreadableFileError(reason="missing-part")
            _page_resources(book, resources, page, folder)
            box = _box(child(book.root(page), "Area")) or whole or (0.0, 0.0, 210.0, 297.0)
            pages.append(Page(first + len(pages), page, book.root(page), box))
    if len(pages) > MOST_PAGES:
        raise HostileFileError(reason="too-many-pages")
    identities = _identities(root, pages)
    annotations = _annotations(book, root, folder, identities, parts)
    parts |= (
        {page.part for page in pages} | set(resources.parts) | set(resources.templates.values())
    )
    return Volume(index, part, root, resources, pages, annotations, parts)


def _identities(root: _Element, pages: list[Page]) -> dict[str, int]:
    entries = [e for listing in children(root, "Pages") for e in children(listing, "Page")]
    return {e.get("ID", ""): page.number for e, page in zip(entries, pages, strict=True)}


def _page_resources(book: Book, resources: Resources, part: str, folder: str) -> None:
    for entry in children(book.root(part), "PageRes"):
        place = book.locate(entry.text or "", posixpath.dirname(part), folder)
        _read_resources(book, resources, place, folder)


def _read_resources(book: Book, resources: Resources, part: str | None, folder: str) -> None:
    if part is None or part in resources.parts:
        return
    resources.parts.append(part)
    root = book.root(part)
    own = posixpath.dirname(part)
    base = root.get("BaseLoc", "").strip().replace("\\", "/")
    folders = [base.strip("/")] if base.startswith("/") else []
    folders += [posixpath.join(own, base.strip("/")), own, folder, posixpath.join(folder, "Res")]
    tables = {
        "Font": resources.fonts,
        "MultiMedia": resources.media,
        "CompositeGraphicUnit": resources.units,
    }
    for group in root:
        for entry in group:
            table = tables.get(local(entry))
            if table is None or entry.get("ID") is None:
                continue
            table[entry.get("ID", "")] = entry
            location = text_of(entry, "FontFile") or text_of(entry, "MediaFile")
            place = book.locate(location, *folders)
            if place is not None:
                resources.files[entry.get("ID", "")] = place


def _annotations(
    book: Book, root: _Element, folder: str, identities: dict[str, int], parts: set[str]
) -> dict[int, list[_Element]]:
    """Return the Annot elements of each page."""
    found: dict[int, list[_Element]] = {}
    listing = book.locate(text_of(root, "Annotations"), folder)
    if listing is None:
        return found
    parts.add(listing)
    for entry in children(book.root(listing), "Page"):
        place = book.locate(text_of(entry, "FileLoc"), posixpath.dirname(listing), folder)
        number = identities.get(entry.get("PageID", ""))
        if place is not None and number is not None and place not in parts:
            parts.add(place)
            found.setdefault(number, []).extend(children(book.root(place), "Annot"))
    return found


def _box(area: _Element | None) -> tuple[float, float, float, float] | None:
    values = numbers(text_of(area, "PhysicalBox")) if area is not None else []
    if len(values) != 4 or values[2] <= 0 or values[3] <= 0:
        return None
    return values[0], values[1], values[2], values[3]


def children(element: _Element, tag: str) -> Iterator[_Element]:
    """Yield the children of that tag, in whatever namespace."""
    for entry in element:
        if local(entry) == tag:
            yield entry


def child(element: _Element | None, tag: str) -> _Element | None:
    """Return the first child of that tag, or None."""
    return None if element is None else next(children(element, tag), None)


def text_of(element: _Element, tag: str) -> str:
    """Return the text of the first child of that tag, without space around it ("" if none)."""
    entry = child(element, tag)
    return (entry.text or "").strip() if entry is not None else ""
