"""The zip package behind a docx, xlsx or pptx, opened within limits and built anew.

Promises: nothing is ever extracted to disk; sizes are checked on what was
really inflated, not on what the directory claims; a DOCTYPE, two members of one
name, or a member name that climbs out of the package is refused; what is written
is a new zip of parsed parts with fixed times, so comments, extra fields and
bytes that no directory names are gone. Says nothing about the parts' content.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import unquote

from lxml import etree

from redaction.errors import EncryptedFileError, HostileFileError, UnreadableFileError
from redaction.formats.ooxml.names import RELS, TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

MAX_PARTS: Final = 5_000
MAX_PART: Final = 200 << 20
MAX_PACKAGE: Final = 600 << 20
MAX_RATIO: Final = 200
RATIO_FROM: Final = 1 << 20
MAX_DEPTH: Final = 3
"""How deep packages may lie in packages."""

_LONGEST_ASIDE: Final = 16 << 20
_STRICT: Final = "http://purl.oclc.org/ooxml/"
_FIXED_TIME: Final = (1980, 1, 1, 0, 0, 0)
_XML_NAME: Final = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_ROOT_RELS: Final = "_rels/.rels"
_TYPES_PART: Final = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge from a part: ``target`` is a part's name, or an address if ``external``."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """Return the last word of the type, which the strict and older schemas share."""
        return self.type.rpartition("/")[2]


@dataclass(slots=True)
class Package:
    """Parts by name, with their content types; XML is parsed on demand and kept."""

    parts: dict[str, bytes]
    comment: bytes = b""
    aside: bytes = b""
    """Bytes of the file that belong to no member: extra fields, what lies between or around."""

    types: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    roots: dict[str, _Element] = field(default_factory=dict)
    edges: dict[str, tuple[Relation, ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def xml(self, name: str) -> _Element:
        """Return the root of an XML part; the same object each time, so edits to it last.

        Raises:
            UnreadableFileError: it is no well-formed XML, or is missing.
            HostileFileError: it declares a document type.
        """
        if name not in self.roots:
            if name not in self.parts:
                raise UnreadableFileError(reason="missing-part")
            self.roots[name] = root = parse(self.parts[name])
            if any(space.startswith(_STRICT) for space in root.nsmap.values()):
                _make_transitional(root)
        return self.roots[name]

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Return the relations of the part ``name`` ("" for those of the package)."""
        if name not in self.edges:
            self.edges[name] = self._relations(name)
        return self.edges[name]

    def _relations(self, name: str) -> tuple[Relation, ...]:
        base, leaf = posixpath.split(name)
        rels = posixpath.join(base, "_rels", leaf + ".rels") if name else _ROOT_RELS
        rels = self.names.get(rels.lower(), rels)
        if rels not in self.parts:
            return ()
        return tuple(self._relation(e, base) for e in self.xml(rels).iter(RELS + "Relationship"))

    def _relation(self, element: _Element, base: str) -> Relation:
        target, kind = element.get("Target", ""), _transitional(element.get("Type", ""))
        external = element.get("TargetMode", "").lower() == "external"
        if not external:
            target = self.resolve(base, target)
        return Relation(element.get("Id", ""), kind, target, external)

    def resolve(self, base: str, target: str) -> str:
        """Return the name of the part that ``target`` means, seen from folder ``base``."""
        path = target.partition("#")[0].replace("\\", "/")
        full = posixpath.normpath(posixpath.join("/" + base, path)).lstrip("/")
        for name in (full, unquote(full)):
            if name.lower() in self.names:
                return self.names[name.lower()]
        return full

    def content_type(self, name: str) -> str:
        """Return the content type of a part in lower case, as types are compared ("" if none)."""
        return self.declared_type(name).lower()

    def declared_type(self, name: str) -> str:
        """Return the content type of a part as the package spells it ("" if none)."""
        declared = self.types.get(name.lower())
        return declared or self.defaults.get(name.rpartition(".")[2].lower(), "")

    def main_part(self) -> str:
        """Return the name of the part that the package is about.

        Raises:
            UnreadableFileError: there is none.
        """
        for relation in self.relations(""):
            if relation.kind == "officeDocument" and relation.target in self.parts:
                return relation.target
        raise UnreadableFileError(reason="missing-part")

    def add(self, name: str, content: bytes) -> None:
        """Add a part."""
        self.parts[name] = content
        self.names[name.lower()] = name

    def parent_of(self, rels: str) -> str:
        """Return the part whose relations the part ``rels`` holds."""
        folder, leaf = posixpath.split(rels)
        return posixpath.join(posixpath.dirname(folder), leaf.removesuffix(".rels"))


