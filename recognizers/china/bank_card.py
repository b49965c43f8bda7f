"""Bank cards by issuer prefix and check digit (GB/T 20546, ISO/IEC 7812).

One random number in ten passes the Luhn check, so a bare number also needs the
prefix of an issuer: 62 of UnionPay, or the international ones at their own
lengths. What only a label makes an account is found by ``bank_account``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.checksum import is_luhn
from recognizers.china.digits import APART, ENDED, NO_DECIMALS, SEPARATOR, compact, groups, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.words import table
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMBER: Final = re.compile(
    rf"{APART}(?:[3-69][0-9]{{13,18}}(?![0-9])|[3-69](?:{SEPARATOR}[0-9]){{13,18}}){ENDED}{NO_DECIMALS}"
)
# (prefix, lengths): Visa, MasterCard, JCB, older local cards.
_FOREIGN: Final = (
    (re.compile("4"), (16,)),
    (re.compile("5[1-5]"), (16,)),
    (re.compile("35(?:2[89]|[3-8][0-9])"), (16,)),
    (re.compile("9[0-9]{5}"), (16, 18, 19)),
)
_FRACTION: Final = re.compile(r"[0-9]\.$")
_COUNTED: Final = frozenset({"serial", "amount", "imei", "registration", "phone"})
_GROUPED: Final = frozenset({(4, 4, 4, 4), *((4, 4, 4, 4, n) for n in (1, 2, 3)), (6, 13)})


class BankCardRecognizer(TextRecognizer):
    """Finds card numbers that carry an issuer's prefix and a right check digit."""

    name: ClassVar[str] = "china.bank-card/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BANK_ACCOUNT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def _judge(text: str, found: re.Match[str]) -> Match | None:
    number = compact(found[0])
    if not _issued(number) or _is_other(text, found, number):
        return None
    known = number.startswith(_issuers())
    if not (known or (found[0].isdigit() or groups(found[0]) in _GROUPED)):
        return None
    if is_luhn(number):
        return Match(Kind.BANK_ACCOUNT, *found.span(), _score(number, known=known), ("luhn",))
    if known and len(number) == 19 and number.endswith("0000"):
        return Match(Kind.BANK_ACCOUNT, *found.span(), 0.5, ("truncated",))
    return None


def _is_other(text: str, found: re.Match[str], number: str) -> bool:
    """Return whether the number is a thing's, decimals, a person's, or told by its label."""
    label = label_before(text, found.start())
    if label.topic == "account" or (label.adjacent and label.topic in _COUNTED):
        # An account is found by its label; a counted thing is none.
        return True
    fraction = _FRACTION.search(text, max(0, found.start() - 2), found.start())
    if fraction is not None and not number.startswith(_issuers()):
        return True
    return len(number) == 18 and ResidentNumber(number).sound


def _score(number: str, *, known: bool) -> float:
    if known:
        return 0.95
    return 0.85 if number.startswith("62") else 0.55


def _issued(number: str) -> bool:
    """Return whether prefix and length are those of a card."""
    if number.startswith("62"):
        return 16 <= len(number) <= 19
    return any(p.match(number) and len(number) in lengths for p, lengths in _FOREIGN)


@cache
def _issuers() -> tuple[str, ...]:
    return tuple(prefix for listed in table("issuers").values() for prefix in listed)
