"""The root of every error that a user can act on.

UserError(code, exit_code, **facts)
  + RecognizerError (3)      a recognizer failed: the text counts as unread
    x RecognizerTimedOutError
  + StoppedError (6)         a state-secrecy mark: processing ends, nothing is kept
  + ConfigError (2)          the office's own settings are wrong

``code`` is the key of the message in ``review/messages/zh_CN.toml``. Facts are
counts, codes and digests, never document text: an error may reach a log, an
audit event or another person's screen. Exit code 1 means "findings" on the
command line, so no error uses it.
"""

from __future__ import annotations

from typing import ClassVar


class UserError(Exception):
    """A failure to show the user; ``code`` names its message in the catalogue."""

    code: ClassVar[str] = "internal"
    exit_code: ClassVar[int] = 3

    def __init__(self, **facts: str | int) -> None:
        super().__init__(self.code, facts)
        self.facts = facts


class RecognizerError(UserError):
    """A recognizer failed, so its silence proves nothing; ``recognizer`` names it."""

    code = "recognizer.failed"


class RecognizerTimedOutError(RecognizerError):
    """A pattern took too long on some block, so the block counts as unread."""

    code = "recognizer.timed-out"


class StoppedError(UserError):
    """A state-secrecy mark was met; carries ``rule`` and ``sha256``, never text."""

    code = "stopped.state-secret"
    exit_code = 6


class ConfigError(UserError):
    """The office's own settings cannot be used; ``path`` says where, ``why`` is a code."""

    code = "config.invalid"
    exit_code = 2
