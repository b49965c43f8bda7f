"""What reading and rewriting have in common over Word, Excel and PowerPoint.

Both open the package, clean every part that may stay (``Opened`` collects what
they showed and what they hid) and find the same blocks; reading returns them,
writing makes the edits and builds a new package of the kept parts alone. Every
relation to anything outside the package is cut.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from recognizers.text import BlockId, Document, Layer
from redaction.errors import (
    EmptyDocumentError,
    RedactionError,
    StalePlanError,
    UnreadableFileError,
)
from redaction.formats.digest import sha256_of
from redaction.formats.ooxml.crops import apply_crops
from redaction.formats.ooxml.media import notes
from redaction.formats.ooxml.names import R, local, referring, remove
from redaction.formats.ooxml.package import (
    MAX_DEPTH,
    Package,
    Relation,
    open_package,
    rels_part,
    rels_xml,
    serialize,
    zip_parts,
)
from redaction.formats.ooxml.parts import (
    MAIN_TYPES,
    Role,
    dropped_blocks,
    is_embedded,
    is_plain_name,
    kept_parts,
)
from redaction.formats.ooxml.pictures import NOT_READ, Pictures, split_edits
from redaction.formats.ooxml.unseen import Unseen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from recognizers.text import TextBlock
    from redaction.plan import Edit, RedactionPlan

_FRAMES = frozenset(
    {"drawing", "pict", "object", "pic", "graphicFrame"}
    | {"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"}
)
_IN_FRAMES = frozenset({"blip", "imagedata", "chart", "relIds", "externalData"})


class Editable(Protocol):
    """Something that is one block and can carry edits back into its part."""

    @property
    def id(self) -> str:
        """The block's id."""
        ...

    @property
    def text(self) -> str:
        """The block's text."""
        ...

    def block(self) -> TextBlock:
        """Return it as recognizers see it."""
        ...

    def rewrite(self, edits: Sequence[Edit]) -> None:
        """Make ``edits``, which overlap nowhere."""
        ...


@dataclass(slots=True)
class Opened:
    """A package on its way: its kept parts, and what cleaning found in them."""

    package: Package
    main: str
    kept: dict[str, Role]
    depth: int = 0
    passages: list[Editable] = field(default_factory=list)
    unseen: list[TextBlock] = field(default_factory=list)
    gaps: set[str] = field(default_factory=set)
    cut: set[tuple[str, str]] = field(default_factory=set)
    """Relations to leave out, as (part, id)."""

    pictures: Pictures = field(init=False)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.package)

    def unseen_of(self, part: str) -> Unseen:
        """Return a collector for ``part``; hand it to ``keep_unseen`` when the part is clean."""
        return Unseen(part)

    def keep_unseen(self, unseen: Unseen) -> None:
        """Add what ``unseen`` collected."""
        self.unseen.extend(unseen.blocks())

    def cut_relation(self, part: str, relation: str) -> None:
        """Leave out a relation, and with it every part that nothing else leads to."""
        self.cut.add((part, relation))
        self.kept = kept_parts(self.package, self.main, self.cut)

    def of_role(self, *roles: Role) -> list[str]:
        """Return the kept parts with one of these roles, in the order they were reached."""
        return [name for name, role in self.kept.items() if role in roles]

    def related(self, part: str, kind: str) -> list[str]:
        """Return the kept parts that ``part`` points to by relations of ``kind``."""
        return [
            relation.target
            for relation in self.package.relations(part)
            if relation.kind == kind and relation.target in self.kept
        ]

    def blocks(self) -> list[TextBlock]:
        """Return the blocks found so far, those in sight first."""
        return [passage.block() for passage in self.passages] + self.unseen


class OfficeAdapter(ABC):
    """The shared course of the three adapters; subclasses know their parts."""

    media_type: ClassVar[str]
    output_type: ClassVar[str]
    main_type: ClassVar[str]

    def read(self, source: bytes) -> Document:
        """Return the text of ``source``, what is in sight first.

        Raises:
            EmptyDocumentError: nothing of it can be seen and read.
            RedactionError: another of its subclasses says why the file is refused.
        """
        opened = self.open(source)
        found, gaps = opened.pictures.read(opened.of_role(Role.IMAGE))
        opened.gaps |= gaps
        blocks = [passage.block() for passage in opened.passages] + found + opened.unseen
        if not found and not self.shows_text(opened):
            raise EmptyDocumentError
        return Document(
            sha256_of(source), self.media_type, tuple(blocks), gaps=tuple(sorted(opened.gaps))
        )

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return a new package with the edits of ``plan`` made.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        if plan.source != sha256_of(source):
            raise StalePlanError
        opened = self.open(source)
        images = opened.of_role(Role.IMAGE)
        rest, painted = split_edits(by_block(plan), images)
        lengths = {p.id: len(p.text) for p in opened.passages}
        lengths |= {str(block.id): len(block.text) for block in opened.unseen}
        check_known(rest, lengths)
        for name, edits in painted.items():
            opened.pictures.paint(name, edits)
        self.edit(opened, rest)
        return save(opened, self.main_type)

    def open(self, source: bytes, depth: int = 0) -> Opened:
        """Return ``source`` opened and cleaned, ``depth`` packages deep in others."""
        package = open_package(source)
        main = package.main_part()
        if MAIN_TYPES.get(package.content_type(main)) != self.main_type:
            raise UnreadableFileError(reason="mislabelled")
        opened = Opened(package, main, kept_parts(package, main), depth)
        self.walk(opened)
        apply_crops(opened)
        add_dropped(opened)
        return opened

    def shows_text(self, opened: Opened) -> bool:
        """Return whether a reader of the page sees any text."""
        return any(passage.block().text.strip() for passage in opened.passages)

    @abstractmethod
    def walk(self, opened: Opened) -> None:
        """Clean every kept part of ``opened`` and add its passages and what it hid."""

    def edit(self, opened: Opened, edits: Mapping[str, list[Edit]]) -> None:
        """Make ``edits``, given by block id, in the passages of ``opened``."""
        for passage in opened.passages:
            if passage.id in edits:
                passage.rewrite(edits[passage.id])


