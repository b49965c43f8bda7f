"""Who is signed in: a signed cookie that names the login and marks its password.

The key lies with the office's other keys. A session ends after ``LONGEST``
seconds, when the login is closed, and when its password is set anew. A login
that failed ``TRIES`` times is locked for ``LOCKED`` seconds (counted in this
process).
"""

from __future__ import annotations

import hashlib
import secrets
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from itsdangerous import BadSignature, URLSafeTimedSerializer

from review.errors import ReviewError
from review.people import Person
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
        return str(self._signer.dumps({"login": login, "mark": self._mark(login)}))

    def actor(self, cookie: str | None) -> Actor | None:
        """Return whose session ``cookie`` is, None if it is none or has ended."""
        if not cookie:
            return None
        try:
            body = self._signer.loads(cookie, max_age=LONGEST)
            if not secrets.compare_digest(body["mark"], self._mark(body["login"])):
                return None
            return people.actor(self._office, body["login"])
        except (BadSignature, KeyError, TypeError, ReviewError):
            return None

    def _mark(self, login: str) -> str:
        """Return what changes with each setting of the password; it tells nothing of it."""
        with self._office.store.read() as reader:
            held = reader.get(Person, login=login).password
        return hashlib.sha256(held.encode()).hexdigest()[:32]


def _key(folder: Path) -> str:
    """Return the session key, made at first use and readable by nobody else."""
    path = folder / "session.key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = folder / f"session.{secrets.token_hex(4)}.partial"
        beside.touch(mode=0o600)
        beside.write_text(secrets.token_hex(32), "ascii")
        with suppress(FileExistsError):  # another process was first: its key is the key
            path.hardlink_to(beside)
        beside.unlink()
    return path.read_text("ascii")
