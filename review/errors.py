"""What can go wrong while people decide, sign and keep records.

UserError
  + ReviewError (2)             the request was refused; nothing was changed
    x NotFoundError             no such case, document, finding, person
    x NotAllowedError           this person may not do this to this object
    x WrongPasswordError        the login or the password is wrong
    x UndecidedFindingsError    findings still wait for a decision
    x MissingFieldError         a field that the law or the form demands is empty
    x SameSignerError           one person may not sign two steps
    x OutOfOrderError           another step, or another state, comes first
    x ChangedSinceShownError    what is to be signed is not what was shown
    x NotReleasedError          the case holds no released file
    x WordingError              own papers may not carry a secrecy mark
    x InvalidValueError         a value that no rule allows
    x CalendarError             a yearly table of working days cannot be used
    x TemplateError             a paper's template names an unknown field
    x FigureError               the annual report's sums do not agree
    x StoreError (3)            the store cannot be opened, or a key is missing or wrong
    x DamagedBlobError (3)      stored bytes do not decrypt, or are other bytes
    x BackupError (3)           a back-up is incomplete or altered
    x BrokenChainError (5)      the audit trail, a checkpoint or the store was altered
"""

from __future__ import annotations

from recognizers.errors import UserError


class ReviewError(UserError):
    """The request was refused; nothing was changed."""

    code = "review.refused"
    exit_code = 2


class NotFoundError(ReviewError):
    """There is no such thing; ``what`` is its kind (a code)."""

    code = "review.not-found"


class NotAllowedError(ReviewError):
    """This person may not do this; ``action`` is a code."""

    code = "review.not-allowed"


class WrongPasswordError(ReviewError):
    """The login or the password is wrong; which of them is not said."""

    code = "review.wrong-password"


class UndecidedFindingsError(ReviewError):
    """``count`` findings still wait for a decision that settles them."""

    code = "review.undecided"


class MissingFieldError(ReviewError):
    """``field`` (a code) is demanded by the law or the form, and empty."""

    code = "review.missing-field"


class SameSignerError(ReviewError):
    """One person may not sign two steps of one chain, in whoever's name."""

    code = "review.same-signer"


class OutOfOrderError(ReviewError):
    """``expected`` (a code) has to happen first."""

    code = "review.out-of-order"


class ChangedSinceShownError(ReviewError):
    """What is to be signed or released is not what was shown or signed."""

    code = "review.changed"


class NotReleasedError(ReviewError):
    """The case holds no released file."""

    code = "review.not-released"


class WordingError(ReviewError):
    """``field`` carries a secrecy mark, which own papers may not (保密法 22)."""

    code = "review.wording"


class InvalidValueError(ReviewError):
    """``field`` (a code) holds a value that no rule allows."""

    code = "review.invalid"


class CalendarError(ReviewError):
    """The table of ``year`` cannot be used; ``why`` is a code."""

    code = "review.calendar"


class TemplateError(ReviewError):
    """A paper's template (``paper``) names the unknown ``field``."""

    code = "review.template"


class FigureError(ReviewError):
    """The annual report's sums do not agree; ``row`` and ``column`` are codes."""

    code = "review.figures"


class StoreError(ReviewError):
    """The store cannot be opened, or a key is missing or wrong; ``why`` is a code."""

    code = "review.store"
    exit_code = 3


class DamagedBlobError(ReviewError):
    """Stored bytes do not decrypt, or are not the bytes their name says."""

    code = "review.blob"
    exit_code = 3


class BackupError(ReviewError):
    """A back-up or archive is incomplete or altered; ``why`` is a code."""

    code = "review.backup"
    exit_code = 3


class BrokenChainError(ReviewError):
    """The audit trail, a checkpoint or the store was altered; ``number``, ``why``."""

    code = "review.broken-chain"
    exit_code = 5
