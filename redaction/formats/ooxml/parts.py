"""Which parts of a package may stay, told by their content types, and what the others hold.

The list is an allow-list: a part that is not on it never reaches an output. What
text the dropped parts hold is read all the same, so that a reviewer sees it go;
binaries that nothing here can read are reported as gaps.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from recognizers.text import Layer
from redaction.errors import RedactionError
from redaction.formats.ooxml.media import notes
from redaction.formats.ooxml.names import local
from redaction.formats.ooxml.package import is_xml
from redaction.formats.ooxml.remains import readable
from redaction.formats.ooxml.unseen import Unseen, is_free, is_free_attribute, strip_remarks, words

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from lxml.etree import _Element

    from recognizers.text import TextBlock
    from redaction.formats.ooxml.package import Package


class Role(StrEnum):
    """What a kept part is for."""

    MAIN = "main"
    STORY = "story"  # text of its own: headers, notes, slides, sheets
    SETTING = "setting"  # styles, numbering, themes
    DRAWING = "drawing"  # charts, diagrams, shapes
    TABLE = "table"  # Excel's formatted tables
    IMAGE = "image"


_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SLIDE: Final = "application/vnd.openxmlformats-officedocument.presentationml."
_DRAW: Final = "application/vnd.openxmlformats-officedocument.drawingml."
WORD_MAIN: Final = _WORD + "document.main+xml"
SHEET_MAIN: Final = _SHEET + "sheet.main+xml"
SLIDE_MAIN: Final = _SLIDE + "presentation.main+xml"

MAIN_TYPES: Final = {
    WORD_MAIN: WORD_MAIN,
    _WORD + "template.main+xml": WORD_MAIN,
    "application/vnd.ms-word.document.macroenabled.main+xml": WORD_MAIN,
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": WORD_MAIN,
    SHEET_MAIN: SHEET_MAIN,
    _SHEET + "template.main+xml": SHEET_MAIN,
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": SHEET_MAIN,
    "application/vnd.ms-excel.template.macroenabled.main+xml": SHEET_MAIN,
    SLIDE_MAIN: SLIDE_MAIN,
    _SLIDE + "template.main+xml": SLIDE_MAIN,
    _SLIDE + "slideshow.main+xml": SLIDE_MAIN,
    "application/vnd.ms-powerpoint.presentation.macroenabled.main+xml": SLIDE_MAIN,
    "application/vnd.ms-powerpoint.slideshow.macroenabled.main+xml": SLIDE_MAIN,
    "application/vnd.ms-powerpoint.template.macroenabled.main+xml": SLIDE_MAIN,
}
"""Main content types (lower case, as compared) and what they are written as."""

ROLES: Final = {
    **{_WORD + f"{kind}+xml": Role.STORY for kind in ("header", "footer", "footnotes", "endnotes")},
    **{
        _WORD + f"{kind}+xml": Role.SETTING
        for kind in ("styles", "numbering", "settings", "fonttable")
    },
    _SHEET + "worksheet+xml": Role.STORY,
    _SHEET + "chartsheet+xml": Role.STORY,
    _SHEET + "sharedstrings+xml": Role.SETTING,
    _SHEET + "styles+xml": Role.SETTING,
    _SHEET + "table+xml": Role.TABLE,
    _SLIDE + "slide+xml": Role.STORY,
    _SLIDE + "slidelayout+xml": Role.STORY,
    _SLIDE + "slidemaster+xml": Role.STORY,
    _SLIDE + "presprops+xml": Role.SETTING,
    _SLIDE + "tablestyles+xml": Role.SETTING,
    "application/vnd.openxmlformats-officedocument.theme+xml": Role.SETTING,
    "application/vnd.openxmlformats-officedocument.themeoverride+xml": Role.SETTING,
    "application/vnd.openxmlformats-officedocument.drawing+xml": Role.DRAWING,
    _DRAW + "chart+xml": Role.DRAWING,
    _DRAW + "chartshapes+xml": Role.DRAWING,
    _DRAW + "diagramdata+xml": Role.DRAWING,
    _DRAW + "diagramlayout+xml": Role.SETTING,
    _DRAW + "diagramstyle+xml": Role.SETTING,
    _DRAW + "diagramcolors+xml": Role.SETTING,
    "application/vnd.ms-office.drawingml.diagramdrawing+xml": Role.DRAWING,
}

_IMAGES: Final = re.compile(
    r"\.(?:png|jpe?g|jfif|gif|bmp|dib|tiff?|emf|wmf|svg|wdp|pct|pict|eps)$", re.IGNORECASE
)
_EMBEDDED: Final = re.compile(r"\.(?:docx|docm|xlsx|xlsm|pptx|pptm)$", re.IGNORECASE)
_TEXTUAL: Final = re.compile(r"\.(?:html?|txt|mht|mhtml|rtf|csv)$", re.IGNORECASE)
_NOTED: Final = frozenset({"v", "displayName", "author", "userName", "refreshedBy"})
_COMMENTS: Final = frozenset({"comments", "ThreadedComments", "cmLst", "cmAuthorLst", "personList"})
_FIGURE: Final = re.compile(r"-?[0-9]{0,6}(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,3})?")
_SEPARATE: Final = 2000
"""Texts of a dropped part beyond this many share one block."""

_PROGRAM_FACTS: Final = frozenset(
    {"Template", "TotalTime", "Pages", "Words", "Characters", "Application", "DocSecurity"}
    | {"Lines", "Paragraphs", "ScaleCrop", "LinksUpToDate", "CharactersWithSpaces", "SharedDoc"}
    | {"HyperlinksChanged", "AppVersion", "Slides", "Notes", "HiddenSlides", "MMClips"}
    | {"PresentationFormat", "HeadingPairs", "TitlesOfParts"}
)
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_./\[\]()+ -]{1,100}")
_DIGITS: Final = re.compile(r"[0-9]{6}")


def role_of(package: Package, name: str) -> Role | None:
    """Return what the part ``name`` is kept for, or None if it is to be dropped."""
    kind = package.content_type(name)
    if kind in MAIN_TYPES:
        return Role.MAIN
    if kind in ROLES:
        return ROLES[kind]
    is_image = kind.startswith("image/") or _IMAGES.search(name) is not None
    return Role.IMAGE if is_image else None


def kept_parts(
    package: Package, main: str, cut: Container[tuple[str, str]] = frozenset()
) -> dict[str, Role]:
    """Return the parts on the allow-list that can be reached from ``main``, in that order.

    ``cut`` holds the relations, as (part, id), that are not to be followed.
    """
    kept = {main: Role.MAIN}
    queue = [main]
    for name in queue:
        for relation in package.relations(name):
            target = relation.target
            if relation.external or target in kept or target not in package.parts:
                continue
            if (name, relation.id) in cut:
                continue
            role = role_of(package, target)
            if role is not None and role is not Role.MAIN:
                kept[target] = role
                queue.append(target)
    return kept


def is_plain_name(name: str) -> bool:
    """Return whether a part's name can hold nothing that a person wrote."""
    return _PLAIN_NAME.fullmatch(name) is not None and _DIGITS.search(name) is None


