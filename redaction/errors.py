"""What can go wrong while reading, rewriting or proving a file.

UserError
  + RedactionError (3)          no output was written
    x UnreadableFileError       damaged, or not what its name says
    x EncryptedFileError        needs a password
    x EmptyDocumentError        no character could be read
    x UnsupportedContentError   a format, or a part of the file, that we cannot vouch for
    x HostileFileError          exceeds a limit, or is built to mislead a reader
    x ReaderFailedError         the child process crashed or ran out of time or memory
    x MissingToolError          a program that this format needs is not installed
    x StalePlanError            the plan was made for other bytes
    x LeakError (4)             the written file still holds what was to go
    x LossError (4)             the written file lacks what was to stay
    x UnprovenError (4)         a verification route could not see, so nothing is proven
"""

from __future__ import annotations

from recognizers.errors import UserError


class RedactionError(UserError):
    """No output was written."""

    code = "redaction.failed"
    exit_code = 3


class UnreadableFileError(RedactionError):
    """The file is damaged or not what its name says; ``reason`` is a code."""

    code = "redaction.unreadable"


class EncryptedFileError(RedactionError):
    """The file needs a password."""

    code = "redaction.encrypted"


class EmptyDocumentError(RedactionError):
    """No character could be read, so nothing can be called clean."""

    code = "redaction.empty"


class UnsupportedContentError(RedactionError):
    """A format, or a part of the file (``part``), that no reader here vouches for."""

    code = "redaction.unsupported"


class HostileFileError(RedactionError):
    """The file exceeds a limit or is built to mislead; ``reason`` is a code."""

    code = "redaction.hostile"


class ReaderFailedError(RedactionError):
    """The child process that parsed the file crashed or ran out of time or memory."""

    code = "redaction.reader-failed"


class MissingToolError(RedactionError):
    """A program that this format needs (``tool``) is not installed."""

    code = "redaction.missing-tool"


class StalePlanError(RedactionError):
    """The plan was made for other bytes than these."""

    code = "redaction.stale-plan"


class LeakError(RedactionError):
    """The written file still holds text that was to go; ``count``, ``route``."""

    code = "redaction.leak"
    exit_code = 4


class LossError(RedactionError):
    """The written file lacks text that was to stay; ``count``, ``route``."""

    code = "redaction.loss"
    exit_code = 4


class UnprovenError(RedactionError):
    """A verification route could not see, so its silence proves nothing; ``route``."""

    code = "redaction.unproven"
    exit_code = 4
