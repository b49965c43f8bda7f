"""Numbers of mobile devices (3GPP TS 23.003): 15 digits with a Luhn check.

Old resident and registration numbers have 15 digits too, so a label must name it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import is_luhn
from recognizers.china.digits import APART, ENDED, NO_DECIMALS, compact, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}[0-9]{{2}}[ \-/]?[0-9]{{6}}[ \-/]?[0-9]{{6}}[ \-/]?[0-9](?:[0-9](?![0-9]))?"
    rf"{ENDED}{NO_DECIMALS}"
)


class ImeiRecognizer(TextRecognizer):
    """Finds device numbers by their label."""

    name: ClassVar[str] = "china.imei/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.IMEI,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    if label_before(text, found.start()).topic != "imei":
        return None
    digits = "".join(char for char in compact(found[0]) if char.isdigit())
    right = len(digits) == 15 and is_luhn(digits)
    grounds = ("luhn", "label") if right else ("luhn-failed", "label")
    return Match(Kind.IMEI, *found.span(), 0.97 if right else 0.6, grounds)
