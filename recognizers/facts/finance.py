"""Income, savings, debts and property of a person or household (个人信息保护法 article 28)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class FinanceRecognizer(FactRecognizer):
    """Income, savings, debts and property of a person or household (个人信息保护法 article 28)."""

    name: ClassVar[str] = "facts.finance/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FINANCE,)
    fact: ClassVar[str] = "finance"
