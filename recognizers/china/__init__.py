"""Recognizers for identifiers that China issues, and for those found beside them.

``ALL`` lists the classes; an engine makes one of each. Which of several matches
on the same characters counts is for the engine to say: scores are comparable
(0.95 and more: a check or a label proves it; 0.4 to 0.6: a person should look).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from recognizers.china.age import AgeRecognizer
from recognizers.china.bank_account import BankAccountRecognizer
from recognizers.china.bank_card import BankCardRecognizer
from recognizers.china.birth_date import BirthDateRecognizer
from recognizers.china.business_registration import BusinessRegistrationRecognizer
from recognizers.china.coordinates import CoordinatesRecognizer
from recognizers.china.court_case_number import CourtCaseNumberRecognizer
from recognizers.china.disability_certificate import DisabilityCertificateRecognizer
from recognizers.china.document_number import DocumentNumberRecognizer
from recognizers.china.driving_licence import DrivingLicenceRecognizer
from recognizers.china.email import EmailRecognizer
from recognizers.china.embedded_id import EmbeddedIdRecognizer
from recognizers.china.exit_permit import ExitPermitRecognizer
from recognizers.china.foreign_resident_id import ForeignResidentIdRecognizer
from recognizers.china.han_number import HanNumberRecognizer
from recognizers.china.home_return_permit import HomeReturnPermitRecognizer
from recognizers.china.imei import ImeiRecognizer
from recognizers.china.ip_address import IpAddressRecognizer
from recognizers.china.landline import LandlineRecognizer
from recognizers.china.mac_address import MacAddressRecognizer
from recognizers.china.masked_number import MaskedNumberRecognizer
from recognizers.china.medical_record import MedicalRecordRecognizer
from recognizers.china.military_id import MilitaryIdRecognizer
from recognizers.china.mobile_phone import MobilePhoneRecognizer
from recognizers.china.org_code import OrgCodeRecognizer
from recognizers.china.other_id import OtherIdRecognizer
from recognizers.china.passport import PassportRecognizer
from recognizers.china.real_estate_certificate import RealEstateCertificateRecognizer
from recognizers.china.residence_permit import ResidencePermitRecognizer
from recognizers.china.resident_id import ResidentIdRecognizer
from recognizers.china.resident_id_15 import ResidentId15Recognizer
from recognizers.china.service_number import ServiceNumberRecognizer
from recognizers.china.social_account import SocialAccountRecognizer
from recognizers.china.social_security import SocialSecurityRecognizer
from recognizers.china.student_number import StudentNumberRecognizer
from recognizers.china.taiwan_permit import TaiwanPermitRecognizer
from recognizers.china.taxpayer_id import TaxpayerIdRecognizer
from recognizers.china.uscc import UsccRecognizer
from recognizers.china.vehicle_plate import VehiclePlateRecognizer
from recognizers.china.vin import VinRecognizer

if TYPE_CHECKING:
    from recognizers.recognizer import TextRecognizer

ALL: Final[tuple[type[TextRecognizer], ...]] = (
    ResidentIdRecognizer,
    ResidentId15Recognizer,
    ResidencePermitRecognizer,
    ForeignResidentIdRecognizer,
    HomeReturnPermitRecognizer,
    ExitPermitRecognizer,
    TaiwanPermitRecognizer,
    PassportRecognizer,
    MilitaryIdRecognizer,
    StudentNumberRecognizer,
    DisabilityCertificateRecognizer,
    SocialSecurityRecognizer,
    DrivingLicenceRecognizer,
    MedicalRecordRecognizer,
    OtherIdRecognizer,
    EmbeddedIdRecognizer,
    HanNumberRecognizer,
    MaskedNumberRecognizer,
    MobilePhoneRecognizer,
    LandlineRecognizer,
    ServiceNumberRecognizer,
    EmailRecognizer,
    SocialAccountRecognizer,
    BankCardRecognizer,
    BankAccountRecognizer,
    VehiclePlateRecognizer,
    VinRecognizer,
    RealEstateCertificateRecognizer,
    IpAddressRecognizer,
    MacAddressRecognizer,
    ImeiRecognizer,
    CoordinatesRecognizer,
    BirthDateRecognizer,
    AgeRecognizer,
    UsccRecognizer,
    OrgCodeRecognizer,
    BusinessRegistrationRecognizer,
    TaxpayerIdRecognizer,
    CourtCaseNumberRecognizer,
    DocumentNumberRecognizer,
)
