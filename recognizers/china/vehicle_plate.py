"""Number plates (GA 36): ordinary, new energy, special ends, embassy, police, military.

A province's character, a letter of the issuing office (no I, O) and five
characters, of new energy six. Plates of the armed forces concern more than a
person: ground ``military``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, compact, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_OFFICE: Final = "[A-HJ-NP-Za-hj-np-z]"
_CHARACTER: Final = "[A-HJ-NP-Za-hj-np-z0-9]"
_GAP: Final = "[ ]?[\u00b7\u2022\u30fb\u2027.\\-]?[ ]?"
_ENERGY: Final = "(?:[DABCEFGHJKdabcefghjk][A-HJ-NP-Za-hj-np-z0-9][0-9]{4}|[0-9]{5}[DFdf])"


class VehiclePlateRecognizer(TextRecognizer):
    """Finds number plates."""

    name: ClassVar[str] = "china.vehicle-plate/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.VEHICLE_PLATE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each plate in ``text``, which is folded."""
        yield from scan(_civil(), text, lambda found: _judge(text, found))
        yield from scan(_service(), text, lambda found: _judge_service(text, found))
        yield from scan(_misread(), text, lambda found: _judge_misread(text, found))


@cache
def _civil() -> re.Pattern[str]:
    ends = one_of("plate_ends")
    serial = rf"(?:{_ENERGY}|{_CHARACTER}{{4}}(?:{_CHARACTER}|{ends}))"
    return re.compile(rf"{one_of('provinces')}[ ]?{_OFFICE}{_GAP}(?P<serial>{serial}){ENDED}")


@cache
def _service() -> re.Pattern[str]:
    embassy, army = one_of("plate_embassy"), one_of("military_plates")
    return re.compile(
        rf"(?P<embassy>{embassy}[0-9]{{3}}\u00b7?[0-9]{{3}}{ENDED}|(?<![0-9])[0-9]{{6}}{embassy})"
        rf"|{APART}(?P<police>WJ{_GAP}(?:{one_of('provinces')}|[0-9]{{2}}){_GAP}[0-9A-Z]{{5}}){ENDED}"
        rf"|(?P<army>{army}[A-Z]{_GAP}[0-9]{{5}}){ENDED}"
        rf"|{APART}(?P<letters>[A-HJ-NP-Z]{{2}}{_GAP}[0-9]{{5}}){ENDED}"
    )


@cache
def _misread() -> re.Pattern[str]:
    return re.compile(rf"{one_of('provinces')}[ ]?{_OFFICE}{_GAP}[0-9A-Za-z]{{5,6}}{ENDED}")


def _judge(text: str, found: re.Match[str]) -> Match | None:
    serial = found["serial"]
    if _device(text, found):
        return None
    named = label_before(text, found.start()).topic == "plate"
    letters = sum(char.isascii() and char.isalpha() for char in serial)
    # Ordinary plates have at most two letters; names in capitals have more.
    if letters > (3 if named else 2) or not any(char.isdigit() for char in serial):
        return None
    return _match(found, 0.95 if named else 0.85, ("form", "context") if named else ("form",))


def _device(text: str, found: re.Match[str]) -> bool:
    """Return whether the form is the middle of a device's registration (TSG 08).

    Such a number has the kind of device and two digits before the province, the
    year in brackets after the serial.
    """
    before = text[max(found.start() - 3, 0) : found.start()]
    kind = re.fullmatch(r"[\u4e00-\u9fff][0-9]{2}", before)
    return kind is not None and re.match(r"[ ]?\([0-9]{2}\)", text[found.end() :]) is not None


def _judge_service(text: str, found: re.Match[str]) -> Match | None:
    named = label_before(text, found.start()).topic == "plate"
    if found["police"] is not None:
        return _match(found, 0.9, ("form", "military"))
    if found["embassy"] is not None:
        starts = text[found.start()].isascii()
        return _match(found, 0.9 if named else 0.6, ("form",)) if named or not starts else None
    return _match(found, 0.85, ("form", "military", "context")) if named else None


def _judge_misread(text: str, found: re.Match[str]) -> Match | None:
    """Judge a plate with a letter that plates do not have, right after the word for one."""
    label = label_before(text, found.start())
    if label.topic != "plate" or not label.close or _civil().match(text, found.start()):
        return None
    slip = set(compact(found[0]).upper()) & set("IO")
    return _match(found, 0.6, ("ocr-repaired", "label") if slip else ("form-wrong", "label"))


def _match(found: re.Match[str], score: float, grounds: tuple[str, ...]) -> Match:
    return Match(Kind.VEHICLE_PLATE, found.start(), found.end(), score, grounds)
