"""Every code that can reach a user has Chinese words, and the look-up never fails on errors."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

import review.errors
from recognizers.errors import UserError
from redaction.errors import EncryptedFileError, RedactionError
from review.case import (
    Applicant,
    Attribute,
    CaseKind,
    Consent,
    DocumentClass,
    DocumentState,
)
from review.consultation import Answer, Outcome, PartyKind, Stage
from review.deadline import ClockName
from review.decision import Opinion, Verdict
from review.messages import area, catalogue, message, text
from review.people import Role


class _UnheardOfError(RedactionError):
    code = "redaction.unheard-of"


def test_an_error_without_an_entry_speaks_as_its_parent() -> None:
    assert message(_UnheardOfError()) == message(RedactionError())


def test_the_root_error_has_words() -> None:
    assert message(UserError()).message == text("errors.internal")


def test_a_missing_fact_shows_as_a_question_mark_instead_of_failing() -> None:
    assert "{" not in "".join(message(EncryptedFileError()))


def test_an_unknown_code_is_a_fault() -> None:
    with pytest.raises(KeyError):
        text("errors.no-such-code")
    with pytest.raises(KeyError):
        area("no-such-area")


def test_every_entry_is_words_or_a_message_with_advice() -> None:
    for name, entries in catalogue().items():
        for key, value in entries.items():
            if isinstance(value, str):
                assert value.strip(), f"{name}.{key} is empty"
            else:
                assert value["message"].strip(), f"{name}.{key} has no message"
                assert set(value) <= {"message", "advice"}, f"{name}.{key}"


def _subclasses(root: type[UserError]) -> set[type[UserError]]:
    return {root}.union(*(_subclasses(child) for child in root.__subclasses__()))


def test_every_error_of_the_review_has_its_own_words() -> None:
    codes = {kind.code for kind in _subclasses(review.errors.ReviewError)}
    assert codes <= set(area("errors"))


_CODES = re.compile(r"\b(?:expected|why|field|what|action)=\"([a-z][a-z_.-]*)\"")


def test_every_code_that_an_error_carries_has_words() -> None:
    """Codes stand in the source as plain strings; each may reach a screen."""
    folder = Path(review.errors.__file__).parent
    known = set(area("reasons"))
    for path in folder.rglob("*.py"):
        for code in _CODES.findall(path.read_text("utf-8")):
            assert code in known, f"{path.name}: {code}"


def test_every_table_and_action_that_a_refusal_names_has_words() -> None:
    from review.policy import Action
    from review.store.rows import KINDS, TABLES

    assert {action.value for action in Action} <= set(area("reasons"))
    assert {TABLES[kind].name for kind in KINDS} <= set(area("reasons"))


@pytest.mark.parametrize(
    ("words", "enum"),
    [
        pytest.param("roles", Role, id="roles"),
        pytest.param("document-states", DocumentState, id="document-states"),
        pytest.param("attributes", Attribute, id="attributes"),
        pytest.param("consents", Consent, id="consents"),
        pytest.param("applicants", Applicant, id="applicants"),
        pytest.param("verdicts", Verdict, id="verdicts"),
        pytest.param("opinions", Opinion, id="opinions"),
        pytest.param("clocks", ClockName, id="clocks"),
        pytest.param("party-kinds", PartyKind, id="party-kinds"),
        pytest.param("consultation-stages", Stage, id="stages"),
        pytest.param("consultation-answers", Answer, id="answers"),
        pytest.param("consultation-outcomes", Outcome, id="outcomes"),
        pytest.param("case-kinds", CaseKind, id="case-kinds"),
        pytest.param("document-classes", DocumentClass, id="document-classes"),
    ],
)
def test_every_member_of_a_closed_set_has_words(words: str, enum: type[StrEnum]) -> None:
    assert {member.value for member in enum} == set(area(words))
