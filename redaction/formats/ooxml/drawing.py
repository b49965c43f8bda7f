"""Text of DrawingML parts: charts, diagrams, shapes, slides.

Paragraphs (``a:p``) and the values a chart has cached are passages. Links out of
shapes and the workbook behind a chart go; the cached values stay, for they are
what the page shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.text import Layer
from redaction.formats.ooxml.names import A, C, every, remove
from redaction.formats.ooxml.pieces import Passage, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from redaction.formats.ooxml.unseen import Unseen

_LINKS: Final = (A + "hlinkClick", A + "hlinkHover", A + "hlinkMouseOver")


def drawing_passages(
    root: _Element, part: str, unseen: Unseen, *, keep_sources: bool
) -> Iterator[Passage]:
    """Drop links and sources under ``root``, then yield its paragraphs and cached values.

    ``keep_sources`` if the cells a chart draws from are in the same file.
    """
    drop_links(root, unseen)
    for element in every(root, C + "pivotSource"):
        unseen.take(element, Layer.ATTRIBUTE)
    for element in every(root, C + "externalData"):
        remove(element)
    if not keep_sources:
        for source in root.iter(C + "f"):
            source.text = None
    yield from paragraphs(root, part, Layer.BODY)
    yield from chart_values(root, part)


def drop_links(root: _Element, unseen: Unseen) -> None:
    """Take the links out of shapes and runs."""
    for element in every(root, *_LINKS):
        unseen.take_attribute(element, "tooltip")
        remove(element)


def paragraphs(root: _Element, part: str, layer: Layer) -> Iterator[Passage]:
    """Yield each ``a:p`` under ``root`` that holds text."""
    for number, element in enumerate(root.iter(A + "p"), start=1):
        passage = Passage(f"{part}#p{number}", list(_pieces(element)), layer)
        if passage.text:
            yield passage


def _pieces(paragraph: _Element) -> Iterator[Piece]:
    for node in paragraph.iter(A + "t", A + "br"):
        if node.tag == A + "br":
            yield Piece("\n", node, fixed=True)
        elif node.text:
            yield Piece(node.text, node)


def chart_values(root: _Element, part: str) -> Iterator[Passage]:
    """Yield the cached values (``c:v``) of a chart, one a passage."""
    for number, element in enumerate(root.iter(C + "v"), start=1):
        if element.text:
            yield Passage(f"{part}#v{number}", [Piece(element.text, element)])
