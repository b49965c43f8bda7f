"""What the server does once a day: sign and export a checkpoint of the audit log.

A checkpoint that nobody exports proves nothing about the log's end; an office
that runs the server gets one a day without anyone thinking of it. One that
would only repeat the last is not made.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Final

from review.errors import StoreError
from review.messages import message
from review.service import trail
from review.store.log import head

if TYPE_CHECKING:
    from review.service.office import Office

DAY: Final = 24 * 3600.0


class DailyCheckpoint:
    """Makes a checkpoint at the start and then every ``seconds``, until it is stopped."""

    def __init__(self, office: Office, seconds: float = DAY) -> None:
        self._office = office
        self._seconds = seconds
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mishen-daily", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, once a checkpoint in the making is written."""
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        while True:
            try:
                seal(self._office)
            except StoreError as error:
                sys.stderr.write(message(error).message + "\n")
            if self._stopped.wait(self._seconds):
                return


def seal(office: Office) -> bool:
    """Make a checkpoint unless the last one covers the log; return whether one was made."""
    with office.store.read() as reader:
        length, _ = head(reader.connection)
    last = trail.last_checkpoint(office)
    if length == 0 or (last is not None and last.length >= length):
        return False
    trail.make_checkpoint(office)
    return True
