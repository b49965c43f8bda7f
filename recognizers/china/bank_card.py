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
from recognizers.china.digits import APART, NO_DECIMALS, SEPARATOR, SOFT_END, compact, groups, scan
from recognizers.china.labels import label_before
from recognizers.china.resident_id import ResidentNumber
from recognizers.china.words import table
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

# As far as a card may reach; where it ends among what follows is for the check digit to say.
_NUMBER: Final = re.compile(rf"{APART}[3-69](?:{SEPARATOR}[0-9]){{13,18}}")
_END: Final = re.compile(rf"(?<=[0-9])(?![0-9]){SOFT_END}{NO_DECIMALS}")
_WHOLE: Final = re.compile("[0-9]+")
# (prefix, lengths): Visa, MasterCard, JCB, older local cards.
_FOREIGN: Final = (
    (re.compile("4"), (16,)),
    (re.compile("5[1-5]"), (16,)),
    (re.compile("35(?:2[89]|[3-8][0-9])"), (16,)),
    (re.compile("9[0-9]{5}"), (16, 18, 19)),
)
_FRACTION: Final = re.compile(r"[0-9]\.$")
_COUNTED: Final = frozenset({"serial", "amount", "imei", "registration"})
_GROUPED: Final = frozenset({(4, 4, 4, 4), *((4, 4, 4, 4, n) for n in (1, 2, 3)), (6, 13)})


class BankCardRecognizer(TextRecognizer):
    """Finds card numbers that carry an issuer's prefix and a right check digit."""

    name: ClassVar[str] = "china.bank-card/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BANK_ACCOUNT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each number in ``text``, which is folded."""
        yield from scan(_NUMBER, text, lambda found: _judge(text, found))


def card_end(text: str, start: int) -> int | None:
    """Return where the card number that begins at ``start`` ends, or None if none does."""
    found = _NUMBER.match(text, start)
    return None if found is None else next(_sound_ends(text, found), None)


def _judge(text: str, found: re.Match[str]) -> Match | None:
    known = compact(found[0]).startswith(_issuers())
    if _is_other(text, found.start(), known=known):
        return None
    end = next(_sound_ends(text, found), None)
    if end is not None:
        number = compact(text[found.start() : end])
        score = _score(number, known=known)
        return Match(Kind.BANK_ACCOUNT, found.start(), end, score, ("luhn",))
    whole = _WHOLE.match(text, found.start())
    if known and whole is not None and len(whole[0]) == 19 and whole[0].endswith("0000"):
        return Match(Kind.BANK_ACCOUNT, *whole.span(), 0.5, ("truncated",))
    return None


def _sound_ends(text: str, found: re.Match[str]) -> Iterator[int]:
    """Yield where a number ends that has an issuer, a usual grouping and a right check digit."""
    whole = _WHOLE.match(text, found.start())
    ends = [at for at in range(found.start() + 14, found.end() + 1) if _END.match(text, at)]
    # Of several readings the unbroken one comes first, unless a line ends after it.
    if (
        whole is not None
        and whole.end() in ends
        and "\n" not in text[whole.end() : whole.end() + 2]
    ):
        ends.append(whole.end())
    for end in reversed(ends):
        raw = text[found.start() : end]
        number = compact(raw)
        usual = number.startswith(_issuers()) or raw.isdigit() or groups(raw) in _GROUPED
        if usual and _issued(number) and is_luhn(number) and not _is_person(number):
            yield end


def _is_person(number: str) -> bool:
    return len(number) == 18 and ResidentNumber(number).sound


def _is_other(text: str, start: int, *, known: bool) -> bool:
    """Return whether the number is a thing's or decimals."""
    label = label_before(text, start)
    if label.adjacent and (label.topic in _COUNTED or (label.topic == "phone" and not known)):
        return True
    return not known and _FRACTION.search(text, max(0, start - 2), start) is not None


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
