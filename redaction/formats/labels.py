"""Which short texts are labels of forms and headers of lists.

The words lie in ``data/labels.toml``. A text is a label if it ends in a listed
word, or in a colon; nothing longer than ``LONGEST`` characters is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST: Final = 14
_SPACE: Final = re.compile(r"[\s\u3000]+")
_REMARK: Final = re.compile(r"[(\uff08][^)\uff09]{0,10}[)\uff09]$")


@cache
def _words() -> tuple[str, ...]:
    text = files("redaction.formats").joinpath("data/labels.toml").read_text("utf-8")
    words: list[str] = tomllib.loads(text)["words"]
    return tuple(words)


def is_label(text: str) -> bool:
    """Return whether ``text`` names what stands beside or below it."""
    bare = _REMARK.sub("", _SPACE.sub("", text))
    if not bare or len(bare) > LONGEST:
        return False
    return bare[-1] in ":\uff1a" or bare.endswith(_words())


def is_label_row(texts: Sequence[str]) -> bool:
    """Return whether the texts of a row are headers of columns: three in five are labels."""
    return len(texts) > 1 and sum(map(is_label, texts)) >= 0.6 * len(texts)
