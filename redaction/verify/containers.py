"""What lies in a zip archive: members, and the bytes that no directory entry names.

Reads the directory as any program does and then looks at all the rest of the
file: comments, extra fields, members the directory has forgotten, bytes between.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import Final

from redaction.errors import UnprovenError

MEMBER_LIMIT: Final = 256 << 20
"""Bytes of one member that are inflated; a longer member leaves the file unproven."""

_LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_LOCAL_HEADER: Final = struct.Struct("<4s5H3I2H")
_DESCRIPTORS: Final = (12, 16, 20, 24)


@dataclass(frozen=True, slots=True)
class Member:
    """A named member of an archive."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Archive:
    """The members the directory names, and ``strays``: all other bytes, opened where possible."""

    members: tuple[Member, ...]
    strays: tuple[bytes, ...] = field(repr=False)
    repeated: int  # names that occur more than once


def is_archive(data: bytes) -> bool:
    """Return whether ``data`` ends in a zip directory, whatever it begins with."""
    return zipfile.is_zipfile(io.BytesIO(data)) if b"PK\x05\x06" in data[-70000:] else False


def open_archive(data: bytes) -> Archive:
    """Return what the zip archive ``data`` holds.

    Raises:
        UnprovenError: it is damaged, encrypted or too large to look at.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            members = tuple(Member(i.filename, _inflated(archive, i)) for i in infos)
            strays = _strays(data, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise UnprovenError(route="zip") from error
    return Archive(members, strays, len(members) - len({m.name for m in members}))


def _inflated(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as stream:
        data = stream.read(MEMBER_LIMIT + 1)
    if len(data) > MEMBER_LIMIT:
        raise UnprovenError(route="zip")
    return data


def _strays(data: bytes, archive: zipfile.ZipFile) -> tuple[bytes, ...]:
    """Return what the archive holds beside its members' data and the plain directory."""
    found = [archive.comment]
    for info in archive.infolist():
        found += [info.comment, info.extra]
    position = 0
    for info in sorted(archive.infolist(), key=lambda i: i.header_offset):
        found += _opened(data[position : info.header_offset])
        position, extra = _behind(data, info)
        found.append(extra)
    found += _opened(data[position : archive.start_dir])
    return tuple(stray for stray in found if stray.strip(b"\0"))


def _behind(data: bytes, info: zipfile.ZipInfo) -> tuple[int, bytes]:
    """Return where the member ends, its descriptor included, and its local extra field."""
    header = _LOCAL_HEADER.unpack_from(data, info.header_offset)
    names = info.header_offset + _LOCAL_HEADER.size + header[9]
    start = names + header[10]
    end = start + info.compress_size
    if header[2] & 8:
        end += next(
            (n for n in _DESCRIPTORS if data[end + n : end + n + 4] in {_LOCAL, _CENTRAL}), 0
        )
    return end, data[names:start]


def _opened(slack: bytes) -> list[bytes]:
    """Return bytes no directory names, and what they inflate to where they are a member."""
    found = [slack]
    at = slack.find(_LOCAL)
    while at >= 0:
        if len(slack) - at >= _LOCAL_HEADER.size:
            header = _LOCAL_HEADER.unpack_from(slack, at)
            body = slack[at + _LOCAL_HEADER.size + header[9] + header[10] :]
            found.append(inflate(body, -zlib.MAX_WBITS))
        at = slack.find(_LOCAL, at + 4)
    return found


def inflate(data: bytes, bits: int = zlib.MAX_WBITS) -> bytes:
    """Return what ``data`` inflates to, up to the limit and as far as it is sound."""
    try:
        return zlib.decompressobj(bits).decompress(data, MEMBER_LIMIT)
    except zlib.error:
        return b""
