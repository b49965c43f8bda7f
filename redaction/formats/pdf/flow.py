"""Lines that a long word broke early: the number that did not fit on the line before.

Layout joins a line to the next where it is full. A line is as good as full where
what follows would not have fitted; numbers and Latin words are not broken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from recognizers.text import Box
from redaction.formats.pdf.passage import Passage, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD: Final = re.compile(
    r"[!-~]{1,60}[\uff0c\u3002\uff1b\uff1a\u3001\uff09]?|.[\uff0c\u3002\uff1b\uff1a\u3001\uff09]?"
)
_ENDS: Final = "\u3002\uff01\uff1f!?\uff1b"
_LONG: Final = 8.0
_LEADING: Final = 1.7


def rejoined(passages: Sequence[Passage]) -> list[Passage]:
    """Return ``passages`` of one page with paragraphs put together that a long word parted."""
    boxes = [box for passage in passages if passage.cell is None for box in passage.boxes]
    right = max((box.x1 for box in boxes), default=0.0)
    found: list[Passage] = []
    for passage in passages:
        if found and _goes_on(found[-1], passage, right):
            found[-1] = joined(found[-1], passage)
        else:
            found.append(passage)
    return found


def _goes_on(before: Passage, after: Passage, right: float) -> bool:
    if before.cell is not None or after.cell is not None or before.text[-1] in _ENDS:
        return False
    last, first = last_line(before), _first_line(after)
    height = last.bottom - last.top
    if height <= 0 or abs((first.bottom - first.top) - height) > 0.15 * height:
        return False
    below = -0.2 * height <= first.top - last.bottom <= _LEADING * height
    long = last.x1 - last.x0 >= _LONG * height
    outdented = first.x0 <= last.x0 + 0.7 * height
    return below and long and outdented and right - last.x1 < _word_width(after) + 0.4 * height


def _word_width(passage: Passage) -> float:
    """Return how wide what cannot be broken off the beginning is."""
    match = _WORD.match(passage.text)
    word = passage.boxes[: match.end()] if match else passage.boxes[:1]
    return max(box.x1 for box in word) - min(box.x0 for box in word)


def last_line(passage: Passage) -> Box:
    """Return the box around the last line of a passage."""
    return _around(passage.boxes[passage.text.rfind("\n") + 1 :])


def _first_line(passage: Passage) -> Box:
    end = passage.text.find("\n")
    return _around(passage.boxes[: end if end > 0 else len(passage.boxes)])


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        boxes[0].page,
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
