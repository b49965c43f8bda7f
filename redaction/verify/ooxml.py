"""What docx, xlsx and pptx packages show, and everything else they hold.

Reads the XML itself; the writer's code is not used. Shown are paragraphs and
cells that an office program would draw: not hidden rows, not deleted text. What
is shown is a floor for the loss check, so a doubtful paragraph counts as shown.
"""

from __future__ import annotations

import posixpath
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from redaction.verify.census import count_ooxml
from redaction.verify.containers import open_archive
from redaction.verify.markup import add_unescaped, local, look_at_xml
from redaction.verify.normal import BARRIER
from redaction.verify.sheets import show_sheets
from redaction.verify.strand import Sight, Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    Look = Callable[[bytes, int], Sight]

_UNSEEN: Final = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "delInstrText"})
_TEXT: Final = frozenset({"t", "ruby", "tab", "br", "cr", "sym", "noBreakHyphen", "v"})
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WORD_SHOWN: Final = ("document", "header", "footer", "footnotes", "endnotes")
_DRAWN: Final = ("/charts/chart", "/diagrams/data", "/diagrams/drawing", "/charts/chartEx")


def look_at_ooxml(data: bytes, depth: int, look_inside: Look) -> Sight:
    """Return what the package ``data`` shows and holds; ``look_inside`` opens other members.

    Raises:
        UnprovenError: the package is damaged or too large to look at.
    """
    sight = Sight()
    archive = open_archive(data)
    roots: dict[str, etree._Element] = {}
    for member in archive.members:
        if member.name.endswith((".xml", ".rels", ".vml")):
            root = look_at_xml(member.data, sight)
            if root is not None:
                roots[member.name] = root
            elif member.data:
                sight.blind.add("xml")
        else:
            sight.take(look_inside(member.data, depth + 1))
    _look_around(archive.strays, [m.name for m in archive.members], sight, depth, look_inside)
    count_ooxml([m.name for m in archive.members], roots, sight)
    _show(roots, sight)
    return sight


def _look_around(
    strays: tuple[bytes, ...], names: list[str], sight: Sight, depth: int, look_inside: Look
) -> None:
    """Add the members' names and the bytes that no directory names."""
    sight.add("zip-names", Sort.SYNTAX, BARRIER.join(names))
    add_unescaped(sight, names)
    for stray in strays:
        sight.take(look_inside(stray, depth + 1))
        sight.note("zip-strays", len(stray))


def _show(roots: dict[str, etree._Element], sight: Sight) -> None:
    """Add the shown text of whichever program's package this is."""
    if any(name.startswith("xl/") for name in roots):
        show_sheets(roots, sight)
    for name, root in sorted(roots.items(), key=lambda item: _natural(item[0])):
        stem = posixpath.basename(name).removesuffix(".xml").rstrip("0123456789")
        if posixpath.dirname(name).endswith("ppt/slides") and root.get("show") not in {
            "0",
            "false",
        }:
            sight.pages += 1
            show_paragraphs(root, sight)
        elif posixpath.dirname(name) in {"ppt/slideMasters", "ppt/slideLayouts"}:
            show_paragraphs(root, sight, unless=_is_prompt)
        elif name.startswith("word/") and name.count("/") == 1 and stem in _WORD_SHOWN:
            show_paragraphs(root, sight)
            for watermark in root.iter("{*}textpath"):
                sight.add("shown-text", Sort.SHOWN, watermark.get("string") or "")
            sight.cells += sum(local(e) == "tc" for e in root.iter())
        elif any(mark in name for mark in _DRAWN) and "_rels" not in name:
            show_paragraphs(root, sight)
            for value in root.iter("{*}v"):
                sight.add("shown-text", Sort.SHOWN, value.text or "")


def _is_prompt(paragraph: etree._Element) -> bool:
    """Return whether a paragraph of a master only says what to type in its place."""
    shape = next(paragraph.iterancestors("{*}sp"), None)
    holder = None if shape is None else shape.find("{*}nvSpPr/{*}nvPr/{*}ph")
    return holder is not None and holder.get("type") not in {"ftr", "dt", "sldNum"}


def show_paragraphs(
    root: etree._Element,
    sight: Sight,
    unless: Callable[[etree._Element], bool] = lambda _: False,
) -> None:
    """Add each paragraph's own text, without that of paragraphs inside it."""
    for paragraph in filterfalse(unless, root.iter("{*}p")):
        if not any(local(a) in _UNSEEN for a in paragraph.iterancestors()):
            sight.add("shown-text", Sort.SHOWN, "".join(_spelled(paragraph)))


def _spelled(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name in _UNSEEN or name == "p" or (name == "r" and _is_vanished(child)):
            continue
        if name in _BREAKS:
            yield _BREAKS[name]
        elif name == "t":
            yield child.text or ""
        else:
            yield from _spelled(child)


def _is_vanished(run: etree._Element) -> bool:
    mark = run.find("{*}rPr/{*}vanish")
    return mark is not None and not any(v in {"0", "false", "off"} for v in mark.attrib.values())


def _natural(name: str) -> tuple[str, int]:
    """Return a key that puts slide2 before slide10."""
    stem = name.removesuffix(".xml")
    number = stem[len(stem.rstrip("0123456789")) :]
    return stem.rstrip("0123456789"), int(number or 0)