def open_package(source: bytes) -> Package:
    """Return the package in ``source``.

    Raises:
        UnreadableFileError: it is no zip, is damaged, or lacks its table of types.
        EncryptedFileError: a member is encrypted.
        HostileFileError: a limit is exceeded, or names mislead.
    """
    parts, comment = unzip(source)
    names = {name.lower(): name for name in parts}
    package = Package(parts, comment, bytes_aside(source), names=names)
    types = package.names.get(_TYPES_PART.lower())
    if types is None:
        raise UnreadableFileError(reason="not-office")
    for element in package.xml(types):
        kind = element.get("ContentType", "")
        if element.tag == TYPES + "Default":
            package.defaults[element.get("Extension", "").lower()] = kind
        elif element.tag == TYPES + "Override":
            package.types[unquote(element.get("PartName", "")).lstrip("/").lower()] = kind
    return package


def unzip(source: bytes) -> tuple[dict[str, bytes], bytes]:
    """Return the members of a zip by name, and its comment, within the limits above.

    Raises:
        UnreadableFileError, EncryptedFileError, HostileFileError: as ``open_package``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            members = archive.infolist()
            _check_names(members)
            _check_sizes(members)
            files = [m for m in members if not m.filename.endswith("/")]
            return {m.filename: _inflate(archive, m) for m in files}, archive.comment
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UnreadableFileError(reason="damaged-zip") from error
    except (ValueError, RuntimeError, OSError) as error:
        # zipfile lets these out on crafted headers (negative seeks, bad UTF-8 names).
        raise UnreadableFileError(reason="damaged-zip") from error


def bytes_aside(source: bytes) -> bytes:
    """Return what no member of the zip holds: extra fields and bytes the directory skips."""
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        members = sorted(archive.infolist(), key=lambda member: member.header_offset)
        directory = archive.start_dir
    aside = [member.extra + member.comment for member in members]
    end = 0
    for member in members:
        aside.append(_unlisted(source[end : member.header_offset]))
        head = source[member.header_offset : member.header_offset + 30]
        lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        end = member.header_offset + 30 + lengths + member.compress_size
    aside.append(_unlisted(source[end:directory]))
    tail = source.rfind(b"PK\x05\x06")
    aside.append(source[tail + 22 :] if tail >= 0 else b"")
    return b"\0\0".join(filter(None, aside))[:_LONGEST_ASIDE]


def _unlisted(between: bytes) -> bytes:
    """Return bytes between members; a member that the directory leaves out is inflated."""
    start = between.find(b"PK\x03\x04")
    if start < 0:
        return between
    head = between[start : start + 30]
    lengths = int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
    try:
        inflated = zlib.decompressobj(-15).decompress(between[start + 30 + lengths :], 1 << 20)
    except zlib.error:
        inflated = b""
    return between + b"\0\0" + inflated


def _check_names(members: Iterable[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if member.flag_bits & 1:
            raise EncryptedFileError
        odd = name.startswith("/") or "\\" in name or "\0" in name or ":" in name
        if odd or ".." in name.split("/"):
            raise HostileFileError(reason="member-path")
        if name.lower() in seen:
            raise HostileFileError(reason="duplicate-member")
        seen.add(name.lower())


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        raise HostileFileError(reason="too-many-parts")
    if sum(member.file_size for member in members) > MAX_PACKAGE:
        raise HostileFileError(reason="too-large")
    for member in members:
        if member.file_size > MAX_PART:
            raise HostileFileError(reason="too-large")
        # Only XML: a blank picture compresses a thousandfold and means no harm.
        inflated = member.file_size > max(RATIO_FROM, MAX_RATIO * max(member.compress_size, 1))
        if inflated and _XML_NAME.search(member.filename):
            raise HostileFileError(reason="compression-ratio")


def _inflate(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as stream:
        content = stream.read(member.file_size + 1)
    if len(content) != member.file_size:
        raise HostileFileError(reason="member-size")
    return content


def parse(content: bytes) -> _Element:
    """Return the root of ``content``, parsed without entities, network or DTD.

    Raises:
        UnreadableFileError: not well-formed (or nested too deep).
        HostileFileError: it declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )
    if b"<!DOCTYPE" in content[: 64 << 10].replace(b"\0", b""):
        raise HostileFileError(reason="document-type")
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(reason="damaged-xml") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise HostileFileError(reason="document-type")
    return root


