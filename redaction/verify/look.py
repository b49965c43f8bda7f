"""Which routes look at which file, by its own first bytes."""

from __future__ import annotations

from typing import Final

from redaction.errors import UnprovenError
from redaction.formats import registry
from redaction.verify.containers import is_archive
from redaction.verify.markup import look_at_bytes, look_at_xml
from redaction.verify.pictures import IMAGE_MAGICS, look_at_picture
from redaction.verify.strand import Sight

DEEPEST: Final = 4
"""Files inside files that are opened; a deeper one leaves the file unproven."""

_PACKAGES: Final = frozenset({registry.DOCX, registry.XLSX, registry.PPTX})
_PLAIN: Final = frozenset({registry.TEXT, registry.MARKDOWN, registry.CSV})
IMAGES: Final = frozenset({registry.PNG, registry.JPEG, registry.TIFF, registry.BMP})


def look(data: bytes, media_type: str) -> Sight:
    """Return what the routes for ``media_type`` see of ``data``.

    Raises:
        UnprovenError: no route reads this type, or one could not look.
    """
    if media_type in _PLAIN:
        from redaction.verify.plain import look_at_text  # noqa: PLC0415 - loads what is needed

        return look_at_text(data)
    if media_type == registry.HTML:
        from redaction.verify.plain import look_at_html  # noqa: PLC0415

        return look_at_html(data, 0, look_inside)
    if media_type in IMAGES:
        return look_at_picture(data)
    if media_type == registry.PDF and b"%PDF-" in data[:1024]:
        from redaction.verify.pdf import look_at_pdf  # noqa: PLC0415

        return look_at_pdf(data, 0, look_inside)
    if media_type in {*_PACKAGES, registry.OFD} and is_archive(data):
        return _look_at_package(data, 0)
    raise UnprovenError(route="format")


def look_inside(data: bytes, depth: int) -> Sight:
    """Return what is seen of a file inside another, by its first bytes.

    Raises:
        UnprovenError: it could not be looked at.
    """
    if depth > DEEPEST:
        sight = Sight(blind={"nested"})
        look_at_bytes(data, sight, "raw-bytes")
        return sight
    if is_archive(data):
        return _look_at_package(data, depth)
    if data.startswith(b"%PDF-"):
        from redaction.verify.pdf import look_at_pdf  # noqa: PLC0415

        return look_at_pdf(data, depth, look_inside)
    if data.startswith(IMAGE_MAGICS):
        return look_at_picture(data)
    sight = Sight()
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        look_at_xml(data, sight)
    else:
        look_at_bytes(data, sight, "raw-bytes")
    return sight


def _look_at_package(data: bytes, depth: int) -> Sight:
    if b"OFD.xml" in data:
        from redaction.verify.ofd import look_at_ofd  # noqa: PLC0415

        return look_at_ofd(data, depth, look_inside)
    from redaction.verify.ooxml import look_at_ooxml  # noqa: PLC0415

    return look_at_ooxml(data, depth, look_inside)
