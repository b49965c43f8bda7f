"""Why somebody is poor or in need (社会救助暂行办法 article 61)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class PovertyCauseRecognizer(FactRecognizer):
    """Why somebody is poor or in need (社会救助暂行办法 article 61)."""

    name: ClassVar[str] = "facts.poverty-cause/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.POVERTY_CAUSE,)
    fact: ClassVar[str] = "poverty_cause"
