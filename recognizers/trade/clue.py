"""Clues to trade secrets in sentences and cells: they open a consultation, no more.

Sources: 反不正当竞争法 article 10; 法释〔2020〕7号 article 1 (technical and business
information); 条例 articles 15 and 32 (the third party is asked). What must be public
(winners, totals, contract announcements: 政府采购法实施条例 article 50) is no clue.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Final

from recognizers.finding import Category, Kind
from recognizers.lexicon import expand, pattern, table
from recognizers.recognizer import Match, TextRecognizer

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA: Final = "trade/trade.toml"
_AROUND: Final = 80


class TradeClueRecognizer(TextRecognizer):
    """Finds one sort of clue; ``needs_company`` if it is one only where a company is near."""

    kinds: ClassVar[tuple[Kind, ...]] = (Kind.TRADE_SECRET,)
    alone: ClassVar[bool] = True
    sort: ClassVar[str]
    score: ClassVar[float] = 0.6
    needs_company: ClassVar[bool] = True

    def matches(self, text: str) -> Iterator[Match]:
        """Yield each clue of this sort."""
        for start, end in _ranges(self.sort, text):
            if self.needs_company and not _is_of_company(text, start, end):
                continue
            if self.sort == "breakup" and _is_public(text, start, end):
                continue
            if pattern(DATA, "law").search(text, start, end):
                continue
            grounds = (f"trade-{self.sort}",)
            yield Match(Kind.TRADE_SECRET, start, end, self.score, grounds, Category.TRADE_SECRET)


def _is_of_company(text: str, start: int, end: int) -> bool:
    """Return whether a company is spoken of, and nothing that is public or statistics."""
    around = text[max(start - _AROUND, 0) : end + _AROUND // 2]
    if _is_public(text, start, end):
        return False
    return pattern(DATA, "company").search(around) is not None


def _is_public(text: str, start: int, end: int) -> bool:
    """Return whether the sentence speaks of what is public: awards, budgets, statistics."""
    sentence = text[text.rfind("\u3002", 0, start) + 1 : end]
    return pattern(DATA, "public").search(sentence) is not None


def _ranges(sort: str, text: str) -> Iterator[tuple[int, int]]:
    cue = table(DATA)[sort].get("cue")
    if cue and not re.search(cue, text):
        return
    last = 0
    found = (m.span("fact") for compiled in _compiled(sort) for m in compiled.finditer(text))
    for start, end in sorted(found):
        if start >= last:
            yield start, end
            last = end


@cache
def _compiled(sort: str) -> tuple[re.Pattern[str], ...]:
    data = table(DATA)
    return tuple(re.compile(expand(s, data["fragments"])) for s in data[sort]["patterns"])
