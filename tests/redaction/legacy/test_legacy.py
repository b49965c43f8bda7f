"""Older formats go through LibreOffice, and nothing of them is read without it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from recognizers.text import Layer
from redaction.errors import MissingToolError, StalePlanError, UnreadableFileError
from redaction.formats import legacy, registry
from redaction.formats.registry import ADAPTERS, adapter_for
from redaction.formats.sniff import sniff
from redaction.plan import RedactionPlan
from tests.redaction.ooxml.build import docx, everything, paragraph, redacted, texts

SECRET = "\u5bc6\u85cf\u7684\u5b57"
KEPT = "\u8fd9\u53e5\u8bdd\u5fc5\u987b\u7559\u4e0b"
RTF = (
    r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 SimSun;}}\f0 "
    + "".join(f"\\u{ord(c)}?" for c in KEPT)
    + r"\par "
    + "".join(f"\\u{ord(c)}?" for c in SECRET)
    + r"\par}"
).encode()
FAMILIES = [kind for kind, path in ADAPTERS.items() if ".legacy:" in path]


@pytest.mark.parametrize("kind", FAMILIES)
def test_every_older_format_has_an_adapter_that_writes_a_format_of_today(kind: str) -> None:
    adapter = adapter_for(kind)
    assert adapter.media_type == kind
    assert adapter.output_type in {registry.DOCX, registry.XLSX, registry.PPTX}


def test_without_libreoffice_the_file_is_refused_and_the_tool_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(MissingToolError) as caught:
        legacy.RtfAdapter().read(RTF)
    assert caught.value.facts == {"tool": "libreoffice"}


def test_plan_for_other_bytes_is_refused_before_anything_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    plan = RedactionPlan(legacy.sha256_of(b"other"), ())
    with pytest.raises(StalePlanError):
        legacy.RtfAdapter().write(RTF, plan)


needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)


@pytest.mark.libreoffice
@needs_libreoffice
def test_rtf_is_redacted_as_docx_and_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    adapter = legacy.RtfAdapter()
    output = redacted(adapter, RTF, SECRET)
    assert sniff(output, "out.docx") == registry.DOCX
    assert SECRET not in everything(output)
    assert KEPT in texts(adapter_for(registry.DOCX).read(output))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.libreoffice
@needs_libreoffice
def test_word_file_keeps_tables_comments_and_deletions_apart() -> None:
    body = (
        f"<w:tbl><w:tr><w:tc>{paragraph(SECRET)}</w:tc></w:tr></w:tbl><w:p><w:r><w:t>a</w:t></w:r>"
        "<w:del w:id='1' w:author='x' w:date='2020-01-01T00:00:00Z'><w:r>"
        f"<w:delText>{KEPT}</w:delText></w:r></w:del></w:p>{paragraph('b')}"
    )
    old = _as_doc(docx(body))
    assert sniff(old, "a.wps") == registry.WPS
    document = legacy.DocAdapter().read(old)
    layers = {text: b.layer for b in document.blocks for text in (SECRET, KEPT) if text in b.text}
    assert layers == {SECRET: Layer.BODY, KEPT: Layer.DELETED}
    assert document.sha256 == legacy.sha256_of(old)
    assert "legacy-remains-not-read" in document.gaps


@pytest.mark.libreoffice
@needs_libreoffice
def test_damaged_file_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        legacy.DocAdapter().read(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)


def _as_doc(source: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        legacy._write_profile(place / "profile")
        (place / "a.docx").write_bytes(source)
        program = shutil.which("soffice") or ""
        command = legacy._command(program, place, "doc:MS Word 97")
        legacy._run([*command, str(place / "a.docx")], place)
        return (place / "out" / "a.doc").read_bytes()
