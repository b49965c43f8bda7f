"""A file is what its content says, and refused if its name says otherwise."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.errors import (
    EmptyDocumentError,
    EncryptedFileError,
    RedactionError,
    UnreadableFileError,
    UnsupportedContentError,
)
from redaction.formats import registry
from redaction.formats.sniff import sniff
from tests.redaction.ooxml.build import docx, paragraph, zipped

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def compound(*streams: str) -> bytes:
    """Return a file with the names of ``streams`` where a directory would hold them."""
    entries = b""
    for name in streams:
        raw = name.encode("utf-16-le") + b"\0\0"
        entries += raw.ljust(64, b"\0") + len(raw).to_bytes(2, "little") + b"\0" * 62
    return CFB + entries


HAN = "\u5173\u4e8e\u516c\u5f00\u7684\u7b54\u590d"
KNOWN = {
    "docx": (docx(paragraph("x")), "a.docx", registry.DOCX),
    "docx-with-macros": (docx(paragraph("x")), "a.docm", registry.DOCX),
    "docx-under-the-name-of-wps": (docx(paragraph("x")), "a.wps", registry.DOCX),
    "docx-without-a-name": (docx(paragraph("x")), "", registry.DOCX),
    "pdf": (b"%PDF-1.7\n", "a.pdf", registry.PDF),
    "pdf-after-some-bytes": (b"\n\n%PDF-1.7\n", "a.PDF", registry.PDF),
    "ofd": (zipped({"OFD.xml": "<a/>"}), "a.ofd", registry.OFD),
    "odt": (zipped({"mimetype": registry.ODT}), "a.odt", registry.ODT),
    "doc": (compound("Root Entry", "WordDocument"), "a.doc", registry.DOC),
    "wps": (compound("Root Entry", "WordDocument"), "a.wps", registry.WPS),
    "xls": (compound("Workbook"), "a.xls", registry.XLS),
    "et": (compound("Workbook"), "a.et", registry.ET),
    "ppt": (compound("PowerPoint Document"), "a.ppt", registry.PPT),
    "rtf": (b"{\\rtf1}", "a.rtf", registry.RTF),
    "rtf-named-doc": (b"{\\rtf1}", "a.doc", registry.RTF),
    "png": (b"\x89PNG\r\n\x1a\n", "a.png", registry.PNG),
    "jpeg": (b"\xff\xd8\xff\xe0", "a.jpg", registry.JPEG),
    "tiff": (b"II*\0", "a.tif", registry.TIFF),
    "bmp": (b"BM" + (6).to_bytes(4, "little"), "a.bmp", registry.BMP),
    "text": (HAN.encode(), "a.txt", registry.TEXT),
    "text-in-gb18030": (HAN.encode("gb18030"), "a.txt", registry.TEXT),
    "text-in-utf-16": (codecs.BOM_UTF16_LE + HAN.encode("utf-16-le"), "a.txt", registry.TEXT),
    "text-of-unknown-name": (HAN.encode(), "README", registry.TEXT),
    "csv": (b"a,b\n1,2", "a.csv", registry.CSV),
    "markdown": (b"# a", "a.md", registry.MARKDOWN),
    "html": (b"<!DOCTYPE html><p>a", "a.html", registry.HTML),
    "html-without-a-doctype": (b"<p>a", "a.htm", registry.HTML),
    "html-named-txt": (b"<html><p>a", "a.txt", registry.HTML),
}


@pytest.mark.parametrize(("source", "name", "kind"), KNOWN.values(), ids=KNOWN)
def test_format_is_told_by_content(source: bytes, name: str, kind: str) -> None:
    assert sniff(source, name) == kind


MISLABELLED = {
    "pdf-named-docx": (b"%PDF-1.7", "a.docx"),
    "docx-named-pdf": (docx(paragraph("x")), "a.pdf"),
    "docx-named-xlsx": (docx(paragraph("x")), "a.xlsx"),
    "text-named-docx": (b"hello", "a.docx"),
    "png-named-jpg": (b"\x89PNG\r\n\x1a\n", "a.jpg"),
    "xls-named-doc": (compound("Workbook"), "a.doc"),
    "html-named-csv": (b"<html><p>a", "a.csv"),
}


@pytest.mark.parametrize(("source", "name"), MISLABELLED.values(), ids=MISLABELLED)
def test_wrong_name_is_refused(source: bytes, name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        sniff(source, name)
    assert caught.value.facts == {"reason": "mislabelled"}


REFUSED = {
    "nothing": (b"", EmptyDocumentError),
    "white-space": (b" \n ", EmptyDocumentError),
    "office-file-under-a-password": (
        compound("EncryptionInfo", "EncryptedPackage"),
        EncryptedFileError,
    ),
    "old-word-file-under-a-password": (
        CFB + b"\xec\xa5" + b"\0" * 9 + b"\x01" + b"\0" * 500 + compound("WordDocument")[512:],
        EncryptedFileError,
    ),
    "compound-file-of-another-kind": (
        compound("Root Entry", "__properties"),
        UnsupportedContentError,
    ),
    "truncated-zip": (docx(paragraph("x"))[:200], UnreadableFileError),
    "zip-of-something-else": (zipped({"a.txt": "x"}), UnreadableFileError),
    "program": (b"\x7fELF\0\0\0", UnsupportedContentError),
    "open-document-drawing": (
        zipped({"mimetype": "application/x-drawing"}),
        UnsupportedContentError,
    ),
    "text-in-no-encoding": (b"\xff\xff\xff", UnreadableFileError),
    "locked-open-document": (
        zipped({"mimetype": registry.ODT, "META-INF/manifest.xml": "<encryption-data/>"}),
        EncryptedFileError,
    ),
}


@pytest.mark.parametrize(("source", "error"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(
    source: bytes, error: type[RedactionError]
) -> None:
    with pytest.raises(error):
        sniff(source, "")


def test_every_answer_has_an_adapter() -> None:
    assert {kind for _, _, kind in KNOWN.values()} <= set(registry.ADAPTERS)


@given(st.binary(max_size=400), st.sampled_from(["", "a.docx", "a.txt", "a.html", "a.doc"]))
def test_any_bytes_get_an_answer_or_a_refusal(source: bytes, name: str) -> None:
    try:
        kind = sniff(source, name)
    except RedactionError:
        return
    assert kind in registry.ADAPTERS


@given(st.data())
def test_any_damaged_package_gets_an_answer_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(docx(paragraph("x")))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        kind = sniff(bytes(whole), "a.docx")
    except RedactionError:
        return
    assert kind in registry.ADAPTERS
