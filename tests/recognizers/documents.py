"""Small documents for the tests of detection."""

from __future__ import annotations

from recognizers.base import find_all
from recognizers.text import BlockId, Cell, Document, Layer, Sha256, TextBlock


def document(*blocks: str | TextBlock) -> Document:
    """Return a document of these blocks; a string becomes a paragraph."""
    return Document(
        Sha256("0" * 64),
        "text/plain",
        tuple(
            block if isinstance(block, TextBlock) else TextBlock(BlockId(f"p{number}"), block)
            for number, block in enumerate(blocks)
        ),
    )


def field(text: str, label: str, name: str = "field") -> TextBlock:
    """Return a form field with its label."""
    return TextBlock(BlockId(name), text, label=label)


def table(*rows: list[str], header: bool = True) -> list[TextBlock]:
    """Return the cells of a table whose first row is its header, if it has one."""
    labels = rows[0] if header else [""] * len(rows[0])
    return [
        TextBlock(
            BlockId(f"t1r{r}c{c}"),
            text,
            label="" if header and r == 0 else labels[c],
            cell=Cell("t1", r, c, header=header and r == 0),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]


def found(doc: Document, *kinds: str) -> list[str]:
    """Return the texts of the findings of these kinds, in reading order, joined by "|" if split."""
    texts = doc.by_id()
    return [
        "|".join(texts[s.block].text[s.start : s.end] for s in f.spans)
        for f in find_all(doc).findings
        if f.kind.value in kinds
    ]


__all__ = ["BlockId", "Cell", "Layer", "TextBlock", "document", "field", "found", "table"]
