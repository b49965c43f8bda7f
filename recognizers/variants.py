"""Read traditional, variant and compatibility characters as the simplified ones.

Used for matching only: one character becomes one character, so offsets stay and
the document keeps its own spelling. The table is no converter: where a
traditional character stands for several simplified ones it names the commoner,
and characters that simplified text uses in their own right (乾, 著) are left.
Radicals and compatibility ideographs, which fonts of PDF files put in the place
of ordinary characters, are read as those.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from itertools import chain, starmap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LOOKALIKE_BLOCKS: Final = ((0x2E80, 0x2FE0), (0xF900, 0xFB00), (0x2F800, 0x2FA20))


def simplify(text: str) -> str:
    """Return ``text`` with each traditional or variant character simplified, length unchanged.

    >>> simplify("\u9673\u570b\u5f37") == "\u9648\u56fd\u5f3a"
    True
    """
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> Mapping[int, int]:
    pairs = _pairs()
    once = pairs | {code: pairs.get(plain, plain) for code, plain in _lookalikes()}
    return {code: once.get(plain, plain) for code, plain in once.items()}


def _pairs() -> dict[int, int]:
    lines = (files("recognizers") / "data/names/variants.txt").read_text("utf-8").splitlines()
    chars = "".join(line for line in lines if not line.startswith("#"))
    return dict(zip(map(ord, chars[::2]), map(ord, chars[1::2]), strict=True))


def _lookalikes() -> Iterator[tuple[int, int]]:
    for code in chain.from_iterable(starmap(range, _LOOKALIKE_BLOCKS)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and ord(plain) != code:
            yield code, ord(plain)
