"""Resident identity numbers of 18 characters (GB 11643-1999).

Six digits of area, eight of the birth date, three of the serial, and a check
character by ISO 7064 MOD 11-2. Only the first two digits of the area are looked
at: tables of counties wrongly refuse areas that were renamed long ago.

A number that cannot be right is reported lower, never dropped, if the text
calls it an identity number or if area and date are those of a person; a
contract or archive number of the same form is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import resident_check
from recognizers.china.digits import (
    APART,
    ENDED,
    MARKS,
    PROVINCES,
    SEPARATOR,
    SOFT_END,
    compact,
    is_birth_day,
    is_day,
    scan,
)
from recognizers.china.labels import Label, label_before
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

IDENTITY_TOPICS: Final = frozenset(
    {"identity", "certificate", "social_security", "driving", "other_certificate"}
)
COUNTED_TOPICS: Final = frozenset({"serial", "amount", "account", "file_number", "vin", "imei"})

# Residents of Hong Kong, Macao and Taiwan: see ``residence_permit``.
PERMIT_AREAS: Final = frozenset({"810000", "820000", "830000"})
_X: Final = "Xx\u00d7\u2169\u2179\u2715\u2573\u0425\u0445\u03a7\u03c7"
_HINT: Final = re.compile(rf"[0-9](?:{SEPARATOR}[0-9OolI|BSsQDZz]){{15}}")
_NUMBER: Final = re.compile(
    rf"{APART}[1-8](?:{SEPARATOR}[0-9]){{16}}{SEPARATOR}[0-9{_X}]{SOFT_END}"
)
# What scanners take for digits; the check character tells whether they were.
_MISREAD: Final = {
    "O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "i": "1",
    "B": "8", "S": "5", "s": "5", "Z": "2", "z": "2", "b": "6", "G": "6", "g": "9", "q": "9",
}  # fmt: skip
_SLIP: Final = "".join(_MISREAD)
_MISREAD_NUMBER: Final = re.compile(
    rf"(?<![0-9A-Za-z|])(?=[0-9{MARKS}]{{0,40}}[{_SLIP}])[0-9{_SLIP}](?:{SEPARATOR}[0-9{_SLIP}]){{16}}{SEPARATOR}[0-9{_X}{_SLIP}]"
    r"(?![0-9A-Za-z|])(?!\*{3}|\*\*?[0-9])"
)
# Excel keeps 15 digits of a number and shows few of them.
_SCIENTIFIC: Final = re.compile(r"(?<![0-9A-Za-z.])[1-8]\.[0-9]{4,14}[Ee]\+?17(?![0-9])")
_ODD_LENGTH: Final = re.compile(
    rf"{APART}[1-8][0-9]{{5}}{SEPARATOR}[0-9]{{8,13}}{SEPARATOR}[0-9]{{0,5}}[0-9{_X}]"
    rf"{ENDED}"
)
_THOUSANDS: Final = re.compile(
    r"(?<![0-9A-Za-z,.])[1-8][0-9]{2}(?:,[0-9]{3}){5}(?![0-9A-Za-z,])(?!\.[0-9]*[1-9])"
)
_YEAR_OF_MINORS: Final = 2010


@dataclass(frozen=True, slots=True)
class ResidentNumber:
    """18 characters read as a resident number, and what is right about them."""

    text: str

    @classmethod
    def read(cls, raw: str) -> ResidentNumber:
        """Return ``raw`` without separators and with every X as an X."""
        digits = compact(raw)
        return cls(digits[:-1] + ("X" if digits[-1] in _X else digits[-1]))

    @property
    def area_known(self) -> bool:
        """Return whether the first two digits are those of a province."""
        return self.text[:2] in PROVINCES

    @property
    def birth_possible(self) -> bool:
        """Return whether the date lies between 1840 and today."""
        return is_birth_day(self.text[6:14])

    @property
    def check_right(self) -> bool:
        """Return whether the last character follows from the others."""
        return resident_check(self.text[:17]) == self.text[17]

    @property
    def sound(self) -> bool:
        """Return whether nothing speaks against the number."""
        return self.area_known and self.birth_possible and self.check_right

    @property
    def truncated(self) -> bool:
        """Return whether it ends as a spreadsheet leaves a number of 18 digits."""
        return self.text.endswith("000") and not self.check_right

    def faults(self) -> tuple[str, ...]:
        """Return the grounds that say what is wrong; empty for a sound number."""
        found = []
        if not self.area_known:
            found.append("area-unknown")
        if not is_day(self.text[6:14]):
            found.append("date-impossible")
        elif not self.birth_possible:
            found.append("date-out-of-range")
        if not self.check_right:
            found.append("truncated" if self.truncated else "check-character-wrong")
        return tuple(found)


class ResidentIdRecognizer(TextRecognizer):
    """Finds 18-character resident numbers, also damaged, misread or mistyped ones."""

    name: ClassVar[str] = "china.resident-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.RESIDENT_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        if _HINT.search(text) is not None:
            yield from scan(_NUMBER, text, lambda found: _judge(text, found))
            yield from scan(_MISREAD_NUMBER, text, lambda found: _judge_misread(text, found))
        yield from scan(_THOUSANDS, text, lambda found: _judge_thousands(text, found))
        yield from scan(_SCIENTIFIC, text, lambda found: _judge_scientific(text, found))
        yield from scan(_ODD_LENGTH, text, lambda found: _judge_odd_length(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found[0])
    if number.text[:6] in PERMIT_AREAS:
        return None
    label = label_before(text, found.start())
    if number.sound:
        if label.adjacent and label.topic in COUNTED_TOPICS:
            return _counted(number, found)
        return _match(found, 0.99, ("check-character",), label)
    if label.topic in IDENTITY_TOPICS and (label.adjacent or found[0].isalnum()):
        return _match(found, 0.7 if label.adjacent else 0.6, number.faults(), label)
    counted = label.topic in COUNTED_TOPICS or label.topic == "counter"
    if (label.adjacent and counted) or not found[0].isalnum():
        return None
    return _judge_bare(number, found)


def _judge_bare(number: ResidentNumber, found: re.Match[str]) -> Match | None:
    """Judge a faulty number that no label explains."""
    if not number.area_known:
        return None
    if number.birth_possible:
        return _match(found, 0.55 if number.truncated else 0.5, number.faults())
    impossible = not is_day(number.text[6:14]) and number.text[6:8] in {"19", "20"}
    return _match(found, 0.4, number.faults()) if impossible and number.check_right else None


def _counted(number: ResidentNumber, found: re.Match[str]) -> Match | None:
    """Judge a sound number that a label calls a contract, an amount or the like.

    One serial number in eleven passes the check. What was filed lately carries a
    late date, which would make it a minor's number; an earlier one is a person's.
    """
    if int(number.text[6:10]) >= _YEAR_OF_MINORS:
        return None
    return _match(found, 0.6, ("check-character", "label-conflict"))


def _judge_misread(text: str, found: re.Match[str]) -> Match | None:
    raw = found[0]
    letters = sum(char in _MISREAD for char in compact(raw)[:-1]) + (raw[-1] in _MISREAD)
    if not 0 < letters <= 6:
        return None
    repaired = "".join(_MISREAD.get(char, char) for char in raw)
    number = ResidentNumber.read(repaired)
    label = label_before(text, found.start())
    if number.sound:
        return _match(found, 0.85, ("ocr-repaired", "check-character"), label)
    if label.adjacent and label.topic in {"identity", "certificate"}:
        return _match(found, 0.5, ("ocr-repaired", *number.faults()), label)
    return None


def _judge_scientific(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic in {"identity", "certificate"}:
        return _match(found, 0.8, ("truncated",), label)
    if found[0][0] + found[0][2] not in PROVINCES or label.topic in COUNTED_TOPICS:
        return None
    return _match(found, 0.5, ("truncated",))


def _judge_thousands(text: str, found: re.Match[str]) -> Match | None:
    """Judge a number that a spreadsheet has divided like an amount."""
    number = ResidentNumber.read(found[0].replace(",", ""))
    label = label_before(text, found.start())
    if not (number.sound or (number.truncated and number.area_known and number.birth_possible)):
        return None
    if label.adjacent and label.topic in COUNTED_TOPICS:
        return None
    return _match(found, 0.6, ("thousands", *(number.faults() or ("check-character",))), label)


def _judge_odd_length(text: str, found: re.Match[str]) -> Match | None:
    length = len(compact(found[0]))
    label = label_before(text, found.start())
    if length in {15, 18} or not (label.adjacent and label.topic == "identity"):
        return None
    return _match(found, 0.65, ("length-wrong",), label)


def _match(
    found: re.Match[str], score: float, grounds: tuple[str, ...], label: Label | None = None
) -> Match:
    if label is not None and label.topic in IDENTITY_TOPICS:
        grounds = (*grounds, "context")
    return Match(Kind.RESIDENT_ID, found.start(), found.end(), score, grounds)
