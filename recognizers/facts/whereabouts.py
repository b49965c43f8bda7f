"""Where somebody was or is: journeys, lodging, tracks (个人信息保护法 article 28)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class WhereaboutsRecognizer(FactRecognizer):
    """Where somebody was or is: journeys, lodging, tracks (个人信息保护法 article 28)."""

    name: ClassVar[str] = "facts.whereabouts/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.WHEREABOUTS,)
    fact: ClassVar[str] = "whereabouts"
