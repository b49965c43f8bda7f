"""Business registration numbers of 15 digits (GS 15-2006, MOD 11,10): public.

One number of 15 digits in ten passes the check, so a bare one scores low, and
lower still where it may be an old resident number.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import registration_check
from recognizers.china.digits import ENDED, NO_DECIMALS, PROVINCES, is_day, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(rf"(?<![0-9A-Za-z.])[1-6][0-9]{{14}}{ENDED}{NO_DECIMALS}")
_TOPICS: Final = frozenset({"registration", "credit_code"})


class BusinessRegistrationRecognizer(TextRecognizer):
    """Finds business registration numbers."""

    name: ClassVar[str] = "china.business-registration/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BUSINESS_REGISTRATION,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = found[0]
    right = registration_check(number[:14]) == number[14]
    label = label_before(text, found.start())
    if label.topic in _TOPICS and label.adjacent:
        grounds = ("check-character" if right else "check-character-wrong", "label")
        return Match(Kind.BUSINESS_REGISTRATION, *found.span(), 0.97 if right else 0.6, grounds)
    if not right or label.topic or (number[:2] not in PROVINCES and number[:6] != "100000"):
        return None
    score = 0.3 if is_day("19" + number[6:12]) else 0.5
    return Match(Kind.BUSINESS_REGISTRATION, *found.span(), score, ("check-character",))
