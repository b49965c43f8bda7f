"""Organisation codes (GB 11714-1997): eight characters, a hyphen, a check character.

Public, and the ninth to seventeenth characters of a credit code. Eight digits
that read as a date need a label: a number of the day looks the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import org_code_check
from recognizers.china.digits import is_day, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z\-.])(?P<body>[0-9A-Z]{8})(?P<hyphen>[ ]?[-\u2010-\u2015\u2212][ ]?|)"
    r"(?P<check>[0-9X])(?![0-9A-Za-z\-])"
)


class OrgCodeRecognizer(TextRecognizer):
    """Finds organisation codes."""

    name: ClassVar[str] = "china.org-code/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.ORG_CODE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each code in ``text``, which is folded."""
        yield from scan(_CODE, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    right = org_code_check(found["body"]) == found["check"]
    if label.topic == "org_code" and label.adjacent:
        grounds = ("check-character" if right else "check-character-wrong", "label")
        return Match(Kind.ORG_CODE, *found.span(), 0.97 if right else 0.6, grounds)
    if not right or not found["hyphen"] or label.topic or _is_other(found["body"]):
        return None
    return Match(Kind.ORG_CODE, *found.span(), 0.75, ("check-character",))


def _is_other(body: str) -> bool:
    """Return whether the body is a word of letters or a date."""
    return not any(char.isdigit() for char in body) or (body.isdigit() and is_day(body))
