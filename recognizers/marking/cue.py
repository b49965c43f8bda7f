"""Look up the words that stand right before or right behind a span.

Words lie in dictionaries by their text; a look-up tries the few possible
lengths, so its cost does not grow with the number of words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value = TypeVar("Value")
_GAP: Final = " \t\n:=|"
_CLOSERS: Final = {")": "(", "\u3011": "\u3010", "]": "["}


class Words(Generic[Value]):
    """Words with a value each, found at the end or the beginning of a text."""

    def __init__(self, words: Mapping[str, Value]) -> None:
        self._words = dict(words)
        self._longest = max(map(len, self._words), default=0)

    def get(self, word: str) -> Value | None:
        """Return the value of exactly this word."""
        return self._words.get(word)

    def at_end(self, text: str) -> tuple[str, Value] | None:
        """Return the longest word that ``text`` ends with, and its value."""
        for length in range(min(self._longest, len(text)), 0, -1):
            value = self._words.get(text[-length:])
            if value is not None:
                return text[-length:], value
        return None

    def at_start(self, text: str) -> tuple[str, Value] | None:
        """Return the longest word that ``text`` begins with, and its value."""
        for length in range(min(self._longest, len(text)), 0, -1):
            value = self._words.get(text[:length])
            if value is not None:
                return text[:length], value
        return None

    def inside(self, text: str) -> bool:
        """Return whether any word stands anywhere in ``text``."""
        return any(self.at_start(text[at:]) for at in range(len(text)))


def same_value(words: Iterable[str], value: Value) -> dict[str, Value]:
    """Return each of ``words`` with ``value``."""
    return dict.fromkeys(words, value)


def endings(before: str) -> list[str]:
    """Return the ways to read the end of the text before a span.

    The text without blanks and colon; and, where a bracket closes it, what stands
    before the bracket and what is in it.
    """
    text = before.rstrip(_GAP)
    if not text or text[-1] not in _CLOSERS:
        return [text]
    opened = text.rfind(_CLOSERS[text[-1]])
    if opened < 0:
        return [text]
    return [text, text[:opened].rstrip(_GAP), text[opened + 1 : -1].rstrip(_GAP)]