def by_block(plan: RedactionPlan) -> dict[str, list[Edit]]:
    """Return the edits of ``plan`` by the ids of their blocks."""
    edits: dict[str, list[Edit]] = defaultdict(list)
    for edit in plan.edits:
        edits[edit.span.block].append(edit)
    return edits


def check_known(edits: Mapping[str, list[Edit]], lengths: Mapping[str, int]) -> None:
    """Check that ``edits``, given by block id, lie within blocks of these ``lengths``.

    Raises:
        StalePlanError: one names a block, or an offset, that does not exist.
    """
    for block, group in edits.items():
        if any(edit.span.end > lengths.get(block, -1) for edit in group):
            raise StalePlanError


def add_dropped(opened: Opened) -> None:
    """Add the text of the parts that will not be written, embedded packages included."""
    blocks, gaps = dropped_blocks(opened.package, opened.kept)
    opened.unseen += blocks
    opened.gaps |= gaps
    for name in opened.of_role(Role.IMAGE):
        unseen = opened.unseen_of(name)
        for text in notes(opened.package.parts[name]):
            unseen.note(Layer.METADATA, text)
        opened.keep_unseen(unseen)
    for name in opened.package.parts:
        if name not in opened.kept and is_embedded(name):
            _add_embedded(opened, name)


def _add_embedded(opened: Opened, name: str) -> None:
    if opened.depth + 1 > MAX_DEPTH:
        opened.gaps.add("embedded-not-read")
        return
    from redaction.formats.ooxml.embedded import open_embedded  # noqa: PLC0415 - a cycle

    try:
        inner = open_embedded(opened.package.parts[name], opened.depth + 1)
    except RedactionError as error:
        if error.code == "redaction.hostile":
            raise
        opened.gaps.add("embedded-not-read")
        return
    opened.gaps |= inner.gaps
    if inner.of_role(Role.IMAGE):
        opened.gaps.add(NOT_READ)
    for block in inner.blocks():
        renamed = BlockId(f"{name}!{block.id}")
        opened.unseen.append(replace(block, id=renamed, layer=Layer.HIDDEN))


def save(opened: Opened, main_type: str) -> bytes:
    """Return the kept parts of ``opened`` as a new package."""
    names = _new_names(opened)
    parts: dict[str, bytes] = {}
    types: dict[str, str] = {}
    root = Relation("rId1", _office_document(opened), names[opened.main], external=False)
    parts[rels_part("")] = rels_xml([root])
    for name, role in opened.kept.items():
        new = names[name]
        if role is Role.IMAGE:
            parts[new], types[new] = opened.pictures.content(name)
            continue
        kept = [r for r in opened.package.relations(name) if _stays(opened, name, r)]
        _cut_references(opened, name, {relation.id for relation in kept})
        parts[new] = serialize(opened.package.xml(name))
        types[new] = main_type if role is Role.MAIN else opened.package.declared_type(name)
        if kept:
            moved = [replace(relation, target=names[relation.target]) for relation in kept]
            parts[rels_part(new)] = rels_xml(moved)
    return zip_parts(parts, types)


def _office_document(opened: Opened) -> str:
    return next(r.type for r in opened.package.relations("") if r.target == opened.main)


def _stays(opened: Opened, part: str, relation: Relation) -> bool:
    if relation.external or (part, relation.id) in opened.cut:
        return False
    return relation.target in opened.kept


_STORY_NAMES: Final = frozenset(
    {
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "sheet",
        "slide",
        "slideLayout",
        "slideMaster",
    }
)


def _new_names(opened: Opened) -> dict[str, str]:
    """Return the parts' names in the output: plain ones stay, pictures take their new type."""
    names: dict[str, str] = {}
    for number, (name, role) in enumerate(opened.kept.items(), start=1):
        folder, _, leaf = name.rpartition("/")
        stem, _, extension = leaf.rpartition(".")
        if not is_plain_name(name) or role is Role.STORY:
            # Numbered anew, but by the usual names: readers go by them.
            usual = stem.rstrip("0123456789")
            usual = usual if usual in _STORY_NAMES else "part"
            folder, stem = folder if is_plain_name(folder) else "parts", f"{usual}{number}"
        if role is Role.IMAGE:
            stem, extension = f"{stem}-{number}", opened.pictures.extension(name)
        elif not is_plain_name(extension):
            extension = "xml"
        names[name] = f"{folder}/{stem}.{extension}".lstrip("/")
    return names


def _cut_references(opened: Opened, part: str, alive: set[str]) -> None:
    """Take out what points along relations that are not written."""
    gone = {r.id for r in opened.package.relations(part)} - alive
    for element in referring(opened.package.xml(part)):
        for name, value in list(element.attrib.items()):
            if str(name).startswith(R) and value and (value in gone or value not in alive):
                _cut_reference(element, str(name))


def _cut_reference(element: _Element, attribute: str) -> None:
    del element.attrib[attribute]
    if any(str(name).startswith(R) for name in element.attrib):
        return
    target = element
    if local(element) in _IN_FRAMES:
        target = next((a for a in element.iterancestors() if local(a) in _FRAMES), element)
    remove(target)
