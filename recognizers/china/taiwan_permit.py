"""Permits of Taiwan residents to come to the mainland: eight digits, in old booklets ten.

Nothing in the number itself tells it, so its label must stand beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_after, label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z.])T?[0-9]{{8}}(?:[0-9]{{2}})?(?:[ ]?\([A-Z0-9]\))?{ENDED}{NO_DECIMALS}"
)


class TaiwanPermitRecognizer(TextRecognizer):
    """Finds permits of Taiwan residents by their label."""

    name: ClassVar[str] = "china.taiwan-permit/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TAIWAN_PERMIT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    named = label.topic == "taiwan_permit" and label.adjacent
    if named or label_after(text, found.end()) == "taiwan_permit":
        return Match(Kind.TAIWAN_PERMIT, *found.span(), 0.9, ("label",))
    return None
