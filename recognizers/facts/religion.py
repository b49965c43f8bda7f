"""Belief and membership in a faith (个人信息保护法 article 28)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class ReligionRecognizer(FactRecognizer):
    """Belief and membership in a faith (个人信息保护法 article 28)."""

    name: ClassVar[str] = "facts.religion/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.RELIGION,)
    fact: ClassVar[str] = "religion"
