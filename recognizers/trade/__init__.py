"""Recognizers of clues to trade secrets; tables as a whole: ``recognizers.trade.tables``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.trade.sorts import (
    TradeBreakUpRecognizer,
    TradeClauseRecognizer,
    TradeCustomerRecognizer,
    TradeFinanceRecognizer,
    TradeMarkRecognizer,
    TradePriceRecognizer,
    TradeScoringRecognizer,
    TradeTechniqueRecognizer,
)

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    TradeMarkRecognizer,
    TradeClauseRecognizer,
    TradePriceRecognizer,
    TradeBreakUpRecognizer,
    TradeTechniqueRecognizer,
    TradeCustomerRecognizer,
    TradeFinanceRecognizer,
    TradeScoringRecognizer,
)
