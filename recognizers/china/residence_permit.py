"""Residence permits of people from Hong Kong, Macao and Taiwan.

Built as a resident number (GB 11643-1999, MOD 11-2) with the area codes 810000,
820000 and 830000 (measures of the General Office of the State Council, 2018).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, SEPARATOR, is_birth_day, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import PERMIT_AREAS, ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}8{SEPARATOR}[123](?:{SEPARATOR}0){{4}}(?:{SEPARATOR}[0-9]){{11}}"
    rf"{SEPARATOR}[0-9Xx\u00d7]{ENDED}"
)


class ResidencePermitRecognizer(TextRecognizer):
    """Finds residence permits of Hong Kong, Macao and Taiwan residents."""

    name: ClassVar[str] = "china.residence-permit/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.RESIDENCE_PERMIT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found[0])
    if number.text[:6] not in PERMIT_AREAS:
        return None
    label = label_before(text, found.start())
    born = is_birth_day(number.text[6:14])
    if born and number.check_right:
        return Match(Kind.RESIDENCE_PERMIT, *found.span(), 0.99, ("check-character",))
    if label.topic in {"identity", "certificate", "permit", "taiwan_permit", "other_certificate"}:
        score = 0.7 if label.adjacent else 0.6
        return Match(
            Kind.RESIDENCE_PERMIT, *found.span(), score, ("check-character-wrong", "context")
        )
    if born and found[0].isalnum() and label.topic not in {"serial", "amount"}:
        return Match(Kind.RESIDENCE_PERMIT, *found.span(), 0.5, ("check-character-wrong",))
    return None
