"""Masked numbers that still tell too much.

A resident number with 12 characters or more to be read, a bank card with all
but four, a mobile number with all but three: ground ``weak-mask``, with the
number of candidates left where it can be counted. What is masked well is no
finding. An age beside a mask is for the marking pass.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import PROVINCES, scan
from recognizers.china.labels import label_before
from recognizers.china.mask_strength import candidates, visible
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letter X hides digits only in rows of two and more: one at the end is a check character.
_MASK: Final = "*\u00d7#\u25cf\u25a0\u25a1\u25cb\u2022\u25c6\u2588?_"
_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z{_MASK}])[0-9](?:[0-9]|[{_MASK}]|[Xx](?=[Xx])|(?<=[Xx])[Xx]){{9,19}}[Xx]?"
    rf"(?![0-9A-Za-z{_MASK}])"
)
_HIDDEN: Final = re.compile(rf"[{_MASK}]|[Xx](?=[Xx])|(?<=[Xx])[Xx]")
_ENOUGH: Final = 12
_STEPS: Final = (1, 10, 32, 91, 100, 1000, 3353)


class MaskedNumberRecognizer(TextRecognizer):
    """Finds masks that leave a number open."""

    name: ClassVar[str] = "china.masked-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.WEAK_MASK,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each weakly masked number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    masked = _HIDDEN.sub("*", found[0])
    hidden = masked.count("*")
    if hidden == 0 or not masked.replace("*", "").rstrip("Xx").isdigit():
        return None
    topic = label_before(text, found.start()).topic
    if len(masked) == 18 and topic != "account":
        return _judge_resident(masked, found, topic)
    if topic == "identity":
        return _match(found, ()) if visible(masked) >= _ENOUGH else None
    if len(masked) == 11 and masked[0] == "1" and topic not in {"account", "serial", "amount"}:
        return _match(found, (_order(10**hidden),)) if hidden <= 3 else None
    card = masked.startswith("62") or topic == "account"
    if card and len(masked) >= 15 and hidden <= 4:
        return _match(found, (_order(10**hidden // 10),))
    return None


def _judge_resident(masked: str, found: re.Match[str], topic: str) -> Match | None:
    if visible(masked) < _ENOUGH or topic in {"serial", "amount"}:
        return None
    known = masked[:2] in PROVINCES or "*" in masked[:2]
    if not known or not masked[:17].replace("*", "").isdigit():
        return None
    count = candidates(masked)
    return _match(found, (_order(count),)) if count else None


def _order(count: int) -> str:
    """Return the ground that says how many candidates are left, to the nearest known step."""
    return f"candidates-{min(_STEPS, key=lambda step: abs(math.log(step / max(count, 1))))}"


def _match(found: re.Match[str], grounds: tuple[str, ...]) -> Match:
    return Match(Kind.WEAK_MASK, found.start(), found.end(), 0.9, ("weak-mask", *grounds))
