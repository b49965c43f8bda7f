"""Illness, injury, treatment and the like (个人信息保护法 article 28: medical health)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class HealthRecognizer(FactRecognizer):
    """Illness, injury, treatment and the like (个人信息保护法 article 28: medical health)."""

    name: ClassVar[str] = "facts.health/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.HEALTH,)
    fact: ClassVar[str] = "health"
