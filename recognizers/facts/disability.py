"""Kinds and grades of disability, as on the certificate (GB/T 26341)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class DisabilityRecognizer(FactRecognizer):
    """Kinds and grades of disability, as on the certificate (GB/T 26341)."""

    name: ClassVar[str] = "facts.disability/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.DISABILITY,)
    fact: ClassVar[str] = "disability"
