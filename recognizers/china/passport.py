"""Passports of China, the Hong Kong and Macao regions included, and foreign ones by label.

E and eight digits, or (from 2017-04) E, a letter other than I and O and seven;
G, D, S, P, K, H and eight; PE, SE, DE, MA and seven; 14 or 15 and seven. Only
forms with two letters count without a word for an identity document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_after, label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_TWO_LETTERS: Final = "(?:[Ee][A-HJ-NP-Za-hj-np-z]|PE|SE|DE|MA|KJ|HJ)[ ]?[0-9]{7}"
_NUMBER: Final = re.compile(
    rf"{APART}(?:(?P<two>{_TWO_LETTERS})|[PSps]\.[0-9]{{7,8}}"
    rf"|[EGDSPKHegdspkh][ ]?[0-9]{{4}}[ ]?[0-9]{{4}}|1[45][0-9]{{7}}){ENDED}(?!-[0-9]){NO_DECIMALS}"
)
_FOREIGN: Final = re.compile(rf"{APART}(?=[A-Za-z]{{0,3}}[0-9])[0-9A-Za-z]{{7,10}}{ENDED}")
_TOPICS: Final = frozenset({"passport", "certificate", "permit"})


class PassportRecognizer(TextRecognizer):
    """Finds passport numbers by form and label."""

    name: ClassVar[str] = "china.passport/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.PASSPORT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))
        yield from scan(_FOREIGN, text, lambda found: _judge_foreign(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    topic = label.topic or label_after(text, found.end())
    if topic in _TOPICS or topic == "identity":
        score = 0.95 if topic == "passport" else 0.8
        return Match(Kind.PASSPORT, *found.span(), score, ("form", "context"))
    if found["two"] and found["two"][0] in "EPSDM" and topic == "":
        return Match(Kind.PASSPORT, *found.span(), 0.5, ("form",))
    return None


def _judge_foreign(text: str, found: re.Match[str]) -> Match | None:
    """Judge a number of another state's form: only right after the word passport."""
    label = label_before(text, found.start())
    if label.topic != "passport" or not label.close or _NUMBER.match(text, found.start()):
        return None
    return Match(Kind.PASSPORT, *found.span(), 0.7, ("label",))
