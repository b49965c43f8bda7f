r"""From lines of characters on a page to passages in reading order.

For formats that place characters instead of writing paragraphs (ofd, scans).
Lines side by side become cells of a table where columns repeat, or else one
line; lines that plainly continue each other become one passage, joined by
``"\n"``. No character is ever dropped: whatever the guess about the layout,
each character of each line is in exactly one passage. Order and grouping are
guesses; columns of running text are told from tables by the length of their lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from recognizers.text import Box, Cell
from redaction.formats.labels import is_label, is_label_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

S = TypeVar("S")

COLUMN_LINES: Final = 4  # fewer lines side by side are no columns of running text
COLUMN_WIDTH: Final = 9.0  # shortest median line, in line heights, of running text
MOST_COLUMNS: Final = 6
TABLE_ROWS: Final = 2
SENTENCE_ENDS: Final = ("\u3002", "\uff01", "\uff1f", "!", "?")
MARGIN_REACH: Final = 3.0  # heights by which lines of one column may be indented
FULL_LINE: Final = 8.0  # a line shorter than this, in heights, continues nowhere


@dataclass(frozen=True, slots=True)
class Line(Generic[S]):
    """Characters on one line of a page, each with its box and where it came from.

    A character that stands for a gap has no source.
    """

    text: str
    boxes: tuple[Box, ...]
    sources: tuple[S | None, ...]

    def __post_init__(self) -> None:
        if not self.text or not len(self.text) == len(self.boxes) == len(self.sources):
            raise ValueError("a line needs a box and a source for each of its characters")

    @property
    def x0(self) -> float:
        """The left edge."""
        return min(box.x0 for box in self.boxes)

    @property
    def x1(self) -> float:
        """The right edge."""
        return max(box.x1 for box in self.boxes)

    @property
    def top(self) -> float:
        """The upper edge."""
        return min(box.top for box in self.boxes)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return max(box.bottom for box in self.boxes)

    @property
    def height(self) -> float:
        """The height of its characters, never zero."""
        return max(median(box.bottom - box.top for box in self.boxes), 0.1)


@dataclass(frozen=True, slots=True)
class Passage(Generic[S]):
    """A paragraph or a cell, in the shape of a ``TextBlock`` but for the id."""

    text: str
    boxes: tuple[Box, ...]
    sources: tuple[S | None, ...]
    label: str = ""
    cell: Cell | None = None


def passages(lines: Sequence[Line[S]], page: int) -> list[Passage[S]]:
    """Return ``lines`` of one page as passages in reading order; tables are numbered per page."""
    found: list[Passage[S]] = []
    tables = 0
    for region in _regions(list(lines), 0):
        for group in _groups(_rows(region)):
            if _is_table(group):
                tables += 1
                found += _cells(group, f"page{page}#table{tables}")
            else:
                found += _paragraphs([_beside(row) for row in group])
    return found


def _regions(lines: list[Line[S]], depth: int) -> list[list[Line[S]]]:
    """Return ``lines`` parted at the gutters between columns of running text."""
    gutter = _gutter(lines) if depth < MOST_COLUMNS else None
    if gutter is None:
        return [lines] if lines else []
    regions: list[list[Line[S]]] = []
    rest: list[Line[S]] = []
    for band in _bands(lines, gutter):
        left = [line for line in band if line.x1 <= gutter]
        right = [line for line in band if line.x0 >= gutter]
        if _is_running(left) and _is_running(right):
            regions += [rest, *_regions(left, depth + 1), *_regions(right, depth + 1)]
            rest = []
        else:
            rest += band
    return [region for region in (*regions, rest) if region]


def _gutter(lines: list[Line[S]]) -> float | None:
    """Return where a free vertical strip parts two columns of running text, if one does."""
    if len(lines) < 2 * COLUMN_LINES:
        return None
    starts = sorted({round(line.x0) - 1.0 for line in lines})
    for x in starts[1:]:
        if sum(line.x0 >= x for line in lines) < COLUMN_LINES:
            return None
        for band in _bands(lines, x):
            left = [line for line in band if line.x1 <= x]
            if _is_running(left) and _is_running([line for line in band if line.x0 >= x]):
                return x
    return None


def _bands(lines: list[Line[S]], x: float) -> list[list[Line[S]]]:
    """Return lines from top to bottom, parted before and after each that crosses ``x``."""
    bands: list[list[Line[S]]] = [[]]
    for line in sorted(lines, key=lambda li: (li.top + li.bottom) / 2):
        if line.x0 < x < line.x1:
            bands += [[line], []]
        else:
            bands[-1].append(line)
    return [band for band in bands if band]


def _is_running(lines: list[Line[S]]) -> bool:
    return (
        len(lines) >= COLUMN_LINES
        and median((line.x1 - line.x0) / line.height for line in lines) >= COLUMN_WIDTH
    )


def _rows(lines: Iterable[Line[S]]) -> list[list[Line[S]]]:
    """Return lines grouped by height on the page, each group from left to right."""
    rows: list[list[Line[S]]] = []
    for line in sorted(lines, key=lambda li: ((li.top + li.bottom) / 2, li.x0)):
        if rows and _same_row(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda li: li.x0) for row in rows]


def _same_row(row: list[Line[S]], line: Line[S]) -> bool:
    last = row[-1]
    shared = min(last.bottom, line.bottom) - max(last.top, line.top)
    apart = all(line.x0 >= other.x1 - 1 or other.x0 >= line.x1 - 1 for other in row)
    return apart and shared > 0.5 * min(last.bottom - last.top, line.bottom - line.top)


def _groups(rows: list[list[Line[S]]]) -> list[list[list[Line[S]]]]:
    """Return runs of rows that are one table each, and runs of rows that are in none."""
    groups: list[list[list[Line[S]]]] = []
    for row in rows:
        if groups and _belongs(groups[-1], row):
            groups[-1].append(row)
        else:
            if groups:
                groups += _without_tail(groups.pop())
            groups.append([row])
    return [*groups[:-1], *_without_tail(groups[-1])] if groups else []


def _belongs(group: list[list[Line[S]]], row: list[Line[S]]) -> bool:
    """Return whether ``row`` goes on with what ``group`` is."""
    if len(group[0]) == 1:
        return len(row) == 1
    if not _is_table([*group, row]):
        return False
    # A lone line may be the rest of a cell, but only if it leaves the columns apart.
    return len(row) > 1 or len(_columns([*group, row])) == len(_columns(group))


def _without_tail(group: list[list[Line[S]]]) -> list[list[list[Line[S]]]]:
    """Return a table and the lone lines that follow it: those are no part of it."""
    end = len(group)
    while end > 1 and len(group[0]) > 1 and len(group[end - 1]) == 1:
        end -= 1
    return [part for part in (group[:end], group[end:]) if part]


def _is_table(rows: list[list[Line[S]]]) -> bool:
    """Return whether the rows share at least two columns."""
    if len(rows) < TABLE_ROWS or len(rows[0]) < 2:
        return False
    columns = _columns(rows)
    return len(columns) > 1 and all(
        len({_column(columns, line) for line in row}) == len(row) for row in rows
    )


def _columns(rows: list[list[Line[S]]]) -> list[tuple[float, float]]:
    """Return the stretches from left to right that text of any row covers."""
    columns: list[tuple[float, float]] = []
    for x0, x1 in sorted((line.x0, line.x1) for row in rows for line in row):
        if columns and x0 < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], x1))
        else:
            columns.append((x0, x1))
    return columns


def _column(columns: list[tuple[float, float]], line: Line[S]) -> int:
    middle = (line.x0 + line.x1) / 2
    return next(i for i, (x0, x1) in enumerate(columns) if x0 <= middle <= x1)


def _cells(rows: list[list[Line[S]]], table: str) -> list[Passage[S]]:
    """Return one passage per cell, labelled by the header row or by the label to its left."""
    columns = _columns(rows)
    header: dict[int, str] = {}
    if is_label_row([line.text for line in rows[0]]):
        header = {_column(columns, line): line.text.strip() for line in rows[0]}
    found: list[Passage[S]] = []
    for number, row in enumerate(rows):
        left = ""
        for line in row:
            column = _column(columns, line)
            is_header = bool(header) and number == 0
            label = "" if is_header else header.get(column, left)
            cell = Cell(table, number, column, header=is_header)
            found.append(Passage(line.text, line.boxes, line.sources, label, cell))
            left = line.text.strip() if is_label(line.text) else ""
    return found


def _beside(row: list[Line[S]]) -> Line[S]:
    """Return lines that stand side by side as one, a space for each gap."""
    text, boxes, sources = row[0].text, row[0].boxes, row[0].sources
    for line in row[1:]:
        gap = _gap(boxes[-1], line.boxes[0])
        text, boxes, sources = (
            f"{text} {line.text}",
            (*boxes, gap, *line.boxes),
            (*sources, None, *line.sources),
        )
    return Line(text, boxes, sources)


def _gap(before: Box, after: Box) -> Box:
    x0, x1 = sorted((before.x1, after.x0))
    return Box(before.page, x0, before.top, x1, before.bottom)


def _paragraphs(lines: list[Line[S]]) -> list[Passage[S]]:
    found: list[list[Line[S]]] = []
    for line in lines:
        if found and _continues(found[-1], line, _margin(lines, found[-1][-1])):
            found[-1].append(line)
        else:
            found.append([line])
    return [_joined(part) for part in found]


def _margin(lines: list[Line[S]], line: Line[S]) -> float:
    """Return the right edge of the lines that begin about where ``line`` does."""
    reach = MARGIN_REACH * line.height
    return max(other.x1 for other in lines if abs(other.x0 - line.x0) <= reach)


def _continues(part: list[Line[S]], line: Line[S], right: float) -> bool:
    """Return whether ``line`` goes on where the last line of ``part`` was full."""
    last = part[-1]
    if last.text.rstrip().endswith(SENTENCE_ENDS):
        return False
    height = last.height
    full = last.x1 > right - 2.2 * height and last.x1 - last.x0 >= FULL_LINE * height
    alike = abs(line.height - height) <= 0.25 * height
    near = line.top - last.bottom <= 1.6 * height and line.top > last.top
    indent = line.x0 - min(part[0].x0, last.x0)
    # Only the first line of a paragraph may stand to the right of the next.
    outdent = last.x0 - line.x0 - (MARGIN_REACH if len(part) == 1 else 0) * height
    return full and alike and near and indent <= 0.7 * height and outdent <= 0.7 * height


def _joined(lines: list[Line[S]]) -> Passage[S]:
    text, boxes, sources = lines[0].text, lines[0].boxes, lines[0].sources
    for line in lines[1:]:
        end = boxes[-1]
        fold = Box(end.page, end.x1, end.top, end.x1, end.bottom)
        text = f"{text}\n{line.text}"
        boxes = (*boxes, fold, *line.boxes)
        sources = (*sources, None, *line.sources)
    return Passage(text, boxes, sources)
