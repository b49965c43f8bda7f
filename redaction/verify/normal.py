r"""How two texts are made comparable: for leaks loosely, for losses strictly.

These forms are for matching only; no offset into them means anything, which is
why NFKC may be used here and nowhere else.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

BARRIER: Final = "\x1f"
"""Stands between strands of one joined text; no form strips it, so nothing matches across."""

_SEPARATORS: Final = re.compile(
    "["
    "\\x00-\\x1e\\x20-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\xa9\\xab-\\xb4\\xb6-\\xb9\\xbb-\\xbf"
    "\\xd7\\xf7\\u02b0-\\u036f\\u2000-\\u206f\\u2190-\\u2bff\\u3000-\\u3004\\u3008-\\u3020"
    "\\u3030\\u30fb\\ufe00-\\ufe6f\\ufeff\\ufff0-\\uffff"
    "]+"
)
_BLANKS: Final = re.compile(
    "[\\x00-\\x1e\\x20\\x7f-\\xa0\\xad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f"
    "\\u3000\\ufe00-\\ufe0f\\ufeff\\ufff9-\\ufffe]+"
)


def squeeze(text: str) -> str:
    r"""Return letters and digits alone, width and case folded: what a leak is matched in.

    >>> squeeze("１３８-0013 8000，Ａb")
    '13800138000ab'
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text).lower())


def compact(text: str) -> str:
    r"""Return ``text`` without blanks and invisible marks: what a loss is matched in.

    >>> compact("第 一\u3000条：\u200b是")
    '第一条:是'
    """
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def windows(form: str, size: int) -> set[str]:
    """Return every run of ``size`` characters of ``form`` that crosses no barrier."""
    return {part[i : i + size] for part in form.split(BARRIER) for i in range(len(part) - size + 1)}