def _transitional(name: str) -> str:
    """Return a name of the strict schema in the transitional one, which all programs read."""
    before, strict, rest = name.partition(_STRICT)
    family, _, word = rest.partition("/")
    if not strict:
        return name
    return f"{before}http://schemas.openxmlformats.org/{family}/2006/{word}"


def _make_transitional(root: _Element) -> None:
    for element in root.iter(etree.Element):
        element.tag = _transitional(element.tag)
        for name, value in list(element.attrib.items()):
            if _STRICT in str(name):
                del element.attrib[name]
                element.set(_transitional(str(name)), str(value))
        if (element.get("uri") or "").startswith(_STRICT):
            element.set("uri", _transitional(element.get("uri", "")))
    # Prefixes that are only named in mc:Ignorable must stay declared.
    kept = [prefix for value in root.attrib.values() for prefix in str(value).split()]
    etree.cleanup_namespaces(root, keep_ns_prefixes=kept)


def is_xml(name: str) -> bool:
    """Return whether a part is XML by its name."""
    return _XML_NAME.search(name) is not None


def zip_parts(parts: Mapping[str, bytes], types: Mapping[str, str]) -> bytes:
    """Return a new package of ``parts``, whose content types ``types`` gives by name.

    Every time stamp is the same and nothing but the parts is in it.
    """
    table = etree.Element(TYPES + "Types", nsmap=_default(TYPES))
    for extension, kind in (("rels", _RELS_TYPE), ("xml", "application/xml")):
        etree.SubElement(table, TYPES + "Default", Extension=extension, ContentType=kind)
    for name, kind in types.items():
        etree.SubElement(table, TYPES + "Override", PartName="/" + name, ContentType=kind)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {_TYPES_PART: serialize(table), **parts}.items():
            member = zipfile.ZipInfo(name, _FIXED_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return target.getvalue()


_RELS_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"


def _default(namespace: str) -> dict[str, str]:
    # lxml takes None for the default namespace; its stubs do not know that.
    return cast("dict[str, str]", {None: namespace[1:-1]})


def serialize(root: _Element) -> bytes:
    """Return an XML part as a package holds it."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def rels_part(name: str) -> str:
    """Return the name of the part that holds the relations of ``name``."""
    folder, leaf = posixpath.split(name)
    return posixpath.join(folder, "_rels", leaf + ".rels") if name else _ROOT_RELS


def rels_xml(relations: Iterable[Relation]) -> bytes:
    """Return a relations part; internal targets are written absolute.

    Absolute, because a relative path would have to follow each renamed folder.
    """
    root = etree.Element(RELS + "Relationships", nsmap=_default(RELS))
    for relation in relations:
        target = relation.target if relation.external else "/" + relation.target
        row = etree.SubElement(
            root, RELS + "Relationship", Id=relation.id, Type=relation.type, Target=target
        )
        if relation.external:
            row.set("TargetMode", "External")
    return serialize(root)
