"""Permits of Hong Kong and Macao residents to come to the mainland.

H or M and eight digits, on older cards two more; the form is common, so the
text must speak of an identity document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, scan
from recognizers.china.labels import label_after, label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(rf"{APART}[HMhm][ ]?[0-9]{{8}}(?:[ ]?[0-9]{{2}})?{ENDED}")
_TOPICS: Final = frozenset({"permit", "certificate", "identity", "passport", "other_certificate"})


class HomeReturnPermitRecognizer(TextRecognizer):
    """Finds home return permits by form and label."""

    name: ClassVar[str] = "china.home-return-permit/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.HOME_RETURN_PERMIT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    topic = label_before(text, found.start()).topic
    if topic in _TOPICS or label_after(text, found.end()) in _TOPICS:
        return Match(Kind.HOME_RETURN_PERMIT, *found.span(), 0.9, ("form", "context"))
    return None
