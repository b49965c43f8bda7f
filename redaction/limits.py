"""How much a parser may use before it counts as failed.

The numbers follow what hostile files were seen to need (bombs of gigabytes from
kilobytes) and leave honest files room: time grows with the file and with each
page that is done, so that a long scan is not cut off and a stuck parser is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

MIB: Final = 1 << 20
LARGEST_SOURCE: Final = 512 * MIB
LARGEST_IMAGE: Final = 60_000_000
"""Pixels of one picture or one rendered page."""

_BYTES_A_SECOND: Final = 20_000
_DENSE: Final = {"application/pdf": 6_000}
"""Bytes a second of formats that hold many pages in few bytes."""

_CONVERSION_SECONDS: Final = 150  # LibreOffice on a slow machine, from a cold start
_CONVERTED: Final = frozenset(
    {
        "application/msword",
        "application/vnd.ms-excel",
        "application/vnd.ms-powerpoint",
        "application/vnd.ms-works",
        "application/vnd.wps-et",
        "application/vnd.wps-dps",
        "application/rtf",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.presentation",
    }
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use; seconds are allowances that ``page_seconds`` extends."""

    memory_bytes: int = 4096 * MIB
    cpu_seconds: int = 60
    wall_seconds: float = 60.0
    page_seconds: float = 10.0
    pages: int = 5000  # beyond these no more time is granted
    file_bytes: int = 1024 * MIB
    open_files: int = 1024
    answer_bytes: int = 1024 * MIB
    grace_seconds: float = 1.0  # between asking a child to end and ending it

    def wall_after(self, pages: int) -> float:
        """Return how many seconds from its start a child has that has done ``pages``."""
        return self.wall_seconds + self.page_seconds * min(pages, self.pages)

    def cpu_after(self, pages: int) -> int:
        """Return how many seconds of processor time it has."""
        return int(self.cpu_seconds + self.page_seconds * min(pages, self.pages)) + 1


def limits_for(media_type: str, size: int) -> Limits:
    """Return the limits for a file of ``size`` bytes."""
    usual = Limits()
    extra = size / _DENSE.get(media_type, _BYTES_A_SECOND)
    if media_type in _CONVERTED:
        extra += _CONVERSION_SECONDS
    return replace(
        usual,
        wall_seconds=usual.wall_seconds + extra,
        cpu_seconds=int(usual.cpu_seconds + 2 * extra),
    )


_listeners: Final[list[Callable[[], None]]] = []


def count_page() -> None:
    """Say that a page is done, which grants the reader time for the next.

    Outside a child nobody listens and nothing happens.
    """
    for listener in _listeners:
        listener()


def on_page(listener: Callable[[], None]) -> None:
    """Have ``listener`` called at each page from now on."""
    _listeners.append(listener)
