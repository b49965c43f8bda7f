"""Disability certificates: the resident number, then category 1-7 and grade 1-4.

A reissued card adds B and a digit. The number tells the identity and the
disability at once (ground ``contains-resident-id``; China Disabled Persons'
Federation).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, SEPARATOR, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}(?P<id>[1-8](?:{SEPARATOR}[0-9]){{16}}{SEPARATOR}[0-9Xx\u00d7]){SEPARATOR}"
    rf"(?P<category>[0-9]){SEPARATOR}(?P<grade>[0-9])(?:[Bb][0-9])?{ENDED}"
)


class DisabilityCertificateRecognizer(TextRecognizer):
    """Finds numbers of disability certificates."""

    name: ClassVar[str] = "china.disability-certificate/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DISABILITY_CERTIFICATE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found["id"])
    label = label_before(text, found.start())
    graded = found["category"] in "1234567" and found["grade"] in "1234"
    named = label.topic == "disability"
    if label.topic == "taxpayer" or not (named or (number.sound and graded)):
        return None
    grounds = ["contains-resident-id", *(number.faults() or ("check-character",))]
    if not graded:
        grounds.append("category-unknown")
    score = 0.99 if number.sound and graded else 0.6
    return Match(Kind.DISABILITY_CERTIFICATE, *found.span(), score, tuple(grounds))
