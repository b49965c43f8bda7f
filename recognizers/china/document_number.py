"""Document numbers (GB/T 9704-2012, 7.2.5): public, reported so that they stay.

An organ's code, the year in brackets, a number, "hao"; wrong brackets, a "di"
or leading zeros are still read. The letter for secret in the code is a sign of
secrecy: ground ``secrecy-code`` (not where it belongs to the name of a place).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import scan
from recognizers.china.words import one_of, words
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN: Final = r"[\u4e00-\u9fff]"
_LONGEST_CODE: Final = 24


class DocumentNumberRecognizer(TextRecognizer):
    """Finds numbers of official documents and orders."""

    name: ClassVar[str] = "china.document-number/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DOCUMENT_NUMBER,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_numbered(), text, lambda found: _judge(text, found))
        yield from scan(_order(), text, lambda found: _judge(text, found))


@cache
def _numbered() -> re.Pattern[str]:
    """Return the pattern of all that follows an organ's code."""
    return re.compile(
        rf"(?<={_HAN})[ ]?[\u3014\[(\u3010\uff3b\u3008<][ ]?(?:19|20)[0-9]{{2}}[ ]?"
        rf"[\u3015\])\u3011\uff3d\u3009>][ ]?{one_of('document_ordinal')}?[ ]?[0-9]{{1,5}}[ ]?"
        rf"{one_of('document_end')}"
    )


@cache
def _order() -> re.Pattern[str]:
    return re.compile(
        rf"(?<={_HAN}){one_of('order_words')}[ ]?[0-9]{{1,5}}[ ]?{one_of('order_end')}"
    )


@cache
def _code() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HAN}{{1,8}}\({_HAN}{{1,4}}\))?{_HAN}{{1,{_LONGEST_CODE}}}$")


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"{one_of('code_parts')}|(?P<stop>{one_of('code_stops')})")


def _judge(text: str, found: re.Match[str]) -> Match | None:
    end = found.start()
    before = _code().search(text, max(0, end - _LONGEST_CODE), end)
    if before is None:
        return None
    stops = [stop.end() for stop in _stop().finditer(before[0]) if stop["stop"]]
    code = before[0][max((at for at in stops if at < len(before[0])), default=0) :]
    if code.endswith(tuple(words("estate_land"))):
        return None
    start = end - len(code)
    grounds = ("form", "secrecy-code") if _is_secret(code) else ("form",)
    return Match(Kind.DOCUMENT_NUMBER, start, found.end(), 0.95, grounds)


def _is_secret(code: str) -> bool:
    if not any(letter in code for letter in words("secrecy_letter")):
        return False
    return not any(ordinary in code for ordinary in words("secrecy_letter_ordinary"))
