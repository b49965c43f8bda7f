"""Word documents (docx, docm; ISO/IEC 29500).

Reads and rewrites the parts of the package: body, headers, footers, notes, text
boxes, charts and diagrams stay; comments, tracked deletions, hidden text,
instructions, properties, macros, embedded objects and links are read for review
and go. Text in pictures is not read here (gap ``image-not-read``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.text import Layer
from redaction.formats.ooxml.drawing import drawing_passages
from redaction.formats.ooxml.names import C, R, W, every
from redaction.formats.ooxml.office import OfficeAdapter
from redaction.formats.ooxml.parts import WORD_MAIN, Role
from redaction.formats.ooxml.unseen import drop_extensions, is_free, strip_remarks, sweep
from redaction.formats.ooxml.wordclean import choose_alternatives, clean, hidden_styles
from redaction.formats.ooxml.wordsettings import clean_setting, new_style_ids, rename_styles
from redaction.formats.ooxml.wordtext import claimed_by, word_passages
from redaction.formats.registry import DOCX

if TYPE_CHECKING:
    from redaction.formats.ooxml.office import Opened

_VALUES: Final = frozenset(
    {"posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset", "instrText"}
    | {"f", "formatCode", "separator", "col", "colOff", "row", "rowOff", "tableStyleId"}
)
_KEPT_ATTRIBUTES: Final = frozenset(
    {
        ("textpath", "string"),
        ("chr", "val"),
        ("begChr", "val"),
        ("endChr", "val"),
        ("sepChr", "val"),
    }
)


class DocxAdapter(OfficeAdapter):
    """Reads and rewrites Word documents; macros of a docm are dropped."""

    media_type: ClassVar[str] = DOCX
    output_type: ClassVar[str] = DOCX
    main_type: ClassVar[str] = WORD_MAIN

    def walk(self, opened: Opened) -> None:
        """Clean the stories, settings and drawings of ``opened`` and collect their text."""
        hidden = _prepare_styles(opened)
        _drop_unused_margins(opened)
        _walk_story(opened, opened.main, Layer.BODY, hidden)
        _drop_unused_notes(opened)
        for name in opened.of_role(Role.STORY):
            _walk_story(opened, name, Layer.MARGIN, hidden)
        for name in opened.of_role(Role.SETTING):
            unseen = opened.unseen_of(name)
            opened.passages += clean_setting(opened.package.xml(name), name, unseen)
            opened.keep_unseen(unseen)
        for name in opened.of_role(Role.DRAWING):
            walk_drawing(opened, name)


def _prepare_styles(opened: Opened) -> frozenset[str]:
    """Give plain ids to the styles everywhere; return the ids of hidden ones."""
    for name in opened.related(opened.main, "styles"):
        styles = opened.package.xml(name)
        new_ids = new_style_ids(styles)
        unseen = opened.unseen_of(name + "#ids")
        for old in filter(is_free, new_ids):
            unseen.note(Layer.ATTRIBUTE, old)
        opened.keep_unseen(unseen)
        for part in opened.of_role(Role.MAIN, Role.STORY, Role.SETTING):
            rename_styles(opened.package.xml(part), new_ids)
        return hidden_styles(styles)
    return frozenset()


def _drop_unused_margins(opened: Opened) -> None:
    """Leave out headers and footers that no section shows."""
    main = opened.package.xml(opened.main)
    marks = main.iter(W + "headerReference", W + "footerReference")
    shown = {mark.get(R + "id") for mark in marks}
    for relation in opened.package.relations(opened.main):
        if relation.kind in {"header", "footer"} and relation.id not in shown:
            opened.cut_relation(opened.main, relation.id)


def _drop_unused_notes(opened: Opened) -> None:
    """Take out notes that the body does not refer to: a deleted reference leaves its note."""
    main = opened.package.xml(opened.main)
    for kind in ("footnote", "endnote"):
        shown = {mark.get(W + "id") for mark in main.iter(f"{W}{kind}Reference")}
        for name in opened.related(opened.main, kind + "s"):
            unseen = opened.unseen_of(name + "#unused")
            for note in every(opened.package.xml(name), W + kind):
                is_note = note.get(W + "type", "normal") == "normal"
                if is_note and note.get(W + "id") not in shown:
                    unseen.take(note, Layer.HIDDEN)
            opened.keep_unseen(unseen)


def _walk_story(opened: Opened, name: str, layer: Layer, hidden: frozenset[str]) -> None:
    root, unseen = opened.package.xml(name), opened.unseen_of(name)
    clean(root, unseen, hidden)
    passages = list(word_passages(root, name, layer))
    claimed = claimed_by(passages)
    sweep(root, unseen, claimed=claimed, keep_attributes=_KEPT_ATTRIBUTES, values=_VALUES)
    opened.passages += passages
    opened.keep_unseen(unseen)


def walk_drawing(opened: Opened, name: str, *, keep_sources: bool = False) -> None:
    """Clean a chart or diagram part and collect its text.

    ``keep_sources`` if the cells a chart draws from are in the same file.
    """
    root, unseen = opened.package.xml(name), opened.unseen_of(name)
    strip_remarks(root, unseen)
    drop_extensions(root, unseen)
    choose_alternatives(root, unseen)
    passages = list(drawing_passages(root, name, unseen, keep_sources=keep_sources))
    claimed = claimed_by(passages)
    if keep_sources:
        claimed |= set(root.iter(C + "f"))
    sweep(root, unseen, claimed=claimed, values=_VALUES)
    opened.passages += passages
    opened.keep_unseen(unseen)