def dropped_blocks(package: Package, kept: dict[str, Role]) -> tuple[list[TextBlock], set[str]]:
    """Return the text of all parts that are not in ``kept``, and codes of what is unreadable."""
    found: list[TextBlock] = []
    gaps: set[str] = set()
    container = Unseen("package")
    container.note(Layer.METADATA, package.comment.decode("utf-8", "replace"))
    for text in readable(package.aside):
        container.note(Layer.METADATA, text)
    for name in package.parts:
        if not is_plain_name(name):
            container.note(Layer.METADATA, name)
        if name in kept:
            continue
        found += _dropped(package, name, gaps)
    return [*container.blocks(), *found], gaps


def _dropped(package: Package, name: str, gaps: set[str]) -> Iterator[TextBlock]:
    unseen = Unseen(name)
    if name.lower().endswith(".rels"):
        _note_targets(package, name, unseen)
    elif is_xml(name):
        try:
            _note_xml(package.xml(name), unseen)
        except RedactionError as error:
            if error.code == "redaction.hostile":
                raise
            gaps.add("part-not-read")
    elif _TEXTUAL.search(name):
        unseen.note(Layer.HIDDEN, _decoded(package.parts[name]))
        gaps.add("imported-part-dropped")
    elif _IMAGES.search(name):
        for text in notes(package.parts[name]):
            unseen.note(Layer.METADATA, text)
    elif not _EMBEDDED.search(name):
        gaps.add("binary-part-not-read")
        for text in readable(package.parts[name]):
            unseen.note(Layer.METADATA, text)
    yield from unseen.blocks()


def is_embedded(name: str) -> bool:
    """Return whether a part is itself a package of Office Open XML."""
    return _EMBEDDED.search(name) is not None


def _note_targets(package: Package, rels: str, unseen: Unseen) -> None:
    for relation in package.relations(package.parent_of(rels)):
        if relation.external:
            for text in dict.fromkeys((relation.target, unquote(relation.target))):
                unseen.note(Layer.ATTRIBUTE, text)


def _note_xml(root: _Element, unseen: Unseen) -> None:
    strip_remarks(root, unseen)
    kind = local(root)
    if kind in _COMMENTS:
        items = list(root.iter("{*}comment", "{*}threadedComment", "{*}cm", "{*}author"))
        for item in items or [root]:
            unseen.note(Layer.COMMENT, "\n".join(filter(None, (words(item), *_values(item)))))
        return
    if kind == "Properties":
        _drop_program_facts(root)
    layer = Layer.COMMENT if kind == "notes" else Layer.METADATA
    found = [*words(root).split("\n"), *_values(root)]
    told = [text for text in dict.fromkeys(found) if not _FIGURE.fullmatch(text)]
    for text in told[:_SEPARATE]:
        unseen.note(layer, text)
    unseen.note(layer, "\n".join(told[_SEPARATE:]))


def _drop_program_facts(root: _Element) -> None:
    """Leave out what the program writes of itself, so that reviewers see people's words."""
    for element in list(root):
        if local(element) in _PROGRAM_FACTS and not is_free(words(element)):
            root.remove(element)


def _values(root: _Element) -> Iterator[str]:
    for element in root.iter():
        if is_free(local(element)):
            yield local(element)
        for name, value in element.attrib.items():
            short = str(name).rpartition("}")[2]
            if short in _NOTED or is_free_attribute(element, str(name), str(value)):
                yield str(value)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
