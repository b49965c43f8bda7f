"""What a file is, by its first bytes and its content; its name is only checked against that.

A name never makes a file readable: a ``.docx`` that holds a PDF is refused, for
whoever named it so expects something else to be in it. Files that need a
password are told apart from damaged ones.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.errors import (
    EmptyDocumentError,
    EncryptedFileError,
    UnreadableFileError,
    UnsupportedContentError,
)
from redaction.formats import registry
from redaction.formats.encoding import declared_charset, decode

_CFB: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_BY_EXTENSION: Final = {
    "docx": registry.DOCX, "docm": registry.DOCX, "dotx": registry.DOCX, "dotm": registry.DOCX,
    "xlsx": registry.XLSX, "xlsm": registry.XLSX, "xltx": registry.XLSX, "xltm": registry.XLSX,
    "pptx": registry.PPTX, "pptm": registry.PPTX, "ppsx": registry.PPTX, "potx": registry.PPTX,
    "pdf": registry.PDF, "ofd": registry.OFD,
    "txt": registry.TEXT, "text": registry.TEXT, "log": registry.TEXT,
    "csv": registry.CSV, "tsv": registry.CSV,
    "md": registry.MARKDOWN, "markdown": registry.MARKDOWN,
    "html": registry.HTML, "htm": registry.HTML, "xhtml": registry.HTML,
    "png": registry.PNG, "jpg": registry.JPEG, "jpeg": registry.JPEG,
    "tif": registry.TIFF, "tiff": registry.TIFF, "bmp": registry.BMP,
    "doc": registry.DOC, "dot": registry.DOC, "xls": registry.XLS, "xlt": registry.XLS,
    "ppt": registry.PPT, "pps": registry.PPT, "wps": registry.WPS, "wpt": registry.WPS,
    "et": registry.ET, "ett": registry.ET, "dps": registry.DPS, "dpt": registry.DPS,
    "rtf": registry.RTF, "odt": registry.ODT, "ods": registry.ODS, "odp": registry.ODP,
}  # fmt: skip
_MAGIC: Final = (
    (b"%PDF-", registry.PDF),
    (b"\x89PNG\r\n\x1a\n", registry.PNG),
    (b"\xff\xd8\xff", registry.JPEG),
    (b"II*\0", registry.TIFF),
    (b"MM\0*", registry.TIFF),
    (b"II+\0", registry.TIFF),
    (b"MM\0+", registry.TIFF),
    (b"{\\rtf", registry.RTF),
)
_STREAMS: Final = (
    ("WordDocument", registry.DOC),
    ("Workbook", registry.XLS),
    ("Book", registry.XLS),
    ("PowerPoint Document", registry.PPT),
)
_SAME_CONTENT: Final = {
    registry.DOC: {registry.DOC, registry.WPS},
    registry.XLS: {registry.XLS, registry.ET},
    registry.PPT: {registry.PPT, registry.DPS},
    registry.DOCX: {registry.DOCX, registry.WPS},
    registry.XLSX: {registry.XLSX, registry.ET},
    registry.PPTX: {registry.PPTX, registry.DPS},
    registry.RTF: {registry.RTF, registry.DOC, registry.WPS},
    registry.HTML: {registry.HTML, registry.TEXT, registry.MARKDOWN},
    registry.TEXT: {registry.TEXT, registry.CSV, registry.MARKDOWN, registry.HTML},
}
"""Which names a content may go by: WPS Office writes Microsoft's formats under its own."""

_HTML: Final = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html[\s>]|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))",
    re.IGNORECASE | re.DOTALL,
)
_FORMATS_BY_MIME: Final = {
    b"application/vnd.oasis.opendocument.text": registry.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": registry.ODS,
    b"application/vnd.oasis.opendocument.presentation": registry.ODP,
}


