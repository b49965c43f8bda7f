"""The pictures of a package as they are written: encoded anew, crops applied by the parts.

A picture that cannot be decoded (vector formats, damage) is written blank; the
reader of the package has said so among the document's gaps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from redaction.formats.ooxml.media import blank, extension_of, reencode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from redaction.formats.ooxml.package import Package


class Pictures:
    """Each picture's new bytes, made once."""

    def __init__(self, package: Package, names: Iterable[str]) -> None:
        self._made = {name: _made(package.parts[name]) for name in names}

    def content(self, name: str) -> tuple[bytes, str]:
        """Return the new bytes of the picture part ``name`` and their media type."""
        return self._made[name]

    def extension(self, name: str) -> str:
        """Return the file name extension that the new bytes need."""
        return extension_of(self._made[name][1])


def _made(content: bytes) -> tuple[bytes, str]:
    return reencode(content) or (blank(), "image/png")
