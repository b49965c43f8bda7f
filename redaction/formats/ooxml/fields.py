"""Fields of a Word part: what they show stays, what they are computed from goes.

A field becomes its result; a drop-down or check box of an old form becomes the
choice it shows. Only page numbers stay fields, and ``EQ``, whose
instruction is itself what the page shows. Text inside an instruction (of a mail
merge, of a hidden index entry) is noted and goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.names import W, every, is_on, parent_name, remove, unwrap

if TYPE_CHECKING:
    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_PAGE: Final = re.compile(
    r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES|SECTION)(?:\s+\\\*\s*[A-Za-z]{1,20}){0,3}\s*", re.IGNORECASE
)
_SHOWN: Final = re.compile(r"\s*EQ\s", re.IGNORECASE)
_BOXES: Final = ("\u2610", "\u2612")  # a check box, empty and crossed
_TEXT: Final = (W + "t", W + "sym", W + "tab", W + "br", W + "cr", W + "noBreakHyphen")


@dataclass(slots=True)
class _Field:
    marks: list[_Element] = field(default_factory=list)
    instruction: str = ""
    in_instruction: bool = True
    choice: str = ""


def flatten_fields(root: _Element, unseen: Unseen) -> None:
    """Replace every field under ``root`` but page numbers and ``EQ`` by its result."""
    for element in every(root, W + "fldSimple"):
        instruction = element.get(W + "instr", "")
        if not _PAGE.fullmatch(instruction):
            unseen.note(Layer.ATTRIBUTE, instruction)
            for secret in every(element, W + "fldData"):
                remove(secret)
            unwrap(element)
    open_fields: list[_Field] = []
    for element in every(root, W + "fldChar", W + "instrText", *_TEXT):
        if element.tag == W + "fldChar":
            _mark(element, open_fields, unseen)
        elif element.tag == W + "instrText":
            _instruction(element, open_fields, unseen)
        else:
            _text(element, open_fields)
    for left in open_fields:
        _finish(left, unseen)


def _mark(element: _Element, open_fields: list[_Field], unseen: Unseen) -> None:
    kind = element.get(W + "fldCharType")
    choice = _choice(element)
    for child in list(element):
        unseen.take(child, Layer.ATTRIBUTE)
    if kind == "begin":
        open_fields.append(_Field([element], choice=choice))
        return
    if not open_fields:
        remove(element)
        return
    open_fields[-1].marks.append(element)
    if kind == "separate":
        open_fields[-1].in_instruction = False
    else:
        _finish(open_fields.pop(), unseen)


def _instruction(element: _Element, open_fields: list[_Field], unseen: Unseen) -> None:
    if not open_fields:
        unseen.take(element, Layer.ATTRIBUTE)
        return
    open_fields[-1].marks.append(element)
    open_fields[-1].instruction += element.text or ""


def _text(element: _Element, open_fields: list[_Field]) -> None:
    """Move text that stands inside an instruction (the result of a nested field) into it."""
    outer = next((f for f in open_fields if f.in_instruction), None)
    if outer is not None and parent_name(element) == "r":
        outer.instruction += element.text or " "
        remove(element)


def _finish(done: _Field, unseen: Unseen) -> None:
    if _PAGE.fullmatch(done.instruction) or _SHOWN.match(done.instruction):
        return
    if done.choice:
        _show(done.marks.pop(0), done.choice)
    unseen.note(Layer.ATTRIBUTE, done.instruction)
    for mark in done.marks:
        remove(mark)


def _choice(begin: _Element) -> str:
    """Return what a form field shows that has no result of its own."""
    box, entries = begin.find(f"{W}ffData/{W}checkBox"), begin.find(f"{W}ffData/{W}ddList")
    if box is not None:
        return _BOXES[is_on(_first(box, "checked", "default"), W + "val")]
    if entries is None:
        return ""
    shown = _first(entries, "result", "default")
    listed = [entry.get(W + "val", "") for entry in entries.findall(W + "listEntry")]
    number = shown.get(W + "val", "0") if shown is not None else "0"
    return listed[int(number)] if number.isdigit() and int(number) < len(listed) else ""


def _first(parent: _Element, *names: str) -> _Element | None:
    found = (parent.find(W + name) for name in names)
    return next((element for element in found if element is not None), None)


def _show(mark: _Element, text: str) -> None:
    mark.tag = W + "t"
    mark.attrib.clear()
    mark.text = text
