"""Driving licences: the resident number, and the file number of 12 digits.

The file number begins with four digits of the issuing office's area. Archives
number their files under the same word, so it scores lower where nothing else
speaks of driving.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, PROVINCES, SEPARATOR, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}[1-8](?:{SEPARATOR}[0-9]){{16}}{SEPARATOR}[0-9Xx\u00d7]{ENDED}"
)
_FILE: Final = re.compile(rf"(?<![0-9A-Za-z.\-])[0-9]{{4}}[ ]?[0-9]{{8}}{ENDED}(?!-){NO_DECIMALS}")


class DrivingLicenceRecognizer(TextRecognizer):
    """Finds numbers and file numbers of driving licences by their label."""

    name: ClassVar[str] = "china.driving-licence/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DRIVING_LICENCE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))
        yield from scan(_FILE, text, lambda found: _judge_file(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "driving" or not label.adjacent:
        return None
    number = ResidentNumber.read(found[0])
    grounds = ("contains-resident-id", *(number.faults() or ("check-character",)), "label")
    return Match(Kind.DRIVING_LICENCE, *found.span(), 0.995 if number.sound else 0.75, grounds)


def _judge_file(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic == "driving" and label.adjacent:
        return Match(Kind.DRIVING_LICENCE, *found.span(), 0.9, ("label",))
    if label.topic != "file_number" or not label.close or found[0][:2] not in PROVINCES:
        return None
    return Match(Kind.DRIVING_LICENCE, *found.span(), 0.6, ("label",))
