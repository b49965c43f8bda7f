"""The range of Chinese characters, as the inside of a character class in patterns."""

from __future__ import annotations

from typing import Final

# Raw, for the pattern compiler to read: unified ideographs with the extensions, and U+3007.
HAN: Final = r"\u3400-\u9fff\U00020000-\U0003134f\u3007"
