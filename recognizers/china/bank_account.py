"""Bank accounts of any form, found by what the text calls them.

Passbooks and the accounts of organisations have no common check digit, so the
label decides: 9 to 30 digits, in groups or not, right after a word for an
account or, past the name of a bank, in the same sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.bank_card import card_end
from recognizers.china.checksum import is_luhn
from recognizers.china.digits import APART, ENDED, NO_DECIMALS, compact, scan
from recognizers.china.labels import Label, label_after, label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_END: Final = rf"{ENDED}{NO_DECIMALS}"
# Whole, or cut by a line's end; in groups; with hyphens: never two numbers that a space divides.
_NUMBER: Final = re.compile(
    rf"{APART}(?:[0-9]{{1,15}}[ ]?\n[ ]?[0-9]{{1,20}}"
    r"|[0-9]{1,6}(?:[ ]{1,2}[0-9]{1,8}){2,8}(?![-/:][0-9])"
    r"|[0-9]{4,8}[ ]{1,2}[0-9]{4,15}|[0-9]{1,20}(?:[-\u2010-\u2015\u2212.\u00b7][0-9]{1,20}){1,8}"
    rf"|[0-9]{{9,30}}){_END}"
)
# A cell of a row: blanks, commas or bars on both sides.
_IN_ROW: Final = re.compile(
    rf"(?<=[ \t,|\u3001])[0-9]{{12,23}}(?=[ \t,|\u3001\n\x1c-\x1f]|$){NO_DECIMALS}"
)
_LINE_END: Final = re.compile("[\n\x1c-\x1f]")
_PERSON: Final = re.compile(rf"{APART}[1-8][0-9]{{16}}[0-9Xx]{ENDED}")
_ROW: Final = 80
_MISREAD: Final = re.compile(rf"{APART}(?=[0-9]{{0,29}}[OolISB])[0-9OolISB]{{12,30}}{_END}")
_DIGIT: Final = str.maketrans("OolISB", "001158")
_SHORTEST, _LONGEST = 9, 30
_SCIENTIFIC: Final = re.compile(r"(?<![0-9A-Za-z.])[1-9]\.[0-9]{4,14}[Ee]\+?1[5-9](?![0-9])")
_LANDLINE: Final = re.compile(r"0[0-9]{2,3}-[0-9]{7,8}")
_ACCOUNT: Final = frozenset({"account", "fund_account"})


class BankAccountRecognizer(TextRecognizer):
    """Finds account numbers by their label, or by the person on whose row they stand."""

    name: ClassVar[str] = "china.bank-account/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BANK_ACCOUNT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))
        yield from scan(_IN_ROW, text, lambda found: _judge_in_row(text, found))
        yield from scan(_MISREAD, text, lambda found: _judge_misread(text, found))
        yield from scan(_SCIENTIFIC, text, lambda found: _judge_scientific(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    end = card_end(text, found.start()) or found.end()
    number = compact(text[found.start() : end])
    if not _SHORTEST <= len(number) <= _LONGEST:
        return None
    if not _called_account(text, found, label, number) or _amount().match(text, end):
        return None
    grounds = ["label" if label.adjacent else "context"]
    if len(number) in {16, 19}:
        grounds.append(_check(number))
    score = 0.95 if label.adjacent else 0.7
    return Match(Kind.BANK_ACCOUNT, found.start(), end, score, tuple(grounds))


def _judge_in_row(text: str, found: re.Match[str]) -> Match | None:
    """Judge a long number on the line of a sound resident number, as in rows without labels."""
    label = label_before(text, found.start())
    if label.adjacent or _amount().match(text, found.end()):
        return None
    number = found[0]
    if len(number) == 18 and ResidentNumber(number).birth_possible:
        return None
    if not _has_person(_line_around(text, found)):
        return None
    return Match(Kind.BANK_ACCOUNT, *found.span(), 0.5, ("person-near",))


def _line_around(text: str, found: re.Match[str]) -> str:
    """Return what stands on the same line, some cells to either side."""
    before = _LINE_END.split(text[max(0, found.start() - _ROW) : found.start()])[-1]
    return before + "|" + _LINE_END.split(text[found.end() : found.end() + _ROW])[0]


def _has_person(line: str) -> bool:
    return any(ResidentNumber.read(number[0]).sound for number in _PERSON.finditer(line))


def _called_account(text: str, found: re.Match[str], label: Label, number: str) -> bool:
    if label.topic in _ACCOUNT:
        if not label.close and _LANDLINE.fullmatch(found[0]):
            return False
        return label.adjacent or (len(number) >= 12 and found[0].isdigit())
    return label_after(text, found.end()) in _ACCOUNT


def _check(number: str) -> str:
    if is_luhn(number):
        return "luhn"
    return "truncated" if number.endswith("0000") else "luhn-failed"


def _judge_misread(text: str, found: re.Match[str]) -> Match | None:
    """Judge digits of which a scanner has made letters; the check digit tells whether it did."""
    label = label_before(text, found.start())
    if label.topic not in _ACCOUNT or not label.adjacent:
        return None
    number = found[0].translate(_DIGIT)
    right = len(number) in {16, 19} and is_luhn(number)
    grounds = ("label", "ocr-repaired", "luhn") if right else ("label", "ocr-repaired")
    return Match(Kind.BANK_ACCOUNT, *found.span(), 0.85 if right else 0.5, grounds)


def _judge_scientific(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in _ACCOUNT or not label.adjacent:
        return None
    return Match(Kind.BANK_ACCOUNT, *found.span(), 0.8, ("truncated", "label"))


@cache
def _amount() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?!{one_of('no_money')}){one_of('money')}")
