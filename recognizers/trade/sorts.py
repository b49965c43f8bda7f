"""The sorts of clues to trade secrets, each a recognizer of its own."""

from __future__ import annotations

from typing import ClassVar

from recognizers.trade.clue import TradeClueRecognizer


class TradeMarkRecognizer(TradeClueRecognizer):
    """Stamps by which a company calls a paper its secret (a state's mark has stopped the run)."""

    name: ClassVar[str] = "trade.mark/1"
    sort: ClassVar[str] = "mark"
    score: ClassVar[float] = 0.75
    needs_company: ClassVar[bool] = False


class TradeClauseRecognizer(TradeClueRecognizer):
    """Sentences that claim secrecy or refuse disclosure on behalf of a company."""

    name: ClassVar[str] = "trade.clause/1"
    sort: ClassVar[str] = "clause"
    score: ClassVar[float] = 0.75
    needs_company: ClassVar[bool] = False


class TradePriceRecognizer(TradeClueRecognizer):
    """Details of prices, costs and margins; never totals that were awarded."""

    name: ClassVar[str] = "trade.price/1"
    sort: ClassVar[str] = "price"


class TradeBreakUpRecognizer(TradeClueRecognizer):
    """What follows the name of a break-up: prices by item, analyses of unit prices and costs."""

    name: ClassVar[str] = "trade.break-up/1"
    sort: ClassVar[str] = "breakup"
    needs_company: ClassVar[bool] = False


class TradeTechniqueRecognizer(TradeClueRecognizer):
    """Recipes, processes and their parameters."""

    name: ClassVar[str] = "trade.technique/1"
    sort: ClassVar[str] = "technique"


class TradeCustomerRecognizer(TradeClueRecognizer):
    """Lists of customers and suppliers."""

    name: ClassVar[str] = "trade.customer/1"
    sort: ClassVar[str] = "customer"


class TradeFinanceRecognizer(TradeClueRecognizer):
    """Figures of a company's business that are not published."""

    name: ClassVar[str] = "trade.finance/1"
    sort: ClassVar[str] = "finance"
    score: ClassVar[float] = 0.5


class TradeScoringRecognizer(TradeClueRecognizer):
    """Marks that single judges of a bid gave."""

    name: ClassVar[str] = "trade.scoring/1"
    sort: ClassVar[str] = "scoring"
    needs_company: ClassVar[bool] = False
