"""Earlier offences, detention, drug use (GB/T 35273-2020 annex B)."""

from __future__ import annotations

from typing import ClassVar

from recognizers.facts.fact import FactRecognizer
from recognizers.finding import Kind


class CriminalRecordRecognizer(FactRecognizer):
    """Earlier offences, detention, drug use (GB/T 35273-2020 annex B)."""

    name: ClassVar[str] = "facts.criminal-record/1"
    kinds: ClassVar[tuple[Kind, ...]] = (Kind.CRIMINAL_RECORD,)
    fact: ClassVar[str] = "criminal_record"
