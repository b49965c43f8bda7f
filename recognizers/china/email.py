"""E-mail addresses (a subset of RFC 5322), ASCII on both sides.

The pattern is our own: stock recognizers look for a word boundary, which
Chinese text lacks, and ask the network for the list of public suffixes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOCAL: Final = r"[A-Za-z0-9_](?:[A-Za-z0-9._%+-]{0,63}(?<!\.))?"
_DOMAIN: Final = (
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,6}(?:[a-z]{2,24}|[A-Z]{2,24}|[A-Z][a-z]{1,23})"
)
# "@" may be spaced out, or written (at) or # to keep robots away.
_PLAIN: Final = re.compile(
    rf"(?<![A-Za-z0-9._+]){_LOCAL}(?P<at>[ ]?@[ ]?){_DOMAIN}(?![a-z0-9@]|[A-Z][0-9A-Za-z])"
)
_DISGUISED: Final = re.compile(
    rf"(?<![A-Za-z0-9._+]){_LOCAL}[ ]?(?:\((?:at|AT|@)\)|\[(?:at|AT|@)\]|#|[ ](?:at|AT)[ ])[ ]?"
    r"(?:[A-Za-z0-9-]{1,63}\.){0,4}(?:163|126|139|189|188|qq|gmail|sina|sohu|foxmail|hotmail"
    r"|outlook|yeah|aliyun|tom|21cn|gov|edu|example)(?:\.[A-Za-z]{2,10}){1,2}(?![A-Za-z0-9@])"
)
_OFFICE: Final = re.compile(r"[.@]gov\.cn$")


class EmailRecognizer(TextRecognizer):
    """Finds e-mail addresses; those under gov.cn carry the ground ``office-address``."""

    name: ClassVar[str] = "china.email/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.EMAIL,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each address in ``text``, which is folded."""
        if "@" in text:
            yield from (_match(found, 0.95) for found in _PLAIN.finditer(text))
        if "#" in text or "at" in text or "AT" in text or "(@)" in text or "[@]" in text:
            yield from (_match(found, 0.7) for found in _DISGUISED.finditer(text))


def _match(found: re.Match[str], score: float) -> Match:
    office = _OFFICE.search(found[0].lower()) is not None
    grounds = ("form", "office-address") if office else ("form",)
    return Match(Kind.EMAIL, found.start(), found.end(), score, grounds)
