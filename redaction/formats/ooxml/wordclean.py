"""A Word part without what its reader does not see.

After ``clean`` a tree holds one version of the text: revisions accepted,
comments, hidden runs, instructions, links, bookmarks, controls and the second
copies of text boxes gone, each noted before it went. What is left is what the
page shows, in its order, with its formatting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.fields import flatten_fields
from redaction.formats.ooxml.names import (
    MC,
    A,
    O,
    R,
    V,
    W,
    drop_attribute,
    every,
    is_on,
    local,
    parent_name,
    remove,
    unwrap,
)
from redaction.formats.ooxml.revisions import accept_revisions
from redaction.formats.ooxml.unseen import drop_extensions, is_free, strip_remarks, words

if TYPE_CHECKING:
    from collections.abc import Container

    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_UNDERSTOOD: Final = frozenset(
    {"wps", "wpg", "wp14", "w14", "w15", "a14", "v", "x14", "x14ac", "x15", "xr"}
    | {"p14", "p15", "p16", "am3d"}
)
_COMMENT_MARKS: Final = (
    *(W + "commentRangeStart", W + "commentRangeEnd", W + "commentReference"),
    W + "annotationRef",
)
_TRIFLES: Final = tuple(
    W + name
    for name in (
        *("proofErr", "permStart", "permEnd", "lastRenderedPageBreak", "subDoc", "control"),
        *("altChunk", "movie", "smartTagPr", "customXmlPr", "printerSettings", "contentPart"),
        *("tblCaption", "tblDescription"),
    )
)
_WRAPPERS: Final = (W + "hyperlink", W + "smartTag", W + "customXml", W + "dir", W + "bdo")
_VML_LINKS: Final = ("href", "target", O + "href")


def clean(root: _Element, unseen: Unseen, hidden_styles: Container[str] = frozenset()) -> None:
    """Bring ``root`` to what its reader sees; ``hidden_styles`` are ids of hidden styles."""
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    choose_alternatives(root, unseen)
    accept_revisions(root, unseen)
    unseen.take_all(root, Layer.COMMENT, *_COMMENT_MARKS)
    unseen.take_all(root, Layer.ATTRIBUTE, *_TRIFLES)
    _open_controls(root, unseen)
    flatten_fields(root, unseen)
    _open_wrappers(root, unseen)
    _drop_bookmarks(root, unseen)
    _drop_hidden(root, unseen, hidden_styles)
    _drop_objects(root, unseen)
    _drop_links(root, unseen)


def choose_alternatives(root: _Element, unseen: Unseen) -> None:
    """Keep of each alternative content the choice that today's programs show."""
    for element in every(root, MC + "AlternateContent"):
        choices = element.findall(MC + "Choice")
        fallback = element.find(MC + "Fallback")
        known = [c for c in choices if set(c.get("Requires", "").split()) <= _UNDERSTOOD]
        kept = known[0] if known else fallback
        shown = "" if kept is None else words(kept)
        for other in list(element):
            if other is not kept:
                if words(other) == shown:
                    remove(other)
                unseen.take(other, Layer.HIDDEN)
        if kept is None:
            remove(element)
        else:
            unwrap(element, list(kept))


def _open_controls(root: _Element, unseen: Unseen) -> None:
    """Replace content controls by their content; their names and lists go."""
    for control in every(root, W + "sdt"):
        for tag in (W + "sdtPr", W + "sdtEndPr"):
            properties = control.find(tag)
            if properties is not None:
                for text in _values(properties):
                    unseen.note(Layer.ATTRIBUTE, text)
        content = control.find(W + "sdtContent")
        unwrap(control, list(content) if content is not None else [])


def _values(properties: _Element) -> list[str]:
    return [
        str(value)
        for element in properties.iter()
        for value in element.attrib.values()
        if local(element) in {"alias", "tag", "listItem"} or is_free(str(value))
    ]


