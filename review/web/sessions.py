"""Who is signed in: a signed cookie that names the login, and nothing else.

The key lies with the office's other keys. A session ends after ``LONGEST``
seconds, or when the login is closed; a login that failed ``TRIES`` times is
locked for ``LOCKED`` seconds (counted in this process).
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from review.errors import ReviewError
from review.service import people

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from review.people import Actor
    from review.service.office import Office

COOKIE: Final = "mishen"
LONGEST: Final = 8 * 3600
TRIES: Final = 5
LOCKED: Final = 15 * 60


class LockedLoginError(ReviewError):
    """The login was tried too often; it opens again by itself."""

    code = "web.locked"


class Sessions:
    """Opens and reads sessions of one office."""

    def __init__(self, office: Office, now: Callable[[], float] = time.monotonic) -> None:
        self._office = office
        self._now = now
        self._signer = URLSafeTimedSerializer(_key(office.settings.key_folder), "mishen-session")
        self._failures: dict[str, list[float]] = {}

    def open(self, login: str, password: str) -> str:
        """Return the cookie of a new session.

        Raises:
            LockedLoginError: too many wrong passwords.
            WrongPasswordError: login or password is wrong.
        """
        recent = [at for at in self._failures.get(login, []) if self._now() - at < LOCKED]
        if len(recent) >= TRIES:
            raise LockedLoginError
        try:
            people.sign_in(self._office, login, password)
        except ReviewError:
            self._failures[login] = [*recent, self._now()]
            raise
        self._failures.pop(login, None)
        return str(self._signer.dumps({"login": login}))

    def actor(self, cookie: str | None) -> Actor | None:
        """Return whose session ``cookie`` is, None if it is none or has ended."""
        if not cookie:
            return None
        try:
            body = self._signer.loads(cookie, max_age=LONGEST)
            return people.actor(self._office, body["login"])
        except (BadSignature, KeyError, TypeError, ReviewError):
            return None


def _key(folder: Path) -> str:
    """Return the session key, made at first use and readable by nobody else."""
    path = folder / "session.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), "ascii")
    return path.read_text("ascii")
