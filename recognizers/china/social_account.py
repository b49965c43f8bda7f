"""Accounts of QQ, WeChat and the like: only a label tells them.

QQ: 5 to 11 digits, not beginning with 0; WeChat and others: 5 to 20 ASCII
characters that begin with a letter. Public accounts are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.china.digits import NO_DECIMALS, scan
from recognizers.china.labels import label_after, label_before
from recognizers.china.words import words
from recognizers.finding import Kind
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS: Final = re.compile(rf"(?<![0-9A-Za-z_.])[1-9][0-9]{{4,10}}(?![0-9A-Za-z_@]){NO_DECIMALS}")
_GLUED: Final = re.compile(r"(?<![A-Za-z])[Qq]{2}(?P<number>[1-9][0-9]{4,10})(?![0-9A-Za-z_@.])")
_NAME: Final = re.compile(r"(?<![0-9A-Za-z_\-])[A-Za-z][0-9A-Za-z_\-]{4,29}(?![0-9A-Za-z_\-@.])")


class SocialAccountRecognizer(TextRecognizer):
    """Finds accounts of social networks by their label."""

    name: ClassVar[str] = "china.social-account/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.SOCIAL_ACCOUNT,)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each account in ``text``, which is folded."""
        yield from scan(_DIGITS, text, lambda found: _judge_digits(text, found))
        yield from scan(_NAME, text, lambda found: _judge_name(text, found))
        for found in _GLUED.finditer(text):
            yield Match(Kind.SOCIAL_ACCOUNT, *found.span("number"), 0.85, ("label",))


def _judge_digits(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic == "social" and label.close:
        return Match(Kind.SOCIAL_ACCOUNT, *found.span(), 0.9, ("label",))
    if label_after(text, found.end()) == "social":
        return Match(Kind.SOCIAL_ACCOUNT, *found.span(), 0.8, ("label",))
    if label.topic == "wechat" and label.close and len(found[0]) != 11:
        return Match(Kind.SOCIAL_ACCOUNT, *found.span(), 0.7, ("label",))
    return None


def _judge_name(text: str, found: re.Match[str]) -> Match | None:
    label = label_before(text, found.start())
    if label.topic not in {"wechat", "social"} or not label.close:
        return None
    if found[0].lower() in words("no_account"):
        return None
    return Match(Kind.SOCIAL_ACCOUNT, *found.span(), 0.85, ("label",))
