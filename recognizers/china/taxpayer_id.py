"""Taxpayer numbers (announcement 66 of 2015 of the State Administration of Taxation).

A person's is the resident number with two more digits, or L before it: the
ground ``contains-resident-id`` says that an identity number lies in it. An
organisation's is its credit code (see ``uscc``), formerly six digits of the area
and the nine characters of the organisation code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import org_code_check
from recognizers.china.digits import APART, ENDED, PROVINCES, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.uscc import is_uscc
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_PERSON: Final = re.compile(
    rf"{APART}(?:(?P<id>[1-8][0-9]{{16}}[0-9Xx])(?P<order>[0-9]{{2}})"
    rf"|[Ll](?P<bare>[1-8][0-9]{{16}}[0-9Xx])){ENDED}"
)
_BODY: Final = re.compile(rf"{APART}(?P<first>L?)(?P<code>[0-9A-Z]{{15,20}}){ENDED}")


class TaxpayerIdRecognizer(TextRecognizer):
    """Finds taxpayer numbers of persons and organisations."""

    name: ClassVar[str] = "china.taxpayer-id/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TAXPAYER_ID,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_PERSON, text, lambda found: _judge_person(text, found))
        yield from scan(_BODY, text, lambda found: _judge_body(text, found))


def _judge_person(text: str, found: re.Match[str]) -> Match | None:
    number = ResidentNumber.read(found["id"] or found["bare"])
    label = label_before(text, found.start())
    grounds = ("contains-resident-id", *(number.faults() or ("check-character",)))
    if label.topic == "taxpayer":
        score = 0.99 if number.sound else 0.7
        return Match(Kind.TAXPAYER_ID, *found.span(), score, (*grounds, "context"))
    if not number.sound or label.topic in {"student", "disability"}:
        return None
    # The order of a person's registrations; other endings are those of other cards.
    usual = found["order"] is not None and found["order"][0] == "0"
    return Match(Kind.TAXPAYER_ID, *found.span(), 0.97 if usual else 0.6, grounds)


def _judge_body(text: str, found: re.Match[str]) -> Match | None:
    code = found["code"]
    label = label_before(text, found.start())
    named = label.topic == "taxpayer" and label.adjacent
    if found["first"] and is_uscc(code):
        return Match(Kind.TAXPAYER_ID, *found.span(), 0.97, ("check-character",))
    if _PERSON.match(text, found.start()) or is_uscc(code):
        return None
    if len(found[0]) == 15 and _is_old(found[0]) and (named or not found[0].isdigit()):
        score = 0.97 if named else 0.75
        return Match(Kind.TAXPAYER_ID, *found.span(), score, ("check-character",))
    if named and any(char.isdigit() for char in found[0]):
        return Match(Kind.TAXPAYER_ID, *found.span(), 0.7, ("label",))
    return None


def _is_old(code: str) -> bool:
    """Return whether ``code`` is an area and an organisation code with a right check."""
    return code[:6].isdigit() and code[:2] in PROVINCES and org_code_check(code[6:14]) == code[14]
