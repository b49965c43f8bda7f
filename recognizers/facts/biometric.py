"""Fingerprints, blood type, DNA and other traits of the body (个人信息保护法 article 28)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class BiometricRecognizer(FactRecognizer):
    """Fingerprints, blood type, DNA and other traits of the body (个人信息保护法 article 28)."""

    name: ClassVar[str] = "facts.biometric/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.BIOMETRIC,)
    fact: ClassVar[str] = "biometric"
