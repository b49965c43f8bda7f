"""Mobile phone numbers of China (numbering plan of the MIIT, list of 2020-05).

Eleven digits that begin with an assigned prefix, also with +86 or 0 before
them, in groups, or broken over lines; 13 digits of the internet of things only
where the text speaks of a phone or a SIM card. Prefixes assigned after the list
was drawn up are not known here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import APART, ENDED, NO_DECIMALS, compact, groups, one_separator, scan
from recognizers.china.labels import label_after, label_before
from recognizers.china.words import one_of, words
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = r"\)?[ \t]?[-.\u00b7\u2010-\u2015\u2212_\u30fc\u4e00]?[ \t]?\n?[ \t]?"
_PREFIX: Final = re.compile(r"1(?:3[0-9]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8[0-9]|9[0-35-9])")
_NUMBER: Final = re.compile(
    rf"1(?:{_GAP}[0-9]){{10}}(?![0-9]){NO_DECIMALS}"
    r"(?!\*{3}|\*\*?[0-9])(?:(?![A-Za-z])|(?=[Qq]{2}|[WwVv][Xx]|[Ee]-?mail|[Tt]el))"
)
_COUNTRY: Final = re.compile(r"(?<![0-9])(?:(?:\((?:\+|00)[ ]?86\)|(?:\+|00)[ ]?86|86)[ -]?|0)$")
# Of other countries: a plus, the country, seven digits and more.
_FOREIGN: Final = re.compile(
    r"(?<![0-9A-Za-z+])(?:\+(?!86[^0-9])(?!86[ -]?[01])|00(?=852|853|886))[1-9][0-9]{0,2}"
    rf"(?:[ -]?\([0-9]{{1,4}}\))?(?:[ -]?[0-9]){{7,12}}{ENDED}{NO_DECIMALS}"
)
_MISREAD: Final = re.compile(rf"{APART}[1lI](?=[0-9]{{0,10}}[OolI])[0-9OolI]{{10}}{ENDED}")
_GLUED: Final = re.compile(r"(?<![0-9A-Za-z.])(?:1[3-9][0-9]{9}){2,5}(?![0-9A-Za-z])(?!\.[0-9])")
_SHORT: Final = re.compile(rf"(?<![0-9A-Za-z.\-])[1-9][0-9]{{3,5}}(?![0-9A-Za-z\-]){NO_DECIMALS}")
_DIGIT: Final = str.maketrans("OolI", "0011")
_THINGS: Final = re.compile(rf"{APART}1(?:41[0-9]|44[01]|46[0-9]|48[0-9]|064)[0-9]{{9}}{ENDED}")
_WORD_BEFORE: Final = re.compile(r"[A-Za-z]+$")
# One point between two groups divides a number from its decimals.
_DECIMAL: Final = re.compile(r"^[0-9]+\.[0-9]+$")
_SINGLE: Final = (1,) * 11
_GROUPINGS: Final = frozenset(
    {(11,), (3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (4, 4, 3), (3, 3, 5), (5, 6), (6, 5), (3, 5, 3)}
    | {(3, 2, 2, 2, 2), (3, 2, 3, 3), (5, 3, 3), (3, 3, 3, 2), _SINGLE}
)
# Labels of numbers that are no phone although they look like one.
_OTHER: Final = frozenset({"serial", "amount", "student", "medical", "registration", "file_number"})
_PHONE: Final = frozenset({"phone", "home_phone", "wechat"})


class MobilePhoneRecognizer(TextRecognizer):
    """Finds mobile numbers by prefix, length and grouping."""

    name: ClassVar[str] = "china.mobile-phone/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.MOBILE_PHONE,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))
        yield from scan(_THINGS, text, lambda found: _judge_things(text, found))
        yield from scan(_MISREAD, text, lambda found: _judge_misread(text, found))
        yield from scan(_SHORT, text, lambda found: _judge_short(text, found))
        yield from scan(_GLUED, text, lambda found: _judge_glued(text, found))
        for found in _FOREIGN.finditer(text):
            yield Match(Kind.MOBILE_PHONE, *found.span(), 0.8, ("form", "foreign"))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    raw = found[0]
    country = _COUNTRY.search(text, max(0, found.start() - 8), found.start())
    start = country.start() if country else found.start()
    start -= ")" in raw and text[start - 1 : start] == "("
    if not has_mobile_prefix(compact(raw)) or not _free_before(text, start):
        return None
    if groups(raw) == _SINGLE and _among_digits(text, start, found.end()):
        return None
    label = label_before(text, start)
    spoken = label.topic in _PHONE or label_after(text, found.end()) in _PHONE
    regular = groups(raw) in _GROUPINGS and one_separator(raw) and not _DECIMAL.search(raw)
    if not (regular or (spoken and label.adjacent)):
        return None
    if not spoken and (_is_amount(text, found.end()) or (label.adjacent and label.topic in _OTHER)):
        return None
    return Match(
        Kind.MOBILE_PHONE,
        start,
        found.end(),
        0.95 if spoken else 0.85,
        ("number-plan", "context") if spoken else ("number-plan",),
    )


def _among_digits(text: str, start: int, end: int) -> bool:
    """Return whether more digits stand apart on either side, as in a longer spaced number."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return before[:1].isdigit() or (after[:1] in " -." and after[1:].isdigit())


def _judge_misread(text: str, found: re.Match[str]) -> Match | None:
    """Judge a number of which a scanner has made letters: only under a word for a phone."""
    label = label_before(text, found.start())
    digits = found[0].translate(_DIGIT)
    if label.topic not in _PHONE or not label.adjacent or not has_mobile_prefix(digits):
        return None
    return Match(Kind.MOBILE_PHONE, *found.span(), 0.7, ("ocr-repaired", "context"))


def _judge_glued(text: str, found: re.Match[str]) -> Match | None:
    """Judge numbers of a list whose divisions were lost."""
    label = label_before(text, found.start())
    numbers = [found[0][at : at + 11] for at in range(0, len(found[0]), 11)]
    if label.topic not in _PHONE or not all(map(has_mobile_prefix, numbers)):
        return None
    return Match(Kind.MOBILE_PHONE, *found.span(), 0.7, ("number-plan", "context"))


def _judge_short(text: str, found: re.Match[str]) -> Match | None:
    """Judge a short number of a closed group, which stands for a person's mobile number."""
    label = label_before(text, found.start())
    if label.topic != "short_phone" or not label.close:
        return None
    return Match(Kind.MOBILE_PHONE, *found.span(), 0.7, ("label",))


def _judge_things(text: str, found: re.Match[str]) -> Match | None:
    if label_before(text, found.start()).topic not in _PHONE:
        return None
    return Match(Kind.MOBILE_PHONE, *found.span(), 0.8, ("internet-of-things", "context"))


def has_mobile_prefix(digits: str) -> bool:
    """Return whether ``digits`` begin with an assigned prefix of a mobile number.

    >>> has_mobile_prefix("13800001234"), has_mobile_prefix("15400001234")
    (True, False)
    """
    return _PREFIX.match(digits) is not None


def _free_before(text: str, start: int) -> bool:
    """Return whether ``start`` does not lie inside a longer number or code."""
    before = text[max(0, start - 10) : start]
    if not before or not before[-1].isascii():
        return True
    if before[-1].isdigit() or (before[-1] == "." and before[-2:-1] == "0"):
        return False
    word = _WORD_BEFORE.search(before)
    return word is None or word[0].lower() in words("phone_words")


def _is_amount(text: str, end: int) -> bool:
    return _money().match(text, end) is not None


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"[ ]?(?!{one_of('no_money')}){one_of('money')}")
