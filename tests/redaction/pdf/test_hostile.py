"""Files made to harm are refused with a reason, before they cost time or memory."""

from __future__ import annotations

import contextlib
import io
import zlib

import pikepdf
import pytest

from redaction.errors import (
    EmptyDocumentError,
    EncryptedFileError,
    HostileFileError,
    RedactionError,
    UnreadableFileError,
)
from redaction.formats.pdf import guard
from redaction.formats.pdf.adapter import PdfAdapter
from tests.redaction.pdf.makers import lines, made
from tests.redaction.pdf.probe import redacted, seen_text


def _file(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(objects) + 1, start)


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n" % (extra, len(data)) + data + b"\nendstream"


def _page(
    content: bytes, *more: bytes, resources: bytes = b"", box: bytes = b"0 0 612 792"
) -> bytes:
    return _file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<<%s"
        b"/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>" % (box, resources),
        content,
        *more,
    )


def _zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(megabytes)) + packer.flush()


def _bomb() -> bytes:
    return _page(_stream(_zeros(80), b"/Filter/FlateDecode"))


def _double_bomb() -> bytes:
    packed = zlib.compress(_zeros(80), 9)
    return _page(_stream(packed, b"/Filter[/FlateDecode/FlateDecode]"))


def _many_filters() -> bytes:
    data = b"BT ET"
    for _ in range(6):
        data = zlib.compress(data)
    return _page(_stream(data, b"/Filter[" + b"/FlateDecode" * 6 + b"]"))


def _self_calling() -> bytes:
    calls = b"q /Fx Do /Fx Do Q"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fx 5 0 R>>>>"
    return _page(_stream(calls), _stream(calls, form), resources=b"/XObject<</Fx 5 0 R>>")


def _fanning_out() -> bytes:
    forms = []
    for depth in range(5, 15):
        name = b"/XObject<</F%d %d 0 R>>" % (depth + 1, depth + 1)
        form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<%s>>" % name
        forms.append(_stream(b"/F%d Do " % (depth + 1) * 6, form))
    forms.append(_stream(b" ", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))
    return _page(_stream(b"/F5 Do"), *forms, resources=b"/XObject<</F5 5 0 R>>")


def _huge_page() -> bytes:
    return _page(_stream(b"BT /F1 12 Tf (hi) Tj ET"), box=b"0 0 200000 200000")


def _too_many_pages() -> bytes:
    kids = b"3 0 R " * 6000
    return _file(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count 6000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    )


def _image_bomb() -> bytes:
    image = (
        b"/Type/XObject/Subtype/Image/Width 20000/Height 20000/BitsPerComponent 8"
        b"/ColorSpace/DeviceRGB/Filter/FlateDecode"
    )
    content = _stream(b"q 600 0 0 700 0 0 cm /I Do Q")
    return _page(content, _stream(_zeros(300), image), resources=b"/XObject<</I 5 0 R>>")


def _state_tower() -> bytes:
    return _page(_stream(b"q " * 6000))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_bomb, "inflates-too-far"),
        (_double_bomb, "inflates-too-far"),
        (_many_filters, "too-many-filters"),
        (_self_calling, "form-cycle"),
        (_fanning_out, "form-cycle"),
        (_huge_page, "page-size"),
        (_too_many_pages, "too-many-pages"),
        (_image_bomb, "inflates-too-far"),
        (_state_tower, "state-depth"),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)).strip("_"),
)
def test_hostile_files_are_refused_with_a_reason(make, reason: str) -> None:
    with pytest.raises(HostileFileError) as caught:
        PdfAdapter().read(make())
    assert caught.value.facts["reason"] == reason


def test_many_small_streams_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MOST_FILE", 1000)
    packed = _stream(zlib.compress(bytes(600))) + b"\n"
    guard.check(b"%PDF-1.7\n" + packed)
    with pytest.raises(HostileFileError):
        guard.check(b"%PDF-1.7\n" + packed * 2)


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"not a pdf at all",
        b"%PDF-1.7\n",
        b"%PDF-1.7\ntrailer<</Root 1 0 R>>",
        made(lines("甲"))[:300],
        _file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        _file(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        _file(b"<</Type/Catalog>>"),
    ],
    ids=["empty", "other", "head-only", "no-root", "cut-off", "page-loop", "no-pages", "no-tree"],
)
def test_damaged_files_are_refused(source: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        PdfAdapter().read(source)


def _locked(user: str) -> bytes:
    with pikepdf.open(io.BytesIO(made(lines("甲某某住某某县")))) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=user))
    return buffer.getvalue()


def test_a_file_that_needs_a_password_is_refused() -> None:
    with pytest.raises(EncryptedFileError):
        PdfAdapter().read(_locked("secret"))


def test_a_file_that_opens_without_a_password_is_redacted_and_unlocked() -> None:
    output = redacted(_locked(""), "甲某某")
    assert "甲某某" not in seen_text(output)
    assert "住某某县" in seen_text(output)
    with pikepdf.open(io.BytesIO(output)) as pdf:
        assert not pdf.is_encrypted


def test_a_page_without_anything_is_not_called_clean() -> None:
    with pytest.raises(EmptyDocumentError):
        PdfAdapter().read(_page(_stream(b"")))


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F1 Tf (a) Tj ET",
        b"BT /F1 12 Tf 1 2 Tm (visible) Tj ET",
        b"Q Q Q BT /F1 12 Tf 50 50 Td (visible) Tj ET",
        b"BT /Nope 12 Tf 50 50 Td (visible) Tj ET",
        b"BT /F1 12 Tf 50 50 Td [(vis) /odd (ible)] TJ ET",
        b"EMC EMC BT /F1 12 Tf 50 50 Td (visible) Tj",
        b"/Gone Do BT /F1 12 Tf 50 50 Td (visible) Tj ET",
        b"BT /F1 12 Tf 50 50 Td (visible) Tj ET 1 2 3 scn /P scn (x) gs",
    ],
    ids=[
        "font-without-size",
        "short-matrix",
        "unbalanced-restore",
        "unknown-font",
        "name-in-array",
        "stray-marks",
        "missing-form",
        "odd-operands",
    ],
)
def test_odd_content_ends_in_text_or_a_named_refusal(content: bytes) -> None:
    with contextlib.suppress(RedactionError):
        document = PdfAdapter().read(_page(_stream(content)))
        assert document.characters > 0
