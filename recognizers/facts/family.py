"""Marriage, reproduction and what happens within a family (民法典 article 1032: private life)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class FamilyRecognizer(FactRecognizer):
    """Marriage, reproduction, what happens within a family (民法典 article 1032: private life)."""

    name: ClassVar[str] = "facts.family/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.FAMILY,)
    fact: ClassVar[str] = "family"
