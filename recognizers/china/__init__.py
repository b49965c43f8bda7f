"""Recognizers for identifiers that China issues, and for those found beside them.

``ALL`` lists the classes; an engine makes one of each. Which of several matches
on the same characters counts is for the engine to say: scores are comparable
(0.95 and more: a check or a label proves it; 0.4 to 0.6: a person should look).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.china.bank_account import BankAccountRecognizer
from recognizers.china.bank_card import BankCardRecognizer
from recognizers.china.email import EmailRecognizer
from recognizers.china.landline import LandlineRecognizer
from recognizers.china.mobile_phone import MobilePhoneRecognizer
from recognizers.china.resident_id import ResidentIdRecognizer
from recognizers.china.resident_id_15 import ResidentId15Recognizer
from recognizers.china.service_number import ServiceNumberRecognizer
from recognizers.china.uscc import UsccRecognizer

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    ResidentIdRecognizer,
    ResidentId15Recognizer,
    MobilePhoneRecognizer,
    LandlineRecognizer,
    ServiceNumberRecognizer,
    BankCardRecognizer,
    BankAccountRecognizer,
    UsccRecognizer,
    EmailRecognizer,
)
