"""Building a new package from what pages need.

Only pages, the templates and units they draw, their fonts and pictures, and
stamps and watermarks cross over, all under new names. Everything else in the old package
(signatures, versions, tags, attachments, outlines, properties, members that nothing
names) is not copied and so cannot leak. The result depends on its input alone.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from recognizers.text import Layer
from redaction.formats.ofd.book import child, children
from redaction.formats.ofd.clean import clean, made
from redaction.formats.ofd.geometry import number
from redaction.formats.ofd.needs import Use, needs, without_glyphs
from redaction.formats.ofd.objects import annotation_layer
from redaction.formats.ofd.schema import NAMESPACE, USUAL_FONT, font_name
from redaction.formats.ooxml.media import blank, encode, extension_of, reencode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element
    from PIL import Image

    from redaction.formats.ofd.book import Book, Volume

BAR_FONT: Final = "999999001"
"""The id of the font that stand-ins are drawn in; not embedded."""

_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_FIXED_DATE: Final = "1980-01-01"
_REFERENCES: Final = ("ResourceID", "Font", "Substitution", "ImageMask")


def assemble(
    book: Book, volumes: list[tuple[Volume, dict[str, Image.Image]]], digest: str
) -> bytes:
    """Return a package of these documents; pictures given by resource id replace the old ones."""
    parts: dict[str, bytes] = {}
    top = made("OFD", Version="1.0", DocType="OFD")
    for index, (volume, pictures) in enumerate(volumes):
        parts.update(_Binding(book, volume, pictures, f"Doc_{index}").parts())
        body = etree.SubElement(top, made("DocBody").tag)
        info = etree.SubElement(body, made("DocInfo").tag)
        info.append(made("DocID", digest[:30] + f"{index:02x}"))
        body.append(made("DocRoot", f"Doc_{index}/Document.xml"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"OFD.xml": _serialized(top), **parts}.items():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return target.getvalue()


@dataclass(slots=True)
class _Binding:
    """One document while it is put together."""

    book: Book
    volume: Volume
    pictures: dict[str, Image.Image]
    folder: str
    _drawn: list[_Element] = field(default_factory=list)  # cleaned trees that draw
    _used: set[str] = field(default_factory=set)  # ids that those refer to

    def parts(self) -> dict[str, bytes]:
        """Return the members of the document by name."""
        pages = [(page.number, self._kept(page.root)) for page in self.volume.pages]
        templates = self._templates([root for _, root in pages])
        notes = {page.number: self._notes(page.number) for page in self.volume.pages}
        units = self._units()
        binary: dict[str, bytes] = {}
        resources = self._resources(units, binary)
        document = self._document(templates, notes)
        parts = {"Document.xml": document, "PublicRes.xml": resources}
        trees = {f"Pages/Page_{i}/Content.xml": root for i, (_, root) in enumerate(pages)}
        trees |= {f"Tpls/Tpl_{i}/Content.xml": root for i, root in enumerate(templates.values())}
        trees |= _annotation_parts(notes, self._identities())
        named = parts | trees
        whole = {name: _serialized(root) for name, root in named.items()} | binary
        return {f"{self.folder}/{name}": content for name, content in whole.items()}

    def _kept(self, root: _Element) -> _Element:
        """Return a clean copy of a page, template or the like, and note what it refers to."""
        copy = clean(root)
        if copy is None:
            copy = made("Page")
        self._drawn.append(copy)
        for element in copy.iter():
            self._used.update(element.get(name, "") for name in _REFERENCES)
        return copy

    def _templates(self, pages: list[_Element]) -> dict[str, _Element]:
        """Return the templates that pages still use, by id."""
        wanted = [t.get("TemplateID", "") for page in pages for t in children(page, "Template")]
        found: dict[str, _Element] = {}
        for identity in dict.fromkeys(wanted):
            part = self.volume.resources.templates.get(identity)
            if part is not None:
                found[identity] = self._kept(self.book.root(part))
        return found

    def _notes(self, page: int) -> list[_Element]:
        """Return the stamps and watermarks of a page."""
        found: list[_Element] = []
        for annot in self.volume.annotations.get(page, []):
            appearance = child(annot, "Appearance")
            if annotation_layer(annot) != Layer.MARGIN or appearance is None:
                continue
            kind = annot.get("Type", "").capitalize()
            identity = str(int(number(annot.get("ID"))))
            note = made("Annot", ID=identity, Type=kind, Creator="-", LastModDate=_FIXED_DATE)
            note.append(self._kept(appearance))
            found.append(note)
        return found

    def _units(self) -> dict[str, _Element]:
        """Return the drawing units that are drawn, also by units."""
        found: dict[str, _Element] = {}
        while wanted := [
            i for i in self._used & self.volume.resources.units.keys() if i not in found
        ]:
            for identity in sorted(wanted):
                found[identity] = self._kept(self.volume.resources.units[identity])
        return found

    def _identities(self) -> dict[int, str]:
        entries = [
            entry
            for listing in children(self.volume.root, "Pages")
            for entry in children(listing, "Page")
        ]
        return {
            page.number: str(int(number(entry.get("ID"))))
            for page, entry in zip(self.volume.pages, entries, strict=True)
        }

    def _document(
        self, templates: dict[str, _Element], notes: dict[int, list[_Element]]
    ) -> _Element:
        root = made("Document")
        common = made("CommonData")
        root.append(common)
        old = child(self.volume.root, "CommonData")
        highest = max((int(number(i)) for i in self._all_ids()), default=1)
        common.append(made("MaxUnitID", str(highest)))
        area = child(old, "PageArea")
        kept = clean(area) if area is not None else None
        common.append(kept if kept is not None else _a4())
        common.append(made("PublicRes", "PublicRes.xml"))
        for index, identity in enumerate(templates):
            place = f"Tpls/Tpl_{index}/Content.xml"
            common.append(made("TemplatePage", ID=identity, BaseLoc=place))
        pages = made("Pages")
        root.append(pages)
        for index, identity in enumerate(self._identities().values()):
            pages.append(made("Page", ID=identity, BaseLoc=f"Pages/Page_{index}/Content.xml"))
        if any(notes.values()):
            root.append(made("Annotations", "Annots/Annotations.xml"))
        return root

    def _all_ids(self) -> Iterator[str]:
        yield BAR_FONT
        for tree in self._drawn:
            for element in tree.iter():
                if element.get("ID") is not None:
                    yield element.get("ID", "")

    def _resources(self, units: dict[str, _Element], binary: dict[str, bytes]) -> _Element:
        """Return the one table of resources; files go to ``binary``."""
        root = made("Res", BaseLoc="Res")
        for group in ("ColorSpaces", "DrawParams"):
            entries = [
                kept
                for part in self.volume.resources.parts
                for listing in children(self.book.root(part), group)
                for entry in listing
                if (kept := clean(entry)) is not None
            ]
            _add(root, group, entries)
        _add(root, "Fonts", self._fonts(binary))
        _add(root, "MultiMedias", self._media(binary))
        _add(root, "CompositeGraphicUnits", units.values())
        return root

    def _fonts(self, binary: dict[str, bytes]) -> Iterator[_Element]:
        wanted = needs(self._drawn)
        for identity in sorted(self._used & self.volume.resources.fonts.keys()):
            font = clean(self.volume.resources.fonts[identity])
            if font is None:
                continue
            source = self.volume.resources.fonts[identity]
            font.set("FontName", font_name(source.get("FontName", "")))
            if source.get("FamilyName") is not None:
                font.set("FamilyName", font_name(source.get("FamilyName", "")))
            place = self.volume.resources.font_file(identity)
            if place is not None:
                from redaction.formats.ofd.fonts import scrub  # noqa: PLC0415 - slow to load

                slim = scrub(self.book.members[place], wanted.get(identity, Use()))
                if slim is None:
                    without_glyphs(self._drawn, identity)
                else:
                    name = f"font_{len(binary)}.ttf"
                    binary[f"Res/{name}"] = slim
                    font.append(made("FontFile", name))
            yield font
        if BAR_FONT in self._used:
            yield made("Font", ID=BAR_FONT, FontName=USUAL_FONT, FamilyName=USUAL_FONT)

    def _media(self, binary: dict[str, bytes]) -> Iterator[_Element]:
        known = self.volume.resources.media.keys() | self.pictures.keys()
        for identity in sorted(self._used & known):
            content, extension = self._picture(identity)
            name = f"image_{len(binary)}.{extension}"
            binary[f"Res/{name}"] = content
            entry = made("MultiMedia", ID=identity, Type="Image", Format=extension.upper())
            entry.append(made("MediaFile", name))
            yield entry

    def _picture(self, identity: str) -> tuple[bytes, str]:
        """Return a picture's bytes, of pixels alone, and their extension."""
        place = self.volume.resources.files.get(identity)
        painted = self.pictures.get(identity)
        if painted is not None:
            content, kind = encode(painted, painted)
            return content, extension_of(kind)
        made_anew = None if place is None else reencode(self.book.members[place])
        if made_anew is None:
            return blank(), "png"
        return made_anew[0], extension_of(made_anew[1])


def _add(root: _Element, group: str, entries: Iterable[_Element]) -> None:
    listing = made(group)
    listing.extend(entries)
    if len(listing):
        root.append(listing)


def _annotation_parts(
    notes: dict[int, list[_Element]], identities: dict[int, str]
) -> dict[str, _Element]:
    listing = made("Annotations")
    parts: dict[str, _Element] = {}
    for number_, found in notes.items():
        if not found:
            continue
        name = f"Page_{len(parts)}.xml"
        root = made("PageAnnot")
        root.extend(found)
        parts[f"Annots/{name}"] = root
        entry = made("Page", PageID=identities[number_])
        entry.append(made("FileLoc", name))
        listing.append(entry)
    return {"Annots/Annotations.xml": listing, **parts} if parts else {}


def _a4() -> _Element:
    area = made("PageArea")
    area.append(made("PhysicalBox", "0 0 210 297"))
    return area


def _serialized(root: _Element) -> bytes:
    etree.cleanup_namespaces(root, top_nsmap={"ofd": NAMESPACE})
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")
