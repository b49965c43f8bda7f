"""Hardware addresses of network devices (IEEE 802): six pairs, or three groups of four."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR: Final = "[0-9A-Fa-f]{2}"
_ADDRESS: Final = re.compile(
    rf"(?<![0-9A-Za-z.])(?<!(?<![A-Za-z]){_PAIR}[:\-])(?:{_PAIR}(?P<mark>[:-]){_PAIR}(?:(?P=mark){_PAIR}){{4}}"
    r"|[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}|[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4})"
    rf"(?![0-9A-Za-z:\-]){NO_DECIMALS}"
)
_BARE: Final = re.compile(rf"{APART}[0-9A-Fa-f]{{12}}{ENDED}")


class MacAddressRecognizer(TextRecognizer):
    """Finds hardware addresses; one of digits alone needs a label."""

    name: ClassVar[str] = "china.mac-address/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MAC_ADDRESS,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each address in ``text``, which is folded."""
        yield from scan(_ADDRESS, text, lambda found: _judge(text, found))
        yield from scan(_BARE, text, lambda found: _judge_bare(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    named = label_before(text, found.start()).topic in {"mac", "network"}
    lettered = any(char.isalpha() for char in found[0])
    if not named and not lettered and found["mark"] != ":":
        return None
    return Match(Kind.MAC_ADDRESS, *found.span(), 0.95 if named else 0.85, ("form",))


def _judge_bare(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "mac" or not label.adjacent:
        return None
    return Match(Kind.MAC_ADDRESS, *found.span(), 0.9, ("label",))
