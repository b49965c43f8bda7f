"""Cards of officers and soldiers: a letter of the unit, "zi di", 6 to 8 digits, "hao".

The list of unit letters is open, so after a word for such a card any letter
counts. Whatever is found concerns the armed forces (ground ``military``): a
person asks the secrecy office, whoever holds the card.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of, table
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN: Final = r"[\u4e00-\u9fff]"
_BARE: Final = re.compile(rf"{APART}[A-Z]?[0-9]{{6,10}}{ENDED}{NO_DECIMALS}")


class MilitaryIdRecognizer(TextRecognizer):
    """Finds numbers of military cards."""

    name: ClassVar[str] = "china.military-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MILITARY_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_form(), text, lambda found: _judge(text, found))
        yield from scan(_BARE, text, lambda found: _judge_bare(text, found))


@cache
def _form() -> re.Pattern[str]:
    word, end = one_of("military_form"), one_of("number_end")
    return re.compile(
        rf"(?P<unit>{_HAN})[ ]?{word}[ \n]?[0-9](?:[ \n]?[0-9]){{5,7}}(?![0-9])"
        rf"(?P<end>[ \n]?{end})?"
    )


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(one_of("military_prefixes"))


@cache
def _card() -> re.Pattern[str]:
    """Return a pattern for the name of such a card, which may also follow its number."""
    return re.compile(
        '[ \\n"\u201c\u300a(]{0,2}(?:' + "|".join(map(re.escape, table("topics")["military"])) + ")"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(one_of("military_before"))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    named = label_before(text, found.start()).topic == "military"
    named = named or _card().match(text, found.end()) is not None
    before = text[found.start() - 1 : found.start()]
    apart = not re.match(_HAN, before) or _before().match(before) is not None
    if not named and not (apart and found["end"] and _unit().match(found["unit"])):
        return None
    score = 0.95 if named else 0.85
    return Match(Kind.MILITARY_ID, *found.span(), score, ("form", "military"))


def _judge_bare(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "military" or not label.close:
        return None
    return Match(Kind.MILITARY_ID, *found.span(), 0.8, ("label", "military"))
