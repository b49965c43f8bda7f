"""Whatever is cut wherever: it is gone, the rest is there, and the page tells nothing else."""

from __future__ import annotations

import contextlib
import io
import shutil
import subprocess
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from recognizers.finding import Treatment
from recognizers.text import Layer, Span
from redaction.errors import RedactionError
from redaction.formats.pdf.adapter import PdfAdapter
from redaction.plan import BAR, Edit, build_plan
from tests.redaction.pdf.fontmakers import KINDS, embedded
from tests.redaction.pdf.makers import lines, made
from tests.redaction.pdf.probe import leaks, redacted, seen_text

if TYPE_CHECKING:
    from pathlib import Path

HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"


def _squeezed(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=12)
@given(
    st.lists(st.permutations(HAN).map(lambda p: "".join(p[:12])), min_size=1, max_size=3),
    st.integers(0, 10),
    st.integers(1, 6),
)
@example(["甲乙丙丁戊己庚辛壬癸子丑"], 0, 6)
@example(["甲乙丙丁戊己庚辛壬癸子丑"], 10, 6)
def test_a_cut_takes_its_characters_and_no_others(rows: list[str], start: int, length: int) -> None:
    source = made(lines(*rows))
    adapter = PdfAdapter()
    document = adapter.read(source)
    block = next(b for b in document.blocks if b.layer is Layer.BODY)
    end = min(start + length, len(block.text))
    edit = Edit(Span(block.id, start, end), Treatment.REMOVE, BAR)
    output = adapter.write(source, build_plan(document, [edit]))
    texts = [b.text for b in document.blocks if b.layer is Layer.BODY]
    texts[0] = block.text[:start] + BAR + block.text[end:]
    again = [b.text for b in adapter.read(output).blocks if b.layer in (Layer.BODY, Layer.HIDDEN)]
    assert sorted(_squeezed("".join(again)).replace("█", "")) == sorted(
        _squeezed("".join(texts)).replace("█", "")
    )
    assert sorted(seen_text(output)) == sorted(_squeezed("".join(texts)))


@settings(max_examples=8)
@given(st.sampled_from(KINDS), st.permutations(HAN), st.integers(2, 5))
def test_no_kind_of_font_leaks_whatever_is_cut(kind: str, order: list[str], length: int) -> None:
    text = "".join(order)
    secret, kept = text[3 : 3 + length], text[3 + length :]
    output = redacted(embedded(kind, text), secret)
    assert leaks(output, secret) == []
    assert kept in seen_text(output)


@settings(max_examples=25)
@given(st.data())
def test_a_mutated_file_is_read_or_refused_by_name(data: st.DataObject) -> None:
    source = bytearray(_PLAIN)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(source) - 1))
        source[at] = data.draw(st.integers(0, 255))
    with contextlib.suppress(RedactionError):  # and nothing but a refusal
        assert PdfAdapter().read(bytes(source)).pages > 0


def _plain() -> bytes:
    with pikepdf.open(io.BytesIO(made(lines("甲乙丙丁")))) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False)
    return buffer.getvalue()


_PLAIN = _plain()


@pytest.mark.libreoffice
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_file_from_libreoffice_is_cut_in_place(tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("申请人甲某某，身份证号11010119000307001X，联系电话13800138000。")
    sheet = paper.add_table(2, 2)
    sheet.style = "Table Grid"
    for row, texts in enumerate([("姓名", "电话"), ("乙某某", "13800138000")]):
        for column, text in enumerate(texts):
            sheet.cell(row, column).text = text
    paper.save(str(tmp_path / "a.docx"))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    source = (tmp_path / "a.pdf").read_bytes()
    labels = {b.text: b.label for b in PdfAdapter().read(source).blocks if b.cell}
    assert labels["乙某某"] == "姓名"
    output = redacted(source, "甲某某", "13800138000")
    assert leaks(output, "甲某某") == []
    assert leaks(output, "13800138000") == []
    assert "11010119000307001X" in seen_text(output)
    with pikepdf.open(io.BytesIO(output)) as pdf:
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and "/Width" in o]
    assert pictures == []
