"""Plain text, Markdown and CSV.

A line is a block; its end is no part of it. What no edit covers is written
byte for byte as it was: encoding, byte order mark, line ends, quotes. CSV cells
are blocks with their column's label; a formula in a cell is text like any
other. HTML has a module of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.text import BlockId, Cell, Document, TextBlock
from redaction.errors import EmptyDocumentError, HostileFileError, StalePlanError
from redaction.formats.digest import sha256_of
from redaction.formats.encoding import Decoded, decode
from redaction.formats.registry import CSV, MARKDOWN, TEXT
from redaction.formats.tables import GridCell, Label, label_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from recognizers.text import Sha256
    from redaction.plan import Edit, RedactionPlan

MAX_SIZE: Final = 200 << 20
_LINE: Final = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_DELIMITERS: Final = ",\t;|"
_SAMPLE_LINES: Final = 50


@dataclass(frozen=True, slots=True)
class Stretch:
    """A block and where its characters stand in the decoded file.

    ``starts[i]`` is where the block's i-th character begins and
    ``starts[i + 1]`` where it ends; one character of the block may take several
    of the file (a doubled quote, an entity).
    """

    block: TextBlock
    starts: tuple[int, ...] | range


class PlainTextAdapter:
    """Reads and rewrites plain text."""

    media_type: ClassVar[str] = TEXT
    output_type: ClassVar[str] = TEXT

    def read(self, source: bytes) -> Document:
        """Return each line as a block.

        Raises:
            UnreadableFileError: its encoding cannot be told.
            EmptyDocumentError: there is nothing but white space in it.
            HostileFileError: it is larger than ``MAX_SIZE`` bytes.
        """
        return document(sha256_of(source), self.media_type, self.stretches(source)[1])

    def write(self, source: bytes, plan: RedactionPlan) -> bytes:
        """Return ``source`` with the edits of ``plan`` made.

        Raises:
            StalePlanError: ``plan`` was made for other bytes, or names unknown blocks.
        """
        if plan.source != sha256_of(source):
            raise StalePlanError
        decoded, stretches = self.stretches(source)
        return decoded.encode(spliced(decoded.text, stretches, plan.edits))

    def stretches(self, source: bytes) -> tuple[Decoded, list[Stretch]]:
        """Return the decoded file and its blocks with their places."""
        check_size(source)
        decoded = decode(source)
        return decoded, list(self.locate(decoded.text))

    def locate(self, text: str) -> Iterator[Stretch]:
        """Yield the blocks of the decoded file."""
        for number, match in enumerate(_LINE.finditer(text), start=1):
            block = TextBlock(BlockId(f"line{number}"), match[0])
            yield Stretch(block, range(match.start(), match.end() + 1))


class MarkdownAdapter(PlainTextAdapter):
    """Reads and rewrites Markdown as the text it is, markup included."""

    media_type: ClassVar[str] = MARKDOWN
    output_type: ClassVar[str] = MARKDOWN


class CsvAdapter(PlainTextAdapter):
    """Reads and rewrites comma-, tab-, semicolon- and bar-separated tables."""

    media_type: ClassVar[str] = CSV
    output_type: ClassVar[str] = CSV

    def locate(self, text: str) -> Iterator[Stretch]:
        """Yield each cell as a block with its label."""
        fields = list(_fields(text, delimiter_of(text)))
        grid = (GridCell(row, column, value) for row, column, value, _ in fields)
        labels = label_cells(grid)
        for row, column, value, starts in fields:
            if value:
                label = labels.get((row, column), Label())
                cell = Cell("csv", row, column, header=label.header)
                name = BlockId(f"r{row + 1}c{column + 1}")
                yield Stretch(TextBlock(name, value, label=label.text, cell=cell), starts)


def document(sha256: Sha256, media_type: str, stretches: Iterable[Stretch]) -> Document:
    """Return the document of ``stretches``.

    Raises:
        EmptyDocumentError: they hold nothing but white space.
    """
    blocks = tuple(stretch.block for stretch in stretches)
    if not any(block.text.strip() for block in blocks):
        raise EmptyDocumentError
    return Document(sha256, media_type, blocks)


def check_size(source: bytes) -> None:
    """Refuse what is too large to be held in memory several times over."""
    if len(source) > MAX_SIZE:
        raise HostileFileError(reason="too-large")


def spliced(text: str, stretches: Iterable[Stretch], edits: Iterable[Edit]) -> str:
    """Return ``text`` with ``edits`` made at the places that ``stretches`` give.

    Raises:
        StalePlanError: an edit names a block, or an offset, that does not exist.
    """
    by_id = {stretch.block.id: stretch for stretch in stretches}
    places: list[tuple[int, int, str]] = []
    for edit in edits:
        stretch = by_id.get(edit.span.block)
        if stretch is None or edit.span.end > len(stretch.block.text):
            raise StalePlanError
        start, end = stretch.starts[edit.span.start], stretch.starts[edit.span.end]
        places.append((start, end, edit.replacement))
    parts: list[str] = []
    done = 0
    for start, end, replacement in sorted(places):
        parts += (text[done:start], replacement)
        done = end
    return "".join((*parts, text[done:]))


def delimiter_of(text: str) -> str:
    r"""Return the character that most steadily divides the first lines of ``text``.

    >>> delimiter_of("a;b;c\\n1;2,5;3")
    ';'
    """
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE_LINES]

    def steadiness(delimiter: str) -> tuple[int, int]:
        counts = [_outside_quotes(line, delimiter) for line in lines]
        usual = max(set(counts), key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_DELIMITERS, key=lambda d: (steadiness(d), -_DELIMITERS.index(d)))


def _outside_quotes(line: str, delimiter: str) -> int:
    return sum(part.count(delimiter) for part in line.split('"')[::2])


_Field = tuple[int, int, str, tuple[int, ...] | range]


def _fields(text: str, delimiter: str) -> Iterator[_Field]:
    """Yield row, column, value and character places of each field (RFC 4180, leniently)."""
    row = column = position = 0
    size = len(text)
    while position < size:
        starts: tuple[int, ...] | range
        if text[position] == '"':
            value, starts, position = _quoted(text, position, delimiter)
        else:
            end = _field_end(text, position, delimiter)
            value, starts = text[position:end], range(position, end + 1)
            position = end
        yield row, column, value, starts
        if position >= size:
            return
        if text[position] == delimiter:
            column += 1
            position += 1
        else:
            position += 2 if text.startswith("\r\n", position) else 1
            row, column = row + 1, 0


def _field_end(text: str, position: int, delimiter: str) -> int:
    ends = (text.find(mark, position) for mark in (delimiter, "\r", "\n"))
    return min((end for end in ends if end >= 0), default=len(text))


def _quoted(text: str, position: int, delimiter: str) -> tuple[str, tuple[int, ...], int]:
    """Return a quoted field's value, places and end; what follows its quote belongs to it."""
    characters: list[str] = []
    starts: list[int] = []
    position += 1
    while position < len(text):
        if text.startswith('""', position):
            characters.append('"')
            starts.append(position)
            position += 2
        elif text[position] == '"':
            break
        else:
            characters.append(text[position])
            starts.append(position)
            position += 1
    end = _field_end(text, position, delimiter)
    after = text[position + 1 : end]
    if after:
        # Text between the closing quote and the delimiter: sloppy, but shown.
        starts.extend((*range(position + 1, end), end))
        return "".join(characters) + after, tuple(starts), end
    starts.append(position)
    return "".join(characters), tuple(starts), end
