"""Certificates of land and buildings, new and old, and unit numbers of 28 characters.

The unit number is six digits of the county, two by three of the cadastral area,
two letters and five digits of the parcel, one letter and eight digits of the
building (GB/T 37346-2019).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, scan
from recognizers.china.labels import label_before
from recognizers.china.words import one_of
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN: Final = r"[\u4e00-\u9fff]"
_YEAR: Final = r"[(\[\u3014\u3010][ ]?(?:19|20)[0-9]{2}[ ]?[)\]\u3015\u3011]"
_UNIT: Final = re.compile(
    rf"{APART}[1-8][0-9]{{5}}[ ]?[0-9]{{6}}[ ]?[A-Z]{{2}}[0-9]{{5}}[ ]?[A-Z][0-9]{{8}}{ENDED}"
)
_BARE: Final = re.compile(rf"(?<![0-9A-Za-z.])[0-9A-Za-z][0-9A-Za-z\-]{{4,27}}{ENDED}{NO_DECIMALS}")


class RealEstateCertificateRecognizer(TextRecognizer):
    """Finds numbers of certificates and units of real estate."""

    name: ClassVar[str] = "china.real-estate-certificate/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.REAL_ESTATE_CERTIFICATE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        for pattern in (_new(), _old(), _land()):
            yield from (_match(found, 0.95, ("form",)) for found in pattern.finditer(text))
        yield from (_match(found, 0.95, ("form",)) for found in _UNIT.finditer(text))
        yield from scan(_BARE, text, lambda found: _judge_bare(text, found))


@cache
def _new() -> re.Pattern[str]:
    rights, ordinal, end = one_of("estate_rights"), one_of("estate_number"), one_of("number_end")
    return re.compile(
        rf"{one_of('provinces')}[ ]?{_YEAR}[ ]?{_HAN}{{1,14}}?{rights}[ ]?{ordinal}"
        rf"[ ]?[0-9]{{4,12}}[ ]?{end}"
    )


@cache
def _old() -> re.Pattern[str]:
    words, word = one_of("estate_old"), one_of("estate_word")
    ordinal, end = one_of("estate_number"), one_of("number_end")
    return re.compile(
        rf"{one_of('provinces')}?{words}[ ]?(?:{_YEAR})?{_HAN}{{1,10}}?{word}?[ ]?(?:{_YEAR})?"
        rf"{ordinal}[ ]?[0-9][0-9\-]{{3,14}}[ ]?{end}"
    )


@cache
def _land() -> re.Pattern[str]:
    return re.compile(
        rf"{_HAN}{{1,3}}{one_of('estate_land')}[ ]?{_YEAR}{_HAN}{{0,6}}{one_of('estate_number')}"
        rf"[ ]?[0-9][0-9\-]{{3,14}}[ ]?{one_of('number_end')}"
    )


def _judge_bare(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic != "real_estate" or not label.close:
        return None
    if sum(char.isdigit() for char in found[0]) < 5:
        return None
    return _match(found, 0.75, ("label",))


def _match(found: re.Match[str], score: float, grounds: tuple[str, ...]) -> Match:
    return Match(Kind.REAL_ESTATE_CERTIFICATE, found.start(), found.end(), score, grounds)
