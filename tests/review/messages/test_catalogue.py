"""Every code that can reach a user has Chinese words, and the look-up never fails on errors."""

from __future__ import annotations

import pytest

from recognizers.errors import UserError
from redaction.errors import EncryptedFileError, RedactionError
from review.messages import area, catalogue, message, text


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
    import review.errors

    codes = {kind.code for kind in _subclasses(review.errors.ReviewError)}
    assert codes <= set(area("errors"))
