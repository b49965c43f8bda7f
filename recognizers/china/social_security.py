"""Numbers of social and medical insurance.

The social security number of a citizen is the resident number (social insurance
law, article 58); cards have nine characters, local numbers 8 to 20 digits, and
both are told by their label only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, SEPARATOR, compact, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}(?:[1-8](?:{SEPARATOR}[0-9]){{16}}{SEPARATOR}[0-9Xx\u00d7]|[0-9A-Za-z]{{8,20}})"
    rf"{ENDED}{NO_DECIMALS}"
)


class SocialSecurityRecognizer(TextRecognizer):
    """Finds social security and medical insurance numbers by their label."""

    name: ClassVar[str] = "china.social-security/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.SOCIAL_SECURITY_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in {"social_security", "fund_account"} or not label.adjacent:
        return None
    number = compact(found[0])
    if len(number) == 18 and number[:17].isdigit() and ResidentNumber.read(number).sound:
        grounds = ("contains-resident-id", "check-character", "label")
        return Match(Kind.SOCIAL_SECURITY_NUMBER, *found.span(), 0.995, grounds)
    if sum(char.isdigit() for char in number) < 5:
        return None
    return Match(Kind.SOCIAL_SECURITY_NUMBER, *found.span(), 0.85, ("label",))
