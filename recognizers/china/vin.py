"""Vehicle identification numbers of 17 characters (GB 16735-2019), check in place 9."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import vin_check
from recognizers.china.digits import APART, ENDED, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(rf"{APART}[0-9A-Za-z]{{17}}{ENDED}")
_READ: Final = str.maketrans({"O": "0", "I": "1", "Q": "0"})


class VinRecognizer(TextRecognizer):
    """Finds vehicle identification numbers."""

    name: ClassVar[str] = "china.vin/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.VIN,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = found[0].upper()
    label = label_before(text, found.start())
    named = label.topic == "vin" and label.adjacent
    mixed = not number.isdigit() and any(char.isdigit() for char in number)
    repaired = number.translate(_READ)
    right = vin_check(repaired) == repaired[8]
    if right and named:
        grounds = ("check-character", "label")
        return _match(found, 0.97, grounds if repaired == number else ("ocr-repaired", *grounds))
    if named and mixed:
        return _match(found, 0.6, ("check-character-wrong", "label"))
    # One code in eleven passes the check; the last four places are digits.
    if right and repaired == number and mixed and number[-4:].isdigit() and not label.adjacent:
        return _match(found, 0.85, ("check-character",))
    return None


def _match(found: re.Match[str], score: float, grounds: tuple[str, ...]) -> Match:
    return Match(Kind.VIN, found.start(), found.end(), score, grounds)
