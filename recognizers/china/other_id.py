"""Identity documents of no known type: six characters and more after their label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z.])(?=[0-9A-Za-z\-]{0,12}[0-9]{3})"
    r"[0-9A-Za-z][0-9A-Za-z\-]{4,28}[0-9A-Za-z](?:\([0-9A-Za-z]\)|(?:[ ][0-9]{2,8}){1,5})?"
    rf"{ENDED}{NO_DECIMALS}"
)
_DATE: Final = re.compile("(?:19|20)[0-9]{2}[-./]?[0-9]{1,2}[-./]?[0-9]{1,2}")
_TOPICS: Final = frozenset({"certificate", "other_certificate", "identity", "disability"})


class OtherIdRecognizer(TextRecognizer):
    """Finds whatever stands right after a label for an identity document.

    It scores below every recognizer that knows the form.
    """

    name: ClassVar[str] = "china.other-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.OTHER_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in _TOPICS or not label.close or _DATE.fullmatch(found[0]):
        return None
    return Match(Kind.OTHER_ID, *found.span(), 0.5, ("context",))
