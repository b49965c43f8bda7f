"""What a recognizer reports, and what the passes over a document make of it.

A finding holds an address and codes, never document text, so it may be stored,
logged and audited.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from recognizers.text import Sha256, Span

FindingId = NewType("FindingId", str)


class Category(StrEnum):
    """Why matter may have to stay unpublished, in the law's own division."""

    PERSONAL = "personal"
    TRADE_SECRET = "trade_secret"
    WORK_SECRET = "work_secret"
    STATE_SECRET = "state_secret"
    INTERNAL = "internal"


class Suggestion(StrEnum):
    """What the product proposes; a person decides."""

    WITHHOLD = "withhold"
    KEEP = "keep"
    CONSULT = "consult"  # ask the third party (article 15, 32)
    REFER = "refer"  # ask the secrecy administration (article 17)


class Treatment(StrEnum):
    """How a span is made unreadable if it is withheld."""

    REMOVE = "remove"  # a bar of fixed width with the reason code
    MASK = "mask"  # part of it stays: 138****1234
    PSEUDONYM = "pseudonym"  # a stand-in that is stable within a case
    GENERALISE = "generalise"  # a coarser truth: the village, the year


class Capacity(StrEnum):
    """In what role a person stands in the document; decides the suggestion."""

    UNKNOWN = "unknown"
    OFFICIAL = "official"  # acting in office
    PUBLIC_PARTY = "public_party"  # party to a decision that must be published
    REPRESENTATIVE = "representative"  # legal representative of an organisation
    PRIVATE = "private"  # third natural person
    MINOR = "minor"
    INFORMANT = "informant"
    VICTIM = "victim"
    PATIENT = "patient"
    RECIPIENT = "recipient"  # of relief, subsidy, aid
    PUBLIC_FIGURE = "public_figure"  # leaders of state, historic persons, authors


class Kind(StrEnum):
    """What a stretch of text is; the message catalogue holds the Chinese names."""

    RESIDENT_ID = "resident_id"
    RESIDENCE_PERMIT = "residence_permit"  # of Hong Kong, Macao and Taiwan residents
    FOREIGN_RESIDENT_ID = "foreign_resident_id"
    HOME_RETURN_PERMIT = "home_return_permit"
    EXIT_PERMIT = "exit_permit"  # to Hong Kong, Macao, Taiwan
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"
    MILITARY_ID = "military_id"
    STUDENT_NUMBER = "student_number"
    DISABILITY_CERTIFICATE = "disability_certificate"
    SOCIAL_SECURITY_NUMBER = "social_security_number"
    DRIVING_LICENCE = "driving_licence"
    MEDICAL_RECORD_NUMBER = "medical_record_number"
    OTHER_ID = "other_id"  # an ID by its label, of no known type
    BANK_ACCOUNT = "bank_account"  # cards and accounts
    MOBILE_PHONE = "mobile_phone"
    LANDLINE = "landline"
    SERVICE_NUMBER = "service_number"
    EMAIL = "email"
    SOCIAL_ACCOUNT = "social_account"  # QQ, WeChat
    VEHICLE_PLATE = "vehicle_plate"
    VIN = "vin"
    REAL_ESTATE_CERTIFICATE = "real_estate_certificate"
    IP_ADDRESS = "ip_address"
    MAC_ADDRESS = "mac_address"
    IMEI = "imei"
    COORDINATES = "coordinates"
    USCC = "uscc"  # unified social credit code
    ORG_CODE = "org_code"
    BUSINESS_REGISTRATION = "business_registration"
    TAXPAYER_ID = "taxpayer_id"
    COURT_CASE_NUMBER = "court_case_number"
    DOCUMENT_NUMBER = "document_number"
    PERSON = "person"
    PLACE = "place"
    ORGANIZATION = "organization"
    ADDRESS = "address"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    HEALTH = "health"
    DISABILITY = "disability"
    FAMILY = "family"  # marriage, reproduction
    POVERTY_CAUSE = "poverty_cause"
    RELIGION = "religion"
    CRIMINAL_RECORD = "criminal_record"
    BIOMETRIC = "biometric"
    FINANCE = "finance"
    WHEREABOUTS = "whereabouts"
    TRADE_SECRET = "trade_secret"
    WORK_SECRET = "work_secret"
    INTERNAL_MATTER = "internal_matter"
    CLASSIFICATION_MARK = "classification_mark"
    INTERNAL_MARK = "internal_mark"
    DISCLOSURE_ATTRIBUTE = "disclosure_attribute"
    COPY_NUMBER = "copy_number"
    OTHER_ORGAN = "other_organ"  # a document of, or forwarded from, another organ
    WEAK_MASK = "weak_mask"
    COMBINATION = "combination"  # what stays identifies a person all the same
    CUSTOM = "custom"  # the office's own words and patterns
    MANUAL = "manual"  # marked by a reviewer


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim that ``spans`` together are one ``kind`` of matter, with the grounds for it.

    Most findings have one span; a number broken over two cells or pages has
    several, in reading order, and still gets one decision. ``score`` (0 to 1]
    orders a reviewer's queue; it never hides a finding. ``grounds`` and
    ``basis`` are codes (``check-character``, ``label``; ``条例2019#15``).
    ``suggestion``, ``basis``, ``capacity`` and ``treatment`` (the proposed one) are
    set by the marking pass.
    """

    kind: Kind
    spans: tuple[Span, ...]
    score: float
    recognizer: str
    grounds: tuple[str, ...] = ()
    category: Category = Category.PERSONAL
    suggestion: Suggestion = Suggestion.WITHHOLD
    basis: tuple[str, ...] = ()
    capacity: Capacity = Capacity.UNKNOWN
    treatment: Treatment = Treatment.REMOVE

    def __post_init__(self) -> None:
        if not 0 < self.score <= 1:
            raise ValueError(f"score out of range: {self.score}")
        if not self.spans:
            raise ValueError("a finding needs a span")

    @property
    def span(self) -> Span:
        """Return the first span: where a reviewer is led to."""
        return self.spans[0]


def finding_id(source: Sha256, finding: Finding) -> FindingId:
    """Return the finding's name: 16 hex digits over source, kind and addresses, not text."""
    places = ";".join(f"{s.block}:{s.start}:{s.end}" for s in finding.spans)
    payload = f"{source}|{finding.kind}|{places}".encode("utf-8", "surrogatepass")
    return FindingId(hashlib.sha256(payload).hexdigest()[:16])
