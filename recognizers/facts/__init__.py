"""Recognizers of sensitive facts about persons, one a file.

They propose; ``recognizers.marking.link`` lets go of what no person is near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.facts.biometric import BiometricRecognizer
from recognizers.facts.criminal import CriminalRecordRecognizer
from recognizers.facts.disability import DisabilityRecognizer
from recognizers.facts.family import FamilyRecognizer
from recognizers.facts.finance import FinanceRecognizer
from recognizers.facts.health import HealthRecognizer
from recognizers.facts.poverty import PovertyCauseRecognizer
from recognizers.facts.religion import ReligionRecognizer
from recognizers.facts.whereabouts import WhereaboutsRecognizer

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    HealthRecognizer,
    DisabilityRecognizer,
    FamilyRecognizer,
    PovertyCauseRecognizer,
    ReligionRecognizer,
    CriminalRecordRecognizer,
    BiometricRecognizer,
    FinanceRecognizer,
    WhereaboutsRecognizer,
)