def sniff(source: bytes, name: str) -> str:
    """Return the media type of ``source``, a key of ``registry.ADAPTERS``.

    ``name`` is the file's name; only its extension counts, and an unknown or
    missing one is no objection.

    Raises:
        EmptyDocumentError: there are no bytes.
        EncryptedFileError: the file needs a password.
        UnreadableFileError: damaged, or not what its extension says (``mislabelled``).
        UnsupportedContentError: a format without an adapter.
    """
    if not source.strip():
        raise EmptyDocumentError
    named = _BY_EXTENSION.get(name.rpartition(".")[2].lower() if "." in name else "")
    found = _content_type(source)
    if named is None:
        return found
    if found == registry.TEXT and named in _SAME_CONTENT[registry.TEXT]:
        return named
    if named not in _SAME_CONTENT.get(found, {found}):
        raise UnreadableFileError(reason="mislabelled")
    # A .wps that holds a docx is read as what it is.
    is_binary = found in {registry.DOC, registry.XLS, registry.PPT, registry.RTF}
    return named if is_binary and named != registry.DOC else found


def _content_type(source: bytes) -> str:
    for magic, kind in _MAGIC:
        if source.startswith(magic):
            return kind
    if source.startswith(_ZIP):
        return _zip_type(source)
    if source.startswith(_CFB):
        return _cfb_type(source)
    if source[:2] == b"BM" and int.from_bytes(source[2:6], "little") in {0, len(source)}:
        return registry.BMP
    if b"%PDF-" in source[:1024]:
        return registry.PDF
    return _text_type(source)


def _text_type(source: bytes) -> str:
    head = source[: 64 << 10]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        raise UnsupportedContentError(part="format")
    text = decode(source, declared=declared_charset(head)).text
    return registry.HTML if _HTML.match(text[:20_000]) else registry.TEXT


def _zip_type(source: bytes) -> str:
    from redaction.formats.ooxml.package import open_package, unzip  # noqa: PLC0415 - only for zips
    from redaction.formats.ooxml.parts import (  # noqa: PLC0415
        MAIN_TYPES,
        SHEET_MAIN,
        SLIDE_MAIN,
        WORD_MAIN,
    )

    parts, _ = unzip(source)
    if "OFD.xml" in parts:
        return registry.OFD
    if "mimetype" in parts:
        if _is_locked(parts.get("META-INF/manifest.xml", b"")):
            raise EncryptedFileError
        return _FORMATS_BY_MIME.get(parts["mimetype"].strip()) or _unsupported()
    package = open_package(source)
    kind = MAIN_TYPES.get(package.content_type(package.main_part()))
    kinds = {WORD_MAIN: registry.DOCX, SHEET_MAIN: registry.XLSX, SLIDE_MAIN: registry.PPTX}
    return kinds.get(kind or "") or _unsupported()


def _unsupported() -> str:
    raise UnsupportedContentError(part="format")


def _is_locked(manifest: bytes) -> bool:
    return b"encryption-data" in manifest


def _cfb_type(source: bytes) -> str:
    """Return the format in a compound file by the names in its directory (MS-CFB)."""
    if _has_stream(source, "EncryptedPackage") or _has_stream(source, "EncryptionInfo"):
        raise EncryptedFileError
    for stream, kind in _STREAMS:
        if _has_stream(source, stream):
            if kind == registry.DOC and _is_locked_word(source):
                raise EncryptedFileError
            return kind
    raise UnsupportedContentError(part="format")


def _has_stream(source: bytes, name: str) -> bool:
    """Return whether some directory entry has this name.

    An entry begins at a multiple of 128 bytes with the name, whose length in
    bytes (terminator included) stands at offset 64.
    """
    entry = name.encode("utf-16-le") + b"\0\0"
    start = source.find(entry, 512)
    while start >= 0:
        if start % 128 == 0 and source[start + 64 : start + 66] == len(entry).to_bytes(2, "little"):
            return True
        start = source.find(entry, start + 1)
    return False


def _is_locked_word(source: bytes) -> bool:
    """Return whether the file information block says ``fEncrypted`` (MS-DOC 2.5.2)."""
    start = source.find(b"\xec\xa5", 512)
    while start >= 0 and start % 512:
        start = source.find(b"\xec\xa5", start + 1)
    return start >= 0 and bool(int.from_bytes(source[start + 10 : start + 12], "little") & 0x0100)
