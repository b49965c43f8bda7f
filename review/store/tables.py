"""The tables. A column of type ``Sealed`` holds what people typed, encrypted.

``event`` is the number of the event that last reported the row; its commitment
covers all other columns of the row in clear.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

from recognizers.detection import Regime
from recognizers.finding import Capacity, Category, Kind, Suggestion, Treatment
from review.case import Applicant, Attribute, CaseKind, Consent, DocumentClass, DocumentState
from review.consultation import Answer, Outcome, PartyKind, Stage
from review.deadline import ClockName
from review.decision import Opinion, Verdict
from review.people import Role
from review.store.columns import Day, Flag, Packed, Sealed, Word

metadata: Final = MetaData(
    naming_convention={"pk": "pk_%(table_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}
)

meta: Final = Table(
    "meta",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("value", String(128), nullable=False),
)

audit_event: Final = Table(
    "audit_event",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", String(27), nullable=False),
    Column("by", String(64), nullable=False),
    Column("action", String(40), nullable=False),
    Column("facts", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index("ix_audit_event_action", "action", "number"),
)

audit_head: Final = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("length", Integer, nullable=False),
    Column("last", String(64), nullable=False),
)

checkpoint: Final = Table(
    "checkpoint",
    metadata,
    Column("length", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)


def _id(name: str = "id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


def _ref(name: str) -> Column[str]:
    return Column(name, String(64), nullable=False)


def _event(*, key: bool = False) -> Column[int]:
    return Column("event", Integer, primary_key=key, autoincrement=False, nullable=False)


def _sealed(*names: str) -> list[Column[bytes]]:
    return [Column(name, Sealed, nullable=False) for name in names]


def _days(*names: str) -> list[Column[object]]:
    return [Column(name, Day, nullable=False) for name in names]


def _packed(*names: str) -> list[Column[object]]:
    return [Column(name, Packed, nullable=False) for name in names]


person: Final = Table(
    "person",
    metadata,
    _id("login"),
    *_sealed("name", "department"),
    Column("roles", Packed(Role), nullable=False),
    Column("password", String(200), nullable=False),
    Column("active", Flag, nullable=False),
    _event(),
)

delegation: Final = Table(
    "delegation",
    metadata,
    _id(),
    _ref("giver"),
    _ref("taker"),
    Column("role", Word(Role), nullable=False),
    *_days("starts", "ends"),
    _ref("by"),
    *_days("ended_on"),
    _event(),
)

case: Final = Table(
    "case_file",
    metadata,
    _id(),
    Column("kind", Word(CaseKind), nullable=False),
    Column("document_class", Word(DocumentClass), nullable=False),
    Column("attribute", Word(Attribute), nullable=False),
    Column("regime", Word(Regime), nullable=False),
    _ref("profile"),
    _ref("chain"),
    *_days("received_on", "formed_on", "answered_on"),
    _ref("created_by"),
    _ref("created_at"),
    Column("urgent", Flag, nullable=False),
    Column("escalated", Flag, nullable=False),
    Column("consent", Word(Consent), nullable=False),
    _ref("category"),
    Column("applicant", Word(Applicant), nullable=False),
    _ref("result"),
    *_sealed("title", "department", "urgent_reason", "origin", "applicant_name", "request"),
    Column("form", Sealed(packed=True), nullable=False),
    _event(),
)

document: Final = Table(
    "document",
    metadata,
    _id(),
    _ref("case"),
    Column("order", Integer, nullable=False),
    _ref("annex_of"),
    *_sealed("name"),
    _ref("sha256"),
    Column("size", Integer, nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("state", Word(DocumentState), nullable=False),
    _ref("text"),
    _ref("reason"),
    _ref("profile"),
    *_packed("gaps", "warnings", "persons"),
    _event(),
    Index("ix_document_case", "case"),
)

finding: Final = Table(
    "finding",
    metadata,
    _id(),
    _id("document"),
    Column("kind", Word(Kind), nullable=False),
    Column("category", Word(Category), nullable=False),
    Column("suggestion", Word(Suggestion), nullable=False),
    Column("treatment", Word(Treatment), nullable=False),
    Column("capacity", Word(Capacity), nullable=False),
    *_packed("basis", "grounds"),
    Column("score", Integer, nullable=False),
    _ref("recognizer"),
    _ref("origin"),
    *_packed("spans"),
    _event(),
    Index("ix_finding_document", "document"),
)

decision: Final = Table(
    "decision",
    metadata,
    _event(key=True),
    _id("finding"),
    _id("document"),
    Column("verdict", Word(Verdict), nullable=False),
    Column("treatment", Word(Treatment), nullable=False),
    *_packed("basis"),
    *_sealed("reason"),
    _ref("consultation"),
    _ref("by"),
    _ref("at"),
    Index("ix_decision_document", "document"),
)

output: Final = Table(
    "output",
    metadata,
    _event(key=True),
    _ref("document"),
    _ref("source"),
    _ref("plan"),
    _ref("sha256"),
    Column("media_type", String(128), nullable=False),
    Column("proof", Text, nullable=False),
    _ref("at"),
    Index("ix_output_document", "document"),
)

view: Final = Table(
    "view",
    metadata,
    _event(key=True),
    _ref("case"),
    _ref("document"),
    _ref("part"),
    _ref("digest"),
    _ref("by"),
    _ref("at"),
    Index("ix_view_case", "case"),
)

sign_off: Final = Table(
    "sign_off",
    metadata,
    _event(key=True),
    _ref("case"),
    _ref("step"),
    Column("role", Word(Role), nullable=False),
    _ref("by"),
    _ref("principal"),
    _ref("digest"),
    Column("opinion", Word(Opinion), nullable=False),
    *_sealed("words"),
    *_packed("shown"),
    _ref("at"),
    Index("ix_sign_off_case", "case"),
)

case_return: Final = Table(
    "case_return",
    metadata,
    _event(key=True),
    _ref("case"),
    _ref("step"),
    *_sealed("reason"),
    _ref("by"),
    _ref("at"),
    Index("ix_case_return_case", "case"),
)

referral: Final = Table(
    "referral",
    metadata,
    _id(),
    _ref("case"),
    *_sealed("organ", "question", "answer"),
    _ref("by"),
    _ref("at"),
    _ref("answered_at"),
    _event(),
    Index("ix_referral_case", "case"),
)

consultation: Final = Table(
    "consultation",
    metadata,
    _id(),
    _ref("case"),
    Column("kind", Word(PartyKind), nullable=False),
    *_sealed("party", "address", "summary", "reply", "reason", "service"),
    *_packed("findings"),
    Column("stage", Word(Stage), nullable=False),
    *_days("opened_on", "sent_on", "served_on", "due_on", "answered_on", "closed_on", "notice_on"),
    Column("due_assured", Flag, nullable=False),
    Column("answer", Word(Answer), nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    _ref("by"),
    _event(),
    Index("ix_consultation_case", "case"),
)

clock: Final = Table(
    "clock",
    metadata,
    _id("case"),
    Column("name", Word(ClockName), primary_key=True),
    *_days("starts"),
    Column("working_days", Integer, nullable=False),
    Column("extension", Integer, nullable=False),
    *_sealed("reason"),
    *_packed("stops"),
    *_days("met_on"),
    _event(),
)

release: Final = Table(
    "release",
    metadata,
    _event(key=True),
    _ref("case"),
    _ref("digest"),
    _ref("by"),
    _ref("at"),
    Index("ix_release_case", "case"),
)

publication: Final = Table(
    "publication",
    metadata,
    _event(key=True),
    _ref("case"),
    *_sealed("place", "address"),
    *_days("day", "expires", "look_again"),
    _ref("by"),
    Index("ix_publication_case", "case"),
)

withdrawal: Final = Table(
    "withdrawal",
    metadata,
    _event(key=True),
    _ref("case"),
    *_days("day"),
    *_sealed("reason"),
    _ref("by"),
    Index("ix_withdrawal_case", "case"),
)

paper: Final = Table(
    "paper",
    metadata,
    _event(key=True),
    _ref("case"),
    _ref("kind"),
    _ref("sha256"),
    _ref("by"),
    _ref("at"),
    Index("ix_paper_case", "case"),
)
