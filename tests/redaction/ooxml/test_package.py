"""Packages are opened within limits, and nothing misleading gets in."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.errors import (
    EncryptedFileError,
    HostileFileError,
    RedactionError,
    UnreadableFileError,
)
from redaction.formats.ooxml import package
from redaction.formats.ooxml.docx import DocxAdapter
from redaction.formats.ooxml.package import Relation, open_package, unzip
from redaction.formats.ooxml.xlsx import XlsxAdapter
from tests.redaction.ooxml.build import docx, everything, paragraph, rewritten, zipped

ADAPTER = DocxAdapter()
PLAIN = docx(paragraph("x"))


def members() -> dict[str, str | bytes]:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_document(content: str) -> bytes:
    return zipped(members() | {"word/document.xml": content})


def duplicate() -> bytes:
    target = io.BytesIO(PLAIN)
    with warnings.catch_warnings(), zipfile.ZipFile(target, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<second/>")
    return target.getvalue()


def lying_size() -> bytes:
    """Return a package whose directory understates a member's size."""
    raw = bytearray(zipped(members() | {"word/big.xml": b"<a>" + b"x" * 900 + b"</a>"}))
    entry = raw.rindex(b"word/big.xml") - 46
    raw[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    return bytes(raw)


BILLION = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>'
EXTERNAL = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'

HOSTILE = {
    "entities": (with_document(BILLION), "document-type"),
    "external-entity": (with_document(EXTERNAL), "document-type"),
    "doctype-after-a-long-remark": (
        with_document("<!--" + "x" * 70_000 + "-->" + EXTERNAL),
        "document-type",
    ),
    "doctype-in-utf-16": (
        zipped(members() | {"word/document.xml": ("\ufeff" + EXTERNAL).encode("utf-16-le")}),
        "document-type",
    ),
    "climbing-name": (zipped(members() | {"../evil.txt": "x"}), "member-path"),
    "absolute-name": (zipped(members() | {"/evil.txt": "x"}), "member-path"),
    "backslash-name": (zipped(members() | {"..\\evil.txt": "x"}), "member-path"),
    "drive-name": (zipped(members() | {"c:evil.txt": "x"}), "member-path"),
    "two-members-of-one-name": (duplicate(), "duplicate-member"),
    "same-name-but-for-case": (zipped(members() | {"WORD/document.xml": "x"}), "duplicate-member"),
    "bomb": (
        zipped(members() | {"word/document.xml": b"<a>" + b"<p/>" * (1 << 20) + b"</a>"}),
        "compression-ratio",
    ),
}


@pytest.mark.parametrize(("source", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_package_is_refused_with_its_reason(source: bytes, reason: str) -> None:
    with pytest.raises(HostileFileError) as caught:
        ADAPTER.read(source)
    assert caught.value.facts == {"reason": reason}


def test_member_larger_than_its_directory_says_is_refused() -> None:
    with pytest.raises(RedactionError):
        ADAPTER.read(lying_size())


@pytest.mark.parametrize(
    ("limit", "value", "reason"),
    [
        pytest.param("MAX_PARTS", 2, "too-many-parts", id="parts"),
        pytest.param("MAX_PART", 10, "too-large", id="one-part"),
        pytest.param("MAX_PACKAGE", 100, "too-large", id="whole"),
    ],
)
def test_limits_are_kept(
    limit: str, value: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, limit, value)
    with pytest.raises(HostileFileError) as caught:
        ADAPTER.read(PLAIN)
    assert caught.value.facts == {"reason": reason}


DAMAGED = {
    "no-zip": b"hello",
    "truncated": PLAIN[: len(PLAIN) // 2],
    "document-missing": zipped({k: v for k, v in members().items() if k != "word/document.xml"}),
    "types-missing": zipped({k: v for k, v in members().items() if k[0] != "["}),
    "not-well-formed": with_document("<a><b></a>"),
    "nested-too-deep": with_document("<a>" * 5000 + "</a>" * 5000),
    "another-kind": zipped({"OFD.xml": "<a/>"}),
}


@pytest.mark.parametrize("source", DAMAGED.values(), ids=DAMAGED)
def test_damaged_package_is_refused(source: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        ADAPTER.read(source)


def test_document_given_to_the_wrong_adapter_is_refused() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        XlsxAdapter().read(PLAIN)
    assert caught.value.facts == {"reason": "mislabelled"}


def test_encrypted_member_is_refused() -> None:
    raw = bytearray(PLAIN)
    entry = raw.rindex(b"word/document.xml") - 46
    raw[entry + 8] |= 1
    with pytest.raises(EncryptedFileError):
        ADAPTER.read(bytes(raw))


def test_output_holds_fixed_times_and_no_extras() -> None:
    output = rewritten(ADAPTER, docx(paragraph("x"), comment=b"c"))
    with zipfile.ZipFile(io.BytesIO(output)) as archive:
        assert archive.comment == b""
        assert {m.date_time for m in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {m.extra for m in archive.infolist()} == {b""}


def test_bytes_that_no_directory_names_are_not_carried_over() -> None:
    hidden = b"nobody names me"
    assert hidden not in rewritten(ADAPTER, hidden + PLAIN)


def test_relations_are_resolved_whatever_way_they_are_written() -> None:
    opened = open_package(PLAIN)
    for target in ("document.xml", "/word/document.xml", "../word/document.xml", "DOCUMENT.xml"):
        assert opened.resolve("word", target) == "word/document.xml"
    assert Relation("a", "http://x/styles", "t", external=False).kind == "styles"


def test_members_are_read_whole() -> None:
    parts, comment = unzip(zipped({"a/": "", "a/b.txt": "text"}, comment=b"c"))
    assert (parts, comment) == ({"a/b.txt": b"text"}, b"c")


@given(st.data())
def test_any_damage_is_a_refusal_or_a_document(data: st.DataObject) -> None:
    whole = bytearray(PLAIN)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        document = ADAPTER.read(bytes(whole))
    except RedactionError:
        return
    assert document.blocks


STRICT = "http://purl.oclc.org/ooxml/"
LOOSE = "http://schemas.openxmlformats.org/"


def test_strict_documents_are_read_and_written_in_the_common_schema() -> None:
    parts = members()
    for name in ("word/document.xml", "_rels/.rels"):
        content = parts[name] if isinstance(parts[name], bytes) else b""
        for family in ("wordprocessingml", "officeDocument", "drawingml"):
            content = content.replace(
                f"{LOOSE}{family}/2006/".encode(), f"{STRICT}{family}/".encode()
            )
        parts[name] = content
    source = zipped(parts)
    assert [block.text for block in ADAPTER.read(source).blocks] == ["x"]
    assert STRICT not in everything(rewritten(ADAPTER, source))


ASIDE = {
    "before-the-first-member": lambda text: text + PLAIN,
    "after-the-directory": lambda text: PLAIN + text,
}


@pytest.mark.parametrize("name", ASIDE)
def test_text_beside_the_members_is_reported_and_goes(name: str) -> None:
    secret = "\u5bc6\u85cf\u7684\u5b57"
    source = ASIDE[name](secret.encode())
    document = ADAPTER.read(source)
    assert any(secret in block.text for block in document.blocks)
    assert secret not in everything(rewritten(ADAPTER, source))