def _open_wrappers(root: _Element, unseen: Unseen) -> None:
    for element in every(root, *_WRAPPERS):
        for name, value in element.attrib.items():
            if not str(name).startswith(R):
                unseen.note(Layer.ATTRIBUTE, str(value))
        if element.tag not in {W + "dir", W + "bdo"}:
            unwrap(element)


def _drop_bookmarks(root: _Element, unseen: Unseen) -> None:
    for element in every(root, W + "bookmarkStart", W + "bookmarkEnd"):
        name = element.get(W + "name", "")
        if not name.startswith(("_Toc", "_Ref", "_Hlk", "_GoBack", "OLE_LINK")) or len(name) > 20:
            unseen.note(Layer.ATTRIBUTE, name)
        remove(element)


def _drop_hidden(root: _Element, unseen: Unseen, hidden_styles: Container[str]) -> None:
    """Take out runs and rows that are formatted as hidden; one note a paragraph."""
    texts: dict[_Element | None, str] = {}
    for run in every(root, W + "r"):
        if _is_hidden(run, hidden_styles):
            paragraph = next(run.iterancestors(W + "p"), None)
            texts[paragraph] = texts.get(paragraph, "") + words(run)
            remove(run)
    for text in texts.values():
        unseen.note(Layer.HIDDEN, text)
    for mark in every(root, W + "hidden"):
        row = next(mark.iterancestors(W + "tr"), None)
        if row is not None and parent_name(mark) == "trPr" and is_on(mark, W + "val"):
            unseen.take(row, Layer.HIDDEN)
    for shape in every(root, V + "shape", V + "rect", V + "textbox"):
        if "visibility:hidden" in shape.get("style", "").replace(" ", "").lower():
            unseen.take(shape, Layer.HIDDEN)


def _is_hidden(run: _Element, hidden_styles: Container[str]) -> bool:
    properties = run.find(W + "rPr")
    if properties is not None:
        for tag in (W + "vanish", W + "specVanish"):
            mark = properties.find(tag)
            if mark is not None:
                return is_on(mark, W + "val")
        style = properties.find(W + "rStyle")
        if style is not None and style.get(W + "val", "") in hidden_styles:
            return True
    paragraph = next(run.iterancestors(W + "p"), None)
    style = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    return style is not None and style.get(W + "val", "") in hidden_styles


def _drop_objects(root: _Element, unseen: Unseen) -> None:
    """Embedded objects become their preview picture."""
    unseen.take_all(root, Layer.ATTRIBUTE, O + "OLEObject", O + "LinkType", V + "signatureline")
    unseen.take_all(root, Layer.ATTRIBUTE, O + "signatureline", W + "objectEmbed", W + "objectLink")
    unseen.take_all(root, Layer.METADATA, W + "docVars")


def _drop_links(root: _Element, unseen: Unseen) -> None:
    for element in every(root, A + "hlinkClick", A + "hlinkHover", A + "hlinkMouseOver"):
        unseen.take_attribute(element, "tooltip")
        remove(element)
    for element in root.iter("{urn:schemas-microsoft-com:vml}*"):
        for name in (*_VML_LINKS, "alt", "title", O + "title", O + "spid", O + "gfxdata"):
            value = drop_attribute(element, name)
            if name != O + "gfxdata":
                unseen.note(Layer.ATTRIBUTE, value)


def hidden_styles(styles: _Element) -> frozenset[str]:
    """Return the ids of the styles in ``word/styles.xml`` whose text is hidden."""
    by_id = {s.get(W + "styleId", ""): s for s in styles.iter(W + "style")}
    return frozenset(name for name in by_id if _style_hides(name, by_id, 0))


def _style_hides(name: str, by_id: dict[str, _Element], depth: int) -> bool:
    style = by_id.get(name)
    if style is None or depth > 20:
        return False
    mark = style.find(f"{W}rPr/{W}vanish")
    if mark is not None:
        return is_on(mark, W + "val")
    base = style.find(W + "basedOn")
    return base is not None and _style_hides(base.get(W + "val", ""), by_id, depth + 1)
