"""Unified social credit codes (GB 32100-2015): public, reported so that they stay.

Eighteen characters: two of the registering office, six of the area, nine of the
organisation code, one check character by MOD 31 over an alphabet without
I, O, S, V and Z.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import USCC_ALPHABET, org_code_check, uscc_check
from recognizers.china.digits import APART, ENDED, PROVINCES, SEPARATOR, compact, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.words import words
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_BODY: Final = "[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]"
_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z])[1-9AN-Yan-y]{SEPARATOR}[0-9A-Ga-g](?:{SEPARATOR}[0-9]){{6}}"
    rf"(?:{SEPARATOR}{_BODY}){{10}}{ENDED}"
)
_LOOSE: Final = re.compile(rf"{APART}[0-9A-Za-z]{{15,20}}{ENDED}")
# Offices that register: organs 1, foreign affairs 2, justice 3, culture 4, civil affairs 5, …
_OFFICES: Final = frozenset("123456789ANY")
_TOPICS: Final = frozenset({"credit_code", "taxpayer", "org_code", "registration"})


class UsccRecognizer(TextRecognizer):
    """Finds unified social credit codes."""

    name: ClassVar[str] = "china.uscc/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.USCC,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each code in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))
        yield from scan(_LOOSE, text, lambda found: _judge_loose(text, found))


def is_uscc(code: str) -> bool:
    """Return whether the 18 characters form a code with a right check character.

    >>> is_uscc("91340000MA0000015U")
    True
    """
    return (
        len(code) == 18
        and code[0] in _OFFICES
        and code[2:8].isdigit()
        and set(code) <= set(USCC_ALPHABET)
        and uscc_check(code[:17]) == code[17]
    )


def _judge(text: str, found: re.Match[str]) -> Match | None:
    code = compact(found[0]).upper()
    label = label_before(text, found.start())
    named = label.topic in _TOPICS and label.adjacent
    if not named and _is_digits_of_another(text, found.start(), code):
        return None
    if is_uscc(code):
        if not (named or (found[0].isalnum() and _believable(code))):
            return None
        return Match(Kind.USCC, *found.span(), 0.99 if named else 0.95, ("check-character",))
    if named:
        return Match(Kind.USCC, *found.span(), 0.7, ("check-character-wrong", "label"))
    if found[0].isalnum() and _placed(code) and _inner_right(code) and not code[:-1].isdigit():
        return Match(Kind.USCC, *found.span(), 0.45, ("check-character-wrong",))
    return None


def _is_digits_of_another(text: str, start: int, code: str) -> bool:
    """Return whether the code is a person's number or the decimals of an amount."""
    if not code[:17].isdigit():
        return False
    return ResidentNumber(code).sound or text[max(0, start - 1) : start] == "."


def _believable(code: str) -> bool:
    """Return whether a code of digits alone, of which one in 31 passes, is one all the same."""
    return not code.isdigit() or (_placed(code) and _inner_right(code))


def _inner_right(code: str) -> bool:
    """Return whether the organisation code inside (GB 11714) is right."""
    return org_code_check(code[8:16]) == code[16]


def _placed(code: str) -> bool:
    """Return whether office and province are real ones."""
    return code[:2] in words("credit_offices") and (code[2:4] in PROVINCES or code[2:8] == "100000")


def _judge_loose(text: str, found: re.Match[str]) -> Match | None:
    """Judge a code of another length or with a letter that codes do not have."""
    label = label_before(text, found.start())
    code = found[0].upper()
    if label.topic != "credit_code" or not label.adjacent:
        return None
    if len(code) == 18 and set(code) <= set(USCC_ALPHABET) and code[2:8].isdigit():
        return None
    if (
        not any(char.isdigit() for char in code)
        or ResidentNumber(code.ljust(18, "0")).text[0] == ""
    ):
        return None
    return Match(Kind.USCC, *found.span(), 0.5, ("label", "form-wrong"))
